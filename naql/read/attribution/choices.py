"""Log-linear choices: weights of features by decision, and the probabilities of the candidates of one choice.

A language's weights stand in `models/attribution.json` and are trained in `training/attribution`. A language without
them, or a run with `NAQL_ATTRIBUTION=rules`, is read by the rules alone. Which candidates and features there are is
said elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from math import exp
from pathlib import Path

import msgspec

from naql.languages import Pack

SWITCH = "NAQL_ATTRIBUTION"
MODEL = "attribution.json"
INSTEAD: dict[str, Path] = {}  # language -> another model file, for measuring models that are not installed
Features = list[str]


class Weights(msgspec.Struct, frozen=True):
    """`decisions`: decision -> feature -> weight.

    `least`: the probability under which a cue is not looked at, and that under which a whole statement is not kept.
    """

    version: str
    decisions: dict[str, dict[str, float]]
    least: tuple[float, float] = (0.3, 0.25)


@cache
def _loaded(path: Path) -> Weights:
    return msgspec.json.decode(path.read_bytes(), type=Weights)


def weights_of(pack: Pack) -> Weights | None:
    """The trained weights of a language, or None where it has none or the switch says rules."""
    if os.environ.get(SWITCH, "learned") == "rules":
        return None
    path = INSTEAD.get(pack.lang) or pack.path("models", MODEL)
    return _loaded(path) if path.exists() else None


def probabilities(weights: dict[str, float], candidates: Sequence[Features]) -> list[float]:
    """The probability of each candidate of one choice (softmax of the summed weights)."""
    get = weights.get
    scores = []
    for features in candidates:
        total = 0.0
        for f in features:
            total += get(f, 0.0)
        scores.append(total)
    top = max(scores)
    raised = [exp(s - top) for s in scores]
    whole = sum(raised)
    return [r / whole for r in raised]


def likelihood(weights: dict[str, float], features: Features) -> float:
    """The probability of yes in a choice of yes or no (the candidate against an empty one)."""
    get = weights.get
    total = 0.0
    for f in features:
        total += get(f, 0.0)
    return 1 / (1 + exp(-total)) if total > -60 else 0.0
