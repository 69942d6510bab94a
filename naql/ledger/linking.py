"""Links what has changed since the last time: entities, copies, stories, propositions, in this order and at once.

Only keys that a changed page has, or had, are compared again; what hangs together with it is grouped again. The result
depends on the pages alone, not on the order in which they came or on how often this ran. Links that a person made or
withdrew are kept. The comparisons themselves are `naql.link`'s.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from naql.ledger.database import writing
from naql.ledger.naming import rename_entities, renamed_claim, renamed_outline
from naql.ledger.regroup import Pairs, closure, regroup, replace_links
from naql.ledger.rows import as_json, from_json, reading_of
from naql.link import copies, propositions, stories
from naql.link.claims import Claim, claims_of
from naql.link.groups import Meet, Pair
from naql.link.outlines import Outline, outline_of

# who makes the links of a kind, and over how many days its groups may reach
MAKERS = {
    "copy": (copies.BY, None),
    "story": (stories.BY, stories.REACH),
    "proposition": (propositions.BY, propositions.REACH),
}


def link_changed(db: sqlite3.Connection) -> int:
    """Link pages that came, went or changed; the number of links that are new."""
    if not is_pending(db):
        return 0
    before = db.execute("SELECT count(*) FROM links").fetchone()[0]
    with writing(db):
        _Linker(db).run()
    return max(0, db.execute("SELECT count(*) FROM links").fetchone()[0] - before)


def is_pending(db: sqlite3.Connection) -> bool:
    """Whether something changed since linking last ran."""
    return any(db.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() for table in ("unlinked", "touched"))


class _Linker:
    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.outline: Callable[[str], Outline] = lru_cache(20_000)(self._outline)
        self.keys: Callable[[str, str], frozenset[str]] = lru_cache(200_000)(self._keys)

    def run(self) -> None:
        """The four kinds of links, each from what the one before found."""
        dirty = [r[0] for r in self.db.execute("SELECT article_id FROM unlinked ORDER BY article_id")]
        for article_id in dirty:
            self._prepare(article_id)
        for article_id in sorted({*dirty, *rename_entities(self.db)}):
            self._rekey(article_id)
        copied = self._compare("copy", self._copies) | {*dirty}
        told = self._compare("story", self._stories) | copied
        moved = self._group("story", told)
        copied |= self._retold(moved)
        self._group("copy", copied)
        claims = self._compare("proposition", self._propositions, self._keys_in(moved))
        claims |= {r[0] for a in dirty for r in self.db.execute("SELECT claim_id FROM claims WHERE article_id=?", (a,))}
        self._group("proposition", claims)
        self.db.execute("DELETE FROM unlinked")
        self.db.execute("DELETE FROM touched")

    def _prepare(self, article_id: str) -> None:
        """Work out claims and outline of a page that has none yet."""
        if self.db.execute("SELECT 1 FROM outlines WHERE article_id = ?", (article_id,)).fetchone():
            return
        reading = reading_of(self.db, article_id)
        claims = claims_of(reading)
        rows = [
            (c.claim_id, article_id, c.statement_id, c.stance, c.voice, c.bucket, c.type, c.left, c.right, as_json(c))
            for c in claims
        ]
        self.db.executemany("INSERT OR IGNORE INTO claims VALUES (?,?,?,?,?,?,?,?,?,?)", rows)
        outline = as_json(outline_of(reading, claims))
        self.db.execute("INSERT INTO outlines VALUES (?,?)", (article_id, outline))

    def _rekey(self, article_id: str) -> None:
        """Write the keys of a page anew; keys that it has or had are to be compared again."""
        outline = self.outline(article_id)
        keys = {("copy", k, article_id) for k in copies.keys_of(outline)}
        keys |= {("story", k, article_id) for k in stories.keys_of(outline)}
        for claim in self._claims_of(article_id):
            self.db.execute(
                'UPDATE claims SET bucket = ?, "left" = ?, "right" = ? WHERE claim_id = ?',
                (claim.bucket, claim.left, claim.right, claim.claim_id),
            )
            keys |= {("proposition", k, claim.claim_id) for k in propositions.keys_of(claim)}
        old = {
            tuple(r) for r in self.db.execute("SELECT kind, key, node FROM keys WHERE article_id = ?", (article_id,))
        }
        self.db.executemany("INSERT OR IGNORE INTO touched VALUES (?,?)", {(k, key) for k, key, _ in keys | old})
        self.db.execute("DELETE FROM keys WHERE article_id = ?", (article_id,))
        self.db.executemany("INSERT INTO keys VALUES (?,?,?,?)", [(*k, article_id) for k in sorted(keys)])

    def _compare(
        self, kind: str, compared: Callable[[str, list[str]], Iterable[Pair]], also: Iterable[str] = ()
    ) -> set[str]:
        """Compare again what shares a touched key; the nodes whose pairs may have changed."""
        changed: set[str] = set()
        touched = {r[0] for r in self.db.execute("SELECT key FROM touched WHERE kind = ?", (kind,))}
        for key in sorted(touched.union(also)):
            nodes = [r[0] for r in self.db.execute("SELECT node FROM keys WHERE kind = ? AND key = ?", (kind, key))]
            pairs = list(compared(key, sorted(nodes))) if len(nodes) > 1 else []
            changed |= Pairs(self.db, kind).replace(key, pairs)
        return changed

    def _copies(self, key: str, nodes: list[str]) -> list[Pair]:
        found = list(copies.copy_pairs((self.outline(n) for n in nodes), self._meet("copy", key)))
        one_story = [
            Pair(min(p.left, p.right), max(p.left, p.right), "same", max(0.9, p.score), p.reason) for p in found
        ]
        Pairs(self.db, "story").replace(f"copy {key}", one_story)
        return found

    def _stories(self, key: str, nodes: list[str]) -> Iterator[Pair]:
        undated_only = key.endswith("|u")
        return stories.story_pairs((self.outline(n) for n in nodes), undated_only, self._meet("story", key))

    def _meet(self, kind: str, key: str) -> Meet:
        """Two records are compared once: under the first of the keys that they share."""
        return lambda a, b: key == min(self.keys(kind, a) & self.keys(kind, b))

    def _keys(self, kind: str, node: str) -> frozenset[str]:
        return frozenset(
            r[0] for r in self.db.execute("SELECT key FROM keys WHERE node = ? AND kind = ?", (node, kind))
        )

    def _propositions(self, key: str, nodes: list[str]) -> Iterator[Pair]:
        claims = [self._claim(n) for n in nodes]
        groups = dict(self._groups_of("story", {c.article_id for c in claims}))
        return propositions.proposition_pairs(claims, groups, self._meet("proposition", key))

    def _retold(self, moved: dict[str, tuple[str | None, str | None]]) -> set[str]:
        """Look for what was rewritten or translated in stories that changed."""
        store, changed = Pairs(self.db, "copy"), set()
        for group in sorted({g for pair in moved.values() for g in pair if g}):
            nodes = [
                r[0] for r in self.db.execute("SELECT node FROM members WHERE kind='story' AND group_id=?", (group,))
            ]
            pairs = list(copies.retold_pairs(self.outline(n) for n in nodes)) if len(nodes) > 1 else []
            changed |= store.replace(f"story {group}", pairs)
        return changed

    def _group(self, kind: str, nodes: set[str]) -> dict[str, tuple[str | None, str | None]]:
        """Link and group again what hangs together with `nodes`; who changed groups, from which into which.

        A group that gained or lost a member counts as changed for all its members.
        """
        reached = closure(self.db, kind, nodes)
        maker, reach = MAKERS[kind]
        replace_links(self.db, kind, reached, maker, reach)
        return regroup(self.db, kind, reached)

    def _keys_in(self, moved: dict[str, tuple[str | None, str | None]]) -> set[str]:
        return {
            r[0]
            for article_id, (old, new) in moved.items()
            if old != new
            for r in self.db.execute(
                "SELECT DISTINCT key FROM keys WHERE kind = 'proposition' AND article_id = ?", (article_id,)
            )
        }

    def _groups_of(self, kind: str, nodes: Iterable[str]) -> Iterator[tuple[str, str]]:
        for node in nodes:
            row = self.db.execute("SELECT group_id FROM members WHERE kind=? AND node=?", (kind, node)).fetchone()
            if row:
                yield node, row[0]

    def _outline(self, article_id: str) -> Outline:
        row = self.db.execute("SELECT record FROM outlines WHERE article_id = ?", (article_id,)).fetchone()
        return renamed_outline(self.db, from_json(row[0], Outline))

    def _claim(self, claim_id: str) -> Claim:
        row = self.db.execute("SELECT record FROM claims WHERE claim_id = ?", (claim_id,)).fetchone()
        return renamed_claim(self.db, from_json(row[0], Claim))

    def _claims_of(self, article_id: str) -> list[Claim]:
        rows = self.db.execute("SELECT record FROM claims WHERE article_id = ? ORDER BY claim_id", (article_id,))
        return [renamed_claim(self.db, from_json(r[0], Claim)) for r in rows]
