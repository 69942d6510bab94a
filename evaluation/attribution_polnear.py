"""Measure English attribution on PolNeAR's dev pages, which Naql never learns from (no licence: compare only).

usage: python evaluation/attribution_polnear.py [--pages N]

A relation is found when one predicted statement overlaps all three of its roles (source, cue, content) in at least one
letter; F1 over relations with all three roles. Names are read as the pipeline reads them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from naql.languages import load_pack  # noqa: E402
from naql.read.attribution import find_statements  # noqa: E402
from naql.read.mentions import find_mentions  # noqa: E402
from naql.read.moments import find_moments  # noqa: E402
from naql.read.pipeline import bare_article  # noqa: E402
from naql.read.tokens import split_words  # noqa: E402

PAGES = ROOT.parent / "shared" / "data" / "quotes" / "en_polnear_dev.jsonl.gz"
Roles = dict[str, list[tuple[int, int]]]


def relations(ann: str) -> list[Roles]:
    """The relations of a brat file that have all three roles, each with its ranges."""
    spans: dict[str, tuple[str, list[tuple[int, int]]]] = {}
    links: dict[str, Roles] = defaultdict(lambda: defaultdict(list))
    lines = [line.split("\t") for line in ann.splitlines() if line.strip()]
    for parts in lines:
        if parts[0][0] == "T":
            kind, _, ranges = parts[1].partition(" ")
            spans[parts[0]] = (kind, [(int(a), int(b)) for a, b in (r.split() for r in ranges.split(";"))])
    for parts in lines:
        if parts[0][0] == "E":
            for role in parts[1].split():
                name, _, span = role.partition(":")
                if span in spans:
                    links[parts[0]][name.rstrip("0123456789").lower()] += spans[span][1]
    return [r for r in links.values() if {"source", "cue", "content"} <= set(r)]


def overlaps(left: list[tuple[int, int]], right: list[tuple[int, int]]) -> bool:
    """Whether any two ranges share a letter."""
    return any(a < d and c < b for a, b in left for c, d in right)


def main() -> None:
    """Print precision, recall and F1."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--pages", type=int)
    args = parser.parse_args()
    pack = load_pack("en")
    hits = predicted = gold = 0
    with gzip.open(PAGES, "rt", encoding="utf-8") as lines:
        for _, line in zip(range(args.pages or 10**6), lines, strict=False):
            page = json.loads(line)
            wanted = relations(page["ann"])
            words, article = split_words(page["text"], pack), bare_article(page["text"], "en")
            moments = find_moments(words, pack, article)
            found = find_statements(words, pack, article, moments, find_mentions(words, pack, article, moments))
            roles = [
                {
                    "source": [(s.source.start, s.source.end)],
                    "cue": [(s.cue.start, s.cue.end)],
                    "content": [(c.start, c.end) for c in s.content],
                }
                for s in found
                if s.source and s.cue and s.content
            ]
            left = list(range(len(roles)))
            for relation in wanted:
                match = next((n for n in left if all(overlaps(relation[k], roles[n][k]) for k in roles[n])), None)
                if match is not None:
                    left.remove(match)
                    hits += 1
            predicted += len(roles)
            gold += len(wanted)
    p, r = hits / max(predicted, 1), hits / max(gold, 1)
    print(f"{gold} relations, {predicted} predicted: P {p:.3f} R {r:.3f} F1 {2 * p * r / max(p + r, 1e-9):.3f}")


if __name__ == "__main__":
    main()
