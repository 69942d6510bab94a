"""Pages per second and peak memory of each stage on a fixed sample, beside a peer in the same run: `make bench`.

usage: python benchmarks/bench.py [--rounds N] [--gold]

The sample is `examples/pages` (`--gold`: the dev pages, where ../shared is at hand), read N times over. Each row
runs in a process of its own, so that its peak memory is its own; the time to load data and models is outside.
Figures of one run compare with one another, not with those of another machine. Writes benchmarks/RESULTS.md.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold" / "dev.jsonl"


def sample(gold: bool) -> list[Any]:
    """The pages of the sample."""
    from naql.ingest import pages
    from naql.records import Page

    found = [p for p in pages([str(GOLD if gold else ROOT / "examples" / "pages")]) if isinstance(p, Page)]
    return [p for p in found if not p.name.startswith(("README", "EXPECTED"))]


def parts(gold: bool) -> dict[str, Callable[[], tuple[Callable[[Any], Any], list[Any]]]]:
    """Each row: what is done to one item, and the items. Everything that is loaded once is loaded here."""
    from naql.clean import clean
    from naql.languages import load_pack
    from naql.read import read
    from naql.read.attribution import find_statements
    from naql.read.coreference import resolve
    from naql.read.events import find_events
    from naql.read.mentions import find_mentions
    from naql.read.moments import find_moments
    from naql.read.tokens import split_words

    def prepared() -> list[Any]:
        items = []
        for article in map(clean, sample(gold)):
            pack = load_pack(article.lang)
            words = split_words(article.text, pack)
            moments = find_moments(words, pack, article)
            mentions = find_mentions(words, pack, article, moments)
            statements = find_statements(words, pack, article, moments, mentions)
            items.append((words, pack, article, moments, mentions, statements))
        return items

    def coreferent(item: Any) -> Any:
        words, pack, article, _, mentions, statements = item
        return resolve(words, pack, article, mentions, statements)

    return {
        "clean": lambda: (clean, sample(gold)),
        "tokens": lambda: (lambda i: split_words(i[2].text, i[1]), prepared()),
        "moments": lambda: (lambda i: find_moments(i[0], i[1], i[2]), prepared()),
        "mentions": lambda: (lambda i: find_mentions(*i[:4]), prepared()),
        "attribution": lambda: (lambda i: find_statements(*i[:5]), prepared()),
        "coreference": lambda: (coreferent, prepared()),
        "events": lambda: (lambda i: find_events(*i), prepared()),
        "the whole way": lambda: (lambda page: read(clean(page)), sample(gold)),
        **peers(gold),
    }


def peers(gold: bool) -> dict[str, Callable[[], tuple[Callable[[Any], Any], list[Any]]]]:
    """The peers: trafilatura for the article on an HTML page, dateparser for times."""

    def html() -> list[Any]:
        return [p for p in sample(gold) if p.media_type == "text/html"]

    def by_trafilatura() -> tuple[Callable[[Any], Any], list[Any]]:
        from trafilatura import extract

        return (lambda page: extract(page.body)), html()

    def by_dateparser() -> tuple[Callable[[Any], Any], list[Any]]:
        from dateparser.search import search_dates

        from naql.clean import clean

        return (lambda a: search_dates(a.text, languages=[a.lang])), [clean(p) for p in sample(gold)]

    def html_clean() -> tuple[Callable[[Any], Any], list[Any]]:
        from naql.clean import clean

        return clean, html()

    return {
        "clean, HTML only": html_clean,
        "trafilatura, HTML only": by_trafilatura,
        "dateparser search_dates": by_dateparser,
    }


def measure(name: str, rounds: int, gold: bool) -> dict[str, Any]:
    """One row, in this process."""
    step, items = parts(gold)[name]()
    if not items:
        return {"name": name, "pages": 0}
    for item in items:
        step(item)
    started = time.perf_counter()
    for _ in range(rounds):
        for item in items:
            step(item)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"name": name, "pages": len(items) * rounds, "rate": len(items) * rounds / seconds, "peak_mb": peak}


def main() -> None:
    """Run each row in a process of its own and write the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--gold", action="store_true", help="the dev pages instead of the example pages")
    parser.add_argument("--row", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.row:
        print(json.dumps(measure(args.row, args.rounds, args.gold)))
        return
    rows = []
    for name in parts(args.gold):
        command = [
            sys.executable,
            __file__,
            "--row",
            name,
            "--rounds",
            str(args.rounds),
            *(["--gold"] if args.gold else []),
        ]
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
        if done.returncode:
            print(f"{name}: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
            continue
        row = json.loads(done.stdout.splitlines()[-1])
        if row["pages"]:
            rows.append(row)
            print(f"{row['name']:26} {row['rate']:9.1f} pages/s {row['peak_mb']:7.0f} MB", flush=True)
    if not args.gold:
        write(rows, args.rounds)


def write(rows: list[dict[str, Any]], rounds: int) -> None:
    """benchmarks/RESULTS.md, with each rate also as a ratio to the peer that does the same."""
    rate = {r["name"]: r["rate"] for r in rows}
    beside = {"clean, HTML only": "trafilatura, HTML only", "moments": "dateparser search_dates"}
    lines = [
        "# Speed and memory",
        "",
        f"Written by `make bench` (`benchmarks/bench.py --rounds {rounds}`): `examples/pages`, one process, Python "
        f"{platform.python_version()}. Rates of one run compare with one another, not across machines.",
        "",
        "| stage | pages a second | peak memory, MB | against its peer |",
        "| --- | ---: | ---: | --- |",
    ]
    for r in rows:
        peer = beside.get(r["name"])
        ratio = f"{r['rate'] / rate[peer]:.1f} times {peer}" if peer in rate else ""
        lines.append(f"| {r['name']} | {r['rate']:.0f} | {r['peak_mb']:.0f} | {ratio} |")
    (ROOT / "benchmarks" / "RESULTS.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
