"""Readings, pages and names as views need them, taken from the tables once each: for one view, or one answer."""

from __future__ import annotations

import sqlite3
from functools import cached_property

from naql.errors import BadLedger
from naql.gazetteer import states
from naql.ledger.naming import canonical_names, renamed_claim
from naql.ledger.rows import from_json, reading_of
from naql.ledger.views import Excerpt, PageRef, Step
from naql.link.claims import Claim
from naql.link.entities import entity_id
from naql.link.newsrooms import same_newsroom
from naql.records import Reading, Span, Statement


class Leaf:
    """One page's reading with what its views look up again and again."""

    def __init__(self, shelf: Shelf, article_id: str) -> None:
        self.shelf, self.article_id = shelf, article_id
        self.reading: Reading = reading_of(shelf.db, article_id)
        self.article = self.reading.article
        self.statements: dict[str, Statement] = {}
        for s in self.reading.statements:
            self.statements.setdefault(s.statement_id, s)
        self._canon = canonical_names(shelf.db, article_id)

    @cached_property
    def ref(self) -> PageRef:
        """The page in short."""
        return self.shelf.page(self.article_id)

    @cached_property
    def outlet(self) -> str | None:
        """The page's outlet under the name that holds across pages."""
        return self.name(self.article.outlet)

    def name(self, name: str | None) -> str | None:
        """The name that holds across pages."""
        return self._canon.get(name or "", name)

    def excerpt(self, span: Span | None) -> Excerpt | None:
        """The exact words of a span."""
        return Excerpt(text=span.of(self.article.page_text), start=span.start, end=span.end) if span else None

    def excerpts(self, spans: tuple[Span, ...]) -> tuple[Excerpt, ...]:
        """The exact words of each span."""
        return tuple(Excerpt(text=s.of(self.article.page_text), start=s.start, end=s.end) for s in spans)

    @cached_property
    def _entities(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for m in self.reading.mentions:
            if m.name:
                found.setdefault(m.name, entity_id(self.article_id, m.kind, m.name))
        return found

    def entity(self, name: str | None) -> str | None:
        """The id of the entity (across pages) that goes by this name on the page."""
        local = self._entities.get(name or "")
        return self.shelf.group("entity", local) if local else None

    def names_somebody(self, name: str) -> bool:
        """Whether a mention on the page has this name."""
        return name in self._entities

    def tellers(self, statement: Statement | None) -> list[Statement]:
        """The statements through which one came, the page's side first and itself last; a loop is cut.

        Without a statement: those that credit the page as a whole.
        """
        if statement is None:
            statement = self._credit
        chain: list[Statement] = []
        at = statement
        while at is not None and at not in chain:
            chain.append(at)
            at = self.statements.get(at.via or "")
        return chain[::-1]

    @cached_property
    def _credit(self) -> Statement | None:
        """The innermost credit of the page as a whole."""
        credits = [s for s in self.reading.statements if s.scope == "document"]
        relayed = {s.via for s in credits}
        ends = [s for s in credits if s.statement_id not in relayed]
        return max(ends, key=lambda s: len(self.tellers(s)), default=None)

    def steps(self, statement: Statement | None) -> tuple[Step, ...]:
        """The chain from the page's outlet to who said it; the page's own outlet stands once, at the front."""
        steps = [Step(name=self.outlet, entity_id=self.entity(self.article.outlet))]
        for s in self.tellers(statement):
            name = self.name(s.source_name)
            if name is not None and (name == steps[-1].name or same_newsroom(name, self.outlet)):
                continue
            steps.append(
                Step(
                    name=name,
                    act=s.act,
                    statement_id=s.statement_id,
                    entity_id=self.entity(s.source_name),
                    words=self.excerpt(s.source or s.cue),
                )
            )
        return tuple(steps)


class Shelf:
    """The pages of a ledger, each taken out once."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self._leaves: dict[str, Leaf] = {}
        self._pages: dict[str, PageRef] = {}
        self.originals: dict[str, PageRef | None] = {}  # kept by `voices.original_of`
        self._names: dict[str, tuple[str | None, str | None]] = {}

    def leaf(self, article_id: str) -> Leaf:
        """A page with its reading."""
        if article_id not in self._leaves:
            if len(self._leaves) > 2000:
                self._leaves.clear()
            self._leaves[article_id] = Leaf(self, article_id)
        return self._leaves[article_id]

    def page(self, article_id: str) -> PageRef:
        """A page in short."""
        if article_id not in self._pages:
            row = self.db.execute(
                "SELECT a.*, (SELECT count(*) FROM statements s WHERE s.article_id = a.article_id) AS statements"
                " FROM articles a WHERE article_id = ?",
                (article_id,),
            ).fetchone()
            if row is None:
                raise BadLedger(f"no page {article_id} in this ledger")
            self._pages[article_id] = self._page(row)
        return self._pages[article_id]

    def _page(self, row: sqlite3.Row) -> PageRef:
        return PageRef(
            article_id=row["article_id"],
            page_id=row["page_id"],
            name=row["name"],
            url=row["url"],
            outlet=row["outlet"],
            lang=row["lang"],
            headline=row["headline"],
            published_at=row["published_at"],
            inferred=row["published_from"] == "inferred",
            newest=bool(row["newest"]),
            statements=row["statements"],
            story_id=self.group("story", row["article_id"]),
        )

    def group(self, kind: str, node: str) -> str | None:
        """The group of a node, None where it has none yet."""
        row = self.db.execute("SELECT group_id FROM members WHERE kind = ? AND node = ?", (kind, node)).fetchone()
        return row[0] if row else None

    def members(self, kind: str, group_id: str) -> list[str]:
        """The nodes of a group; of the group that a node of that id is in, where it is a node's id."""
        found = self.db.execute(
            "SELECT node FROM members WHERE kind = ? AND group_id = ? ORDER BY node", (kind, group_id)
        ).fetchall()
        if not found and (own := self.group(kind, group_id)):
            return self.members(kind, own)
        return [r[0] for r in found]

    def claims(self, ids: list[str]) -> list[Claim]:
        """Claims under the names that hold across pages."""
        found = []
        for claim_id in ids:
            row = self.db.execute("SELECT record FROM claims WHERE claim_id = ?", (claim_id,)).fetchone()
            if row:
                found.append(renamed_claim(self.db, from_json(row[0], Claim)))
        return found

    def side_name(self, key: str) -> str:
        """The side of an event in words: the state of a code, or the name as mentions have it."""
        if not key:
            return "?"
        if key.startswith("="):
            row = self.db.execute("SELECT name FROM mentions WHERE lower(name) = ? LIMIT 1", (key[1:],)).fetchone()
            return str(row[0]) if row else key[1:]
        state = states().get(key)
        return state.name if state else key

    def state_of(self, name: str) -> str | None:
        """The state that somebody or something of this name is or acts for, by most of its mentions."""
        return self._known(name)[0]

    def is_place(self, name: str) -> bool:
        """Whether the name is of a state or place, by most of its mentions."""
        return self._known(name)[1] in ("GPE", "LOC")

    def _known(self, name: str) -> tuple[str | None, str | None]:
        if name not in self._names:
            row = self.db.execute(
                "SELECT country, kind, count(*) AS n FROM mentions WHERE name = ? GROUP BY 1, 2 ORDER BY n DESC, 1, 2",
                (name,),
            ).fetchone()
            self._names[name] = (row[0], row[1]) if row else (None, None)
        return self._names[name]
