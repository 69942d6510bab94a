"""Train the attribution choices, all languages together.

usage: python training/attribution/train.py [--extra] [--dev] [--mentions gold|own|both] [--out DIR]

Writes `models/attribution.json` into each language pack, or LANG.json into --out. A language without annotated pages
gets the general weights (--general en).
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import msgspec
from maxent import Choice, fit, for_language

from examples import ROOT, Annotated, Example, example, extra_records, mention_argument, records
from naql.read.attribution.borders import Candidates, CueView
from naql.read.attribution.choices import MODEL, Weights
from naql.read.attribution.endings import content_ends, source_ends
from naql.read.attribution.features import WordFeatures
from naql.read.attribution.judgement import KINDS, kind_features, labelled
from naql.read.attribution.page import Draft

# prior strengths by decision (general, own language); 0.2 to 4 tried: accuracy hardly moves, calibration is best here
PRIORS = {
    "cue": (2.0, 4.0),
    "source.start": (1.0, 4.0),
    "source.end": (1.0, 2.0),
    "content.start": (1.0, 2.0),
    "content.end": (2.0, 4.0),
    "kind": (1.0, 2.0),
}
# probabilities under which a cue is not looked at, and a whole statement is not kept; a language without pages of its
# own is read by general weights, which are less sure
LEAST = (0.35, 0.3)
LEAST_GENERAL = (0.2, 0.1)
# fitted on train, each page read by weights that have not seen it: evaluation/attribution.py --folds 4 --extra
SCALE = (0.86, 0.0)
VERSION = "1"
Choices = dict[str, list[Choice]]


def annotation_of(ex: Example, start: int, end: int) -> Annotated | None:
    """The annotation whose cue overlaps these words: the outermost where several share the cue."""
    return next((a for a in ex.annotated if a.cue and a.cue[0] < end and start < a.cue[1]), None)


def choices_of(ex: Example) -> Choices:
    """What the page teaches, by decision."""
    features, lang = WordFeatures(ex.page), ex.gold["lang"]
    out: Choices = {name: [] for name in PRIORS}
    right = [annotation_of(ex, match.start, match.end) for match in ex.page.cues]
    features.accept([found is not None for found in right])
    for n, found in enumerate(right):
        out["cue"].append((lang, [features.of_cue(n), []], 0 if found else 1))
        if found:
            _teach_borders(CueView(features, n), found, lang, out)
    for a in ex.annotated:
        if a.content:
            _teach_kind(ex, a, lang, out)
    return out


def _teach_kind(ex: Example, a: Annotated, lang: str, out: Choices) -> None:
    match = next((ex.page.cues[ex.page.cue[k]] for k in range(*(a.cue or (0, 0))) if ex.page.cue[k] >= 0), None)
    draft = Draft(a.cue, match.rule if match else None, a.source, a.content)
    candidates = labelled(KINDS, kind_features(ex.page, draft))
    out["kind"].append((lang, candidates, KINDS.index(a.record["kind"])))


def _teach_borders(view: CueView, found: Annotated, lang: str, out: Choices) -> None:
    def teach(name: str, candidates: Candidates, right: int) -> None:
        places, rows, keys = candidates
        if right in places and len(places) > 1:
            shared = view.words.shared
            whole = [r if k is None else r + shared[k] for r, k in zip(rows, keys, strict=True)]
            out[name].append((lang, whole, places.index(right)))

    source = found.source
    teach("source.start", view.source_starts(), source[0] if source else -1)
    if source:
        teach("source.end", source_ends(view, source[0]), source[1])
    hull = (found.content[0][0], found.content[-1][1]) if found.content else None
    teach("content.start", view.content_starts(source), hull[0] if hull else -1)
    if hull:
        teach("content.end", content_ends(view, hull[0], source), hull[1])


def taught(pages: list[Example]) -> list[Choices]:
    """What each page teaches, in order."""
    return [choices_of(ex) for ex in pages]


def fitted(lessons: list[Choices]) -> dict[str, dict[str, float]]:
    """Weights of all languages by decision."""
    return {
        name: fit([c for lesson in lessons for c in lesson[name]], general, own)
        for name, (general, own) in PRIORS.items()
    }


def write_model(weights: dict[str, dict[str, float]], lang: str, path: Path, general: bool = False) -> None:
    """Write the weights that one language uses."""
    decisions = {name: for_language(w, lang) for name, w in weights.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(msgspec.json.encode(Weights(VERSION, decisions, LEAST_GENERAL if general else LEAST, SCALE)))


def main() -> None:
    """Train and write as the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--extra", action="store_true", help="add the pages of training/annotations")
    parser.add_argument("--dev", action="store_true", help="add dev: nothing can be measured on it afterwards")
    parser.add_argument("--out", help="another folder for the models")
    parser.add_argument("--general", nargs="*", default=[], help="languages that get the general weights alone")
    mention_argument(parser)
    args = parser.parse_args()
    started = time.perf_counter()
    golds = records("train", *(["dev"] if args.dev else []))
    golds += extra_records() if args.extra else []
    ways = ("gold", "own") if args.mentions == "both" else (args.mentions,)
    pages = [example(g, way) for g in golds for way in ways]
    weights = fitted(taught(pages))
    for lang in sorted({g["lang"] for g in golds} | set(args.general)):
        path = Path(args.out) / f"{lang}.json" if args.out else ROOT / "naql" / "languages" / lang / "models" / MODEL
        write_model(weights, lang, path, lang not in {g["lang"] for g in golds})
        print(f"{lang}: {path.stat().st_size // 1024} KiB")
    print(f"{len(golds)} pages, {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
