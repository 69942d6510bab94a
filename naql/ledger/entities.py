"""Entities as views over mentions and links: somebody or something over all pages. Nothing is stored here."""

from __future__ import annotations

from collections import Counter

from naql.errors import BadLedger, BadQuestion
from naql.ledger.entries import latest, saying
from naql.ledger.search import names_like
from naql.ledger.shelf import Shelf
from naql.ledger.views import Entity, EntityRef
from naql.link.names import compare_names, name_keys

SPELLINGS = 12  # names shown for a language


def find_entity(shelf: Shelf, name: str, said: int = 20) -> Entity:
    """The entity of a name in any spelling or script. Raises BadQuestion where nobody is named so."""
    if not name.strip():
        raise BadQuestion("whom? give a name")
    groups = entities_named(shelf, names_like(shelf.db, name))
    if not groups:
        groups = next((g for n in _names_alike(shelf, name) if (g := entities_named(shelf, [n]))), [])
    if not groups:
        raise BadQuestion(f"nobody and nothing in this ledger is named {name!r}")
    return entity(shelf, groups[0], said)


def entities_named(shelf: Shelf, names: list[str]) -> list[str]:
    """Groups that have one of these names, most mentioned first."""
    counts: Counter[str] = Counter()
    for name in names:
        for r in shelf.db.execute(
            "SELECT x.group_id, count(*) AS n FROM mentions m JOIN members x ON x.kind = 'entity'"
            " AND x.node = m.entity_id WHERE m.name = ? GROUP BY x.group_id",
            (name,),
        ):
            counts[r["group_id"]] += r["n"]
    return sorted(counts, key=lambda g: (-counts[g], g))


def _names_alike(shelf: Shelf, name: str) -> list[str]:
    """Names that the comparison across scripts takes for the same, best first; else any with its words."""
    known = [r[0] for r in shelf.db.execute("SELECT DISTINCT name FROM mentions WHERE name NOT NULL ORDER BY name")]
    keys = name_keys(name)
    compared = [(compare_names(name, other), other) for other in known if keys & name_keys(other)]
    alike = [(c.verdict != "same", -c.score, other) for c, other in compared if c.verdict != "different"]
    words = set(name.casefold().split())
    return [other for *_, other in sorted(alike)] or [o for o in known if words <= {*o.casefold().split()}]


def entity(shelf: Shelf, entity_id: str, said: int = 20) -> Entity:
    """An entity by its id, or by that of one of the pages' own entities in it."""
    nodes = shelf.members("entity", entity_id)
    if not nodes:
        raise BadLedger(f"no entity {entity_id} in this ledger")
    names: dict[str, Counter[str]] = {}
    canonical, kinds, states, roles, articles = Counter(), Counter(), Counter(), Counter(), Counter()  # type: ignore
    for node in nodes:
        for r in shelf.db.execute(
            "SELECT m.*, a.lang AS lang, json_extract(m.record, '$.role') AS role FROM mentions m"
            " JOIN articles a USING (article_id) WHERE m.entity_id = ?",
            (node,),
        ):
            names.setdefault(r["lang"], Counter())[" ".join(r["form"].split())] += 1
            canonical[r["name"]] += 1
            kinds[r["kind"]] += 1
            articles[r["article_id"]] += 1
            states.update([r["country"]] if r["country"] else [])
            roles.update([r["role"]] if r["role"] else [])
    name = _canonical(shelf, nodes, canonical)
    own = [(a, n) for a in articles for n in canonical]
    sayings = _said_by(shelf, own)
    return Entity(
        entity_id=shelf.group("entity", nodes[0]) or entity_id,
        name=name,
        kind=_ranked(kinds)[0],
        countries=tuple(_ranked(states)),
        names={lang: tuple(_ranked(c)[:SPELLINGS]) for lang, c in sorted(names.items())},
        roles=tuple(_ranked(roles)),
        mentions=sum(canonical.values()),
        statements=len(sayings),
        pages=tuple(sorted((shelf.page(a) for a in articles), key=latest)),
        said=tuple(saying(shelf, s, propositions=False) for s in sayings[:said]),
        reasons=_reasons(shelf, nodes),
    )


def _ranked(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda k: (-counts[k], k))


def _canonical(shelf: Shelf, nodes: list[str], names: Counter[str]) -> str:
    for node in nodes:
        row = shelf.db.execute(
            "SELECT c.canonical FROM mentions m JOIN canon c ON c.article_id = m.article_id AND c.name = m.name"
            " WHERE m.entity_id = ? LIMIT 1",
            (node,),
        ).fetchone()
        if row:
            return str(row[0])
    return _ranked(names)[0]


def _said_by(shelf: Shelf, places: list[tuple[str, str]]) -> list[str]:
    """Ids of the statements whose source goes by one of these names on these pages, latest page first."""
    found = []
    for article_id, name in places:
        found += [
            (shelf.page(article_id), r["i"], r["statement_id"])
            for r in shelf.db.execute(
                "SELECT i, statement_id FROM statements WHERE article_id = ? AND source_name = ? AND scope = 'span'",
                (article_id, name),
            )
        ]
    return [s for _, _, s in sorted(found, key=lambda f: (latest(f[0]), f[1], f[2]))]


def _reasons(shelf: Shelf, nodes: list[str]) -> tuple[str, ...]:
    found: Counter[str] = Counter()
    for node in nodes:
        for r in shelf.db.execute(
            "SELECT reason FROM links WHERE kind = 'entity' AND verdict = 'same' AND withdrawn_at IS NULL"
            ' AND "left" = ?',
            (node,),
        ):
            found[r[0]] += 1
    return tuple(_ranked(found)[:20])


def entity_refs(
    shelf: Shelf, articles: list[str] | None = None, limit: int = 5000, only: list[str] | None = None
) -> tuple[EntityRef, ...]:
    """Entities, most mentioned first; of some pages only, or `only` those of these ids, where they are given."""
    where, given = "", []
    if articles is not None:
        where, given = f" WHERE m.article_id IN ({','.join('?' * len(articles))})", list(articles)
    elif only is not None:
        where, given = f" WHERE x.group_id IN ({','.join('?' * len(only))})", list(only)
    rows = shelf.db.execute(
        "SELECT x.group_id, m.kind, coalesce(c.canonical, m.name) AS name, m.country, count(*) AS n FROM mentions m"
        " JOIN members x ON x.kind = 'entity' AND x.node = m.entity_id"
        f" LEFT JOIN canon c ON c.article_id = m.article_id AND c.name = m.name{where} GROUP BY 1, 2, 3, 4",
        given,
    )
    counts: dict[str, Counter[tuple[str, str]]] = {}
    states: dict[str, Counter[str]] = {}
    for r in rows:
        counts.setdefault(r["group_id"], Counter())[(r["name"], r["kind"])] += r["n"]
        states.setdefault(r["group_id"], Counter()).update({r["country"]: r["n"]} if r["country"] else {})
    ordered = sorted(counts, key=lambda g: (-sum(counts[g].values()), g))[:limit]
    return tuple(
        EntityRef(
            entity_id=g,
            name=min(counts[g], key=lambda k: (-counts[g][k], k))[0],
            kind=min(counts[g], key=lambda k: (-counts[g][k], k))[1],
            countries=tuple(_ranked(states[g])),
            mentions=sum(counts[g].values()),
        )
        for g in ordered
    )
