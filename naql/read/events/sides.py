"""Who did it and to whom, by rule: the arguments of a candidate as actors and recipients.

A first person, a cue that is itself the predicate and a subject that is left out mean the speaker. Names are worked
out in `naming`, roles in `roles`.
"""

from __future__ import annotations

from dataclasses import dataclass

from naql.read.events.arguments import Scene, arguments_in
from naql.read.events.candidates import Candidate
from naql.read.events.lexicon import Deed
from naql.read.events.naming import actors_of, same_side
from naql.read.events.roles import Place, Roles, bare
from naql.records import Actor


@dataclass(slots=True)
class Sides:
    """Actors and recipients, and how the actors were found ("subject", "speaker", "genitive" ...)."""

    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    how: str = "none"
    how_recipient: str = "none"


def sides_by_rule(
    scene: Scene,
    c: Candidate,
    deed: Deed,
    place: Place,
    roles: Roles,
    named: dict[str, tuple[Actor, ...]],
    speaker: tuple[Actor, ...],
    last: tuple[Actor, ...],
) -> Sides:
    """Actors and recipients of a candidate; `last` are the actors of the event before, for a subject left out."""
    if deed.mutual:
        return _mutual(c, named, speaker, last, scene, place, roles)
    sides = _by_role(scene, c, deed, named, speaker, roles)
    if not sides.actors:
        sides = _without_subject(scene, c, deed, place, sides, speaker, last)
    if not sides.recipients and deed.verbal and c.verbal:
        others = tuple(x for x in named["matter"] if not any(same_side(x, y) for y in sides.actors))
        sides.recipients, sides.how_recipient = others, "matter"
    if not sides.recipients and deed.against:
        _somebody(scene, c, place, sides)
    return sides


def _by_role(
    scene: Scene,
    c: Candidate,
    deed: Deed,
    named: dict[str, tuple[Actor, ...]],
    speaker: tuple[Actor, ...],
    roles: Roles,
) -> Sides:
    subject, how = (speaker, "first") if roles.first and speaker else (named["subject"], "subject")
    if speaker and c.verbal and scene.cue[c.start] >= 0 and not c.passive:
        subject, how = speaker, "cue"
    target = named["marked"]
    if not c.verbal:
        return _of_noun(c, deed, named)
    genitive_acts = c.form.noun and deed.genitive == "actor"
    if c.turned and not c.passive:
        giver = named["marked"] or named["agent"] or (named["genitive"] if genitive_acts else ())
        if c.rule.turned:
            return Sides(speaker, named["subject"] or named["object"], "speaker", "subject")
        return Sides(giver, subject, "giver", how)
    nearer = (
        named["object"] and c.rule.object and roles.object and roles.marked and roles.object.start < roles.marked.start
    )
    if nearer and not c.form.noun:
        target = ()
    patient = target or (named["object"] if c.rule.object else ()) or (named["genitive"] if not genitive_acts else ())
    if c.passive:
        giver = named["agent"] or (named["genitive"] if genitive_acts else ())
        return Sides(giver, target or subject, "agent", "subject")
    if c.rule.object and named["object"] and c.form.noun and not target:
        return Sides(named["agent"] or subject, named["object"], how, "object")
    return Sides(named["agent"] or subject, patient, how, "marked" if target else "object")


def _of_noun(c: Candidate, deed: Deed, named: dict[str, tuple[Actor, ...]]) -> Sides:
    subject, genitive, target = named["subject"], named["genitive"], named["marked"] or named["object"]
    if named["between"]:
        return Sides(named["between"], (), "between")
    if deed.genitive == "recipient":
        if target and genitive:
            return Sides(named["agent"] or genitive, target, "genitive", "marked")
        return Sides(named["agent"] or subject, target or genitive, "subject", "genitive")
    if genitive:
        return Sides(named["agent"] or genitive, target, "genitive", "marked")
    return Sides(named["agent"] or subject, target, "subject", "marked")


def _mutual(
    c: Candidate,
    named: dict[str, tuple[Actor, ...]],
    speaker: tuple[Actor, ...],
    last: tuple[Actor, ...],
    scene: Scene,
    place: Place,
    roles: Roles,
) -> Sides:
    subject, how = (speaker, "first") if roles.first and speaker else (named["subject"], "subject")
    if named["between"]:
        return Sides(_distinct(named["between"]), (), "between")
    first = named["genitive"] or subject if not c.verbal else subject or named["genitive"]
    with_whom = named["marked"] or (named["object"] if c.rule.object else ()) or named["agent"]
    with_whom = with_whom or (named["genitive"] if first != named["genitive"] else ())
    everyone = _distinct((*first, *with_whom))
    if not first or (len(everyone) < 2 and not c.verbal and subject):
        earlier = _earlier_subject(scene, c, place)
        everyone = (
            _distinct((*(subject or earlier or speaker), *everyone))
            if not subject
            else _distinct((*subject, *everyone))
        )
    if len(everyone) < 2 and speaker:
        everyone = _distinct((*speaker, *everyone))
    return Sides(everyone or last, (), how if first else "earlier")


def _distinct(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    out: list[Actor] = []
    for a in actors:
        if not any(same_side(a, b) for b in out):
            out.append(a)
    return tuple(out)


def _earlier_subject(scene: Scene, c: Candidate, place: Place) -> tuple[Actor, ...]:
    """The first bare argument of the sentence before the clause: the subject of a main clause that goes on."""
    first = bare(arguments_in(scene, place.low, place.segment))
    return actors_of(scene, first[0]) if first else ()


def _without_subject(
    scene: Scene,
    c: Candidate,
    deed: Deed,
    place: Place,
    sides: Sides,
    speaker: tuple[Actor, ...],
    last: tuple[Actor, ...],
) -> Sides:
    """Actors where the clause names none: the main clause's subject, else the speaker, else the actors before."""
    if c.passive and not c.rule.turned:
        if deed.verbal and speaker:
            return Sides(speaker, sides.recipients, "speaker", sides.how_recipient)
        return sides
    clear = lambda actors: tuple(a for a in actors if not any(same_side(a, b) for b in sides.recipients))  # noqa: E731
    earlier = clear(_earlier_subject(scene, c, place))
    if earlier and c.verbal:
        return Sides(earlier, sides.recipients, "earlier", sides.how_recipient)
    if clear(speaker):
        return Sides(clear(speaker), sides.recipients, "speaker", sides.how_recipient)
    if earlier:
        return Sides(earlier, sides.recipients, "earlier", sides.how_recipient)
    return Sides(clear(last), sides.recipients, "last", sides.how_recipient)


def _somebody(scene: Scene, c: Candidate, place: Place, sides: Sides) -> None:
    """Fills in the recipient where the deed is against somebody: the nearest other side of the sentence."""
    low, high = scene.sentence(c.start)
    found: list[tuple[int, tuple[Actor, ...]]] = []
    for a in arguments_in(scene, low, high):
        named = tuple(x for x in actors_of(scene, a) if not any(same_side(x, y) for y in sides.actors))
        if named and named[0].country:
            distance = a.start - c.end if a.start >= c.end else (c.start - a.end) * 2
            found.append((distance, named[:1]))
    if found:
        sides.recipients, sides.how_recipient = min(found, key=lambda f: f[0])[1], "near"
