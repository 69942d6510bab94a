"""A candidate with everything that is known about it before its sides are chosen, and what a page says as a whole."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from naql.read.events.arguments import Argument, Scene, arguments_in
from naql.read.events.candidates import Candidate
from naql.read.events.lexicon import Deed, deeds
from naql.read.events.naming import actor_of, actors_of, speaker_of
from naql.read.events.roles import Place, Roles, place_of, roles_of
from naql.read.events.sides import Sides, sides_by_rule
from naql.records import Actor

ROLES = ("subject", "object", "genitive", "marked", "agent", "between", "matter")
SALIENT = 4  # states of the page that may be a side though the sentence does not name them; set by hand


@dataclass(slots=True)
class Draft:
    """One candidate: its deed, clause, arguments by role, speaker, and the sides that the rules give it."""

    candidate: Candidate
    deed: Deed
    place: Place
    roles: Roles
    named: dict[str, tuple[Actor, ...]]
    speaker: tuple[Actor, ...]
    rule: Sides
    around: list[tuple[Argument, tuple[Actor, ...]]] = field(default_factory=list)
    last: tuple[Actor, ...] = ()
    senses: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Whole:
    """What the page says as a whole: how often each side is named, acts, and stands against which other."""

    named: Counter[str]
    acts: Counter[str]
    dyads: Counter[tuple[str, str]]
    salient: list[Actor]
    rank: dict[str, int]


def key_of(actor: Actor) -> str:
    """What makes two actors one side: the state, else the name."""
    return actor.country or "=" + actor.name


def drafts_of(scene: Scene) -> list[Draft]:
    """Every candidate of a page with its arguments and its sides by rule, in order."""
    drafts: list[Draft] = []
    last: tuple[Actor, ...] = ()
    for c in scene.sighting.candidates:
        deed = deeds()[c.rule.deed]
        place = place_of(scene, c)
        roles = roles_of(scene, c, place)
        named = {name: actors_of(scene, getattr(roles, name)) for name in ROLES}
        speaker = speaker_of(scene, c)
        rule = sides_by_rule(scene, c, deed, place, roles, named, speaker, last)
        low, high = scene.sentence(c.start)
        around = [(a, actors_of(scene, a)) for a in arguments_in(scene, low, high)]
        drafts.append(
            Draft(c, deed, place, roles, named, speaker, rule, [x for x in around if x[1]], last, scene.lexicon.senses)
        )
        last = rule.actors or last
    return drafts


def whole_of(scene: Scene, drafts: list[Draft]) -> Whole:
    """The page's counts."""
    named: Counter[str] = Counter()
    who: dict[str, Actor] = {}
    for _, mention in scene.spots.values():
        actor = actor_of(mention)
        if actor:
            named[key_of(actor)] += 1
            if mention.kind == "GPE" or key_of(actor) not in who:
                who[key_of(actor)] = actor
    acts: Counter[str] = Counter()
    dyads: Counter[tuple[str, str]] = Counter()
    for d in drafts:
        for a in d.rule.actors:
            acts[key_of(a)] += 1
            for b in d.rule.recipients:
                dyads[key_of(a), key_of(b)] += 1
    ranked = [k for k, _ in sorted(named.items(), key=lambda i: (-i[1], i[0]))]
    salient = [who[k] for k in ranked if who[k].country][:SALIENT]
    return Whole(named, acts, dyads, salient, {k: i for i, k in enumerate(ranked)})
