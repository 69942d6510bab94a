"""Measure the extraction of articles from HTML, on pages built from raw news in templates of Persian and Arabic sites.

usage: python evaluation/html_extraction.py [--pages 96] [--show PAGE] [--peer]

The pages are built when the script runs, from ../shared/data/news; nothing of them is kept. Wanted is the headline and
the paragraphs. Figures: F1 over words' 4-grams (a page's mean), joiners kept, headline, date, outlet; with --peer the
same for trafilatura, and how long each took. Figures go to evaluation/figures/clean.json.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from clean_figures import SHARED, write_figures
from html_templates import TEMPLATES, Story

from naql.clean import clean
from naql.clean.joiner_lexicon import JOINER
from naql.records import Article, Page, content_id

SOURCES = {"fa_irnews": ("fa", 600), "ar_ant": ("ar", 700), "ar_saudi": ("ar", 400)}
WORD = re.compile(r"\w+")


def stories(count: int) -> list[tuple[str, Story]]:
    """(template's name, story) of the pages, languages and templates in turn."""
    by_lang: dict[str, list[dict]] = {"fa": [], "ar": []}
    for name, (lang, most) in SOURCES.items():
        with gzip.open(SHARED / "data" / "news" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                record = json.loads(line)
                if number % 7 == 0 and len(by_lang[lang]) < most and _whole(record):
                    by_lang[lang].append(record)
    rng = random.Random(11)
    out = []
    for number in range(count):
        lang = ("fa", "ar")[number % 2]
        record, *others = rng.sample(by_lang[lang], 20)
        template = list(TEMPLATES)[number // 2 % len(TEMPLATES)]
        story = Story(
            lang,
            record["title"],
            _paragraphs(record),
            record["date"][:10],
            [o["title"] for o in others],
            "Example",
            1000 + number,
        )
        out.append((template, story))
    return out


def _paragraphs(record: dict) -> list[str]:
    return [" ".join(line.split()) for line in record["text"].split("\n") if line.strip()]


def _whole(record: dict) -> bool:
    """A story of some length in which no line is the crawler's furniture: all lines are paragraphs."""
    lines = _paragraphs(record)
    return (
        bool(record.get("date"))
        and len(record["title"] or "") > 20
        and 3 <= len(lines) <= 30
        and all(len(x) > 60 for x in lines)
        and len(set(lines)) == len(lines)
        and "cnn" not in record["url"]
        and "alweeam" not in record["url"]
    )


def four_grams(text: str) -> Counter[tuple[str, ...]]:
    """The 4-grams of the words of `text`."""
    words = WORD.findall(text.replace(JOINER, ""))
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


def f1(wanted: str, found: str) -> float:
    """F1 over 4-grams."""
    a, b = four_grams(wanted), four_grams(found)
    common = (a & b).total()
    return 2 * common / max(a.total() + b.total(), 1)


def kept(article: Article) -> str:
    """The page's text without its furniture, unrepaired."""
    out, at = [], 0
    for span in article.furniture:
        out.append(article.page_text[at : span.start])
        at = span.end
    return "".join([*out, article.page_text[at:]])


def joiners_kept(wanted: str, found: str) -> int:
    """How many of the words with joiners are found with theirs."""
    words = re.compile(rf"\w+(?:{JOINER}\w+)+")
    return (Counter(words.findall(wanted)) & Counter(words.findall(found))).total()


def timed(pages: list[str], work: Callable[[str], object]) -> tuple[list, float]:
    """(results, best of three times in seconds)."""
    best, results = 1e9, []
    for _ in range(3):
        started = time.perf_counter()
        results = [work(p) for p in pages]
        best = min(best, time.perf_counter() - started)
    return results, best


def main() -> None:
    """Build the pages, extract, print and write the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--pages", type=int, default=96)
    parser.add_argument("--show", type=int, help="print what became of this page")
    parser.add_argument("--peer", action="store_true", help="the same with trafilatura")
    args = parser.parse_args()
    built = stories(args.pages)
    sources = [TEMPLATES[name](story) for name, story in built]

    def ours(source: str) -> Article:
        return clean(Page(page_id=content_id(None, source), name="x", body=source, media_type="text/html"))

    articles, seconds = timed(sources, ours)
    figures = report("naql", built, [kept(a) for a in articles])
    right = sum(
        a.headline is not None and a.headline.of(a.page_text) == " ".join(s.title.split())
        for a, (_, s) in zip(articles, built, strict=True)
    )
    dated = sum((a.published_at or "")[:10] == s.date for a, (_, s) in zip(articles, built, strict=True))
    told = sum(a.lang == s.lang for a, (_, s) in zip(articles, built, strict=True))
    figures |= {
        "html_headline": right / len(built),
        "html_published": dated / len(built),
        "html_lang": told / len(built),
        "html_ms": 1000 * seconds / len(built),
    }
    if args.peer:
        import trafilatura

        texts, peer = timed(sources, lambda s: trafilatura.extract(s, include_comments=False) or "")
        found = [f"{s.title}\n{t}" if s.title not in t else t for (_, s), t in zip(built, texts, strict=True)]
        figures |= {
            k.replace("html_", "html_trafilatura_"): v
            for k, v in report("trafilatura (headline given)", built, found).items()
        }
        figures |= {"html_trafilatura_ms": 1000 * peer / len(built), "html_times_trafilatura": peer / seconds}
    if args.show is not None:
        show(built[args.show], articles[args.show])
    for number, (article, (template, story)) in enumerate(zip(articles, built, strict=True)):
        got = article.headline.of(article.page_text) if article.headline else None
        if got != " ".join(story.title.split()):
            print(f"  headline of page {number} ({template}): {got}")
    for key, value in figures.items():
        print(f"{key:40} {value:.4f}")
    write_figures({k: round(v, 4) for k, v in figures.items()})


def report(name: str, built: list[tuple[str, Story]], found: list[str]) -> dict[str, float]:
    """Print F1 by template and language; the figures of all."""
    scores: dict[str, list[float]] = {}
    have = want = 0
    for number, ((template, story), text) in enumerate(zip(built, found, strict=True)):
        wanted = "\n".join([story.title, *story.paragraphs])
        score = f1(wanted, text)
        for key in (template, story.lang, "all"):
            scores.setdefault(key, []).append(score)
        if score < 0.95:
            print(f"  {name}: page {number} ({template}, {story.lang}) {score:.3f}")
        have, want = have + joiners_kept(wanted, text), want + joiners_kept(wanted, wanted)
    print(name, " ".join(f"{k} {sum(v) / len(v):.4f}" for k, v in scores.items()))
    return {
        "html_f1": sum(scores["all"]) / len(scores["all"]),
        "html_f1_least": min(scores["all"]),
        "html_joiners_kept": have / max(want, 1),
        "html_pages": len(built),
    }


def show(built: tuple[str, Story], article: Article) -> None:
    """Print the page's lines, furniture marked, and what is missing of the story."""
    template, story = built
    text, at = article.page_text, 0
    print(template, article.published_at, article.outlet)
    for line in text.split("\n"):
        marked = any(s.start < at + len(line) and s.end > at for s in article.furniture)
        print("F" if marked else " ", line[:120])
        at += len(line) + 1


if __name__ == "__main__":
    main()
