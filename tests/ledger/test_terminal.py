"""What the terminal shows: letters in their own order, isolates closed on every line, nothing of a page's controls."""

import io
import json
import unicodedata

import pytest
from rich.console import Console

from ledger.boats import affair
from ledger.making import made
from naql.ledger import Ledger
from naql.terminal.answer import print_answer, print_entity
from naql.terminal.bidi import isolated, lines_of, plain

OPEN, CLOSE = "\u2066\u2067\u2068", "\u2069"


@pytest.fixture
def book(tmp_path):
    with Ledger(tmp_path / "boats.db") as ledger:
        for reading in affair():
            ledger.add(reading)
        ledger.link()
        yield ledger


def shown(printed, view, width=80) -> str:
    file = io.StringIO()
    printed(view, console=Console(file=file, width=width, highlight=False))
    return file.getvalue()


@pytest.mark.parametrize("width", [40, 80, 200])
def test_answer_shows_both_sides_chains_and_places(book, width):
    out = shown(print_answer, book.ask("اروگوئه از پرتغال درخواست قایق کرده است؟"), width)
    flat = " ".join(out.split())
    assert "Asserted by 1 independent origin: harbour files (through The Lagoon Courier)" in flat
    assert "Denied by 1 independent origin: Rui Barros (through Mahtab)" in flat
    assert "Asked 1 statement with no known origin: a headline" in flat
    assert "Karaneh ← Mahtab ← Rui Barros" in flat
    denial = book.reading("karaneh").statements[-1].content[0]
    assert f"karaneh {denial.start}-{denial.end}" in flat
    assert "[a copy of courier]" in flat


@pytest.mark.parametrize("width", [40, 80])
def test_every_line_closes_its_isolates(book, width):
    entity, answer = book.who("Uruguay"), book.ask("Uruguay Portugal boats")
    for out in (shown(print_answer, answer, width), shown(print_entity, entity, width)):
        for line in out.splitlines():
            depth = sum((c in OPEN) - (c in CLOSE) for c in line)
            assert depth == 0, line


def test_letters_stay_in_their_order(book):
    words = "هیچ درخواستی از اروگوئه دریافت نکرده‌ایم"
    assert words in shown(print_answer, book.ask("Uruguay Portugal boats"), 120)


def test_json_is_one_line(book, capsys):
    print_answer(book.ask("Uruguay Portugal boats"), as_json=True)
    print_entity(book.who("Uruguay"), as_json=True)
    first, second = capsys.readouterr().out.splitlines()
    assert json.loads(first)["propositions"][0]["sides"]
    assert json.loads(second)["name"] == "Uruguay"


def test_controls_of_a_page_never_reach_the_terminal():
    text = "\x1b[31mred\x1b[0m \u202eabc\u2066 \x07می\u200cشود\ud800"
    clean = plain(text)
    assert not [c for c in clean if unicodedata.category(c)[0] == "C" and c != "\u200c"]
    assert "می\u200cشود" in clean
    assert isolated(text, "fa")[0] == "\u2067" and isolated("plain", "en") == "plain"
    assert isolated("عربي", "ar") == "\u2067عربي\u2069" and isolated("عربي") == "\u2068عربي\u2069"
    assert list(lines_of("", 20)) == [] and "".join(lines_of("a b", 1)) == "ab"


def test_no_answer_is_said(tmp_path):
    with Ledger(tmp_path / "l.db") as book:
        book.add(made("p", "Snow fell on Tavel."))
        book.link()
        assert "nothing in this ledger speaks of it" in shown(
            print_answer, book.ask("Has Chad bought submarines?"), 200
        )
