"""Learns the weights of naql/read/events/weights.json from annotated pages; see card.md.

usage: python training/events/train.py [--gold train] [--folds 6] [--write]

Three linear models over features that hold in every language: which option is the actor, which the recipient (softmax
over the options of a draft), and whether a draft is coded (logistic). With --folds each page is read by weights that
never saw it, and the figures of the records' scorer are printed; with --write weights from all pages are stored.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from math import exp, sqrt
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "evaluation")]

from pages import Example, Learner, examples_of, scored  # noqa: E402

from naql.read.events.options import against, options_for  # noqa: E402
from naql.read.events.scoring import FILE, code_features  # noqa: E402

EPOCHS = {"actor": 12, "recipient": 12, "code": 14}
DECAY = {"actor": 0.02, "recipient": 0.02, "code": 0.02}  # 0.003 to 0.1 tried by folds
LEAST = 0.36  # of the probability that a draft is coded; 0.2 to 0.55 tried by folds


def softmax_fit(groups: list[tuple[list[set[str]], list[float]]], epochs: int, decay: float) -> dict[str, float]:
    """Weights under which each group's wanted options (shares that add up to 1) are likely."""
    weights, squares = defaultdict(float), defaultdict(lambda: 1e-6)
    order = list(range(len(groups)))
    rng = random.Random(7)
    for _ in range(epochs):
        rng.shuffle(order)
        for n in order:
            options, wanted = groups[n]
            scores = [sum(weights[f] for f in o) for o in options]
            top = max(scores)
            shares = [exp(s - top) for s in scores]
            whole = sum(shares)
            for features, share, want in zip(options, shares, wanted, strict=True):
                _step(weights, squares, features, share / whole - want, decay)
    return tidy(weights)


def logistic_fit(rows: list[tuple[set[str], float]], epochs: int, decay: float) -> dict[str, float]:
    """Weights under which the probability of each row is near its wanted value."""
    weights, squares = defaultdict(float), defaultdict(lambda: 1e-6)
    order = list(range(len(rows)))
    rng = random.Random(7)
    for _ in range(epochs):
        rng.shuffle(order)
        for n in order:
            features, want = rows[n]
            score = max(-30.0, min(30.0, sum(weights[f] for f in features)))
            _step(weights, squares, features, 1 / (1 + exp(-score)) - want, decay)
    return tidy(weights)


def _step(weights: dict, squares: dict, features: set[str], slope: float, decay: float) -> None:
    if abs(slope) < 1e-4:
        return
    for f in features:
        push = slope + decay * weights[f]
        squares[f] += push * push
        weights[f] -= 0.12 * push / sqrt(squares[f])


def tidy(weights: dict[str, float]) -> dict[str, float]:
    """Weights worth keeping, rounded, in order of their names."""
    return {f: round(w, 3) for f, w in sorted(weights.items()) if abs(w) >= 0.02}


def tables_from(examples: list[Example]) -> Learner:
    """The three models learned from these examples."""
    actor, recipient, code = [], [], []
    for e in examples:
        code.append((code_features(e.draft, e.whole, e.about), float(e.coded)))
        if not e.coded:
            continue
        options = options_for(e.draft, e.whole, "actor")
        wanted = [e.fits_actor(o) for o in options]
        if any(wanted):
            actor.append(([o.features for o in options], _shares(wanted)))
        chosen = max(zip(wanted, options, strict=True), key=lambda w: w[0])[1].actors if any(wanted) else e.draft.rule.actors
        second = against(options_for(e.draft, e.whole, "recipient"), e.draft, e.whole, chosen)
        fits = [e.fits_recipient(o, chosen) for o in second]
        if any(fits):
            recipient.append(([o.features for o in second], _shares(fits)))
    return {
        "actor": softmax_fit(actor, EPOCHS["actor"], DECAY["actor"]),
        "recipient": softmax_fit(recipient, EPOCHS["recipient"], DECAY["recipient"]),
        "code": logistic_fit(code, EPOCHS["code"], DECAY["code"]),
        "least": LEAST,
    }


def _shares(wanted: list[float]) -> list[float]:
    best = max(wanted)
    picked = [float(w == best) for w in wanted]
    return [p / sum(picked) for p in picked]


def main() -> None:
    """Print figures by folds, and write the weights where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--gold", default="train")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--least", type=float, default=LEAST)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    pages = examples_of(args.gold)
    if args.folds:
        ids = sorted(pages)
        random.Random(3).shuffle(ids)
        tables: dict[str, Any] = {}
        for fold in range(args.folds):
            held = set(ids[fold :: args.folds])
            learned = tables_from([e for i in ids if i not in held for e in pages[i]])
            tables.update({i: {**learned, "least": args.least} for i in held})
        print(scored(args.gold, tables))
    if args.write:
        FILE.write_text(json.dumps(tables_from([e for p in pages.values() for e in p]), indent=0) + "\n", encoding="utf-8")
        print(f"wrote {FILE}")


if __name__ == "__main__":
    main()
