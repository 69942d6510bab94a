"""Mentions and statements -> `Actor`s: a capital or seat stands for its state, a speaker for itself."""

from __future__ import annotations

from naql.gazetteer import entry_named, states
from naql.read.events.arguments import Argument, Scene
from naql.read.events.candidates import Candidate
from naql.records import Actor, Mention, Statement

NOBODY = ("unnamed sources",)


def actor_of(mention: Mention) -> Actor | None:
    """Who a mention is as a side of an event; None where it names nobody we know, or something that cannot act."""
    if mention.kind == "OTHER" or (mention.kind == "LOC" and not mention.country):
        return None
    entry = entry_named(mention.name)
    if entry and entry.sort in ("capital", "seat") and mention.country in states():
        return Actor(states()[mention.country].name, mention.country)
    if mention.name:
        return Actor(mention.name, mention.country)
    if mention.country in states():
        return Actor(states()[mention.country].name, mention.country)
    return None


def same_side(a: Actor, b: Actor) -> bool:
    """Whether two actors are one side: the same state, or the same name where one has none."""
    if a.country and b.country:
        return a.country == b.country
    return a.name == b.name


def actors_of(scene: Scene, argument: Argument | None) -> tuple[Actor, ...]:
    """The sides that an argument names, each state once: by its person or body where it names one."""
    if argument is None:
        return ()
    found: list[Actor] = []
    rank = {"PER": 0, "ORG": 1}
    for mention in sorted(argument.mentions, key=lambda m: rank.get(m.kind, 2)):
        actor = actor_of(mention)
        if actor and not any(same_side(actor, other) for other in found):
            found.append(actor)
    return tuple(found)


def speaker_of(scene: Scene, c: Candidate) -> tuple[Actor, ...]:
    """Who says the words that a candidate stands in, or whose cue it is; empty in the page's own voice."""
    n = scene.cue[c.start]
    if n < 0 and c.light_start >= 0:
        n = scene.cue[c.light_start]
    if n < 0:
        n = scene.content[c.start]
    return source_of(scene.statements[n]) if n >= 0 else ()


def source_of(statement: Statement) -> tuple[Actor, ...]:
    """The source of a statement as an actor; empty where it is not known by name."""
    name = statement.source_name
    if not name or name in NOBODY:
        return ()
    entry = entry_named(name)
    country = statement.source_country
    if entry and entry.sort in ("capital", "seat") and entry.country in states():
        return (Actor(states()[entry.country].name, entry.country),)
    return (Actor(name, country),)
