"""Weights that were learned from annotated pages: which option is a side, and whether a draft is coded at all.

Linear and readable: `weights.json` maps features to weights, training/events says how they came about. Without the
file the rules stand alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from math import exp
from pathlib import Path
from typing import Any

from naql.read.events.drafts import Draft, Whole, key_of
from naql.read.events.options import Option, against, options_for, shape_of
from naql.records import Actor

FILE = Path(__file__).parent / "weights.json"


@cache
def weights() -> dict[str, Any]:
    """The learned weights: "actor", "recipient", "code" (feature to weight) and "least" (of the code's probability)."""
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def total(features: Iterable[str], table: dict[str, float]) -> float:
    """The sum of the weights of the features."""
    return sum(table.get(f, 0.0) for f in features)


def best_of(options: list[Option], table: dict[str, float]) -> Option:
    """The option with the highest score; the first of equals."""
    return max(options, key=lambda o: total(o.features, table))


def chosen_sides(d: Draft, whole: Whole, tables: dict[str, Any]) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Actors and recipients of a draft by weight; sides of a mutual deed are all actors, by rule where it has both."""
    if not tables or (d.deed.mutual and len(d.rule.actors) > 1):
        return d.rule.actors, d.rule.recipients
    actors = best_of(options_for(d, whole, "actor"), tables["actor"]).actors
    if d.candidate.rule.turned and d.speaker:  # whoever says that something is unacceptable, or must be done
        actors = d.speaker
    second = best_of(against(options_for(d, whole, "recipient"), d, whole, actors), tables["recipient"]).actors
    if not d.deed.mutual:
        return actors, second
    keys = {key_of(a) for a in actors}
    return (*actors, *(a for a in second if key_of(a) not in keys)), ()


def code_features(d: Draft, whole: Whole, about: dict[str, Any]) -> set[str]:
    """What speaks for coding a draft: its rule, construction, sides, and where it stands (`about`)."""
    c = d.candidate
    shape = shape_of(d)
    rule = c.rule.id.split(".", 1)[1]
    light = "light" if c.light else "plain"
    alone = "verbal" if c.verbal else "alone"
    states = {key_of(a[0]) for _, a in d.around if a[0].country}
    found = {
        "bias",
        f"rule {c.rule.id}",
        f"deed {c.rule.deed}",
        f"deed {c.rule.deed} {shape} {light}",
        f"shape {shape} {light}",
        f"type {d.deed.type} {alone}",
        f"how {d.rule.how} {alone}",
        f"to {d.rule.how_recipient} {alone}",
        f"states {min(len(states), 3)} {alone}",
        f"{alone} genitive {bool(d.named['genitive'])} marked {bool(d.named['marked'])}",
        f"{alone} between {bool(d.named['between'])}",
        f"speaker {bool(d.speaker)}",
        f"follows {c.form.paradigm.follows}",
        f"possessed {c.form.paradigm.possessed}",
        f"general {rule} {alone}",
    }
    return (
        found
        | {f"{name} {value}" for name, value in about.items()}
        | {f"{name} {value} {alone}" for name, value in about.items()}
    )


def probability(features: set[str], table: dict[str, float]) -> float:
    """How likely a draft with these features is coded."""
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total(features, table)))))
