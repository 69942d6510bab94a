"""Time expressions: pages a second beside dateparser's `search_dates`, on the same texts in one run.

usage: python benchmarks/moments.py [--rounds N]

The texts are the dev pages where ../shared is at hand, else the example pages. dateparser is told the language and the
publication day, as we are. Tokenising is not counted for us (the words serve every stage); with it is shown beside.
Prints a table and writes evaluation/figures/moments_speed.json; figures of one run compare with one another, not with
those of another machine. Time is the processor's, so that what else the machine does counts for neither side.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from bench import GOLD, sample

from naql.clean import clean
from naql.languages import load_pack
from naql.read.moments import find_moments
from naql.read.tokens import split_words
from naql.records import Article

FIGURES = Path(__file__).resolve().parents[1] / "evaluation" / "figures" / "moments_speed.json"


def rate(step: Callable[[Any], Any], items: list[Any], rounds: int) -> float:
    """Items a second, after one round that fills the caches."""
    for item in items:
        step(item)
    started = time.process_time()
    for _ in range(rounds):
        for item in items:
            step(item)
    return len(items) * rounds / (time.process_time() - started)


def by_dateparser(article: Article) -> Any:
    """What dateparser finds."""
    from dateparser.search import search_dates

    base = {"RELATIVE_BASE": datetime.fromisoformat(article.published_at[:10])} if article.published_at else {}
    return search_dates(article.text, languages=[article.lang], settings=base)


def main() -> None:
    """Print the rates."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    articles = [clean(page) for page in sample(GOLD.exists())]
    ready = [(split_words(a.text, load_pack(a.lang)), load_pack(a.lang), a) for a in articles]
    ours = rate(lambda i: find_moments(*i), ready, rounds)
    whole = rate(lambda i: find_moments(split_words(i[2].text, i[1]), i[1], i[2]), ready, rounds)
    peer = rate(by_dateparser, articles, rounds)
    print(f"{len(articles)} pages, {rounds} rounds")
    print(f"moments, words given      {ours:8.0f} pages a second  {ours / peer:5.1f} times dateparser")
    print(f"moments, with the words   {whole:8.0f} pages a second  {whole / peer:5.1f} times dateparser")
    print(f"dateparser search_dates   {peer:8.0f} pages a second")
    _write(len(articles), ours, whole, peer)


def _write(pages: int, ours: float, whole: float, peer: float) -> None:
    table = {
        "title": "Time expressions: speed beside dateparser",
        "command": "python benchmarks/moments.py",
        "note": f"{pages} pages, one run, one core; dateparser knows language and publication day.",
        "columns": ["what", "pages a second", "times dateparser", "goal"],
        "rows": [
            ["moments, words given", round(ours), round(ours / peer, 1), 8],
            ["moments, with the words", round(whole), round(whole / peer, 1), ""],
            ["dateparser search_dates", round(peer), 1.0, ""],
        ],
    }
    FIGURES.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
