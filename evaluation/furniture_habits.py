"""Furniture learned from what an outlet's pages repeat, with and without the vocabulary of furniture phrases.

usage: python evaluation/furniture_habits.py [--most 300] [--show OUTLET]

Three sets of pages. Flattened: the pages of html_templates.py (16 invented outlets, 24 pages each) as plain text, the
way crawlers leave them; habits are counted on half of each outlet's pages and tried on the other half. Gold: train and
dev; habits are counted on raw pages of ../shared/data/news and on the other gold pages. Raw: those raw pages, half and
half by outlet; crawlers have taken the menus out of them, so that the figure is how many lines habits take that the
vocabulary does not know, to be read by eye (--show prints them). "No vocabulary" leaves furniture.toml's phrases and
patterns out. F1 over visible letters. Figures go to evaluation/figures/furniture_habits.json.
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
from html_extraction import stories
from html_templates import TEMPLATES
from msgspec.structs import replace as changed

from naql.clean import clean, furniture_file
from naql.clean.dom import parsed, walk
from naql.clean.habits import Counts, Habits, Trace, habits_of, trace_of
from naql.errors import Unreadable
from naql.languages import Pack
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
    """One outlet: its habits from one half, tried on the other; lines that they alone take."""
    counts = counted([read(p) for p in pages[::2]])
    alone: Counter[str] = Counter()
    for page in pages[1::2]:
        plain = read(page)
        learned = read(page, habits_for(plain, counts)) if plain else None
        if plain and learned:
            alone.update(furniture_lines(learned) - furniture_lines(plain))
    if show:
        for line, count in alone.most_common(80):
            print(f"  {count:4} {line[:150]}")
    return [f"raw, {outlet} ({lang})", len(pages[1::2]), alone.total(), len(alone)]


def letters(spans: list[tuple[int, int]], text: str) -> set[int]:
    """The offsets of visible letters in the spans."""
    return {i for a, b in spans for i in range(a, b) if not text[i].isspace()}


def f1(wanted: set[int], got: set[int]) -> tuple[int, int, int]:
    """(right, wanted, got)."""
    return len(wanted & got), len(wanted), len(got)


def gold_pages() -> list[tuple[Page, set[int]]]:
    """(page, letters of its furniture) of train and dev."""
    out = []
    for name in ("train", "dev"):
        for line in (SHARED / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            r = json.loads(line)
            page_id = content_id(r.get("url"), r["text"])
            page = Page(page_id=page_id, name=r["id"], body=r["text"], url=r.get("url"), lang=r["lang"])
            out.append((page, letters([(f["start"], f["end"]) for f in r["furniture"]], r["text"])))
    return out


def flat_pages() -> dict[str, list[tuple[Page, set[int]]]]:
    """Outlet -> (page, letters of its furniture) of templates as plain text: all but headline and paragraphs."""
    out: dict[str, list[tuple[Page, set[int]]]] = defaultdict(list)
    for number, (template, story) in enumerate(stories(48 * len(TEMPLATES))):
        text = walk(parsed(TEMPLATES[template](story))).text()
        wanted = {" ".join(x.split()) for x in (story.title, *story.paragraphs)}
        furniture, at = [], 0
        for line in text.split("\n"):
            if line in wanted:
                wanted.discard(line)
            else:
                furniture.append((at, at + len(line)))
            at += len(line) + 1
        url = f"https://{template}-{story.lang}.example/{number}"
        page = Page(page_id=content_id(url, text), name=str(number), body=text, url=url, lang=story.lang)
        out[f"{template} {story.lang}"].append((page, letters(furniture, text)))
    return out


class Score:
    """Furniture and body over letters, summed over pages."""

    def __init__(self) -> None:
        self.sums: Counter[str] = Counter()

    def add(self, page: Page, wanted: set[int], article: Article | None) -> None:
        """Count one page."""
        got = letters([(s.start, s.end) for s in article.furniture], page.body) if article else set()
        whole = letters([(0, len(page.body))], page.body)
        for key, a, b in (("furniture", wanted, got), ("body", whole - wanted, whole - got)):
            self.sums.update({key: len(a & b), key + " both": len(a) + len(b)})
        self.sums["body lost"] += len(got - wanted)

    def row(self) -> list[object]:
        """F1 of furniture and of body, and the letters of bodies that were taken."""
        figures = [round(2 * self.sums[k] / max(self.sums[k + " both"], 1), 4) for k in ("furniture", "body")]
        return [*figures, self.sums["body lost"]]


def gold_score(raw: dict[tuple[str, str], list[Page]], use_habits: bool) -> Score:
    """The gold pages one way."""
    pages, score = gold_pages(), Score()
    first = [read(p) for p, _ in pages]
    taught = counted([read(p) for group in raw.values() for p in group]) if use_habits else Counts()
    for i, (page, wanted) in enumerate(pages):
        article = first[i]
        if use_habits and article:
            others = counted([a for j, a in enumerate(first) if j != i])
            article = read(page, habits_for(article, taught, others))
        score.add(page, wanted, article)
    return score


def flat_score(outlets_pages: dict[str, list[tuple[Page, set[int]]]], use_habits: bool) -> Score:
    """The flattened pages one way, each outlet's second half."""
    score = Score()
    for pages in outlets_pages.values():
        counts = counted([read(p) for p, _ in pages[::2]])
        for page, wanted in pages[1::2]:
            article = read(page)
            if use_habits and article:
                article = read(page, habits_for(article, counts))
            score.add(page, wanted, article)
    return score


def main() -> None:
    """Print the tables and write the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--most", type=int, default=300)
    parser.add_argument("--show", help="print what habits alone took from this outlet's pages; all = every outlet's")
    args = parser.parse_args()
    raw, flat = outlets(args.most), flat_pages()
    rows: list[list[object]] = []
    for vocabulary, bare in (("no vocabulary", True), ("vocabulary", False)):
        with no_vocabulary() if bare else nullcontext():
            for name, use_habits in (("", False), (" and habits", True)):
                rows.append(["flattened, 16 outlets", vocabulary + name, *flat_score(flat, use_habits).row()])
                rows.append(["gold, train and dev", vocabulary + name, *gold_score(raw, use_habits).row()])
                print(*rows[-2:], sep="\n", flush=True)
    taken = [raw_row(*key, pages, args.show in (key[1], "all")) for key, pages in raw.items()]
    note = "raw pages, half of each outlet's, lines that habits alone take (all, different): " + "; ".join(
        f"{name[5:]} {total}, {different} on {pages} pages" for name, pages, total, different in taken if total
    )
    print(note)
    result = {
        "title": "Furniture by what an outlet's pages repeat",
        "command": "python evaluation/furniture_habits.py",
        "note": note + f"; none on the other {sum(not t[2] for t in taken)} outlets.",
        "columns": ["pages", "evidence", "furniture F1", "body F1", "letters of bodies taken"],
        "rows": sorted(rows, key=lambda r: str(r[0])),
    }
    path = FIGURES.with_name("furniture_habits.json")
    path.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
