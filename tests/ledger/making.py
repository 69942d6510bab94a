"""Readings made by hand from short invented news, for tests: phrases are found in the text, so offsets are right."""

from __future__ import annotations

from typing import Any

from naql.records import Actor, Article, Event, Mention, Piece, Reading, Span, Statement, content_id


def place(text: str, phrase: str | None, start: int = 0) -> Span | None:
    """Where a phrase stands."""
    if phrase is None:
        return None
    at = text.index(phrase, start)
    return Span(at, at + len(phrase))


def made(
    name: str,
    text: str,
    *,
    lang: str = "en",
    outlet: str | None = None,
    day: str | None = None,
    headline: str | None = None,
    url: str | None = None,
    names: tuple[tuple[str, str, str, str | None], ...] = (),
    said: tuple[dict[str, Any], ...] = (),
    events: tuple[dict[str, Any], ...] = (),
    fetched_at: str | None = None,
) -> Reading:
    """A reading. `names`: (phrase, kind, canonical, country), every occurrence. `said`: id, content, and as wanted
    source, cue, name, act, via, scope. `events`: trigger, type, actors and recipients as (name, country), and the rest.
    """
    page_id = content_id(url, text)
    ids = {s["id"]: content_id("statement", page_id, s["id"]) for s in said}
    article = Article(
        article_id=content_id("article", page_id),
        page_id=page_id,
        name=name,
        lang=lang,
        page_text=text,
        text=text,
        pieces=(Piece(0, len(text), 0, len(text), True),),
        url=url,
        headline=place(text, headline),
        outlet=outlet,
        published_at=day,
        published_from="page" if day else None,
        fetched_at=fetched_at,
    )
    mentions = []
    for phrase, kind, canonical, country in names:
        at = text.find(phrase)
        while at >= 0:
            span = Span(at, at + len(phrase))
            mentions.append(Mention(span=span, kind=kind, name=canonical, country=country))
            at = text.find(phrase, at + 1)
    return Reading(
        article=article,
        mentions=tuple(sorted(mentions, key=lambda m: m.span)),
        statements=tuple(_statement(text, s, ids) for s in said),
        events=tuple(_event(text, page_id, i, e, ids) for i, e in enumerate(events)),
    )


def _statement(text: str, s: dict[str, Any], ids: dict[str, str]) -> Statement:
    content = s.get("content")
    span = place(text, content)
    return Statement(
        statement_id=ids[s["id"]],
        source=place(text, s.get("source")),
        cue=place(text, s.get("cue")),
        content=(span,) if span else (),
        source_name=s.get("name"),
        act=s.get("act", "say"),
        via=ids.get(s.get("via", "")),
        scope=s.get("scope", "span"),
    )


def _event(text: str, page_id: str, number: int, e: dict[str, Any], ids: dict[str, str]) -> Event:
    within = place(text, e["inside"]) if "inside" in e else None
    trigger = place(text, e["trigger"], within.start if within else 0)
    assert trigger is not None
    return Event(
        event_id=content_id("event", page_id, number),
        trigger=trigger,
        type=e["type"],
        mode=e.get("mode"),
        contexts=tuple(e.get("contexts", ())),
        actors=tuple(Actor(*a) for a in e.get("actors", ())),
        recipients=tuple(Actor(*a) for a in e.get("recipients", ())),
        polarity=e.get("polarity", "affirmed"),
        status=e.get("status", "actual"),
        date=e.get("date"),
        statement=ids.get(e.get("said", "")),
    )
