"""Score Naql on the gold pages, write RESULTS.md, keep the misses, hold the floors: `make eval`.

usage: python evaluation/evaluate.py [--raise-floors] [--lower KEY=VALUE ...]

A floor is what was once reached, in floors.json, with the fingerprint of the gold it was reached on. A figure below
its floor by more than the tolerance fails the run (exit 1). `--raise-floors` lifts floors to what is reached now,
never lowers one; `--lower fa.content=0.9` is the only way down. Other gold than the fingerprint's fails too.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from evaluation.baseline import most_common, nothing
from evaluation.predict import GOLD, ROOT, gold_records, options, predicted
from evaluation.results import write_results

HERE = ROOT / "evaluation"
FLOORS = HERE / "floors.json"
SEEDS = "00"
Scores = dict[str, dict[str, dict[str, Any]]]


def scorer() -> Any:
    """The gold's own score.py as a module."""
    spec = importlib.util.spec_from_file_location("gold_score", GOLD / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scored(gold: list[dict], predictions: list[dict], score: Any) -> tuple[Scores, list]:
    """The table of figures by language and the list of misses."""
    fill = {**score.EMPTY}
    by_id = [{r["id"]: {**fill, **r} for r in side} for side in (gold, predictions)]
    return score.score(*by_id)


def flat(table: Scores) -> dict[str, float]:
    """`lang.figure` to its value."""
    out = {}
    for lang, figures in table.items():
        for key, v in figures.items():
            value = v.get("f1", v.get("share"))
            if value is not None:
                out[f"{lang}.{key}"] = round(value, 4)
    return out


def held(reached: dict[str, float], floors: dict[str, Any], fingerprint: str) -> list[str]:
    """What is wrong with the figures, line by line; empty where every floor holds."""
    if floors["fingerprint"] != fingerprint:
        return [f"the gold has changed ({fingerprint}): look at the figures, then --raise-floors --new-gold"]
    return [
        f"{key}: {reached.get(key, 0.0):.3f} is below its floor {floor:.3f}"
        for key, floor in sorted(floors["floors"].items())
        if reached.get(key, 0.0) < floor - floors["tolerance"]
    ]


def new_floors(
    reached: dict[str, float], floors: dict[str, Any], args: argparse.Namespace, mark: str
) -> dict[str, Any]:
    """The floors after this run."""
    same = floors["fingerprint"] == mark
    lowest = dict(floors["floors"]) if same else {}
    if args.raise_floors and (same or args.new_gold):
        lowest = {k: max(v, lowest.get(k, 0.0)) for k, v in reached.items()}
        floors = {**floors, "fingerprint": mark}
    for item in args.lower:
        key, _, value = item.partition("=")
        lowest[key] = float(value)
    return {**floors, "floors": dict(sorted(lowest.items()))}


def main() -> int:
    """Run, score, write, compare."""
    parser = options()
    parser.add_argument("--raise-floors", action="store_true", help="lift every floor to what is reached")
    parser.add_argument("--new-gold", action="store_true", help="with --raise-floors: the gold has changed, begin anew")
    parser.add_argument("--lower", action="append", default=[], metavar="KEY=VALUE", help="let one floor down")
    args = parser.parse_args()
    if not GOLD.exists():
        print("evaluation needs the gold pages in ../shared/gold", file=sys.stderr)
        return 2
    score = scorer()
    gold = gold_records(args.gold)
    records = list(predicted(gold, args))
    without = [g for g in gold if not g["id"].startswith(SEEDS)]
    table, problems = scored(gold, records, score)
    figures = {
        "all pages": table,
        "without the seeds": scored(without, [r for r in records if not r["id"].startswith(SEEDS)], score)[0],
        "doing nothing": scored(gold, [nothing(g) for g in gold], score)[0],
        "most common": scored(gold, [most_common(g) for g in gold], score)[0],
    }
    out = HERE / "out"
    out.mkdir(exist_ok=True)
    (out / "predicted.jsonl").write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), "utf-8")
    with (out / "misses.jsonl").open("w", encoding="utf-8") as file:
        for page, figure, how, item in problems:
            file.write(
                json.dumps({"page": page, "figure": figure, "how": how, "item": item}, ensure_ascii=False) + "\n"
            )
    mark = hashlib.sha256((GOLD / f"{args.gold}.jsonl").read_bytes()).hexdigest()[:16]
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    reached = flat(table)
    if args.raise_floors or args.lower:
        floors = new_floors(reached, floors, args, mark)
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    write_results(HERE / "RESULTS.md", figures, score.ORDER, args.gold, mark, len(gold))
    wrong = held(reached, floors, mark)
    print("\n".join(wrong) or f"all {len(floors['floors'])} floors hold; figures in evaluation/RESULTS.md")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
