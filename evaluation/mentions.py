"""Measure mentions and coreference apart from the other stages, and write evaluation/out/mentions.json.

Gold pages (article and statements from gold, statements without their names): entity_*, source_name by language.
ANERcorp's last tenth and PEYMA dev by exact spans, places without the word for their class. Speed of both stages.

usage: python evaluation/mentions.py [--gold dev|train] [--errors N] [--only gold|corpora|speed] [--mentions gold]
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).absolute().parents[1]
SHARED = ROOT.parent / "shared"
sys.path[:0] = [str(ROOT), str(ROOT / "evaluation"), str(ROOT / "training" / "mentions")]

from predict import Alignment, gold_article, gold_mentions, gold_records, gold_statements  # noqa: E402

from naql.languages import load_pack  # noqa: E402
from naql.read.convert import as_record, in_page  # noqa: E402
from naql.read.coreference import resolve  # noqa: E402
from naql.read.mentions import find_mentions  # noqa: E402
from naql.read.tokens import split_words  # noqa: E402

OUT = ROOT / "evaluation" / "out"


def scorer() -> Any:
    """The gold's own scorer as a module."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "gold" / "score.py")
    module = importlib.util.module_from_spec(spec)  # type: ignore[arg-type]
    spec.loader.exec_module(module)  # type: ignore[union-attr]
    return module


def record_of(gold: dict[str, Any], mentions_from_gold: bool = False) -> dict[str, Any]:
    """The page's record with our mentions and gold's statements named by us."""
    article = gold_article(gold)
    pack, align = load_pack(article.lang), Alignment(article.pieces)
    words = split_words(article.text, pack)
    mentions = gold_mentions(gold, align) if mentions_from_gold else find_mentions(words, pack, article, ())
    mentions, statements = resolve(words, pack, article, mentions, gold_statements(gold, align))
    return as_record(in_page(article, (), mentions, statements, ()))


def on_gold(which: str, errors: int, mentions_from_gold: bool) -> dict[str, Any]:
    """entity_* and source_name by language on gold pages."""
    score = scorer()
    gold = {r["id"]: r for r in gold_records(which)}
    made = {k: {**score.EMPTY, **record_of(g, mentions_from_gold)} for k, g in gold.items()}
    result, problems = score.score(gold, made)
    shown: Counter[tuple[str, str]] = Counter()
    for page, key, how, item in problems:
        if key.startswith("entity") and shown[key, how] < errors:
            shown[key, how] += 1
            text = gold[page]["text"]
            a, b = item["start"], item["end"]
            around = f"{text[max(0, a - 25) : a]}[{text[a:b]}]{text[b : b + 15]}"
            print(f"{key:13} {how:7} {page[:9]} {item['type']} {item['name']} | {around!r}")
    if errors:
        _wrong_names(gold, made, score)
    keys = ("entity_span", "entity_exact", "entity_link", "source_name")
    table = {
        lang: {k: round(v.get("f1", v.get("share")) or 0, 4) for k, v in t.items() if k in keys}
        for lang, t in result.items()
    }
    for lang, row in table.items():
        print(which, lang, row)
    return table


def _wrong_names(gold: dict, made: dict, score: Any) -> None:
    for page, g in gold.items():
        text = g["text"]
        for a, b in zip(g["attributions"], made[page]["attributions"], strict=True):
            if not score.same_name(b["source_name"], a, "source_name"):
                s = a["source"]
                print(
                    f"source_name   {page[:9]} {a['id']} {text[s['start'] : s['end']] if s else None!r}"
                    f" via={a['via']} gold={a['source_name']!r} got={b['source_name']!r}"
                )


def spans(labels: list[str]) -> set[tuple[int, int, str]]:
    """The labelled ranges of a BIO list."""
    found, start = set(), None
    for i, label in enumerate([*labels, "O"]):
        if start is not None and not label.startswith("I-"):
            found.add((start, i, labels[start][2:]))
            start = None
        if label.startswith("B-"):
            start = i
    return found


def bare(span: tuple[int, int, str], words: Any, lang: str) -> tuple[int, int, str]:
    """A place without the word for its class before it («city of»): gold leaves it outside, corpora differ."""
    from naql.read.mentions.heads import heads

    start, end, kind = span
    while kind == "GPE" and start < end - 1 and "place" in heads(lang).get(words.core[start], ()):
        start += 1
    return start, end, kind


def on_corpus(sentences: list, lang: str) -> dict[str, float]:
    """Exact spans of PER, LOC and ORG against a corpus annotated by others; what it does not annotate is left out."""
    from corpora import _sample

    from naql.read.mentions.tagger import tag

    right, gold_count, our_count = Counter(), Counter(), Counter()
    for tokens in sentences:
        sample = _sample(tokens, lang)
        marked = spans(sample.corpus_labels)
        ours = set()
        for t in tag(sample.words, lang, sample.candidates, False) or []:
            if t.kind == "OTHER" or any(c.demonym and c.start == t.start and c.end == t.end for c in sample.candidates):
                continue
            ours.add((t.start, t.end, "GPE" if t.kind == "LOC" else t.kind))
        marked, ours = ({bare(s, sample.words, lang) for s in found} for found in (marked, ours))
        for kind in ("PER", "GPE", "ORG"):
            g, o = ({x for x in s if x[2] == kind} for s in (marked, ours))
            right[kind] += len(g & o)
            gold_count[kind] += len(g)
            our_count[kind] += len(o)
    out = {k: round(2 * right[k] / max(1, gold_count[k] + our_count[k]), 4) for k in right}
    out["all"] = round(2 * right.total() / max(1, gold_count.total() + our_count.total()), 4)
    return out


def corpora() -> dict[str, Any]:
    """ANERcorp's last tenth and PEYMA dev."""
    from corpora import anercorp, last_tenth, persian

    sentences = anercorp()
    found = {
        "anercorp_last_tenth": on_corpus(sentences[last_tenth(sentences) :], "ar"),
        "peyma_dev": on_corpus(persian("peyma_dev"), "fa"),
    }
    for name, row in found.items():
        print(name, row)
    return found


def speed(which: str) -> dict[str, float]:
    """Pages a second of mentions and coreference together (statements given, words split before)."""
    jobs = []
    for gold in gold_records(which):
        article = gold_article(gold)
        pack = load_pack(article.lang)
        jobs.append((split_words(article.text, pack), pack, article, gold_statements(gold, Alignment(article.pieces))))

    def once() -> float:
        start = time.perf_counter()
        for words, pack, article, statements in jobs:
            resolve(words, pack, article, find_mentions(words, pack, article, ()), statements)
        return len(jobs) / (time.perf_counter() - start)

    once()
    best = max(once() for _ in range(3))
    print("pages a second", round(best, 1))
    return {"pages_per_second": round(best, 1)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", default="dev")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--only", choices=["gold", "corpora", "speed"])
    parser.add_argument("--mentions", choices=["gold"])
    given = parser.parse_args()
    found: dict[str, Any] = {}
    if given.only in (None, "gold"):
        found["gold"] = on_gold(given.gold, given.errors, given.mentions == "gold")
    if given.only in (None, "corpora"):
        found["corpora"] = corpora()
    if given.only in (None, "speed"):
        found["speed"] = speed(given.gold)
    if not given.only and not given.mentions:
        OUT.mkdir(exist_ok=True)
        (OUT / "mentions.json").write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
