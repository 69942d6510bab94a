"""Who may be a side of a draft, and what speaks for each: features that hold in every language.

Nothing here weighs: `scoring` adds the weights up.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from naql.read.events.arguments import Argument
from naql.read.events.drafts import Draft, Whole, key_of
from naql.records import Actor

NOBODY = "nobody"
PATIENT = {"role object", "role marked", "role matter", "rule"}


@dataclass(slots=True)
class Option:
    """One possible side: its actors (several where joined), and the features that speak for or against it."""

    actors: tuple[Actor, ...]
    features: set[str] = field(default_factory=set)

    @property
    def key(self) -> str:
        """The first actor's key; "nobody" for the option that there is none."""
        return key_of(self.actors[0]) if self.actors else NOBODY


def shape_of(d: Draft) -> str:
    """The construction of a draft in one word: verb, passive, turned or noun."""
    c = d.candidate
    if not c.verbal:
        return "noun"
    return "passive" if c.passive else "turned" if c.turned else "verb"


def options_for(d: Draft, whole: Whole, side: str) -> list[Option]:
    """The possible actors (`side` "actor") or recipients ("recipient") of a draft, nobody included."""
    found: dict[tuple[str, ...], Option] = {}
    shape, deed = shape_of(d), d.candidate.rule.deed

    def add(actors: tuple[Actor, ...], *features: str) -> None:
        if not actors:
            return
        found.setdefault(tuple(sorted(map(key_of, actors))), Option(actors)).features.update(features)

    for role, actors in d.named.items():
        add(
            actors,
            f"role {role}",
            f"role {role} {shape}",
            f"role {role} {shape} {d.deed.type}",
            f"{shape} {role} {d.deed.genitive}",
            f"role {role} {deed} {shape}",
        )
    rule = d.rule.actors if side == "actor" else d.rule.recipients
    other = d.rule.recipients if side == "actor" else d.rule.actors
    how = d.rule.how if side == "actor" else d.rule.how_recipient
    if d.deed.mutual and side == "recipient":
        rule, how = d.rule.actors[1:], d.rule.how
        other = d.rule.actors[:1]
    add(rule, "rule", f"rule {how}", f"rule {how} {shape}", f"rule {d.deed.type}", f"rule {how} {deed}")
    for actor in other:
        add((actor,), "rule other", f"rule other {shape}")
    first = "first" if d.roles.first else "third"
    cue = "cue" if d.rule.how == "cue" else "content"
    add(d.speaker, "speaker", f"speaker {first}", f"speaker {cue} {shape}", f"speaker {d.deed.type}")
    add(d.last, "last", f"last {shape}")
    for argument, actors in d.around:
        add(actors, *_where(d, argument))
    for actor in whole.salient:
        add((actor,), "salient")
    for option in found.values():
        option.features.update(_page_features(option, d, whole))
    return [*found.values(), Option((), {NOBODY, f"{NOBODY} {d.deed.type}", f"{NOBODY} {shape}", *_nobody(d, side)})]


def _nobody(d: Draft, side: str) -> set[str]:
    rule = d.rule.actors if side == "actor" else d.rule.recipients
    return {f"{NOBODY} rule {bool(rule)}", f"{NOBODY} mutual {d.deed.mutual} {len(d.rule.actors) > 1}"}


def _where(d: Draft, a: Argument) -> list[str]:
    c = d.candidate
    before = a.start < c.start
    distance = c.start - a.end if before else a.start - c.end
    near = next((name for most, name in ((1, "next"), (4, "near"), (10, "close")) if distance <= most), "far")
    inside = d.place.segment <= a.start < d.place.stop
    kind = d.senses.get(a.marker, "marked") if a.marker else "bare"
    side = "before" if before else "after"
    return [
        "sentence",
        f"{side} {near}",
        f"{side} {kind} {'clause' if inside else 'outside'}",
        f"{side} {near} {kind}",
        f"{kind} {'noun' if not c.verbal else 'verb'} {side}",
        f"{kind} {d.deed.type} {side}",
        f"{kind} {c.rule.deed} {'clause' if inside else 'outside'}",
    ]


def _page_features(option: Option, d: Draft, whole: Whole) -> set[str]:
    key = option.key
    rank = whole.rank.get(key, 9)
    named = {"state" if option.actors[0].country else "stateless", f"rank {min(rank, 4)}"}
    if "sentence" not in option.features and "speaker" not in option.features:
        named.add(f"unnamed here rank {min(rank, 4)}")
    if len(option.actors) > 1:
        named.add("joined")
    acts = whole.acts[key]
    return named | {f"acts {min(acts, 3)}"}


def against(options: list[Option], d: Draft, whole: Whole, actors: tuple[Actor, ...]) -> list[Option]:
    """The recipients' options with what the chosen actors say about them; nobody does it to himself, unless he is
    named again where the recipient stands."""
    keys = {key_of(a) for a in actors}
    named = Counter(key_of(a) for _, side in d.around for a in side)
    options = [o for o in options if o.key not in keys or (named[o.key] > 1 and o.features & PATIENT)]
    for option in options:
        if not option.actors:
            option.features.add(f"{NOBODY} actor {len(actors) > 1}")
            continue
        same = option.key in keys
        option.features.add(f"same {same}")
        if same:
            option.features.update({f"same {d.deed.type}", f"same rule {'rule' in option.features}"})
        meetings = sum(whole.dyads[k, option.key] for k in keys)
        back = sum(whole.dyads[option.key, k] for k in keys)
        option.features.update({f"dyad {min(meetings, 3)}", f"dyad back {min(back, 2)}"})
        if not same:
            others = [k for k in whole.rank if k not in keys and not k.startswith("=")]
            option.features.add(f"other rank {others.index(option.key) if option.key in others[:4] else 'low'}")
    return options
