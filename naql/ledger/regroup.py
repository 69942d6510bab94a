"""Compared pairs, links and groups of one kind in the tables: what hangs together, and who is in which group."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from naql.ledger.rows import now
from naql.link.groups import Pair, as_links, forest, groups, separates
from naql.link.propositions import day_number
from naql.records import Link, content_id

LINK = 'link_id, "left", "right", kind, verdict, score, reason, by, made_at, withdrawn_at'


class Pairs:
    """The compared pairs of one kind, by the key under which they met."""

    def __init__(self, db: sqlite3.Connection, kind: str) -> None:
        self.db, self.kind = db, kind

    def replace(self, key: str, pairs: Iterable[Pair]) -> set[str]:
        """Put these pairs in the place of what is kept under `key`; the nodes of pairs that came, went or changed."""
        old = {
            (r["left"], r["right"]): Pair(r["left"], r["right"], r["verdict"], r["score"], r["reason"], r["by"])
            for r in self.db.execute("SELECT * FROM pairs WHERE kind = ? AND key = ?", (self.kind, key))
        }
        new: dict[tuple[str, str], Pair] = {}
        for pair in pairs:
            ends = (pair.left, pair.right)
            if ends not in new or new[ends].score < pair.score:
                new[ends] = pair
        gone = [ends for ends, pair in old.items() if new.get(ends) != pair]
        come = [pair for ends, pair in new.items() if old.get(ends) != pair]
        self.db.executemany(
            'DELETE FROM pairs WHERE kind = ? AND key = ? AND "left" = ? AND "right" = ?',
            [(self.kind, key, *ends) for ends in gone],
        )
        self.db.executemany(
            "INSERT INTO pairs VALUES (?,?,?,?,?,?,?,?)",
            [(self.kind, key, p.left, p.right, p.verdict, p.score, p.reason, p.by) for p in come],
        )
        return {node for ends in (*gone, *((p.left, p.right) for p in come)) for node in ends}

    def among(self, nodes: set[str]) -> list[Pair]:
        """The pairs between these nodes, each once, the strongest under whatever key."""
        best: dict[tuple[str, str], Pair] = {}
        for node in nodes:
            for r in self.db.execute('SELECT * FROM pairs WHERE kind = ? AND "left" = ?', (self.kind, node)):
                pair = Pair(r["left"], r["right"], r["verdict"], r["score"], r["reason"], r["by"])
                held = best.get((pair.left, pair.right))
                if pair.right in nodes and (held is None or (pair.score, pair.reason) > (held.score, held.reason)):
                    best[(pair.left, pair.right)] = pair
        return list(best.values())


def closure(db: sqlite3.Connection, kind: str, nodes: Iterable[str]) -> set[str]:
    """All that hangs together with `nodes` by pairs, links or group."""
    reached, waiting = set(nodes), list(nodes)
    group_ids: set[str] = set()
    while waiting:
        node = waiting.pop()
        near = [r[0] for r in db.execute('SELECT "right" FROM pairs WHERE kind = ? AND "left" = ?', (kind, node))]
        near += [r[0] for r in db.execute('SELECT "left" FROM pairs WHERE kind = ? AND "right" = ?', (kind, node))]
        near += [r[0] for r in db.execute('SELECT "right" FROM links WHERE "left" = ? AND kind = ?', (node, kind))]
        near += [r[0] for r in db.execute('SELECT "left" FROM links WHERE "right" = ? AND kind = ?', (node, kind))]
        for row in db.execute("SELECT group_id FROM members WHERE kind = ? AND node = ?", (kind, node)).fetchall():
            if row[0] not in group_ids:
                group_ids.add(row[0])
                members = db.execute("SELECT node FROM members WHERE kind = ? AND group_id = ?", (kind, row[0]))
                near += [r[0] for r in members]
        fresh = [n for n in near if n not in reached]
        reached.update(fresh)
        waiting += fresh
    return reached


def links_among(db: sqlite3.Connection, kind: str, nodes: set[str]) -> list[Link]:
    """The links of a kind between these nodes, withdrawn ones too."""
    found = []
    for node in nodes:
        rows = db.execute(f'SELECT {LINK} FROM links WHERE "left" = ? AND kind = ?', (node, kind))
        found += [as_link(r) for r in rows if r["right"] in nodes]
    return found


def as_link(row: sqlite3.Row) -> Link:
    """A link from its row."""
    return Link(**{k: row[k] for k in row.keys()})  # noqa: SIM118  (iterating over a Row gives its values)


def replace_links(db: sqlite3.Connection, kind: str, nodes: set[str], by: str, reach: int | None) -> None:
    """Make the links between these nodes anew from their pairs; a person's and withdrawn ones stay."""
    present = _present(db, kind, nodes)
    old = links_among(db, kind, nodes)
    apart = [(x.left, x.right) for x in old if separates(x)]
    kept = forest(Pairs(db, kind).among(present), apart, _days(db, present) if reach else None, reach)
    new = {x.link_id: x for x in as_links(kind, kept, by, now())}
    write_links(db, old, new, by)


def _days(db: sqlite3.Connection, nodes: set[str]) -> dict[str, int]:
    """The day of each article and claim that has one."""
    days = {}
    for node in nodes:
        row = db.execute(
            "SELECT published_at FROM articles WHERE article_id = :n UNION ALL"
            " SELECT json_extract(record, '$.day') FROM claims WHERE claim_id = :n",
            {"n": node},
        ).fetchone()
        number = day_number(row[0]) if row else None
        if number is not None:
            days[node] = number
    return days


def write_links(db: sqlite3.Connection, old: Iterable[Link], new: dict[str, Link], by: str) -> None:
    """Write links that are new or changed; take out those of the same maker that are not found again."""
    maker = by.split("/")[0] + "/"
    known = {x.link_id: x for x in old}
    gone = [x.link_id for x in known.values() if x.by.startswith(maker) and not x.withdrawn_at and x.link_id not in new]
    db.executemany("DELETE FROM links WHERE link_id = ?", [(g,) for g in gone])
    for link in new.values():
        held = known.get(link.link_id)
        if held and (held.withdrawn_at or (held.score, held.reason) == (link.score, link.reason)):
            continue
        made_at = held.made_at if held else link.made_at
        db.execute(
            f"INSERT OR REPLACE INTO links ({LINK}) VALUES (?,?,?,?,?,?,?,?,?,?)",
            (link.link_id, link.left, link.right, link.kind, link.verdict, link.score, link.reason, link.by, made_at,
             link.withdrawn_at),
        )  # fmt: skip


def _present(db: sqlite3.Connection, kind: str, nodes: set[str]) -> set[str]:
    """Those of the nodes that take part: of newest versions."""
    query = {
        "proposition": "SELECT 1 FROM claims c JOIN articles a USING (article_id) WHERE c.claim_id = ? AND a.newest",
        "entity": "SELECT 1 FROM mentions m JOIN articles a USING (article_id) WHERE m.entity_id = ? AND a.newest",
    }.get(kind, "SELECT 1 FROM articles WHERE article_id = ? AND newest")
    return {n for n in nodes if db.execute(query + " LIMIT 1", (n,)).fetchone()}


def regroup(db: sqlite3.Connection, kind: str, nodes: set[str]) -> dict[str, tuple[str | None, str | None]]:
    """Group these nodes by their links anew; for each whose group changed, in id or members: its old and new one.

    A group's id comes from its smallest member, so it does not depend on the order in which members came.
    """
    old = {
        node: row[0]
        for node in nodes
        if (row := db.execute("SELECT group_id FROM members WHERE kind = ? AND node = ?", (kind, node)).fetchone())
    }
    before: dict[str, set[str]] = {}
    for node, group in old.items():
        before.setdefault(group, set()).add(node)
    present = _present(db, kind, nodes)
    db.executemany("DELETE FROM members WHERE kind = ? AND node = ?", [(kind, n) for n in nodes])
    moved: dict[str, tuple[str | None, str | None]] = {n: (g, None) for n, g in old.items() if n not in present}
    for members in groups(present, links_among(db, kind, present)):
        group = content_id("group", kind, members[0])
        db.executemany("INSERT INTO members VALUES (?,?,?)", [(kind, n, group) for n in members])
        if before.get(group) != set(members):
            moved.update({n: (old.get(n), group) for n in members})
    return moved
