"""Readings into rows and back, lossless: every record is kept whole as JSON, some of its fields as columns beside it.

Also takes pages out again, and tells which version of a page is the newest. It links nothing.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from typing import TypeVar

import msgspec

from naql.errors import BadLedger
from naql.ledger.search import folded, shadow_rows
from naql.link.entities import entity_id
from naql.records import Article, Event, Mention, Moment, Reading, Statement

TABLES = ("moments", "mentions", "statements", "events", "claims", "outlines", "canon", "unlinked", "shadow")
T = TypeVar("T")
_encode = msgspec.json.Encoder().encode


def as_json(record: object) -> str:
    """A record as JSON; a lone surrogate in a page's text is kept by its escape."""
    try:
        return _encode(record).decode()
    except UnicodeEncodeError:
        import json

        return json.dumps(msgspec.to_builtins(record), ensure_ascii=True)


def from_json(text: str, shape: type[T]) -> T:
    """A record from its JSON."""
    try:
        return msgspec.json.decode(text, type=shape)
    except msgspec.DecodeError:
        import json

        return msgspec.convert(json.loads(text), shape)


def now() -> str:
    """This moment, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def add_reading(db: sqlite3.Connection, reading: Reading) -> bool:
    """Write a reading; False where its page is there already. To be called inside a transaction."""
    a = reading.article
    if db.execute("SELECT 1 FROM articles WHERE page_id = ? OR article_id = ?", (a.page_id, a.article_id)).fetchone():
        return False
    headline = a.headline.of(a.page_text) if a.headline else ""
    db.execute(
        "INSERT INTO articles (article_id, page_id, name, url, outlet, lang, headline, published_at, published_from,"
        " fetched_at, added_at, newest, record) VALUES (?,?,?,?,?,?,?,?,?,?,?,1,?)",
        (
            a.article_id,
            a.page_id,
            *(_clean(v) for v in (a.name, a.url, a.outlet, a.lang, headline)),
            a.published_at,
            a.published_from,
            a.fetched_at,
            now(),
            as_json(a),
        ),
    )
    _add_parts(db, reading)
    db.executemany(
        "INSERT INTO shadow (what, node, article_id, folded) VALUES (?,?,?,?)",
        [(what, node, a.article_id, _clean(text)) for what, node, text in shadow_rows(reading)],
    )
    db.execute("INSERT INTO unlinked VALUES (?)", (a.article_id,))
    db.execute("DELETE FROM skipped WHERE id IN (?, ?)", (_clean(a.name), _clean(a.source)))
    if a.url:
        order_versions(db, a.url)
    return True


def _add_parts(db: sqlite3.Connection, reading: Reading) -> None:
    a = reading.article
    key, text = a.article_id, a.page_text
    db.executemany(
        "INSERT INTO moments VALUES (?,?,?,?,?)",
        [(key, i, m.type, m.value, as_json(m)) for i, m in enumerate(reading.moments)],
    )
    db.executemany(
        "INSERT INTO mentions VALUES (?,?,?,?,?,?,?,?,?)",
        [
            (
                key,
                i,
                m.kind,
                m.name,
                m.country,
                _clean(m.span.of(text)),
                _clean(folded(m.span.of(text))),
                entity_id(key, m.kind, m.name) if m.name else None,
                as_json(m),
            )
            for i, m in enumerate(reading.mentions)
        ],
    )
    db.executemany(
        "INSERT INTO statements VALUES (?,?,?,?,?,?,?,?,?)",
        [
            (key, i, s.statement_id, s.source_name, s.act, s.kind, s.scope, s.via, as_json(s))
            for i, s in enumerate(reading.statements)
        ],
    )
    db.executemany(
        "INSERT INTO events VALUES (?,?,?,?,?,?,?,?,?,?)",
        [
            (key, i, e.event_id, e.type, e.mode, e.polarity, e.status, e.date, e.statement, as_json(e))
            for i, e in enumerate(reading.events)
        ],
    )


def _clean(text: str | None) -> str | None:
    """Text for a column: SQLite refuses lone surrogates; the record keeps them."""
    return text.encode("utf-8", "replace").decode("utf-8") if text else text


def order_versions(db: sqlite3.Connection, url: str) -> None:
    """Mark the newest version of a URL: the one fetched last, where that is not known the one that came in last."""
    rows = db.execute("SELECT article_id, newest FROM articles WHERE url = ? ORDER BY fetched_at, n", (url,)).fetchall()
    for row, last in ((r, r is rows[-1]) for r in rows):
        if bool(row["newest"]) != last:
            db.execute("UPDATE articles SET newest = ? WHERE article_id = ?", (int(last), row["article_id"]))
            if last:
                db.execute("INSERT OR IGNORE INTO unlinked VALUES (?)", (row["article_id"],))
            else:
                unlink(db, row["article_id"])


def unlink(db: sqlite3.Connection, article_id: str) -> None:
    """Take a page out of linking: its keys, pairs and groups go, what shared a key with it is to be linked anew."""
    db.execute(
        "INSERT OR IGNORE INTO touched SELECT kind, key FROM keys WHERE article_id = ?",
        (article_id,),
    )
    nodes = [article_id, *(r[0] for r in db.execute("SELECT claim_id FROM claims WHERE article_id = ?", (article_id,)))]
    nodes += [
        r[0]
        for r in db.execute(
            "SELECT DISTINCT entity_id FROM mentions WHERE article_id = ? AND entity_id NOT NULL", (article_id,)
        )
    ]
    for node in nodes:
        db.execute("DELETE FROM members WHERE node = ?", (node,))
    db.execute("DELETE FROM keys WHERE article_id = ?", (article_id,))
    db.execute("DELETE FROM unlinked WHERE article_id = ?", (article_id,))


def remove(db: sqlite3.Connection, article_id: str) -> None:
    """Take a page out of the ledger with everything that hangs on it. To be called inside a transaction."""
    url = db.execute("SELECT url FROM articles WHERE article_id = ?", (article_id,)).fetchone()[0]
    ends = [article_id, *(r[0] for r in db.execute("SELECT claim_id FROM claims WHERE article_id = ?", (article_id,)))]
    ends += [
        r[0]
        for r in db.execute(
            "SELECT DISTINCT entity_id FROM mentions WHERE article_id = ? AND entity_id NOT NULL", (article_id,)
        )
    ]
    unlink(db, article_id)
    _neighbours_unlinked(db, article_id, ends)
    for end in ends:
        db.execute('DELETE FROM links WHERE "left" = ? OR "right" = ?', (end, end))
        db.execute('DELETE FROM pairs WHERE "left" = ? OR "right" = ?', (end, end))
    for table in TABLES:
        db.execute(f"DELETE FROM {table} WHERE article_id = ?", (article_id,))
    db.execute("DELETE FROM articles WHERE article_id = ?", (article_id,))
    if url:
        order_versions(db, url)


def _neighbours_unlinked(db: sqlite3.Connection, article_id: str, ends: list[str]) -> None:
    """Pages that a page's links reach are to be linked anew once it is gone."""
    for end in ends:
        for row in db.execute(
            'SELECT CASE WHEN "left" = :end THEN "right" ELSE "left" END FROM links'
            ' WHERE "left" = :end OR "right" = :end',
            {"end": end},
        ).fetchall():
            db.execute(
                "INSERT OR IGNORE INTO unlinked SELECT article_id FROM articles WHERE newest AND article_id != :own"
                " AND article_id IN (SELECT :node UNION SELECT article_id FROM claims WHERE claim_id = :node"
                " UNION SELECT article_id FROM mentions WHERE entity_id = :node)",
                {"own": article_id, "node": row[0]},
            )


def reading_of(db: sqlite3.Connection, article_id: str) -> Reading:
    """The reading of one page, as it was kept. Raises BadLedger where there is none."""
    row = db.execute("SELECT record FROM articles WHERE article_id = ?", (article_id,)).fetchone()
    if row is None:
        raise BadLedger(f"no page {article_id} in this ledger")
    return Reading(
        article=from_json(row[0], Article),
        moments=_parts(db, "moments", article_id, Moment),
        mentions=_parts(db, "mentions", article_id, Mention),
        statements=_parts(db, "statements", article_id, Statement),
        events=_parts(db, "events", article_id, Event),
    )


def _parts(db: sqlite3.Connection, table: str, article_id: str, shape: type[T]) -> tuple[T, ...]:
    rows = db.execute(f"SELECT record FROM {table} WHERE article_id = ? ORDER BY i", (article_id,))
    return tuple(from_json(r[0], shape) for r in rows)
