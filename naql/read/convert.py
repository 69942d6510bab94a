"""Readings in the copy's offsets -> a `Reading` in the page's, and a reading -> a line of the records format.

Ids of statements and events are worked out here, from what they say and where, so that the same page gives the same
ids on every machine.
"""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from naql.clean.align import Alignment
from naql.records import Article, Event, Mention, Moment, Reading, Span, Statement, content_id

FORMAT = "naql/1"


def in_page(
    article: Article,
    moments: tuple[Moment, ...],
    mentions: tuple[Mention, ...],
    statements: tuple[Statement, ...],
    events: tuple[Event, ...],
) -> Reading:
    """The reading with every span mapped to the page and every id made from content."""
    align = Alignment(article.pieces)

    def one(span: Span) -> Span:
        return align.span(span.start, span.end)

    moved = [
        replace(
            s,
            source=one(s.source) if s.source else None,
            cue=one(s.cue) if s.cue else None,
            content=tuple(p for c in s.content for p in align.to_page(c.start, c.end)),
        )
        for s in statements
    ]
    ids = {s.statement_id: _statement_id(article, s) for s in moved}
    return Reading(
        article=article,
        moments=tuple(replace(m, span=one(m.span)) for m in moments),
        mentions=tuple(replace(m, span=one(m.span)) for m in mentions),
        statements=tuple(replace(s, statement_id=ids[s.statement_id], via=ids.get(s.via or "")) for s in moved),
        events=tuple(_event_in_page(article, e, one(e.trigger), ids) for e in events),
    )


def _statement_id(article: Article, s: Statement) -> str:
    return content_id("statement", article.page_id, s.scope, _key(s.source), _key(s.cue), *map(_key, s.content))


def _event_in_page(article: Article, e: Event, trigger: Span, ids: dict[str, str]) -> Event:
    sides = (";".join(f"{a.name}/{a.country}" for a in side) for side in (e.actors, e.recipients))
    event_id = content_id("event", article.page_id, _key(trigger), e.type, e.polarity, e.statement, *sides)
    return replace(e, event_id=event_id, trigger=trigger, statement=ids.get(e.statement or ""))


def _key(span: Span | None) -> str:
    return f"{span.start}-{span.end}" if span else ""


def as_record(reading: Reading) -> dict[str, Any]:
    """The reading as one line of the records format (`docs/records.md`): plain dicts, ids local to the page."""
    article = reading.article
    local = {s.statement_id: f"a{i}" for i, s in enumerate(reading.statements)}
    return {
        "format": FORMAT,
        "id": article.name,
        "lang": article.lang,
        "text": article.page_text,
        "url": article.url,
        "outlet": {"name": article.outlet} if article.outlet else None,
        "published": article.published_at,
        "published_from": article.published_from,
        "published_by": article.published_by,
        "byline": article.byline,
        "extractor": article.extractor,
        "headline": _range(article.headline),
        "furniture": [_range(s) for s in article.furniture],
        "times": [{**_range(m.span), "type": m.type, "value": m.value, **_made(m)} for m in reading.moments],
        "entities": [
            {**_range(m.span), "type": m.kind, "name": m.name, "country": m.country, **_made(m)}
            for m in reading.mentions
        ],
        "attributions": [_attribution(s, local) for s in reading.statements],
        "events": [_event(e, i, local) for i, e in enumerate(reading.events)],
    }


def _range(span: Span | None) -> dict[str, int]:
    return {"start": span.start, "end": span.end} if span else None  # type: ignore[return-value]


def _made(record: Any) -> dict[str, Any]:
    return {"confidence": round(record.confidence, 4), "by": list(record.by)}


def _attribution(s: Statement, local: dict[str, str]) -> dict[str, Any]:
    return {
        "id": local[s.statement_id],
        "source": _range(s.source),
        "cue": _range(s.cue),
        "content": [_range(c) for c in s.content],
        "source_name": s.source_name,
        "kind": s.kind,
        "act": s.act,
        "via": local.get(s.via or ""),
        "scope": s.scope,
        **_made(s),
    }


def _event(e: Event, number: int, local: dict[str, str]) -> dict[str, Any]:
    def side(actors: tuple) -> list[dict[str, Any]]:
        return [{"name": a.name, "country": a.country} for a in actors]

    return {
        "id": f"e{number}",
        "type": e.type,
        "mode": e.mode,
        "contexts": list(e.contexts),
        "actors": side(e.actors),
        "recipients": side(e.recipients),
        "polarity": e.polarity,
        "status": e.status,
        "date": e.date,
        "trigger": _range(e.trigger),
        "attribution": local.get(e.statement or ""),
        **_made(e),
    }
