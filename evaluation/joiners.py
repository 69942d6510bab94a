"""Measure joiner repair: joiners deleted, turned to blanks, and left as they are; per treebank.

usage: python evaluation/joiners.py [--models DIR] [--errors N] [--page 10]

Text: the development sets of PerDT and Seraji (`# text` lines of ../shared/data/trees), which no model has seen, and
the held-out part of PerDT's training sentences where training left one (training/out/joiners_heldout.txt, made by
`training/joiners/train.py --holdout 0.1 --into DIR`; measure it with --models DIR). Sentences are repaired in pages of
ten, since how ready the repair is depends on the page. A joiner's place is the number of letters before it, as in
../shared/data/joiners/score_joiners.py. Figures go to evaluation/figures/clean.json.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from clean_figures import ROOT, SHARED, write_figures

from naql.clean.align import aligned_copy
from naql.clean.joiner_lexicon import JOINER
from naql.clean.joiners import Joiners
from naql.languages import Pack, load_pack
from naql.records import Span

NOISE = {"deleted": "", "spaced": " ", "clean": JOINER}


def sentences(name: str) -> list[str]:
    """The text of a treebank's development set, or the lines of a file."""
    if name.endswith(".txt"):
        return Path(name).read_text(encoding="utf-8").splitlines()
    with gzip.open(SHARED / "data" / "trees" / f"{name}.conllu.gz", "rt", encoding="utf-8") as lines:
        return [line[9:].rstrip("\n") for line in lines if line.startswith("# text = ")]


def places(line: str) -> set[int]:
    """The joiners of a line, by the number of letters before them."""
    at, out = 0, set()
    for letter in line:
        if letter == JOINER:
            out.add(at)
        elif not letter.isspace():
            at += 1
    return out


def repaired(page: str, joiners: Joiners) -> str:
    """The page with the joiners that the models restore."""
    keep = [Span(0, len(page))]
    return aligned_copy(page, keep, joiners.changes(page, keep))[0]


def score(lines: list[str], noise: str, joiners: Joiners, size: int, errors: Counter[str]) -> dict[str, float]:
    """Precision, recall, F1 and wrong joiners per 1,000 right ones under one noise."""
    hit = made = want = 0
    for i in range(0, len(lines), size):
        clean = lines[i : i + size]
        page = repaired("\n".join(line.replace(JOINER, NOISE[noise]) for line in clean), joiners)
        for a, b in zip(clean, page.split("\n"), strict=True):
            good, got = places(a), places(b)
            hit, made, want = hit + len(good & got), made + len(got), want + len(good)
            for at in good ^ got:
                errors[("missed " if at in good else "wrong ") + around(a, at)] += 1
    p, r = hit / max(made, 1), hit / max(want, 1)
    f1 = 2 * p * r / max(p + r, 1e-9)
    return {"P": p, "R": r, "F1": f1, "wrong_per_1000": 1000 * (made - hit) / max(want, 1), "joiners": want}


def around(line: str, at: int) -> str:
    """The word at a place, with a bar where the joiner is or would be."""
    seen = 0
    for i, letter in enumerate(line):
        if letter != JOINER and not letter.isspace():
            if seen == at:
                left, right = line[:i].rstrip(JOINER).split(" "), line[i:].split(" ")
                return f"{left[-1] or ' '.join(left[-2:])}|{right[0]}"
            seen += 1
    return ""


def main() -> None:
    """Print the table and write the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--models", type=Path, help="a folder with models and lexicon, in the pack's place")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--page", type=int, default=10, help="sentences on a page")
    args = parser.parse_args()
    pack = load_pack("fa") if not args.models else _pack_with(args.models)
    joiners = Joiners(pack)
    names = {"perdt_dev": "fa_perdt-dev", "seraji_dev": "fa_seraji-dev"}
    held = ROOT / "training" / "out" / "joiners_heldout.txt"
    if args.models and held.exists():
        names["perdt_heldout"] = str(held)
    figures: dict[str, float] = {}
    for name, source in names.items():
        lines = sentences(source)
        for noise in NOISE:
            errors: Counter[str] = Counter()
            found = score(lines, noise, joiners, args.page, errors)
            print(f"{name:14} {noise:8} " + "  ".join(f"{k} {v:.4f}" for k, v in found.items()))
            figures |= {f"joiners_{name}_{noise}_{k}": round(v, 4) for k, v in found.items()}
            for error, n in errors.most_common(args.errors):
                print(f"    {n} {error}")
    if not args.models:
        write_figures(figures)


def _pack_with(models: Path) -> Pack:
    pack = Pack(load_pack("fa").folder)
    pack.model = lambda name: models / name  # type: ignore[method-assign]
    return pack


if __name__ == "__main__":
    main()
