"""Who is meant by what points back, who bears a title, what bodies are called: behaviour of coreference and naming."""

from __future__ import annotations

import pytest

from naql.languages import load_pack
from naql.read.coreference import check, resolve
from naql.read.coreference.speakers import speakers
from naql.read.mentions import find_mentions
from naql.read.tokens import split_words
from naql.records import Article, Span, Statement


def named(text: str, lang: str, sources: list[str | None], cues: list[str | None]) -> list[str | None]:
    """The names of statements with these sources and cues, found one after another in the text."""
    article = Article(article_id="", page_id="", name="", lang=lang, page_text=text, text=text, pieces=())
    pack, at, statements = load_pack(lang), 0, []
    for number, (source, cue) in enumerate(zip(sources, cues, strict=True)):
        spans: list[Span | None] = []
        for part in (source, cue):
            start = text.index(part, at) if part else 0
            spans.append(Span(start, start + len(part)) if part else None)
        at = max([at, *(s.end for s in spans if s)])
        content = (Span(at, at + 1),)
        statements.append(Statement(statement_id=f"s{number}", source=spans[0], cue=spans[1], content=content))
    words = split_words(text, pack)
    return [
        s.source_name
        for s in resolve(words, pack, article, find_mentions(words, pack, article, ()), tuple(statements))[1]
    ]


@pytest.mark.parametrize("lang", ["fa", "ar", "en"])
def test_every_example_of_the_speakers_holds(lang: str) -> None:
    assert check(load_pack(lang)) == []


def test_a_cue_of_nobody_does_not_go_on_with_the_speaker() -> None:
    text = "سرگئی لاوروف گفت راه باز است. گفته می‌شود سفر لغو شده است."
    assert named(text, "fa", ["سرگئی لاوروف", None], ["گفت", "گفته می‌شود"]) == ["Sergey Lavrov", "unnamed sources"]


def test_the_title_beside_a_name_tells_who_a_description_means() -> None:
    text = "مدیرکل بنادر گلستان از کار تازه گفت. مجید رحیمی، مدیرکل بنادر گلستان، افزود کار سخت است."
    found = named(text, "fa", ["مدیرکل بنادر گلستان", "مجید رحیمی، مدیرکل بنادر گلستان،"], ["گفت", "افزود"])
    assert found == ["Majid Rahimi", "Majid Rahimi"]


def test_an_english_description_is_its_own_words() -> None:
    text = "Two defense officials who spoke on Monday said the plan was ready."
    assert named(text, "en", ["Two defense officials who spoke on Monday"], ["said"]) == ["two defense officials"]


@pytest.mark.parametrize(
    ("source", "name"),
    [("Trade spokesman Karl Weiss", "Karl Weiss"), ("A lawyer for Karl Weiss", "Karl Weiss's lawyer")],
)
def test_who_speaks_for_a_person_is_not_the_person(source: str, name: str) -> None:
    assert named(f"{source} said the talks had failed.", "en", [source], ["said"]) == [name]


@pytest.mark.parametrize(("cue", "gender", "many"), [("قالت", "f", False), ("قالوا", "", True), ("مشيرا", "m", False)])
def test_a_verb_shows_gender_and_number(cue: str, gender: str, many: bool) -> None:
    shown = speakers("ar").agreement((load_pack("ar").fold(cue),))
    assert (shown.gender, shown.many) == (gender, many)


def test_an_unknown_body_is_called_word_for_word() -> None:
    text = "کمیسیون مشترک بازرگانی گلستان امروز تشکیل شد."
    pack = load_pack("fa")
    article = Article(article_id="", page_id="", name="", lang="fa", page_text=text, text=text, pieces=())
    names = [m.name for m in find_mentions(split_words(text, pack), pack, article, ())]
    assert any(n and n.startswith("Joint Commission of Trade") for n in names)
