"""Candidates -> events: the code, the sides, the polarity and the statement of each, equal ones once."""

from __future__ import annotations

from naql.languages import Pack
from naql.read.events.arguments import Scene, scene_of
from naql.read.events.candidates import Candidate, sight
from naql.read.events.circumstances import date_of, is_denied, polarity_of, status_of, themes_near
from naql.read.events.lexicon import Deed, deeds
from naql.read.events.sides import Sides, place_of, sides_of
from naql.read.tokens import Words
from naql.records import Actor, Article, Event, Mention, Moment, Span, Statement, content_id

CONTEXT = 16  # words on either side in which contexts are looked for; 8 to 24 tried on train


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
    events: list[Event] = []
    last: tuple[Actor, ...] = ()
    for candidate in scene.sighting.candidates:
        deed = deeds()[candidate.rule.deed]
        sides = sides_of(scene, candidate, deed, last)
        if not sides.actors:
            continue
        event = event_of(scene, candidate, deed, sides, moments)
        last = sides.actors
        if not any(_repeats(event, e) for e in events):
            events.append(event)
    return tuple(sorted(events, key=lambda e: e.trigger))


def event_of(scene: Scene, c: Candidate, deed: Deed, sides: Sides, moments: tuple[Moment, ...]) -> Event:
    """The event of a candidate whose sides are known."""
    place = place_of(scene, c)
    polarity = polarity_of(scene, c, place)
    if polarity == "denied" and deed.denied and is_denied(scene, c, place):
        deed, polarity = deeds()[deed.denied], "affirmed"
    status = status_of(scene, c, deed, place)
    themes = themes_near(scene, c, scene.lexicon.themes)
    mode = next((deed.modes[t] for t in themes if t in deed.modes), c.rule.mode or deed.mode)
    type_, recipients, actors = deed.type, sides.recipients, sides.actors
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
        by=(c.rule.id, f"actor:{sides.how}", f"recipient:{sides.how_recipient}"),
    )


def trigger_of(scene: Scene, c: Candidate) -> Span:
    """The words that name the deed: noun and light verb where they touch, else the one the language says."""
    words = scene.words
    if c.rule.at_end:
        return _clause_end(scene, c)
    if c.light_start < 0:
        return Span(words.core_start[c.start], words.end[c.end - 1])
    if c.light_start == c.end:
        return Span(words.core_start[c.start], words.end[c.light_end - 1])
    if c.light_end == c.start:
        return Span(words.core_start[c.light_start], words.end[c.end - 1])
    if scene.lexicon.grammar.trigger == "noun":
        return Span(words.core_start[c.start], words.end[c.end - 1])
    return Span(words.core_start[c.light_start], words.end[c.light_end - 1])


def _repeats(event: Event, other: Event) -> bool:
    """Whether two events are one, found twice: triggers overlap and the type is the same."""
    overlap = event.trigger.start < other.trigger.end and other.trigger.start < event.trigger.end
    return overlap


def _clause_end(scene: Scene, c: Candidate) -> Span:
    """The last two words of the clause that a modal verb opens: what must be done."""
    words = scene.words
    stop = c.end
    high = scene.sentence(c.start)[1]
    while stop < high and words.kind[stop] != "mark" and not scene.breaks[stop]:
        stop += 1
    first = max(c.start, stop - 2)
    return Span(words.core_start[first], words.end[max(stop, c.end) - 1])
