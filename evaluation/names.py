"""Measure name comparison across scripts and write evaluation/out/names.json.

ranking: each Arabic name of ../shared/data/names/ar_en_wikidata_16 against its own Latin writing, the two writings
most like it among a thousand drawn, and 48 others; top-1 of our score, and of plain edit distance over a letter table
(what ICU's romanisation is).
pairs: see `newsmakers.py`; half by half, with the gazetteer and without it.

usage: python evaluation/names.py [--limit N] [--errors N] [--only ranking|pairs]
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

ROOT = Path(__file__).absolute().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "training" / "names"), str(ROOT / "evaluation")]

import newsmakers  # noqa: E402
from romanise import plain  # noqa: E402

from naql.link.name_words import name_words  # noqa: E402
from naql.link.names import script_score  # noqa: E402
from naql.link.sounds import likeness  # noqa: E402

SHARED = ROOT.parent / "shared"
FIGURES = ROOT / "evaluation" / "figures" / "names.json"
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآؤئءپچژگ"
LATIN = "a b t th j h kh d dh r z s sh s d t z ' gh f q k l m n h w y a h a i a w y ' p ch zh g"
ICU = dict(zip(LETTERS, re.split(" ", LATIN), strict=True))


def wikidata() -> list[tuple[str, str]]:
    """(Arabic, Latin) of the held-out Wikidata part."""
    with gzip.open(SHARED / "data/names/ar_en_wikidata_16.tsv.gz", "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    return [(b.replace(" ", ""), plain(a)) for a, b, _ in rows if len(plain(a)) > 1]


def ranking(limit: int, errors: int) -> dict[str, float]:
    """Top-1 among 51 for both scores."""
    rng = random.Random(16)
    rows = wikidata()
    latins = sorted({b for _, b in rows})
    spelled: dict[str, set[str]] = {}
    for arabic, latin in rows:
        spelled.setdefault(arabic, set()).add(latin)
    right = {"ours": 0, "edit distance": 0}
    chosen = rng.sample(rows, min(limit, len(rows)))
    for arabic, latin in chosen:
        drawn = [x for x in rng.sample(latins, 1000) if x != latin and x not in spelled[arabic]]
        close = [n for n, *_ in process.extract(latin, drawn, scorer=Levenshtein.normalized_similarity, limit=2)]
        pool = [latin, *close, *[x for x in drawn if x not in close][:48]]
        rng.shuffle(pool)
        table = "".join(ICU.get(c, "") for c in arabic)
        best = {
            "ours": max(pool, key=lambda x: pair_score(arabic, x)),
            "edit distance": max(pool, key=lambda x: Levenshtein.normalized_similarity(table, x)),
        }
        for name, found in best.items():
            right[name] += found == latin
        if best["ours"] != latin and errors:
            errors -= 1
            print("ranking", arabic, "right", latin, round(pair_score(arabic, latin), 2), "got", best["ours"])
    return {name: round(n / len(chosen), 4) for name, n in right.items()}


def pair_score(arabic: str, latin: str) -> float:
    """One number for ranking: the chances of the letters both ways and the likeness of the sounds."""
    one, two = name_words(arabic, "ar"), name_words(latin)
    if not one or not two:
        return -99.0
    a, b = one[0], two[0]
    alike = max(likeness(x, y) - 0.03 * (i + j) for i, x in enumerate(a.readings) for j, y in enumerate(b.readings))
    return script_score(a, b, alike)


def pairs(errors: int) -> dict[str, dict[str, float]]:
    """Both halves of the newsmakers, without and with the gazetteer."""
    found = {}
    for half, held in (("development", False), ("held out", True)):
        people = [p for p in newsmakers.newsmakers() if newsmakers.held_out(p.name) == held]
        for gazetteer in (False, True):
            name = f"newsmakers, {half} half, gazetteer {'on' if gazetteer else 'off'}"
            found[name] = newsmakers.measured(people, gazetteer, 0 if held else errors)
    return found


def write(top: dict[str, float], found: dict[str, dict[str, float]]) -> None:
    """The figures as `make eval` prints them."""
    rows: list[list[object]] = [
        ["Wikidata names against 50 distractors, top-1", "", top["ours"], 0.97, top["edit distance"]]
    ]
    for name, part in found.items():
        rows.append([name, part["same"] + part["look-alikes"], round(part["f1"], 4), 0.98, ""])
    figures = {
        "title": "Names across scripts",
        "command": "python evaluation/names.py",
        "note": "Top-1 share, and pair F1 of `names/newsmakers.tsv`. The peer is edit distance over a letter table.",
        "columns": ["set", "pairs", "figure", "goal", "edit distance over ICU letters"],
        "rows": rows,
    }
    FIGURES.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=2000)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--only", choices=["ranking", "pairs"])
    given = parser.parse_args()
    top = {} if given.only == "pairs" else ranking(given.limit, given.errors)
    found = {} if given.only == "ranking" else pairs(given.errors)
    print(json.dumps([top, found], indent=1))
    if top and found:
        write(top, found)


if __name__ == "__main__":
    main()
