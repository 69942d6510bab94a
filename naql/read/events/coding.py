"""Drafts -> events: the code, the sides, the polarity and the statement of each, equal ones once."""

from __future__ import annotations

from typing import Any

from naql.languages import Pack
from naql.read.events.arguments import Scene, scene_of
from naql.read.events.candidates import sight
from naql.read.events.circumstances import date_of, is_denied, polarity_of, status_of, themes_near
from naql.read.events.drafts import Draft, drafts_of, whole_of
from naql.read.events.lexicon import deeds
from naql.read.events.scoring import chosen_sides, code_features, probability, weights
from naql.read.events.triggers import trigger_of
from naql.read.tokens import Words
from naql.records import Actor, Article, Event, Mention, Moment, Statement, content_id

MATTER = 30  # letters between an agreement and what is agreed to; set by hand
WISH = 140  # the same for a verb in the subjunctive, which stands far behind in Persian
CONTEXT = 16  # words on either side in which contexts are looked for; set by hand


def find_events(
    words: Words,
    pack: Pack,
    article: Article,
    moments: tuple[Moment, ...],
    mentions: tuple[Mention, ...],
    statements: tuple[Statement, ...],
) -> tuple[Event, ...]:
    """The events of the text in order of their triggers, each with the innermost statement that holds it."""
    scene = scene_of(words, pack, article, mentions, statements, sight(words, pack))
    return coded(scene, moments, weights().get("least", 0.0))


def coded(scene: Scene, moments: tuple[Moment, ...], least: float) -> tuple[Event, ...]:
    """The events of a page whose probability of being one is at least `least`."""
    drafts = drafts_of(scene)
    whole = whole_of(scene, drafts)
    tables = weights()
    events: list[Event] = []
    for draft in drafts:
        actors, recipients = _named_before(draft, events) or chosen_sides(draft, whole, tables)
        if not actors and not recipients:
            continue
        sure = probability(code_features(draft, whole, about(scene, draft)), tables["code"]) if tables else 1.0
        event = event_of(scene, draft, actors, recipients, moments, sure)
        if sure >= least and not any(_overlap(event, e) or _is_matter_of(event, draft, e) for e in events):
            events.append(event)
    return tuple(sorted(events, key=lambda e: e.trigger))


def _named_before(d: Draft, events: list[Event]) -> tuple[tuple[Actor, ...], tuple[Actor, ...]] | None:
    """The sides of the last event of the same type, for a noun that stands without any ("the request was made")."""
    if not d.candidate.form.noun or any(d.named.values()):
        return None
    before = next((e for e in reversed(events) if e.type == d.deed.type and e.actors and e.recipients), None)
    return (before.actors, before.recipients) if before else None


def about(scene: Scene, d: Draft) -> dict[str, Any]:
    """Where a draft stands and what its clause says, as features of whether it is coded."""
    c = d.candidate
    headline = scene.article.headline
    n, cue = scene.content[c.start], scene.cue[c.start]
    return {
        "cue": scene.statements[cue].act if cue >= 0 else "none",
        "content": scene.statements[n].act if n >= 0 else "none",
        "status": status_of(scene, c, d.deed, d.place),
        "polarity": polarity_of(scene, c, d.place),
        "top": scene.words.paragraph[c.start] <= 1,
        "headline": bool(headline) and scene.words.sentence[c.start] == 0,
    }


def event_of(
    scene: Scene,
    d: Draft,
    actors: tuple[Actor, ...],
    recipients: tuple[Actor, ...],
    moments: tuple[Moment, ...],
    sure: float,
) -> Event:
    """The event of a draft whose sides are chosen."""
    c, deed, place = d.candidate, d.deed, d.place
    polarity = polarity_of(scene, c, place)
    if polarity == "denied" and deed.denied and is_denied(scene, c, place):
        deed, polarity = deeds()[deed.denied], "affirmed"
    status = status_of(scene, c, deed, place)
    themes = themes_near(scene, c, scene.lexicon.themes)
    mode = next((deed.modes[t] for t in themes if t in deed.modes), c.rule.mode or deed.mode)
    type_ = deed.type
    if deed.ahead and status == "planned":
        type_, mode = deed.ahead, None
    statement = scene.content[c.start]
    contexts = dict.fromkeys((*c.rule.contexts, *themes_near(scene, c, scene.lexicon.contexts, CONTEXT)))
    trigger = trigger_of(scene, c)
    return Event(
        event_id=content_id("event", trigger.start, type_),
        trigger=trigger,
        type=type_,
        mode=mode,
        contexts=tuple(list(contexts)[:3]),
        actors=actors,
        recipients=recipients,
        polarity=polarity,
        status=status,
        date=date_of(scene, c, place, moments),
        statement=scene.statements[statement].statement_id if statement >= 0 else None,
        confidence=round(sure, 4),
        by=(c.rule.id, f"actor:{d.rule.how}", f"recipient:{d.rule.how_recipient}"),
    )


def _overlap(event: Event, other: Event) -> bool:
    """Whether the triggers of two events overlap: one event, found twice."""
    return event.trigger.start < other.trigger.end and other.trigger.start < event.trigger.end


def _is_matter_of(event: Event, d: Draft, other: Event) -> bool:
    """Whether a deed is what the one right before it asks for or agrees to ("agreed to sell"): one fact, told once."""
    gap = event.trigger.start - other.trigger.end
    near = gap <= (WISH if d.candidate.marks.wish else MATTER)
    return bool(d.deed.ahead) and other.type in ("AGREE", "REQUEST") and gap >= 0 and near
