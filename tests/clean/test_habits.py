"""Furniture learned from what an outlet's pages repeat: pages of an invented outlet whose words no vocabulary has."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naql.clean import clean
from naql.clean.habits import Counts, Habits, habits_of, is_sentence, line_key, trace_of
from naql.clean.lines import split_lines
from naql.languages import load_pack
from naql.records import Article, Page, content_id

MENU = ["Harbour Watch Circle", "Lantern Room", "The Long Ledger", "Tide Tables and Moon"]
FOOT = ["Pass the lantern on", "Ring the newsroom bell", "Stand by our printers", "Quay Street 4, Narestan"]
NOTICE = "Everything on these leaves is set by hand and may be hung on any wall that bears the name of its printer."
STORIES = [
    (
        "Dam full again after spring rain",
        "dam",
        "The council of Varesh said on Monday that the dam stands full after rain.",
    ),
    (
        "Ferry line to the islands closes",
        "ferry",
        "The ferry company told its crews on Sunday that the island line closes.",
    ),
    (
        "Sugar mill hires two hundred",
        "mill",
        "The owner of the sugar mill announced that two hundred people are hired.",
    ),
    (
        "Museum finds a lost painting",
        "museum",
        "A curator found the painting behind a wall while the museum was repaired.",
    ),
    (
        "Teachers end their strike",
        "teachers",
        "The teachers voted late on Friday to end the strike that had closed schools.",
    ),
    (
        "Night train returns in autumn",
        "train",
        "The railway wants the night train to run again from the first of October.",
    ),
]
BACKGROUND = "The long war in Syria has driven millions from their homes, the United Nations refugee office says again."


def body(number: int) -> list[str]:
    """Three paragraphs of a story, and one of background that the wire hangs on every story of the year."""
    _, word, first = STORIES[number]
    second = f"Nobody had expected so much of the {word} this year, the mayor of the town said in a short speech there."
    third = f"More about the {word} is to be decided when the assembly of Narestan meets, and the treaty is discussed."
    return [first, second, third, BACKGROUND]


def page(number: int, lines: list[str] | None = None) -> Page:
    title = STORIES[number][0]
    lines = lines or [*MENU, title, f"{number} readers stood here", *body(number), *FOOT, NOTICE, f"Leaf {number}"]
    text, url = "\n".join(lines), f"https://lantern.example/{number}"
    return Page(page_id=content_id(url, text), name=str(number), body=text, url=url, lang="en")


def taught(pages: list[Page]) -> Counts:
    counts = Counts()
    for one in pages:
        trace = trace_of(clean(one))
        assert trace
        counts.add(trace)
    return counts


def read(one: Page, counts: Counts) -> Article:
    trace = trace_of(clean(one))
    assert trace
    return clean(one, habits=habits_of(trace, counts.counted(trace)))


def test_the_outlets_menus_go_and_the_story_stays() -> None:
    pages = [page(i) for i in range(6)]
    counts = taught(pages)
    for number, one in enumerate(pages):
        article = read(one, counts)
        kept = [line for line in article.text.split("\n") if line.strip()]
        assert kept == [STORIES[number][0], *body(number)]
        assert article.headline and article.headline.of(one.body) == STORIES[number][0]
        assert MENU[0] in clean(one).text, "without habits nothing tells the menu"


def test_two_pages_teach_nothing() -> None:
    pages = [page(0), page(1)]
    assert read(pages[0], taught(pages)) == clean(pages[0])


def test_copies_and_later_versions_teach_nothing() -> None:
    first = page(0)
    later = [page(0, [*first.body.split("\n"), f"Added at {hour} o'clock, the guard told us."]) for hour in range(2, 7)]
    counts = taught([first, *later, page(1)])
    assert read(first, counts) == clean(first)


def test_credits_and_datelines_stay() -> None:
    pages = [page(i, [STORIES[i][0], "Varesh", *body(i)[:3], "With Reuters in Varesh"]) for i in range(6)]
    article = read(pages[2], taught(pages))
    assert "Varesh" in article.text and "With Reuters in Varesh" in article.text


def test_a_column_keeps_its_headline() -> None:
    pages = [page(i, ["Prices of the day", *body(i)]) for i in range(6)]
    article = read(pages[3], taught(pages))
    assert article.headline and article.headline.of(article.page_text) == "Prices of the day"


def test_numbers_count_alike_in_open_lines_alone() -> None:
    pack = load_pack("en")
    a, b = split_lines("12 readers stood here\n7 readers stood here", pack)
    assert line_key(a) == line_key(b) and not is_sentence(a)
    a, b = split_lines("The tax rose by 12 per cent last year, the office said.\n" * 2, pack)
    assert is_sentence(a) and line_key(a) == line_key(b)
    a, b = split_lines(
        "The tax rose by 12 per cent, the office said.\nThe tax rose by 7 per cent, the office said.", pack
    )
    assert line_key(a) != line_key(b)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 5), st.randoms(use_true_random=False), st.integers(3, 50))
def test_no_paragraph_between_the_pages_own_is_ever_cut(number: int, rng: random.Random, pages: int) -> None:
    """Whatever the habits say of all lines, the first and last paragraphs of a page and all sentences between stay."""
    one = page(number)
    plain = clean(one)
    trace = trace_of(plain)
    assert trace
    known = {line: rng.randint(3, pages) for line in trace.lines if rng.random() < 0.8}
    article = clean(one, habits=Habits(trace.house, pages, known))
    kept = [line for line in article.text.split("\n") if line.strip()]
    assert body(number)[0] in kept
    told = [line for line in body(number) if line in kept]
    assert told == body(number)[: len(told)]  # what goes, goes at the end
    assert article.headline


@pytest.mark.parametrize("most", [40])
def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr("naql.clean.habits.MOST_LINES", most)
    counts = Counts()
    for i in range(200):
        trace = trace_of(
            clean(page(i % 6, [*MENU, f"Headline number {'x' * i}", f"{'z' * i} " * 9 + "is what he said."]))
        )
        assert trace
        counts.add(trace)
    assert len(counts._lines) <= most + 20 and counts.counted(trace)[trace.lines[0]] > 3
