"""Readings made from annotated records of ../shared, so that linking can be tried apart from reading. Holds no text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from naql.records import (
    Actor,
    Article,
    Event,
    Mention,
    Moment,
    Piece,
    Reading,
    Span,
    Statement,
    content_id,
)

Record = dict[str, Any]


def records(path: Path) -> list[Record]:
    """The records of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def span(item: Record | None) -> Span | None:
    """A span from its record."""
    return Span(item["start"], item["end"]) if item else None


def reading_from(gold: Record) -> Reading:
    """A reading that says exactly what the record says."""
    text = gold["text"]
    page_id = content_id(gold.get("url"), text)
    at, kept, pieces, length = 0, [], [], 0
    for f in [*sorted(Span(x["start"], x["end"]) for x in gold["furniture"]), Span(len(text), len(text))]:
        if f.start > at:
            kept.append(text[at : f.start])
            pieces.append(Piece(at, f.start, length, length + f.start - at, True))
            length += f.start - at
        at = max(at, f.end)
    ids = {a["id"]: content_id("statement", page_id, a["id"]) for a in gold["attributions"]}
    article = Article(
        article_id=content_id("article", page_id),
        page_id=page_id,
        name=gold["id"],
        lang=gold["lang"],
        page_text=text,
        text="".join(kept),
        pieces=tuple(pieces),
        url=gold.get("url"),
        headline=span(gold["headline"]),
        outlet=(gold["outlet"] or {}).get("name"),
        published_at=gold["published"],
        published_from=gold["published_from"],
    )
    states = {e["name"]: e["country"] for e in gold["entities"]}
    return Reading(
        article=article,
        moments=tuple(Moment(span=Span(t["start"], t["end"]), type=t["type"], value=t["value"]) for t in gold["times"]),
        mentions=tuple(
            Mention(span=Span(e["start"], e["end"]), kind=e["type"], name=e["name"], country=e["country"])
            for e in gold["entities"]
        ),
        statements=tuple(
            Statement(
                statement_id=ids[a["id"]],
                source=span(a["source"]),
                cue=span(a["cue"]),
                content=tuple(Span(c["start"], c["end"]) for c in a["content"]),
                source_name=a["source_name"],
                source_country=states.get(a["source_name"]),
                kind=a["kind"],
                act=a["act"],
                via=ids.get(a["via"]),
                scope=a["scope"],
            )
            for a in gold["attributions"]
        ),
        events=tuple(
            Event(
                event_id=content_id("event", page_id, e["id"]),
                trigger=Span(e["trigger"]["start"], e["trigger"]["end"]),
                type=e["type"],
                mode=e["mode"],
                contexts=tuple(e["contexts"]),
                actors=tuple(Actor(a["name"], a["country"]) for a in e["actors"]),
                recipients=tuple(Actor(a["name"], a["country"]) for a in e["recipients"]),
                polarity=e["polarity"],
                status=e["status"],
                date=e["date"],
                statement=ids.get(e["attribution"]),
            )
            for e in gold["events"]
        ),
    )
