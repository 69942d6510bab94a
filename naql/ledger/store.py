"""The ledger: one SQLite file that keeps readings and links as they are, and hands out views over them.

It opens, writes, forgets and withdraws; how pages are compared is `naql.link`'s business, how views are made stands in
the modules beside it. Writing is committed page by page, so that whatever was written before a crash stays; readers go
on reading while one writer writes (WAL). A ledger object belongs to one thread at a time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from naql.errors import BadLedger
from naql.ledger import entities, entries, questions, stories, voices
from naql.ledger.database import migrated, open_ledger, writing
from naql.ledger.habits import PastHabits, count_page, uncount_page
from naql.ledger.hits import found
from naql.ledger.linking import is_pending, link_changed
from naql.ledger.naming import name_groups
from naql.ledger.regroup import LINK, as_link, closure, regroup
from naql.ledger.rows import add_reading, now, reading_of, remove
from naql.ledger.shelf import Shelf
from naql.ledger.views import (
    Answer,
    Entity,
    EntityRef,
    Hit,
    PageRef,
    Proposition,
    PropositionRef,
    Saying,
    Story,
    StoryRef,
    Totals,
)
from naql.records import Link, Reading, Skipped


class Ledger:
    """A ledger file; use it in a `with`. It is made where it is missing, unless `create=False`.

    Raises BadLedger for a missing file, one that is no ledger, or one of another schema version. Every method that
    takes an id raises BadLedger where the ledger does not hold it. Views follow links as of the last `link()`.
    """

    def __init__(self, path: str | Path, create: bool = True) -> None:
        self.path = Path(path)
        self.db: sqlite3.Connection = open_ledger(self.path, create)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    # -- writing ------------------------------------------------------------------------------------------------

    def add(self, reading: Reading) -> bool:
        """Keep a reading; False where the same page is there already (nothing changes then)."""
        with writing(self.db):
            added = add_reading(self.db, reading)
            if added:
                count_page(self.db, reading.article)
            return added

    def keep(self, outcome: Reading | Skipped) -> bool:
        """`add` for a reading; for a skipped page keep why it was skipped."""
        if isinstance(outcome, Reading):
            return self.add(outcome)
        with writing(self.db):
            row = (outcome.id, outcome.stage, outcome.reason)
            return self.db.execute("INSERT OR IGNORE INTO skipped VALUES (?,?,?)", row).rowcount > 0

    def link(self) -> int:
        """Link what has changed since the last time, across all pages; the number of links that were made."""
        return link_changed(self.db)

    def is_linked(self) -> bool:
        """Whether every page has been linked: false after a run that was cut off before its end."""
        return not is_pending(self.db)

    def forget(self, page: str) -> str:
        """Take out the page of that name, id or URL (all its versions) and all that hangs on it; what was taken out."""
        refs = self.versions(page)
        statements = sum(r.statements for r in refs)
        with writing(self.db):
            for ref in refs:
                uncount_page(self.db, ref.article_id)
                remove(self.db, ref.article_id)
        self.link()
        versions = f" in {len(refs)} versions" if len(refs) > 1 else ""
        return f"{refs[0].name}{versions} with {statements} statements"

    def withdraw(self, link_id: str) -> Link:
        """Withdraw a link: its `withdrawn_at` is set, no other link changes; views no longer follow it.

        What was compared in the light of it (claims of one story, pages under one name) waits for the next `link()`.
        """
        row = self.db.execute(f"SELECT {LINK} FROM links WHERE link_id = ?", (link_id,)).fetchone()
        if row is None:
            raise BadLedger(f"no link {link_id} in this ledger")
        link = as_link(row)
        if link.withdrawn_at is None:
            with writing(self.db):
                self.db.execute("UPDATE links SET withdrawn_at = ? WHERE link_id = ?", (now(), link_id))
                reached = closure(self.db, link.kind, [link.left, link.right])
                regroup(self.db, link.kind, reached)
                changed = name_groups(self.db) if link.kind == "entity" else reached if link.kind == "story" else set()
                self.db.executemany("INSERT OR IGNORE INTO unlinked VALUES (?)", [(a,) for a in sorted(changed)])
        return as_link(self.db.execute(f"SELECT {LINK} FROM links WHERE link_id = ?", (link_id,)).fetchone())

    # -- reading ------------------------------------------------------------------------------------------------

    def knows(self, page_id: str) -> bool:
        """Whether a page of that content id has been read into the ledger."""
        return self.db.execute("SELECT 1 FROM articles WHERE page_id = ?", (page_id,)).fetchone() is not None

    def habits(self) -> PastHabits:
        """What the ledger knows now of outlets' furniture; pages that are read are cleaned with it."""
        return PastHabits(self.db)

    def ask(self, question: str, limit: int = 3) -> Answer:
        """The propositions that the question is about, in whatever language; BadQuestion where it names nothing."""
        return questions.answer(Shelf(self.db), question, limit)

    def who(self, name: str) -> Entity:
        """The entity of that name, in any spelling or script; BadQuestion where nobody is named so."""
        return entities.find_entity(Shelf(self.db), name)

    def reading(self, page: str) -> Reading:
        """The reading of the page of that name, id or URL, its newest version."""
        return reading_of(self.db, entries.article_of(self.db, page))

    def readings(self) -> Iterator[Reading]:
        """Every reading, older versions too, in the order of their ids."""
        for row in self.db.execute("SELECT article_id FROM articles ORDER BY article_id").fetchall():
            yield reading_of(self.db, row[0])

    def links(self, kind: str | None = None) -> Iterator[Link]:
        """Every link, withdrawn ones too; kind is entity, proposition, story or copy."""
        query = f"SELECT {LINK} FROM links WHERE ? IS NULL OR kind = ? ORDER BY kind, link_id"
        for row in self.db.execute(query, (kind, kind)).fetchall():
            yield as_link(row)

    def links_of(self, node: str) -> tuple[Link, ...]:
        """The links that hold a view of that id together (or touch that record), strongest first."""
        rows = self.db.execute("SELECT node FROM members WHERE group_id = ?", (node,)).fetchall()
        found_links = {
            r["link_id"]: as_link(r)
            for end in [node, *(r[0] for r in rows)]
            for r in self.db.execute(f'SELECT {LINK} FROM links WHERE "left" = ? OR "right" = ?', (end, end))
        }
        return tuple(sorted(found_links.values(), key=lambda x: (-x.score, x.link_id)))

    def pages(self) -> tuple[PageRef, ...]:
        """Every page, newest versions only, latest first."""
        return entries.page_refs(Shelf(self.db))

    def versions(self, page: str) -> tuple[PageRef, ...]:
        """All versions of a page, newest first."""
        return entries.version_refs(Shelf(self.db), page)

    def skipped(self) -> tuple[Skipped, ...]:
        """What could not be read."""
        rows = self.db.execute("SELECT id, stage, reason FROM skipped ORDER BY 1, 2, 3")
        return tuple(Skipped(id=r[0], stage=r[1], reason=r[2]) for r in rows)

    def stories(self) -> tuple[StoryRef, ...]:
        """Stories of two pages or more first, then single pages; newest first."""
        return stories.story_refs(Shelf(self.db))

    def story(self, story_id: str) -> Story:
        """A story with its pages, copies, entities, propositions and timeline; takes an article's id too."""
        return stories.story(Shelf(self.db), story_id)

    def propositions(self, story_id: str | None = None) -> tuple[PropositionRef, ...]:
        """Propositions (at most 100), those that divide voices first, then those on most pages."""
        return entries.proposition_refs(Shelf(self.db), story_id)

    def proposition(self, proposition_id: str) -> Proposition:
        """A proposition with its sides, voices and chains; takes the id of any claim in it too."""
        return voices.proposition_view(Shelf(self.db), proposition_id)

    def statement(self, statement_id: str) -> Saying:
        """A statement with its page, its chain and the propositions it speaks to."""
        return entries.saying(Shelf(self.db), statement_id)

    def entity(self, entity_id: str, said: int = 20) -> Entity:
        """An entity; takes the id of any page's own entity in it too."""
        return entities.entity(Shelf(self.db), entity_id, said)

    def entities(self) -> tuple[EntityRef, ...]:
        """Entities (at most 5000), most mentioned first."""
        return entities.entity_refs(Shelf(self.db))

    def search(self, text: str, limit: int = 30) -> tuple[Hit, ...]:
        """Pages, statements and entities that hold the words of `text`, in any spelling, names in any language."""
        return found(Shelf(self.db), text, limit)

    def counts(self) -> Totals:
        """How much is in the ledger."""

        def count(query: str) -> int:
            return int(self.db.execute(query).fetchone()[0])

        tables = {t: count(f"SELECT count(*) FROM {t}") for t in ("statements", "events", "mentions", "moments")}
        groups = dict(self.db.execute("SELECT kind, count(DISTINCT group_id) FROM members GROUP BY kind").fetchall())
        langs = self.db.execute("SELECT lang, count(*) FROM articles WHERE newest GROUP BY lang ORDER BY lang")
        return Totals(
            pages=count("SELECT count(*) FROM articles WHERE newest"),
            versions=count("SELECT count(*) FROM articles"),
            entities=groups.get("entity", 0),
            propositions=groups.get("proposition", 0),
            stories=groups.get("story", 0),
            copies=count("SELECT count(*) FROM links WHERE kind = 'copy' AND withdrawn_at IS NULL"),
            links=count("SELECT count(*) FROM links"),
            withdrawn=count("SELECT count(*) FROM links WHERE withdrawn_at NOT NULL"),
            skipped=count("SELECT count(*) FROM skipped"),
            langs=dict(langs.fetchall()),
            **tables,
        )


def migrate(path: str | Path) -> str:
    """Bring a ledger of an older version up to this one, in place; says what was done. Raises BadLedger."""
    return migrated(Path(path))
