"""A page on a terminal: letters in their order, marks in colour, nothing of the page's that steers the terminal."""

import io
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from ledger.boats import courier, karaneh
from ledger.making import made
from rich.console import Console

from naql.records import Reading
from naql.terminal.page import STYLES, marked_lines, painted, print_page


def printed(reading: Reading, colour: bool = False, width: int = 60) -> str:
    file, system = io.StringIO(), "standard" if colour else None
    print_page(reading, Console(file=file, width=width, force_terminal=colour, color_system=system))
    return file.getvalue()


def test_marks_stand_on_their_words() -> None:
    reading = karaneh()
    text = painted(reading)
    assert text.plain == reading.article.page_text
    shown = {}
    for span in text.spans:
        shown.setdefault(str(span.style), []).append(text.plain[span.start : span.end])
    said = reading.statements[-1]
    assert said.source.of(text.plain) in shown[STYLES["source"]]
    assert said.cue.of(text.plain) in shown[STYLES["cue"]]
    assert said.content[0].of(text.plain) in shown[STYLES["content"]]
    assert reading.article.headline.of(text.plain) in shown[STYLES["headline"]]
    assert len(shown[STYLES["name"]]) == len(reading.mentions)


def test_lines_that_run_right_to_left_are_isolated_and_not_turned_round() -> None:
    reading = karaneh()
    lines = [line.plain for line in marked_lines(reading, 30)]
    assert all(line[0] == "\u2067" and line[-1] == "\u2069" for line in lines if line)
    words = " ".join(" ".join(line.strip("\u2067\u2069") for line in lines).split())
    assert words == " ".join(reading.article.page_text.split())
    assert not any("\u2067" in line.plain for line in marked_lines(courier(), 30))


def test_without_colour_the_statements_say_it_all() -> None:
    out = printed(karaneh(), width=200)
    assert "\x1b" not in out
    for word in ("source", "cue", "content", "3 statements", "Karaneh ← Mahtab ← Rui Barros", "deny"):
        assert word in out
    said = karaneh().statements[-1].content[0]
    assert f"{said.start}-{said.end}" in out and said.of(karaneh().article.page_text) in out


def test_with_colour_there_is_colour() -> None:
    assert "\x1b[1;32m" in printed(karaneh(), colour=True)


@given(st.text(max_size=200))
def test_no_page_steers_the_terminal(text: str) -> None:
    out = printed(made("odd", text + "\x1b[31m\u202e\x07x", outlet="\x1b]0;t\x07", url="\x1b[2J"))
    allowed = "\n\u200c\u200d\u2066\u2067\u2068\u2069"
    assert not [c for c in out if unicodedata.category(c)[0] == "C" and c not in allowed]
    assert out.count("\u2069") == sum(out.count(c) for c in "\u2066\u2067\u2068")
