"""Entities across pages: one person in two spellings meets, two persons of one name do not; each link says why."""

from __future__ import annotations

from naql.link.entities import PageEntity, compare, entity_id, entity_links
from naql.records import Article, Mention, Reading, Span


def reading(number: int, lang: str, *people: tuple[str, str, str | None], day: str = "2020-01-01") -> Reading:
    """A page that mentions people: (written form, canonical name, state)."""
    text = " ".join(form for form, _, _ in people)
    article = Article(
        article_id=f"a{number}", page_id="", name="", lang=lang, page_text=text, text=text, pieces=(), published_at=day
    )
    mentions = []
    for form, name, country in people:
        start = text.index(form)
        mentions.append(Mention(span=Span(start, start + len(form)), kind="PER", name=name, country=country))
    return Reading(article=article, mentions=tuple(mentions))


def verdicts(*readings: Reading) -> list[str]:
    links = list(entity_links(readings, "2026-01-01T00:00:00+00:00"))
    assert all(link.reason and link.kind == "entity" for link in links)
    return [link.verdict for link in links]


def test_somebody_of_the_gazetteer_is_the_same_on_every_page() -> None:
    pages = [reading(1, "fa", ("لاوروف", "Sergey Lavrov", "RUS")), reading(2, "ar", ("لافروف", "Sergey Lavrov", "RUS"))]
    (link,) = entity_links(pages)
    assert (link.verdict, link.left, link.right) == (
        "same",
        entity_id("a1", "PER", "Sergey Lavrov"),
        entity_id("a2", "PER", "Sergey Lavrov"),
    )


def test_an_unknown_person_in_two_spellings_meets() -> None:
    pages = [
        reading(1, "fa", ("بهروز نیک‌آیین", "Behrouz Nikayin", "IRN")),
        reading(2, "ar", ("بهروز نيك آيين", "Bahrouz Nikaeen", "IRN")),
    ]
    assert verdicts(*pages) == ["same"]


def test_two_of_one_name_and_two_states_stay_apart() -> None:
    pages = [
        reading(1, "en", ("John Quill", "John Quill", "USA")),
        reading(2, "en", ("John Quill", "John Quill", "AUS")),
    ]
    assert verdicts(*pages) == ["different"]


def test_one_word_alone_is_unsure() -> None:
    pages = [reading(1, "en", ("Quill", "Quill", None)), reading(2, "en", ("Quill", "Quill", None))]
    assert verdicts(*pages) == ["unsure"]


def test_links_have_the_same_ids_whenever_they_are_made() -> None:
    pages = [reading(1, "en", ("John Quill", "John Quill", None)), reading(2, "en", ("John Quill", "John Quill", None))]
    first = [link.link_id for link in entity_links(pages, "2026-01-01")]
    assert first == [link.link_id for link in entity_links(pages, "2027-01-01")]


def test_a_role_in_common_is_part_of_the_reason() -> None:
    one, other = (
        PageEntity(entity_id=x, article_id=x, kind="PER", name="Jane Quill", forms=("Jane Quill",), roles=("mayor",))
        for x in "ab"
    )
    assert "both mayor" in compare(one, other)[2]
