"""Train the two joiner models of a language and write them, with their lexicon, into its pack.

Run: python training/joiners/train.py [--holdout 0.1] [--into DIR]

Data, in ../shared/data: joiners/fa_perdt_train.txt.gz (sentences with their joiners; the labels), news/fa_*.jsonl.gz
(word forms and neighbours are counted, at least --least times; no text is kept). With --holdout that share of the
sentences is left out and written to training/out/joiners_heldout.txt, to be scored by evaluation/joiners.py.

The lexicon's counts are part of the features, so each fifth of the sentences is described by a lexicon counted on the
news and the other four fifths: words of the training text are as unknown to it as words of a new page will be.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pycrfsuite

from naql.clean import joiner_features as features
from naql.clean.joiner_lexicon import JOINER, Lexicon, joiner_places
from naql.clean.joiners import WORD, contested_endings
from naql.languages import Pack, load_pack

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"
FOLDS, MOST_EQUAL, MOST_CONTESTED, MOST_PAIRS = 5, 2, 40, 6
Sentence = list[tuple[str, str]]  # (word with joiners, what stands before it: "" or " " or anything else)


def sentence(line: str, pack: Pack) -> Sentence:
    """The words of a line, folded but with their joiners, and what separates each from the one before."""
    line = re.sub(JOINER + "+", JOINER, line)
    out, at = [], 0
    for m in WORD.finditer(line):
        form = JOINER.join(filter(None, (pack.fold(part) for part in m.group().split(JOINER))))
        if form:
            out.append((form, line[at : m.start()]))
        at = m.end()
    return out


def treebank(name: str, pack: Pack) -> list[Sentence]:
    with gzip.open(DATA / "joiners" / f"fa_{name}_train.txt.gz", "rt", encoding="utf-8") as lines:
        return [s for s in (sentence(line.rstrip("\n"), pack) for line in lines) if s]


def news(pack: Pack) -> Iterator[Sentence]:
    for path in sorted((DATA / "news").glob("fa_*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                for line in (record["title"] or "", *record["text"].split("\n")):
                    yield sentence(line, pack)


def count(sentences: Iterator[Sentence] | list[Sentence]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Forms, and pairs of parts with one blank between."""
    forms: Counter[str] = Counter()
    beside: Counter[tuple[str, str]] = Counter()
    for words in sentences:
        forms.update(form for form, _ in words)
        for (left, _), (right, gap) in zip(words, words[1:], strict=False):
            if gap == " ":
                beside[left.split(JOINER)[-1], right.split(JOINER)[0]] += 1
    return forms, beside


def labels(form: str) -> list[str]:
    places = set(joiner_places(form))
    return [features.JOIN if i in places else features.NONE for i in range(len(form.replace(JOINER, "")))]


def inside_instances(part: list[Sentence], lexicon: Lexicon, contested: frozenset[str]) -> Iterator[tuple]:
    seen: Counter[str] = Counter()
    for words in part:
        keys = [form.replace(JOINER, "") for form, _ in words]
        for i, (form, _) in enumerate(words):
            key = keys[i]
            if len(key) < 3:
                continue
            shares, _ = lexicon.shares(key)
            open_ = key.endswith(tuple(contested)) or any(0 < s < 1 for s in shares)
            seen[form] += 1
            if seen[form] > (MOST_CONTESTED if open_ else MOST_EQUAL):
                continue
            around = (keys[i - 1] if i else features.EDGE[0], keys[i + 1] if i + 1 < len(keys) else features.EDGE[1])
            yield features.inside(key, lexicon, around, contested), labels(form)


def between_instances(part: list[Sentence], lexicon: Lexicon) -> Iterator[tuple]:
    seen: Counter[tuple[str, str, str]] = Counter()
    for words in part:
        parts, gaps = [], []
        for form, gap in words:
            for j, piece in enumerate(form.split(JOINER)):
                gaps.append(features.JOIN if j else (features.NONE if gap == " " else ""))
                parts.append(piece)
        row = [features.EDGE[0], *parts, features.EDGE[1]]
        for i in range(1, len(parts)):
            x, y = parts[i - 1], parts[i]
            if not gaps[i] or not features.plausible(x, y, lexicon):
                continue
            seen[x, y, gaps[i]] += 1
            if seen[x, y, gaps[i]] <= MOST_PAIRS:
                yield [features.between((row[i - 1], x, y, row[i + 2]), lexicon)], [gaps[i]]


def train(instances: Iterator[tuple], path: Path, **params: float) -> None:
    trainer = pycrfsuite.Trainer(verbose=False)
    for x, y in instances:
        trainer.append(x, y)
    trainer.set_params(params)
    started = time.perf_counter()
    trainer.train(str(path))
    print(f"{path.name}: {time.perf_counter() - started:.0f} s, {path.stat().st_size} bytes")


def folded(sentences: list[Sentence], base: tuple, make, **extra) -> Iterator[tuple]:
    """Instances of every fold, described by a lexicon that has not seen it."""
    for fold in range(FOLDS):
        forms, beside = count([s for i, s in enumerate(sentences) if i % FOLDS != fold])
        lexicon = Lexicon((base[0] + forms).items(), base[1] + beside)
        yield from make([s for i, s in enumerate(sentences) if i % FOLDS == fold], lexicon, **extra)


def write_lexicon(into: Path, forms: Counter[str], beside: Counter[tuple[str, str]], least: int) -> Lexicon:
    """Write what is worth keeping: forms seen often enough, pairs that a joiner could stand between."""
    kept = {f: n for f, n in forms.items() if n >= least}
    whole = Lexicon(kept.items(), beside)
    rows = sorted(kept.items(), key=lambda r: (-r[1], r[0]))
    (into / "joiner_forms.tsv").write_text("".join(f"{f}\t{n}\n" for f, n in rows), encoding="utf-8")
    pairs = sorted((p, n) for p, n in beside.items() if n >= 3 and features.plausible(*p, whole))
    (into / "joiner_pairs.tsv").write_text("".join(f"{x}\t{y}\t{n}\n" for (x, y), n in pairs), encoding="utf-8")
    print(f"lexicon: {len(rows)} forms, {len(pairs)} pairs")
    return whole


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--holdout", type=float, default=0.0)
    parser.add_argument("--least", type=int, default=1)
    parser.add_argument("--into", type=Path)
    args = parser.parse_args()
    pack = load_pack("fa")
    into = args.into or pack.path("models")
    into.mkdir(parents=True, exist_ok=True)
    sentences = treebank("perdt", pack)
    random.Random(3).shuffle(sentences)
    cut = int(len(sentences) * (1 - args.holdout))
    if args.holdout:
        out = ROOT / "training" / "out"
        out.mkdir(exist_ok=True)
        held = ("".join(gap + form for form, gap in words) for words in sentences[cut:])
        (out / "joiners_heldout.txt").write_text("\n".join(held) + "\n", encoding="utf-8")
    sentences = sentences[:cut]
    news_forms, news_beside = count(news(pack))
    base = news_forms, Counter({p: n for p, n in news_beside.items() if n >= 3})
    forms, beside = count(sentences)
    write_lexicon(into, news_forms + forms, base[1] + beside, args.least)
    contested = contested_endings(pack)
    train(
        folded(sentences, base, inside_instances, contested=contested),
        into / "joiners_inside.crfsuite",
        **{"c1": 0.1, "c2": 0.02, "max_iterations": 120, "feature.possible_transitions": True},
    )
    train(
        folded(sentences, base, between_instances),
        into / "joiners_between.crfsuite",
        c1=0.2,
        c2=0.02,
        max_iterations=150,
    )


if __name__ == "__main__":
    main()
