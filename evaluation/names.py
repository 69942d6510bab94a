"""Measure name comparison across scripts and write evaluation/out/names.json.

ranking: each Arabic name of ../shared/data/names/ar_en_wikidata_16 against its own Latin writing, the two writings
most like it among a thousand drawn, and 48 others; top-1 of our score, and of plain edit distance over a letter table
(what ICU's romanisation is).
pairs: persons of the gazetteer that the romanisers did not learn from (every fourth), up to 500: their spellings in
three languages are pairs, the other persons most like them are look-alikes; F1 of "score at least 0.6".

usage: python evaluation/names.py [--limit N] [--errors N] [--only ranking|pairs]
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
from itertools import combinations
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

ROOT = Path(__file__).absolute().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "training" / "names")]

from romanise import held_out, plain  # noqa: E402

from naql.gazetteer import Entry, entries  # noqa: E402
from naql.link.names import compare_names, letters_chance, name_words, word_likeness  # noqa: E402

SHARED = ROOT.parent / "shared"
OUT = ROOT / "evaluation" / "out"
MATCH = 0.6
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
    """One number for ranking: the chance of the letters and the likeness of the sounds."""
    chance = letters_chance(arabic, latin, "ar") or -9.0
    one, two = name_words(arabic, "ar"), name_words(latin)
    alike = word_likeness(one[0], two[0]) if one and two else 0.0
    return chance + 1.5 * alike


def persons() -> list[Entry]:
    """The held-out persons with names in all three languages."""
    found = [
        e for e in entries() if e.kind == "PER" and held_out(e.name) and all(e.names.get(x) for x in ("en", "fa", "ar"))
    ]
    return found[:500]


def full_spellings(entry: Entry) -> list[tuple[str, str]]:
    """(spelling, language) of an entry's names of two words and more, without those that are the end of another."""
    found = []
    for lang in ("en", "fa", "ar"):
        whole = [n.replace("\u200c", "").replace(" ", "").replace("-", "") for n in entry.names[lang]]
        for name, run in zip(entry.names[lang], whole, strict=True):
            if len(name.split()) > 1 and not any(w != run and w.endswith(run) for w in whole):
                found.append((name, lang))
    return found


def pairs(errors: int) -> dict[str, float]:
    """F1 of pairs over full spellings, their short forms apart."""
    chosen = persons()
    spelled = {e.name: full_spellings(e)[:9] for e in chosen}
    hits = misses = false = 0
    names = sorted(spelled)
    for name in names:
        for (a, x), (b, y) in combinations(spelled[name], 2):
            found = compare_names(a, b, x, y)
            hits += found.score >= MATCH
            misses += found.score < MATCH
            if found.score < MATCH and errors:
                errors -= 1
                print("missed", name, "|", a, "|", b, "|", found.reason)
        near = process.extract(name, names, scorer=Levenshtein.normalized_similarity, limit=4)
        for other in [n for n, *_ in near if n != name]:
            for a, x in spelled[name][:4]:
                for b, y in spelled[other][:4]:
                    found = compare_names(a, b, x, y)
                    false += found.score >= MATCH
                    if found.score >= MATCH and errors:
                        errors -= 1
                        print("wrong", a, "|", b, "|", found.reason)
    precision, recall = hits / max(1, hits + false), hits / max(1, hits + misses)
    return {
        "persons": len(chosen),
        "pairs": hits + misses,
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / max(1e-9, precision + recall), 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=2000)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--only", choices=["ranking", "pairs"])
    given = parser.parse_args()
    found = {}
    if given.only != "pairs":
        found["ranking_top1"] = ranking(given.limit, given.errors)
    if given.only != "ranking":
        found["newsmaker_pairs"] = pairs(given.errors)
    print(json.dumps(found, indent=1))
    if not given.only:
        OUT.mkdir(exist_ok=True)
        (OUT / "names.json").write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
