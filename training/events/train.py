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
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "evaluation")]

from fitting import logistic_fit, softmax_fit  # noqa: E402
from pages import Example, Learner, examples_of, scored  # noqa: E402

from naql.read.events.options import against, options_for  # noqa: E402
from naql.read.events.scoring import FILE, code_features  # noqa: E402

PRIOR = {"actor": 12.0, "recipient": 12.0, "code": 10.0}  # 1 to 25 tried by folds
LEAST = 0.25  # of the probability that a draft is coded; 0.2 to 0.36 tried by folds, flat between


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
        chosen = (
            max(zip(wanted, options, strict=True), key=lambda w: w[0])[1].actors if any(wanted) else e.draft.rule.actors
        )
        second = against(options_for(e.draft, e.whole, "recipient"), e.draft, e.whole, chosen)
        fits = [e.fits_recipient(o, chosen) for o in second]
        if any(fits):
            recipient.append(([o.features for o in second], _shares(fits)))
    return {
        "actor": softmax_fit(actor, PRIOR["actor"]),
        "recipient": softmax_fit(recipient, PRIOR["recipient"]),
        "code": logistic_fit(code, PRIOR["code"]),
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
        FILE.write_text(
            json.dumps(tables_from([e for p in pages.values() for e in p]), indent=0) + "\n", encoding="utf-8"
        )
        print(f"wrote {FILE}")


if __name__ == "__main__":
    main()
