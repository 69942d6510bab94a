"""Which pages tell one story, by names and deeds, not by who tells it."""

from ledger.boats import affair

from naql.link.claims import claims_of
from naql.link.outlines import Outline, outline_of
from naql.link.stories import SAME, compare, keys_of, story_pairs


def outlines() -> dict[str, Outline]:
    return {r.article.name: outline_of(r, claims_of(r)) for r in affair()}


def test_one_story_in_three_languages():
    found = outlines()
    for name in ("weekly", "sahil", "karaneh"):
        score, reason = compare(found["courier"], found[name])
        assert score >= SAME, name
        assert "Uruguay" in reason and "Portugal" in reason
        assert {*keys_of(found["courier"])} & {*keys_of(found[name])}
    for name in ("courier", "sahil"):
        assert compare(found["stranger"], found[name])[0] < SAME


def test_time_parts_what_names_join():
    from msgspec.structs import replace

    one = outlines()["courier"]
    later = replace(one, article_id="other", day="2027-03-02")
    assert compare(one, later)[0] < SAME <= compare(one, replace(later, day="2025-03-04"))[0]


def test_pairs_do_not_depend_on_order():
    found = list(outlines().values())
    ends = sorted((p.left, p.right, p.score) for p in story_pairs(found))
    assert ends == sorted((p.left, p.right, p.score) for p in story_pairs(found[::-1]))
    assert all(left < right for left, right, _ in ends)


def test_tellers_are_no_part_of_the_story():
    sahil = outlines()["sahil"]
    assert "The Lagoon Courier" not in sahil.names and sahil.tellers == ("The Lagoon Courier",)
    assert sahil.origins == ("harbour files",)
