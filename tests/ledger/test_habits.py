"""What outlets' pages repeat, in a ledger: counted as pages come in and go, made again by migration and restoring."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from naql.clean import clean
from naql.clean.habits import trace_of
from naql.ledger import Ledger
from naql.ledger.export import lines, restore
from naql.ledger.store import migrate
from naql.records import Page, Reading, content_id

FOOT = ["Pass the lantern on", "Ring the newsroom bell", "Stand by our printers"]


def reading(number: int, version: int = 0) -> Reading:
    """A page of an invented outlet; versions are the same story, told again with a line more."""
    word = ("dam", "ferry", "mill", "museum", "train", "harbour")[number]
    told = [
        f"The {word} of Varesh opens again",
        f"The {word} was opened on Monday by the mayor, who had waited long for it.",
        f"Nobody had thought that the {word} would stand so soon, she told the people there.",
    ]
    text = "\n".join([*told, *FOOT] + [f"Added in edition {version}, of which we print few."] * bool(version))
    url = f"https://lantern.example/{number}"
    page = Page(page_id=content_id(url, text), name=f"{number}-{version}", body=text, url=url, lang="en")
    return Reading(article=clean(page))


def rows(book: Ledger) -> list[tuple]:
    return [tuple(r) for r in book.db.execute("SELECT line, count(*) FROM repeats GROUP BY line ORDER BY line")]


def seen(book: Ledger, of: Reading) -> int:
    """On how many pages the page's last line is."""
    trace = trace_of(of.article)
    assert trace
    return book.habits().counted(trace).get(trace.lines[-1], 0)


def test_pages_are_counted_once_and_uncounted_when_forgotten(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l.db") as book:
        for number in range(4):
            assert book.add(reading(number)) and not book.add(reading(number))
        assert seen(book, reading(5)) == 4
        book.forget("2-0")
        assert seen(book, reading(5)) == 3
        for number in (0, 1, 3):
            book.forget(f"{number}-0")
        assert rows(book) == [] and not book.db.execute("SELECT * FROM openings").fetchall()


def test_versions_of_a_story_count_as_one_page(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l.db") as book:
        for version in range(4):
            book.add(reading(0, version))
        assert seen(book, reading(5)) == 1


def test_what_was_known_at_the_start_of_a_run_stays_so(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l.db") as book:
        book.add(reading(0))
        past, trace = book.habits(), trace_of(reading(5).article)
        assert trace
        book.add(reading(1))
        assert past.counted(trace)[trace.page] == 1 and book.habits().counted(trace)[trace.page] == 2
        assert past.knows(reading(0).article.page_id) and not past.knows(reading(1).article.page_id)


def test_a_restored_and_a_migrated_ledger_know_the_same(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l.db") as book, Ledger(tmp_path / "again.db") as again:
        for number in range(5):
            book.add(reading(number))
        wanted = rows(book)
        restore(again, list(lines(book)))
        assert rows(again) == wanted
    with sqlite3.connect(tmp_path / "l.db") as db:
        schema = db.execute("SELECT sql FROM sqlite_master WHERE name IN ('repeats', 'openings') ORDER BY 1").fetchall()
        db.executescript("DROP TABLE repeats; DROP TABLE openings; PRAGMA user_version = 1;")
    assert "tables of the lines that outlets repeat" in migrate(tmp_path / "l.db")
    with Ledger(tmp_path / "l.db", create=False) as book:
        query = "SELECT sql FROM sqlite_master WHERE name IN ('repeats', 'openings') ORDER BY 1"
        assert rows(book) == wanted and [tuple(r) for r in book.db.execute(query)] == schema
