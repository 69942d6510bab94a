"""Run Naql on gold pages and write its records, to be scored by ../shared/gold/score.py.

usage: python evaluation/predict.py [--gold dev|train|FILE] [--out FILE] [--article gold] [--mentions gold]
                                    [--statements gold] [--off events,moments] [--langs fa,ar] [--ids a,b]

A page is handed in as a user has it: id, text, url, and its date only where gold says it was given. The switches put
gold in a stage's place, so that a later stage is measured apart from the earlier ones: the article (furniture,
headline, outlet, date), the mentions, or the statements without their names. `--off` leaves stages out.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from naql.clean import clean
from naql.clean.align import Alignment, aligned_copy
from naql.errors import Unreadable
from naql.languages import load_pack
from naql.read.attribution import find_statements
from naql.read.convert import as_record, in_page
from naql.read.coreference import resolve
from naql.read.events import find_events
from naql.read.mentions import find_mentions
from naql.read.moments import dated, find_moments
from naql.read.tokens import split_words
from naql.records import Article, Mention, Page, Reading, Span, Statement, content_id

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold"
Record = dict[str, Any]


def gold_records(which: str) -> list[Record]:
    """The gold of that name (dev, train) or file."""
    path = GOLD / f"{which}.jsonl" if which in ("dev", "train") else Path(which)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def page_of(gold: Record) -> Page:
    """The page as a user would hand it in."""
    given = gold["published"] if gold["published_from"] == "given" else None
    page_id = content_id(gold.get("url"), gold["text"])
    return Page(page_id=page_id, name=gold["id"], body=gold["text"], url=gold.get("url"), published=given)


def span(item: Record | None) -> Span | None:
    """A span from its record."""
    return Span(item["start"], item["end"]) if item else None


def gold_article(gold: Record) -> Article:
    """The article as gold says it is, cleaned where possible: its furniture, headline, outlet and date are gold's."""
    page = replace(page_of(gold), lang=gold["lang"])
    text, at, keep = page.body, 0, []
    furniture = sorted(Span(f["start"], f["end"]) for f in gold["furniture"])
    for f in [*furniture, Span(len(text), len(text))]:
        if f.start > at:
            keep.append(Span(at, f.start))
        at = max(at, f.end)
    copy, pieces = aligned_copy(text, keep, repairs(text, gold["lang"], keep))
    return Article(
        article_id=content_id("article", page.page_id),
        page_id=page.page_id,
        name=page.name,
        lang=gold["lang"],
        page_text=text,
        text=copy,
        pieces=pieces,
        url=page.url,
        furniture=tuple(furniture),
        headline=span(gold["headline"]),
        outlet=(gold["outlet"] or {}).get("name"),
        published_at=gold["published"],
        published_from=gold["published_from"],
    )


def repairs(text: str, lang: str, keep: list[Span]) -> list[tuple[int, int, str]]:
    """What the cleaning stage would repair in the kept ranges."""
    try:
        from naql.clean.repair import find_repairs
    except ImportError:
        return []
    return list(find_repairs(text, load_pack(lang), keep))


def gold_mentions(gold: Record, align: Alignment) -> tuple[Mention, ...]:
    """Gold's mentions in the copy's offsets."""
    found = []
    for e in gold["entities"]:
        ranges = align.to_text(e["start"], e["end"])
        if ranges:
            found.append(
                Mention(
                    span=Span(ranges[0].start, ranges[-1].end),
                    kind=e["type"],
                    name=e["name"],
                    country=e["country"],
                    by=("gold",),
                )
            )
    return tuple(found)


def gold_statements(gold: Record, align: Alignment) -> tuple[Statement, ...]:
    """Gold's statements in the copy's offsets, without their names."""

    def moved(item: Record | None) -> Span | None:
        ranges = align.to_text(item["start"], item["end"]) if item else []
        return Span(ranges[0].start, ranges[-1].end) if ranges else None

    return tuple(
        Statement(
            statement_id=a["id"],
            source=moved(a["source"]),
            cue=moved(a["cue"]),
            content=tuple(r for c in a["content"] for r in align.to_text(c["start"], c["end"])),
            kind=a["kind"],
            act=a["act"],
            via=a["via"],
            scope=a["scope"],
            by=("gold",),
        )
        for a in gold["attributions"]
    )


def reading_of(gold: Record, args: argparse.Namespace) -> Reading:
    """The reading of one page, with gold in the place of the stages that `args` names."""
    article = gold_article(gold) if args.article == "gold" else clean(page_of(gold))
    pack, align = load_pack(article.lang), Alignment(article.pieces)
    words = split_words(article.text, pack)
    off = set(args.off.split(","))
    moments = () if "moments" in off else find_moments(words, pack, article)
    article = dated(words, pack, article, moments)
    use_gold = args.mentions == "gold"
    mentions = gold_mentions(gold, align) if use_gold else find_mentions(words, pack, article, moments)
    if args.statements == "gold":
        statements = gold_statements(gold, align)
    else:
        statements = find_statements(words, pack, article, moments, mentions)
    if "coreference" not in off:
        mentions, statements = resolve(words, pack, article, mentions, statements)
    events = () if "events" in off else find_events(words, pack, article, moments, mentions, statements)
    return in_page(article, moments, mentions, statements, events)


def predicted(records: list[Record], args: argparse.Namespace) -> Iterator[Record]:
    """Naql's record of each page; a page that it skips has none."""
    for gold in records:
        try:
            yield as_record(reading_of(gold, args))
        except Unreadable as reason:
            print(f"skipped {gold['id']}: {reason.stage}: {reason.reason}", file=sys.stderr)


def options() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--gold", default="dev")
    parser.add_argument("--out", default=str(ROOT / "evaluation" / "out" / "predicted.jsonl"))
    for stage in ("article", "mentions", "statements"):
        parser.add_argument(f"--{stage}", choices=["own", "gold"], default="own")
    parser.add_argument("--off", default="", help="stages to leave out, with commas: moments, coreference, events")
    parser.add_argument("--langs", help="only these languages, with commas")
    parser.add_argument("--ids", help="only these pages, with commas")
    return parser


def main() -> None:
    """Write the records of the chosen pages."""
    args = options().parse_args()
    langs, ids = (set(v.split(",")) if v else None for v in (args.langs, args.ids))
    chosen = [
        g
        for g in gold_records(args.gold)
        if not (langs and g["lang"] not in langs) and not (ids and g["id"] not in ids)
    ]
    started = time.perf_counter()
    out = Path(args.out)
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf-8") as file:
        for record in predicted(chosen, args):
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    print(f"{len(chosen)} pages in {time.perf_counter() - started:.1f} s -> {out}", file=sys.stderr)


if __name__ == "__main__":
    main()
