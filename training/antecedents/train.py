"""Learn who is meant by pronouns, dropped subjects, nouns that point back; write languages/xx/models/antecedents.json.

Data: ../shared/gold/train.jsonl and training/annotations of every language; a page of the language itself counts more.
Each place that points back is a choice among its candidates (`naql.read.coreference.antecedent`); the statements before
it bear the names that the annotators gave them. Method: softmax over the candidates, gradient steps with L2.

Run: python training/antecedents/train.py [--write] [--folds 5] [--dev]
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).absolute().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "evaluation"), str(ROOT / "training" / "mentions")]

from corpora import annotated  # noqa: E402
from mentions import scorer  # noqa: E402
from predict import Alignment, gold_article, gold_mentions, gold_records, gold_statements  # noqa: E402

import naql  # noqa: E402, F401
from naql.languages import load_pack  # noqa: E402
from naql.read.tokens import split_words  # noqa: E402

LANGUAGES = ("fa", "ar", "en")
OWN, OTHERS = 1.0, 0.35
L2, STEPS, RATE = 0.6, 400, 0.5
Choice = tuple[str, str, list[list[str]], list[int]]  # language, page, features of each candidate, the right ones


def choices(gold: dict[str, Any], score: Any) -> Iterator[Choice]:
    """The places of a page that point back, with what the annotators chose; none where that is no candidate."""
    stage = importlib.import_module("naql.read.coreference")
    ranking = importlib.import_module("naql.read.coreference.antecedent")
    article = gold_article(gold)
    pack, align = load_pack(article.lang), Alignment(article.pieces)
    words = split_words(article.text, pack)
    statements = gold_statements(gold, align)
    given = {a["id"]: a for a in gold["attributions"]}
    view = stage.view_page(words, pack, article, gold_mentions(gold, align), statements)
    view.beside = stage.persons_beside(view)
    types = {e["name"]: e["type"] for e in gold["entities"]}
    asked: list[Any] = []
    kept = stage.ranked

    def spy(view: Any, query: Any, told: list[Any]) -> Any:
        asked.append(query)
        return kept(view, query, told)

    told: list[Any] = []
    stage.ranked = spy
    try:
        for statement in sorted(statements, key=stage._place):
            asked.clear()
            shown = stage.agreement_of(view, statement)
            named = stage.named_source(view, statement, told)
            right = given[statement.statement_id]
            for query in asked:
                pairs = list(ranking.features(view, query, ranking.candidates(view, query, told)))
                good = [i for i, (c, _) in enumerate(pairs) if score.same_name(c.named.name, right, "source_name")]
                if good:
                    yield gold["lang"], gold["id"], [f for _, f in pairs], good
            if not score.same_name(named.name, right, "source_name"):
                kind = types.get(right["source_name"], "people")
                named = stage.Named(right["source_name"], None, kind, "gold", named.noun)
            elif named.name in types:
                named = stage.Named(right["source_name"], named.country, types[named.name], "gold", named.noun)
            at = words.at(stage._place(statement)[1])
            told.append(ranking.Told(statement, at, named, shown.gender, shown.many))
    finally:
        stage.ranked = kept


def fit(data: list[Choice], lang: str) -> dict[str, float]:
    """Weights of the features for a language."""
    seen: dict[str, int] = defaultdict(int)
    for _, _, rows, _ in data:
        for f in {f for r in rows for f in r}:
            seen[f] += 1
    at = {f: i for i, f in enumerate(sorted(f for f, n in seen.items() if n > 2))}
    rows, columns, choice, share, wanted = [], [], [], [], []
    for n, (own, _, candidates, chosen) in enumerate(data):
        for i, made in enumerate(candidates):
            columns += [at[f] for f in made if f in at]
            rows += [len(choice)] * sum(f in at for f in made)
            choice.append(n)
            share.append(OWN if own == lang else OTHERS)
            wanted.append(i in chosen)
    row, column, of = np.array(rows), np.array(columns), np.array(choice)
    weights, squares = np.zeros(len(at)), np.full(len(at), 1e-6)
    for _ in range(STEPS):
        chance = np.exp(np.bincount(row, weights[column], len(of)).clip(-30, 30))
        good = chance * np.array(wanted)
        chance /= np.bincount(of, chance)[of]
        good /= np.maximum(np.bincount(of, good)[of], 1e-12)
        slope = (chance - good) * np.array(share)
        gradient = L2 * weights + np.bincount(column, slope[row], len(at))
        squares += gradient**2
        weights -= RATE * gradient / np.sqrt(squares)
    return {f: round(float(weights[i]), 3) for f, i in at.items() if abs(weights[i]) >= 0.005}


def right(data: list[Choice], weights: dict[str, float]) -> tuple[int, int]:
    """How many places get the right candidate, and of how many."""
    hits = 0
    for _, _, rows, good in data:
        scores = [sum(weights.get(f, 0.0) for f in r) for r in rows]
        hits += scores.index(max(scores)) in good
    return hits, len(data)


def crossed(data: list[Choice], folds: int) -> None:
    """Print the share that is right on pages that were not learned from, by language."""
    pages = sorted({page for _, page, _, _ in data})
    random.Random(3).shuffle(pages)
    for lang in LANGUAGES:
        hits = count = 0
        for k in range(folds):
            held = set(pages[k::folds])
            test = [d for d in data if d[1] in held and d[0] == lang]
            weights = fit([d for d in data if d[1] not in held], lang)
            a, b = right(test, weights)
            hits, count = hits + a, count + b
        print(f"{lang} held out {hits} of {count} = {hits / max(1, count):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--dev", action="store_true", help="also the share right on dev")
    given = parser.parse_args()
    score = scorer()
    pages = [*gold_records("train"), *(p for lang in LANGUAGES for p in annotated(lang))]
    data = [c for page in pages for c in choices(page, score)]
    print(len(data), "places that point back")
    if given.folds:
        crossed(data, given.folds)
    dev = [c for page in gold_records("dev") for c in choices(page, score)] if given.dev else []
    for lang in LANGUAGES:
        weights = fit(data, lang)
        print(lang, "learned", *right([d for d in data if d[0] == lang], weights))
        if dev:
            print(lang, "dev", *right([d for d in dev if d[0] == lang], weights))
        if given.write:
            path = load_pack(lang).path("models", "antecedents.json")
            path.write_text(json.dumps(weights, sort_keys=True, indent=0), encoding="utf-8")


if __name__ == "__main__":
    main()
