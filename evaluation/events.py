"""Measure events on the gold pages, with everything our own, and with gold in the place of earlier stages.

usage: python evaluation/events.py [--gold dev]

Writes evaluation/figures/events.json. The reading of a page is the program's own; the figures are those of
../shared/gold/score.py. The last rows give the sides alone: of the events whose type and place are right, how many
have the right actors, the right recipients, and both.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "evaluation")]

from predict import GOLD, gold_records, options, predicted  # noqa: E402

sys.path.append(str(GOLD))
import score  # noqa: E402

FIGURES = ROOT / "evaluation" / "figures" / "events.json"
# what is gold's in each setting, and the goals that the work was given (None where there was none)
SETTINGS: dict[str, tuple[list[str], dict[str, float]]] = {
    "all our own": ([], {"event": 0.35, "event_type": 0.5}),
    "article gold's": (["--article", "gold"], {"event": 0.35, "event_type": 0.5}),
    "article, mentions, statements gold's": (
        ["--article", "gold", "--mentions", "gold", "--statements", "gold"],
        {"event": 0.42, "event_type": 0.55},
    ),
}
AGREEMENT = {"event": 0.67, "event_type": 0.78}


def read_pages(which: str, switches: list[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Gold's records and ours by page id."""
    args = options().parse_args([*switches, "--gold", which])
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "predicted.jsonl"
        with out.open("w", encoding="utf-8") as file:
            for record in predicted(gold_records(which), args):
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
        return score.load(GOLD / f"{which}.jsonl"), score.load(out)


def sides_right(gold: dict[str, Any], ours: dict[str, Any]) -> dict[str, float]:
    """Of the events that are found with their type and polarity: the share with right actors, recipients, both."""
    hits, right = 0, {"actors": 0, "recipients": 0, "both": 0}
    for name, page in gold.items():
        found = ours.get(name, score.EMPTY)["events"]
        pairs = score.pair(page["events"], found, _same_deed)
        for i, j in pairs:
            a, b = page["events"][i], found[j]
            actors = score.countries(a["actors"]) == score.countries(b["actors"])
            recipients = score.countries(a["recipients"]) == score.countries(b["recipients"])
            hits += 1
            right["actors"] += actors
            right["recipients"] += recipients
            right["both"] += actors and recipients
    return {k: v / hits if hits else 0.0 for k, v in right.items()}


def _same_deed(a: dict[str, Any], b: dict[str, Any]) -> float:
    same = (a["type"], a["polarity"]) == (b["type"], b["polarity"])
    return score.near(a["trigger"], b["trigger"]) if same else 0.0


def rows_of(which: str) -> list[list[Any]]:
    """A row for each setting and figure: setting, figure, goal, reached, by language, annotators' agreement."""
    rows: list[list[Any]] = []
    for setting, (switches, goals) in SETTINGS.items():
        gold, ours = read_pages(which, switches)
        result, _ = score.score(gold, ours)
        for figure, goal in goals.items():
            by_language = [
                round(result[lang][figure]["f1"], 3) if lang in result else None for lang in ("fa", "ar", "en")
            ]
            reached = round(result["all"][figure]["f1"], 3)
            rows.append([setting, f"{figure} F1", goal, reached, *by_language, AGREEMENT[figure]])
        for side, share in sides_right(gold, ours).items():
            rows.append([setting, f"right {side}", None, round(share, 3), None, None, None, None])
    return rows


def main() -> None:
    """Measure and write the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--gold", default="dev")
    which = parser.parse_args().gold
    table = {
        "title": "Events (PLOVER)",
        "command": f"python evaluation/events.py --gold {which}",
        "note": "Triggers near, type and polarity (event_type), and the countries of both sides besides (event). The "
        "weights were learned from train and the further annotated pages; the lexicons were widened after looking at "
        "what was missed on dev, so expect less on other pages. `two annotators` is how well annotators agree.",
        "columns": ["setting", "figure", "goal", "reached", "fa", "ar", "en", "two annotators"],
        "rows": rows_of(which),
    }
    FIGURES.parent.mkdir(exist_ok=True)
    FIGURES.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for row in table["rows"]:
        print(*row, sep="\t")


if __name__ == "__main__":
    main()
