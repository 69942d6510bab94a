"""Furniture learned from what an outlet's pages repeat, on raw pages of ../shared/data/news and on the gold pages.

usage: python evaluation/furniture_habits.py [--most 600] [--show OUTLET]

Raw pages: each outlet's are split in two; habits are counted on the one half and tried on the other, without the
vocabulary of furniture phrases (furniture.toml's parts and patterns left out). Figures: of the lines that the vocabulary
would have called furniture, the share that habits find (in lines and in lines that are on three pages of the half that
was counted); and the lines that habits alone find. --show prints each line that habits took from an outlet's pages.
Gold: the article found with and without vocabulary, with and without habits of the outlet's raw pages: furniture F1
and body F1 over letters. Figures go to evaluation/figures/furniture_habits.json.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from clean_figures import FIGURES, SHARED
from msgspec.structs import replace as changed

from naql.clean import clean, furniture_file
from naql.clean.habits import Counts, Habits, Trace, habits_of, hashed, line_key, trace_of
from naql.clean.lines import split_lines
from naql.errors import Unreadable
from naql.languages import Pack, load_pack
from naql.records import Article, Page, content_id

FILES = {"fa_irnews": "fa", "fa_fars": "fa", "ar_ant": "ar", "ar_saudi": "ar"}
LEAST_PAGES = 60
"""Outlets with fewer raw pages than this are left out."""


def outlets(most: int) -> dict[tuple[str, str], list[Page]]:
    """(language, outlet) -> raw pages, at most so many, evenly from the file."""
    found: dict[tuple[str, str], list[Page]] = defaultdict(list)
    for name, lang in FILES.items():
        with gzip.open(SHARED / "data" / "news" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                r = json.loads(line)
                text = f"{r['title'] or ''}\n{r['text']}"
                page_id = content_id(r["url"], text)
                found[lang, r["outlet"]].append(
                    Page(page_id=page_id, name=r["id"], body=text, url=r["url"], lang=lang, published=r["date"])
                )
    out = {}
    for key, pages in found.items():
        step = max(1, len(pages) // most)
        if len(pages) >= LEAST_PAGES:
            out[key] = pages[::step][:most]
    return out


@contextmanager
def no_vocabulary() -> Iterator[None]:
    """Inside, packs know no furniture phrases and patterns; what is kept whole on purpose stays."""
    kept = dict(furniture_file._CACHE)
    table = Pack.table

    def bare(pack: Pack, name: str, shape: type) -> object:
        file = table(pack, name, shape)
        if name != "furniture" or not isinstance(file, furniture_file.FurnitureFile):
            return file
        return changed(file, parts=[], patterns=[p for p in file.patterns if p.keeps])

    furniture_file._CACHE.clear()
    Pack.table = bare  # type: ignore[method-assign,assignment]
    try:
        yield
    finally:
        Pack.table = table  # type: ignore[method-assign]
        furniture_file._CACHE.clear()
        furniture_file._CACHE.update(kept)
        from naql.clean.lines import _READ

        _READ.clear()


def read(page: Page, habits: Habits | None = None) -> Article | None:
    """The article, unrepaired; None where there is none."""
    try:
        return clean(page, repair=False, habits=habits)
    except Unreadable:
        return None


def counted(articles: list[Article | None]) -> Counts:
    """The habits of these pages."""
    counts = Counts()
    for article in articles:
        trace = trace_of(article) if article else None
        if trace:
            counts.add(trace)
    return counts


def habits_for(article: Article, *counts: Counts) -> Habits | None:
    """What was counted of the lines of a page."""
    trace: Trace | None = trace_of(article)
    return habits_of(trace, *(c.counted(trace) for c in counts)) if trace else None


def furniture_lines(article: Article) -> set[str]:
    """The whole lines of a page that are furniture."""
    return {s.of(article.page_text).strip() for s in article.furniture}


def raw_row(lang: str, outlet: str, pages: list[Page], show: bool) -> list[object]:
    """One outlet: its habits from one half, tried on the other."""
    taught, tried = pages[::2], pages[1::2]
    said = [read(p) for p in tried]
    with no_vocabulary():
        counts = counted([read(p) for p in taught])
        plain = [read(p) for p in tried]
        learned = [read(p, habits_for(a, counts)) if a else None for p, a in zip(tried, plain, strict=True)]
    told = known = found = known_found = 0
    alone: Counter[str] = Counter()
    for a, b, c in zip(said, plain, learned, strict=True):
        if not (a and b and c):
            continue
        wanted = furniture_lines(a) - furniture_lines(b)
        got = furniture_lines(c) - furniture_lines(b)
        habits = habits_for(b, counts)
        usual = {x for x in wanted if habits and repeated(x, habits, lang)}
        told, found = told + len(wanted), found + len(wanted & got)
        known, known_found = known + len(usual), known_found + len(usual & got)
        alone.update(got - wanted)
    if show:
        for line, count in alone.most_common(80):
            print(f"  {count:4} {line[:150]}")
    return [lang, outlet, len(tried), told, found, known, known_found, alone.total(), len(alone)]


def repeated(line: str, habits: Habits, lang: str) -> bool:
    """Whether a line is one that the habits know."""
    read_as = split_lines(line, load_pack(lang))
    return any(hashed(habits.house, line_key(x)) in habits.lines for x in read_as)


def letters(spans: list[tuple[int, int]], text: str) -> set[int]:
    """The offsets of visible letters in the spans."""
    return {i for a, b in spans for i in range(a, b) if not text[i].isspace()}


def f1(wanted: set[int], got: set[int]) -> tuple[int, int, int]:
    """(right, wanted, got)."""
    return len(wanted & got), len(wanted), len(got)


def gold_rows(raw: dict[tuple[str, str], list[Page]]) -> list[list[object]]:
    """Furniture and body on gold pages, each way; habits are of raw pages and of the other gold pages."""
    records = [
        json.loads(line)
        for name in ("train", "dev")
        for line in (SHARED / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    pages = [
        Page(page_id=content_id(r.get("url"), r["text"]), name=r["id"], body=r["text"], url=r.get("url"), lang=r["lang"])
        for r in records
    ]
    rows = []
    for name, bare in (("no vocabulary", True), ("vocabulary", False)):
        with no_vocabulary() if bare else nullcontext():
            teaching = counted([read(p) for group in raw.values() for p in group])
            first = [read(p) for p in pages]
            for way in ("alone", "with habits"):
                sums = Counter()
                for i, (record, page) in enumerate(zip(records, pages, strict=True)):
                    article = first[i]
                    if way == "with habits" and article:
                        others = counted([a for j, a in enumerate(first) if j != i])
                        article = read(page, habits_for(article, teaching, others))
                    wanted = letters([(f["start"], f["end"]) for f in record["furniture"]], record["text"])
                    got = letters([(s.start, s.end) for s in article.furniture], record["text"]) if article else set()
                    whole = letters([(0, len(record["text"]))], record["text"])
                    for key, (a, b, c) in (("f", f1(wanted, got)), ("b", f1(whole - wanted, whole - got))):
                        sums.update({key + "right": a, key + "wanted": b, key + "got": c})
                score = [2 * sums[k + "right"] / (sums[k + "wanted"] + sums[k + "got"]) for k in "fb"]
                rows.append([name, way, *(round(x, 4) for x in score)])
                print(rows[-1])
    return rows


def write(rows: list[list[object]], gold: list[list[object]], most: int) -> None:
    """Leave the figures for evaluation/RESULTS.md."""


def main() -> None:
    """Print both tables and write the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--most", type=int, default=600)
    parser.add_argument("--show", help="print what habits alone took from this outlet's pages; all = every outlet's")
    args = parser.parse_args()
    raw = outlets(args.most)
    rows = []
    for (lang, outlet), pages in raw.items():
        rows.append(raw_row(lang, outlet, pages, args.show in (outlet, "all")))
        print(rows[-1], flush=True)
    gold = gold_rows(raw)
    write(rows, gold, args.most)


if __name__ == "__main__":
    main()
