"""Log-linear choices: weights of features by decision, and the probabilities of the candidates of one choice.

A language's weights stand in `models/attribution.json` and are trained in `training/attribution`. A language without
them, or a run with `NAQL_ATTRIBUTION=rules`, is read by the rules alone. Which candidates and features there are is
said elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from itertools import repeat
from math import exp, log
from pathlib import Path

import msgspec

from naql.languages import Pack

SWITCH = "NAQL_ATTRIBUTION"
MODEL = "attribution.json"
INSTEAD: dict[str, Path] = {}  # language -> another model file, for measuring models that are not installed
Features = list[str]
NOTHING = repeat(0.0)  # what an unknown feature weighs; a loop in C, for this is the innermost one


class Weights(msgspec.Struct, frozen=True):
    """`decisions`: decision -> feature -> weight.

    `least`: the probability under which a cue is not looked at, and that under which a whole statement is not kept.
    `scale`: slope and offset on the log odds of that probability, which make it the confidence.
    """

    version: str
    decisions: dict[str, dict[str, float]]
    least: tuple[float, float] = (0.3, 0.25)
    scale: tuple[float, float] = (1.0, 0.0)


@cache
def _loaded(path: Path) -> Weights:
    return msgspec.json.decode(path.read_bytes(), type=Weights)


def weights_of(pack: Pack) -> Weights | None:
    """The trained weights of a language, or None where it has none or the switch says rules."""
    if os.environ.get(SWITCH, "learned") == "rules":
        return None
    path = INSTEAD.get(pack.lang) or pack.path("models", MODEL)
    return _loaded(path) if path.exists() else None


def summed(weights: dict[str, float], features: Features) -> float:
    """The summed weights of the features."""
    return sum(map(weights.get, features, NOTHING))


def probabilities(weights: dict[str, float], candidates: Sequence[Features]) -> list[float]:
    """The probability of each candidate of one choice (softmax of the summed weights)."""
    scores = [summed(weights, features) for features in candidates]
    top = max(scores)
    raised = [exp(s - top) for s in scores]
    whole = sum(raised)
    return [r / whole for r in raised]


def confidence(weights: Weights, p: float) -> float:
    """The probability of a whole statement, calibrated."""
    p = min(max(p, 0.001), 0.999)
    slope, offset = weights.scale
    return 1 / (1 + exp(-(slope * log(p / (1 - p)) + offset)))


def likelihood(weights: dict[str, float], features: Features) -> float:
    """The probability of yes in a choice of yes or no (the candidate against an empty one)."""
    total = summed(weights, features)
    return 1 / (1 + exp(-total)) if total > -60 else 0.0
