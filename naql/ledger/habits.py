"""The tables of what outlets' pages repeat: hashes of lines (`naql.clean.habits`) by the page they stand on.

They are worked out from articles as these are written, and made again when an export is read back; no reading changes
by them. Pages that are read later are cleaned with what stands here.
"""

from __future__ import annotations

import sqlite3
from collections import Counter

from naql.clean.habits import Trace, is_copy, trace_of
from naql.ledger.rows import from_json
from naql.records import Article

TABLES = (
    "CREATE TABLE repeats (line INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (line, n)) WITHOUT ROWID",
    "CREATE TABLE openings (opening INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (opening, n)) WITHOUT ROWID",
)


def make_tables(db: sqlite3.Connection) -> None:
    """The step from ledger version 1 to 2: the tables, filled from the articles in their order of arrival."""
    for statement in TABLES:
        db.execute(statement)
    for (article_id,) in db.execute("SELECT article_id FROM articles ORDER BY n").fetchall():
        count_page(db, _article(db, article_id))


def count_page(db: sqlite3.Connection, article: Article) -> None:
    """Count the lines of a page that was written; a copy or a later version of one that is counted adds nothing."""
    n, trace = _number(db, article.article_id), trace_of(article)
    if trace and not is_copy(trace.openings, _owners(db, trace, n)):
        db.executemany("INSERT OR IGNORE INTO openings VALUES (?,?)", [(o, n) for o in trace.openings])
        db.executemany("INSERT OR IGNORE INTO repeats VALUES (?,?)", [(x, n) for x in (trace.page, *trace.lines)])


def uncount_page(db: sqlite3.Connection, article_id: str) -> None:
    """Take a page's lines out, before the page itself is."""
    n, trace = _number(db, article_id), trace_of(_article(db, article_id))
    if trace:
        db.executemany("DELETE FROM openings WHERE opening = ? AND n = ?", [(o, n) for o in trace.openings])
        db.executemany("DELETE FROM repeats WHERE line = ? AND n = ?", [(x, n) for x in (trace.page, *trace.lines)])


def _number(db: sqlite3.Connection, article_id: str) -> int:
    """The place of a page in the order of arrival."""
    return int(db.execute("SELECT n FROM articles WHERE article_id = ?", (article_id,)).fetchone()[0])


def _article(db: sqlite3.Connection, article_id: str) -> Article:
    record = db.execute("SELECT record FROM articles WHERE article_id = ?", (article_id,)).fetchone()[0]
    return from_json(record, Article)


def _owners(db: sqlite3.Connection, trace: Trace, before: int) -> Counter[int]:
    """Earlier page -> how many openings it shares with this one."""
    marks = ",".join("?" * len(trace.openings))
    query = f"SELECT n FROM openings WHERE opening IN ({marks}) AND n < ?"
    return Counter(row[0] for row in db.execute(query, (*trace.openings, before)))


class PastHabits:
    """What the ledger knew of outlets' habits when this was made; pages written since do not count."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._end: int = db.execute("SELECT coalesce(max(n), 0) + 1 FROM articles").fetchone()[0]

    def knows(self, page_id: str) -> bool:
        """Whether the page of that id was in the ledger."""
        query = "SELECT 1 FROM articles WHERE page_id = ? AND n < ?"
        return self._db.execute(query, (page_id, self._end)).fetchone() is not None

    def has_copy(self, trace: Trace) -> bool:
        """Whether a page of the ledger is the same article."""
        return is_copy(trace.openings, _owners(self._db, trace, self._end))

    def counted(self, trace: Trace) -> dict[int, int]:
        """Line -> on how many pages it is, of the trace's lines and its `page`."""
        asked = (trace.page, *trace.lines)
        query = (
            f"SELECT line, count(*) FROM repeats WHERE line IN ({','.join('?' * len(asked))}) AND n < ? GROUP BY line"
        )
        return dict(self._db.execute(query, (*asked, self._end)).fetchall())
