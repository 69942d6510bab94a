"""The two sides of an event as keys that every language shares, and sides filled in from the same page.

A side is the state it is or acts for, by its alpha-3 code; who acts for no state, or against somebody of the same
state, is known by name. Naming a deed without its sides ("the request was made") means the page's deed of that kind.
"""

from __future__ import annotations

from msgspec import Struct

from naql.records import Actor, Event


class Side(Struct, frozen=True, order=True):
    """One side of an event."""

    country: str
    name: str


Sides = tuple[list[Side], list[Side]]


def sides_of(event: Event) -> Sides:
    """Actors and recipients, each state or name once; a state beside its own people goes by the first of them."""
    return _distinct(event.actors), _distinct(event.recipients)


def _distinct(actors: tuple[Actor, ...]) -> list[Side]:
    by_key: dict[str, Side] = {}
    for actor in actors:
        name = " ".join(actor.name.casefold().split()) if actor.name else ""
        if name or actor.country:
            by_key.setdefault(actor.country or name, Side(actor.country or "", name))
    return list(by_key.values())


def key_of(side: Side | None, other: Side | None) -> str:
    """The key of a side: its state, or its name where both are of one state or it has none; "" for nobody."""
    if side is None:
        return ""
    if side.country and not (other and other.country == side.country):
        return side.country
    return "=" + side.name


def completed(event: Event, others: list[tuple[Event, Sides]]) -> tuple[list[Side], list[Side], bool]:
    """Actors and recipients of an event, and whether it names both itself.

    What is missing is taken from an event of the page of the same type (and mode, where both have one) that has both
    sides and does not contradict what is named: the nearest before it, else the first after it.
    """
    actors, recipients = sides_of(event)
    if (actors and recipients) or len(actors) > 1:
        return actors, recipients, True
    candidates = [
        (e, sides)
        for e, sides in others
        if e is not event
        and e.type == event.type
        and sides[0]
        and sides[1]
        and (not e.mode or not event.mode or e.mode == event.mode)
        and _agree(actors, sides[0])
        and _agree(recipients, sides[1])
    ]
    if not candidates:
        return actors, recipients, bool(actors and recipients)
    before = [c for c in candidates if c[0].trigger.start <= event.trigger.start]
    _, (their_actors, their_recipients) = (
        max(before, key=lambda c: c[0].trigger) if before else min(candidates, key=lambda c: c[0].trigger)
    )
    return actors or their_actors, recipients or their_recipients, False


def _agree(mine: list[Side], theirs: list[Side]) -> bool:
    keys = {s.country or s.name for s in theirs}
    return not mine or any((s.country or s.name) in keys for s in mine)


def counterpart(known: Side, near: list[str], ranked: list[tuple[str, int]]) -> list[Side]:
    """The other side of a deed that names but one: the one other state that the sentence names.

    Where it names none, the other of the two states that the page is about, if it is plainly about two (each named
    twice as often as any third); `ranked` are the page's states with how often they are named. [] where it is open.
    """
    others = [state for state in near if state != known.country]
    if len(others) == 1:
        return [Side(others[0], others[0])]
    third = ranked[2][1] if len(ranked) > 2 else 0
    two = [state for state, count in ranked[:2] if count >= 2 and count >= 2 * third]
    if not others and len(two) == 2 and known.country in two:
        other = two[1 - two.index(known.country)]
        return [Side(other, other)]
    return []
