"""Names across pages: links between entities, the one name of each group of them, and records under that name."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from naql.gazetteer import entry_named
from naql.ledger.regroup import LINK, as_link, regroup, write_links
from naql.ledger.rows import from_json, now
from naql.link.claims import Claim
from naql.link.entities import entity_links
from naql.link.outlines import Outline
from naql.records import Article, Mention, Reading


def rename_entities(db: sqlite3.Connection) -> set[str]:
    """Link entities across all pages and name their groups; the pages on which somebody goes by another name now."""
    links = {x.link_id: x for x in entity_links(_mention_readings(db), now())}
    old = [as_link(r) for r in db.execute(f"SELECT {LINK} FROM links WHERE kind = 'entity'")]
    write_links(db, old, links, "entities/")
    nodes = {r[0] for r in db.execute("SELECT DISTINCT entity_id FROM mentions WHERE entity_id NOT NULL")}
    regroup(db, "entity", nodes)
    return name_groups(db)


def _mention_readings(db: sqlite3.Connection) -> Iterator[Reading]:
    """Readings with nothing but their mentions, in the order of their ids, one at a time."""
    for row in db.execute("SELECT article_id, record FROM articles WHERE newest ORDER BY article_id").fetchall():
        mentions = db.execute("SELECT record FROM mentions WHERE article_id = ? ORDER BY i", (row[0],))
        yield Reading(article=from_json(row[1], Article), mentions=tuple(from_json(m[0], Mention) for m in mentions))


def name_groups(db: sqlite3.Connection) -> set[str]:
    """Give every group of entities one name: one that the gazetteer has, else the most frequent; pages that changed."""
    names: dict[str, Counter[str]] = {}
    places: dict[str, set[tuple[str, str]]] = {}
    rows = db.execute(
        "SELECT m.article_id, m.name, x.group_id, count(*) AS n FROM mentions m"
        " JOIN members x ON x.kind = 'entity' AND x.node = m.entity_id GROUP BY m.article_id, m.name, x.group_id"
    )
    for r in rows:
        names.setdefault(r["group_id"], Counter())[r["name"]] += r["n"]
        places.setdefault(r["group_id"], set()).add((r["article_id"], r["name"]))
    new: dict[tuple[str, str], str] = {}
    for group in sorted(names):
        if len(names[group]) > 1:
            best = min(names[group].items(), key=lambda i: (entry_named(i[0]) is None, -i[1], i[0]))[0]
            new.update({place: best for place in places[group] if place[1] != best})
    old = {(r[0], r[1]): r[2] for r in db.execute("SELECT article_id, name, canonical FROM canon")}
    db.execute("DELETE FROM canon")
    db.executemany("INSERT INTO canon VALUES (?,?,?)", [(*place, name) for place, name in new.items()])
    return {place[0] for place in {*old, *new} if old.get(place) != new.get(place)}


def canonical_names(db: sqlite3.Connection, article_id: str) -> dict[str, str]:
    """Names of a page that go by another name across pages."""
    return dict(db.execute("SELECT name, canonical FROM canon WHERE article_id = ?", (article_id,)).fetchall())


def renamed_outline(db: sqlite3.Connection, outline: Outline) -> Outline:
    """The outline with the names that hold across pages."""
    names = canonical_names(db, outline.article_id)
    if not names:
        return outline
    weights: dict[str, float] = {}
    for name, weight in outline.names.items():
        known = names.get(name, name)
        weights[known] = max(weight, weights.get(known, 0.0))
    return replace(
        outline,
        names=dict(sorted(weights.items(), key=lambda i: (-i[1], i[0]))),
        places=tuple(sorted({names.get(n, n) for n in outline.places})),
        tellers=tuple(sorted({names.get(n, n) for n in outline.tellers})),
        origins=tuple(sorted({names.get(n, n) for n in outline.origins})),
        outlet=names.get(outline.outlet or "", outline.outlet or "") or None,
    )


def renamed_claim(db: sqlite3.Connection, claim: Claim) -> Claim:
    """The claim with the names that hold across pages, in its sides and key too."""
    names = canonical_names(db, claim.article_id)
    if not names:
        return claim
    sides = {"=" + old.casefold(): "=" + new.casefold() for old, new in names.items()}
    left, right = (sides.get(s, s) for s in (claim.left, claim.right))
    bucket = claim.bucket
    if (left, right) != (claim.left, claim.right):
        bucket = "|".join((bucket.split("|")[0], *sorted((left, right))))
        if claim.mutual and right < left:
            left, right = right, left
    return replace(
        claim,
        names=tuple(sorted({names.get(n, n) for n in claim.names})),
        source=names.get(claim.source or "", claim.source),
        left=left,
        right=right,
        bucket=bucket,
    )
