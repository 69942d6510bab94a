"""Pages, statements and lists of propositions as views; a proposition itself is made in `voices`. Stores nothing."""

from __future__ import annotations

import sqlite3

from naql.errors import BadLedger
from naql.ledger.shelf import Shelf
from naql.ledger.views import PageRef, PropositionRef, Saying
from naql.ledger.voices import proposition_ref, proposition_view


def article_of(db: sqlite3.Connection, page: str) -> str:
    """The article id of a page given by name, id or URL: its newest version. Raises BadLedger where there is none."""
    row = db.execute(
        "SELECT article_id FROM articles WHERE page_id = :p OR article_id = :p OR name = :p OR url = :p"
        " ORDER BY (page_id = :p OR article_id = :p) DESC, newest DESC, n DESC LIMIT 1",
        {"p": page},
    ).fetchone()
    if row is None:
        raise BadLedger(f"no page {page!r} in this ledger; a page goes by its name, its id or its URL")
    return str(row[0])


def page_refs(shelf: Shelf) -> tuple[PageRef, ...]:
    """Every page, newest versions only, latest first, undated last."""
    rows = shelf.db.execute("SELECT article_id FROM articles WHERE newest").fetchall()
    return tuple(sorted((shelf.page(r[0]) for r in rows), key=latest))


def version_refs(shelf: Shelf, page: str) -> tuple[PageRef, ...]:
    """All versions of a page, newest first."""
    article_id = article_of(shelf.db, page)
    rows = shelf.db.execute(
        "SELECT article_id FROM articles WHERE article_id = :a"
        " OR url = (SELECT url FROM articles WHERE article_id = :a) ORDER BY newest DESC, fetched_at DESC, n DESC",
        {"a": article_id},
    )
    return tuple(shelf.page(r[0]) for r in rows.fetchall())


def downward(date: str | None) -> tuple[int, ...]:
    """A sorting key that puts later dates first, with or without a time of the day."""
    return (*(-ord(c) for c in date or ""), 0)


def latest(page: PageRef) -> tuple:
    """A sorting key: latest first, undated last."""
    return (page.published_at is None, downward(page.published_at), page.name, page.article_id)


def earliest(page: PageRef) -> tuple[str, str]:
    """A sorting key: earliest first, undated last."""
    return (page.published_at or "9999", page.name)


def saying(shelf: Shelf, statement_id: str, propositions: bool = True) -> Saying:
    """A statement with its page, chain and propositions."""
    row = shelf.db.execute(
        "SELECT article_id FROM statements JOIN articles USING (article_id) WHERE statement_id = ?"
        " ORDER BY newest DESC LIMIT 1",
        (statement_id,),
    ).fetchone()
    if row is None:
        raise BadLedger(f"no statement {statement_id} in this ledger")
    leaf = shelf.leaf(row[0])
    s = leaf.statements[statement_id]
    return Saying(
        statement_id=statement_id,
        page=leaf.ref,
        source_name=leaf.name(s.source_name),
        act=s.act,
        kind=s.kind,
        scope=s.scope,
        source=leaf.excerpt(s.source),
        cue=leaf.excerpt(s.cue),
        words=leaf.excerpts(s.content),
        chain=leaf.steps(s),
        confidence=s.confidence,
        by=s.by,
        propositions=_propositions_of(shelf, statement_id) if propositions else (),
    )


def _propositions_of(shelf: Shelf, statement_id: str) -> tuple[PropositionRef, ...]:
    rows = shelf.db.execute(
        "SELECT DISTINCT m.group_id FROM claims c JOIN members m ON m.kind = 'proposition' AND m.node = c.claim_id"
        " WHERE c.statement_id = ? ORDER BY 1",
        (statement_id,),
    )
    return tuple(proposition_ref(proposition_view(shelf, r[0])) for r in rows.fetchall())


def proposition_refs(shelf: Shelf, story_id: str | None, limit: int = 100) -> tuple[PropositionRef, ...]:
    """Propositions of a story or of the whole ledger: those that divide voices first, then those that most repeat."""
    of_story = "members s CROSS JOIN claims c ON c.article_id = s.node CROSS JOIN"
    source = (
        f"{of_story} members m ON m.node = c.claim_id" if story_id else "members m JOIN claims c ON c.claim_id = m.node"
    )
    rows = shelf.db.execute(
        "SELECT m.group_id, count(DISTINCT c.stance) AS stances, count(DISTINCT c.article_id) AS pages, count(*) AS n"
        f" FROM {source} WHERE m.kind = 'proposition'{' AND s.kind = ? AND s.group_id = ?' if story_id else ''}"
        " GROUP BY m.group_id ORDER BY stances DESC, pages DESC, n DESC, m.group_id LIMIT ?",
        (*(("story", story_id) if story_id else ()), limit),
    ).fetchall()
    return tuple(proposition_ref(proposition_view(shelf, r[0])) for r in rows)
