"""Who is the same across pages: links between the entities of readings, each with its reason.

Each distinct (article, kind, name) of a reading is an entity of that page, with an id of its own; links join those ids.
An entity across pages is what hangs together by links that say "same" and were not withdrawn. Nothing is merged here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

from msgspec import Struct

from naql.gazetteer import entry_named
from naql.link.names import Comparison, compare_names, name_keys
from naql.records import Link, Mention, Reading, content_id

BY = "entities/2"
MOST_OF_ONE_NAME, MOST_IN_BLOCK = 5, 60
NEAR_DAYS = 30
WORTH_SAYING = 0.75


class PageEntity(Struct, frozen=True, kw_only=True):
    """Somebody or something on one page: the id that links join, and what is known of it there."""

    entity_id: str
    article_id: str
    kind: str
    name: str
    country: str | None = None
    forms: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    published_at: str | None = None
    lang: str | None = None


def entity_id(article_id: str, kind: str, name: str) -> str:
    """The stable id of an entity on a page."""
    return content_id("entity", article_id, kind, name)


def page_entities(reading: Reading) -> tuple[PageEntity, ...]:
    """The entities of one reading, in order of their first mention; mentions without a name are left out."""
    groups: dict[tuple[str, str], list[Mention]] = {}
    for mention in reading.mentions:
        if mention.name:
            groups.setdefault((mention.kind, mention.name), []).append(mention)
    article = reading.article
    return tuple(
        PageEntity(
            entity_id=entity_id(article.article_id, kind, name),
            article_id=article.article_id,
            kind=kind,
            name=name,
            country=_usual(m.country for m in mentions),
            forms=tuple(dict.fromkeys(m.span.of(article.page_text) for m in mentions)),
            roles=tuple(dict.fromkeys(m.role for m in mentions if m.role)),
            published_at=article.published_at,
            lang=article.lang,
        )
        for (kind, name), mentions in groups.items()
    )


def _usual(values: Iterable[str | None]) -> str | None:
    counts = Counter(v for v in values if v)
    return counts.most_common(1)[0][0] if counts else None


def entity_links(readings: Iterable[Reading], made_at: str | None = None) -> Iterator[Link]:
    """Links between entities of different pages: the same, different, or unsure; each with its reason.

    Each page's entity is compared with the first entity of its name and state; first entities of persons whom the
    gazetteer does not know are compared with one another where their names share a key.
    """
    made_at = made_at or datetime.now(UTC).isoformat(timespec="seconds")
    first: dict[tuple[str, str], list[PageEntity]] = {}
    blocks: dict[str, list[PageEntity]] = {}
    for reading in readings:
        for entity in page_entities(reading):
            met = first.setdefault((entity.kind, entity.name), [])
            found = [(other, compare(other, entity)) for other in met if other.article_id != entity.article_id]
            for other, (verdict, score, reason) in found:
                yield link_of(other.entity_id, entity.entity_id, verdict, score, reason, made_at)
            if not any(verdict == "same" for _, (verdict, _, _) in found) and len(met) < MOST_OF_ONE_NAME:
                met.append(entity)
                if not found:
                    yield from _spelled_otherwise(entity, blocks, made_at)


def _spelled_otherwise(entity: PageEntity, blocks: dict[str, list[PageEntity]], made_at: str) -> Iterator[Link]:
    """Links to persons under other canonical names whose names sound alike; persons of the gazetteer have but one."""
    if entity.kind != "PER" or entry_named(entity.name):
        return
    seen: set[str] = set()
    for key in sorted(name_keys(entity.name)):
        block = blocks.setdefault(key, [])
        for other in block:
            if other.entity_id in seen or other.article_id == entity.article_id or other.name == entity.name:
                continue
            seen.add(other.entity_id)
            verdict, score, reason = compare(other, entity)
            if verdict != "different" or score >= WORTH_SAYING:
                yield link_of(other.entity_id, entity.entity_id, verdict, score, reason, made_at)
        if len(block) < MOST_IN_BLOCK:
            block.append(entity)


def compare(one: PageEntity, other: PageEntity) -> tuple[str, float, str]:
    """(verdict, score, reason) for two entities of one kind on different pages."""
    known = entry_named(one.name)
    states = f"{one.country or 'no state'} and {other.country or 'no state'}"
    apart = bool(one.country and other.country and one.country != other.country)
    if one.name == other.name and known and not apart:
        return "same", 1.0, f"both pages name {one.name}, whom the gazetteer knows"
    if one.name == other.name and one.kind != "PER":
        return ("unsure", 0.5, f"both {one.name}, but {states}") if apart else ("same", 0.95, f"both {one.name}")
    if one.name == other.name:
        alike, told, verdict = 1.0, f"both {one.name}", "same"
    else:
        found = _likest(one, other)
        alike, told, verdict = found.score, found.reason, found.verdict
    if verdict == "different":
        return "different", 1.0 - alike, told
    if apart:
        return "different", 0.8, f"{told}; but {states}"
    if verdict == "same" and len(one.name.split()) > 1 and len(other.name.split()) > 1:
        shared = sorted(set(one.roles) & set(other.roles))
        why = f"{told}; both {shared[0]}" if shared else told
        return "same", round((0.95 if shared or one.country == other.country else 0.85) * alike, 4), why
    near = _days_between(one, other)
    if verdict == "same" and one.country and one.country == other.country and near is not None and near <= NEAR_DAYS:
        return "same", 0.7, f"{told}; one word, but both {one.country} and {near} days apart"
    return "unsure", round(0.6 * alike, 4), f"{told}; one word does not tell persons apart"


def _likest(one: PageEntity, other: PageEntity) -> Comparison:
    """The comparison of their canonical names or, where it says more, of their longest written forms."""
    written = compare_names(max(one.forms, key=len), max(other.forms, key=len), one.lang, other.lang)
    canonical = compare_names(one.name, other.name)
    return max(written, canonical, key=lambda c: c.score)


def _days_between(one: PageEntity, other: PageEntity) -> int | None:
    if not one.published_at or not other.published_at:
        return None
    try:
        days = [date.fromisoformat(x.published_at[:10]) for x in (one, other) if x.published_at]
    except ValueError:
        return None
    return abs((days[0] - days[1]).days)


def link_of(left: str, right: str, verdict: str, score: float, reason: str, made_at: str) -> Link:
    """A link between two entities of pages; its id does not depend on when it was made."""
    return Link(
        link_id=content_id("link", "entity", left, right, BY),
        left=left,
        right=right,
        kind="entity",
        verdict=verdict,
        score=score,
        reason=reason,
        by=BY,
        made_at=made_at,
    )
