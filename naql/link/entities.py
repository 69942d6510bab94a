"""Who is the same across pages: links between the entities of readings, each with its reason.

Each distinct (article, kind, name) of a reading is an entity of that page, with an id of its own; links join those ids.
An entity across pages is what hangs together by links that say "same" and were not withdrawn. Nothing is merged here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from msgspec import Struct

from naql.records import Link, Mention, Reading, content_id

BY = "entities/1"


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
    """Links between entities of different pages that are the same; each page's entity joins the first one like it."""
    made_at = made_at or datetime.now(UTC).isoformat(timespec="seconds")
    first: dict[tuple[str, str, str | None], PageEntity] = {}
    for reading in readings:
        for entity in page_entities(reading):
            other = first.setdefault((entity.kind, entity.name, entity.country), entity)
            if other.article_id != entity.article_id:
                reason = f"both pages name {entity.name} ({entity.country or 'no state'})"
                yield link_of(other.entity_id, entity.entity_id, "same", 1.0, reason, made_at)


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
