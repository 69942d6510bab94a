"""A block of pages is looked at before it is read: furniture by habit in a run, with and without earlier runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from naql.ledger import Ledger
from naql.records import Page, Reading, Skipped, content_id
from naql.run import local, lookahead

WORDS = ("dam", "ferry", "mill", "museum", "train", "harbour")
FOOT = ["Pass the lantern on", "Ring the newsroom bell", "Stand by our printers"]


def page(number: int) -> Page:
    word = WORDS[number]
    told = f"The {word} was opened on Monday by the mayor, who had waited long for it.\n" + (
        f"Nobody had thought that the {word} would stand so soon, she told the people there."
    )
    text, url = "\n".join([f"The {word} of Varesh opens again", told, *FOOT]), f"https://lantern.example/{number}"
    return Page(page_id=content_id(url, text), name=str(number), body=text, url=url, lang="en", published="2024-03-05")


def articles(outcomes: Iterator[Reading | Skipped]) -> list[str]:
    return [o.article.text for o in outcomes if isinstance(o, Reading)]


def test_a_run_learns_from_its_own_pages_whatever_reads_them() -> None:
    pages = [page(i) for i in range(6)]
    one = list(local.readings(pages))
    assert all(FOOT[0] not in text and "opened on Monday" in text for text in articles(iter(one)))
    assert one == list(local.readings(pages, jobs=2)) == list(local.readings(pages))
    assert all(FOOT[0] in text for text in articles(local.readings(pages[:2])))


def test_a_later_run_knows_what_an_earlier_one_kept(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l.db") as book:
        for outcome in local.readings([page(i) for i in range(4)], past=book.habits()):
            book.keep(outcome)
        before = list(book.readings())
        (late,) = articles(local.readings([page(5)], past=book.habits()))
        assert FOOT[0] not in late
        assert FOOT[0] in articles(local.readings([page(5)]))[0]
        assert list(book.readings()) == before, "what was read stays as it was read"


def test_blocks_are_bounded(monkeypatch) -> None:
    monkeypatch.setattr(lookahead, "BLOCK", 2)
    looked: list[int] = []

    def traces(block: list[Page]) -> list[None]:
        looked.append(len(block))
        return [None] * len(block)

    bad = Skipped(id="x", stage="ingest", reason="no")
    given = [page(0), bad, page(1), page(2), bad]
    assert [p for p, _ in lookahead.with_habits(given, None, traces)] == given
    assert looked == [1, 2, 0]
