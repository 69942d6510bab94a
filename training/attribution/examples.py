"""Annotated pages -> what the attribution taggers learn from.

Reads records in the project's own format (`../shared/gold/*.jsonl`, and annotated pages joined with their texts) and
lays their spans over the words that Naql sees. Nothing here trains.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "evaluation"), str(ROOT / "training")]

from predict import gold_article, gold_mentions  # noqa: E402

from naql.clean.align import Alignment  # noqa: E402
from naql.languages import load_pack  # noqa: E402
from naql.read.attribution.page import PageWords, Range, page_words, word_range  # noqa: E402
from naql.read.mentions import find_mentions  # noqa: E402
from naql.read.moments import find_moments  # noqa: E402
from naql.read.tokens import split_words  # noqa: E402
from naql.records import Span  # noqa: E402

GOLD = ROOT.parent / "shared" / "gold"
Record = dict[str, Any]


@dataclass(slots=True)
class Annotated:
    """One attribution in words of the page it stands on."""

    record: Record
    cue: Range | None
    source: Range | None
    content: list[Range]


@dataclass(slots=True)
class Example:
    """One page as the reader sees it, with its annotated attributions."""

    gold: Record
    page: PageWords
    annotated: list[Annotated]


def records(*names: str) -> list[Record]:
    """The records of gold files by name (`train`, `dev`) or of other files by path."""
    paths = [GOLD / f"{n}.jsonl" if n in ("train", "dev") else Path(n) for n in names]
    return [json.loads(line) for p in paths for line in p.read_text(encoding="utf-8").splitlines() if line.strip()]


def example(gold: Record, mentions: str) -> Example:
    """The example of a record; `mentions` is "gold" or "own"."""
    article = gold_article(gold)
    pack, align = load_pack(gold["lang"]), Alignment(article.pieces)
    words = split_words(article.text, pack)
    moments = find_moments(words, pack, article)
    named = gold_mentions(gold, align) if mentions == "gold" else find_mentions(words, pack, article, moments)
    page = page_words(words, pack, article, moments, named)

    def place(item: Record | None) -> Range | None:
        ranges = align.to_text(item["start"], item["end"]) if item else []
        return word_range(words, Span(ranges[0].start, ranges[-1].end)) if ranges else None

    annotated = [
        Annotated(a, place(a["cue"]), place(a["source"]), [p for c in a["content"] if (p := place(c))])
        for a in gold["attributions"]
    ]
    return Example(gold, page, annotated)


def examples(golds: Iterable[Record], mentions: str) -> Iterator[Example]:
    """The examples of many records; `mentions` "both" gives every page twice."""
    for gold in golds:
        for how in ("gold", "own") if mentions == "both" else (mentions,):
            yield example(gold, how)


def extra_records() -> list[Record]:
    """The annotated pages that the project keeps as offsets, joined with their texts where those are here."""
    try:
        from annotations.load import records as annotated
    except ImportError:
        return []
    return [r for lang in ("fa", "ar", "en") for r in annotated(lang)]


def mention_argument(parser: argparse.ArgumentParser) -> None:
    """Add the switch that says whose names the pages carry."""
    parser.add_argument("--mentions", choices=["gold", "own", "both"], default="both")
