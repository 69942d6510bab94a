"""Speed of cleaning beside its peers, in the same run: repair against hazm's normaliser, HTML against trafilatura.

usage: python benchmarks/clean_speed.py [--hazm PYTHON] [--pages 150]

--hazm names a Python in whose environment hazm is installed (it pins an old numpy, so it lives in one of its own); it
normalises the same texts in a process of its own, and its start is not counted. Texts are raw Persian news of
../shared/data/news; what is timed has seen as many other pages before, so caches are as warm as in a run. HTML pages
are built like those of evaluation/html_extraction.py; trafilatura is asked for the text alone. Processor time: of
repair the best of three rounds, of HTML three sets of pages, each page read once. Figures go to
evaluation/figures/clean.json.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "evaluation"))

from clean_figures import SHARED, write_figures
from html_extraction import stories
from html_templates import TEMPLATES, heavy

from naql.clean import clean
from naql.clean.align import aligned_copy
from naql.clean.joiner_lexicon import JOINER
from naql.clean.repair import find_repairs
from naql.languages import load_pack
from naql.records import Page, Span

ROUNDS, HTML_SETS = 3, 3
HAZM = """
import json, sys, time, hazm
texts = json.load(sys.stdin)
normalise = hazm.Normalizer().normalize
normalise(texts[0])
best = 1e9
for _ in range(3):
    started = time.process_time()
    for text in texts:
        normalise(text)
    best = min(best, time.process_time() - started)
print(best)
"""


def news(count: int) -> list[str]:
    """Raw Persian articles, evenly from the file."""
    with gzip.open(SHARED / "data" / "news" / "fa_irnews.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for number, line in enumerate(lines) if number % 11 == 0]
    return texts[:count]


def best_of(work: Callable[[], object]) -> float:
    """Processor seconds of the fastest round."""
    best = 1e9
    for _ in range(ROUNDS):
        started = time.process_time()
        work()
        best = min(best, time.process_time() - started)
    return best


def repaired(text: str) -> str:
    """The aligned copy's text of a Persian page."""
    keep = [Span(0, len(text))]
    return aligned_copy(text, keep, find_repairs(text, load_pack("fa"), keep))[0]


def against_hazm(python: str, texts: list[str], name: str) -> dict[str, float]:
    """Our repair and hazm's normaliser over the same texts."""
    ours = best_of(lambda: [repaired(t) for t in texts])
    run = subprocess.run([python, "-c", HAZM], input=json.dumps(texts), capture_output=True, text=True, check=True)
    theirs = float(run.stdout)
    size = sum(map(len, texts)) / 1e6
    print(f"repair, {name}: {size / ours:.2f} million letters/s, hazm {size / theirs:.2f}, {theirs / ours:.1f} times")
    return {f"repair_{name}_mchars_s": size / ours, f"repair_{name}_times_hazm": theirs / ours}


def against_trafilatura(count: int) -> dict[str, float]:
    """HTML to article: the part that trafilatura does (text and furniture), our whole stage with repair, trafilatura.

    Pages of templates, once as they are and once with the weight that pages have on the web. No page is read twice.
    """
    figures: dict[str, float] = {}
    built = stories(count * (HTML_SETS + 1))
    for name, dress in (("", lambda source, story: source), ("heavy_", heavy)):
        sources = [dress(TEMPLATES[template](story), story) for template, story in built]
        spent = html_seconds(sources, count)
        figures[f"html_{name}letters"] = sum(map(len, sources)) / len(sources)
        figures |= {f"html_{name}{key}_ms": 1000 * value / (count * HTML_SETS) for key, value in spent.items()}
        for key in ("extract", "clean"):
            figures[f"html_{name}{key}_times_trafilatura"] = spent["trafilatura"] / spent[key]
        print(f"HTML {name}", {k: round(1000 * v / (count * HTML_SETS), 2) for k, v in spent.items()}, "ms a page")
    return figures


def html_seconds(sources: list[str], count: int) -> dict[str, float]:
    """Processor seconds of each way over all sources but the first `count`, which warm it up; set by set in turn."""
    import trafilatura

    def page(source: str) -> Page:
        return Page(page_id="x", name="x", body=source, media_type="text/html")

    ways: dict[str, Callable[[str], object]] = {
        "extract": lambda s: clean(page(s), repair=False),
        "clean": lambda s: clean(page(s)),
        "trafilatura": lambda s: trafilatura.extract(s, include_comments=False),
    }
    spent = dict.fromkeys(ways, 0.0)
    for start in range(0, len(sources), count):
        for name, way in ways.items():
            started = time.process_time()
            for source in sources[start : start + count]:
                way(source)
            spent[name] += (time.process_time() - started) if start else 0.0
    return spent


def main() -> None:
    """Run both, print and write the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--hazm", help="the python of an environment with hazm")
    parser.add_argument("--pages", type=int, default=150)
    args = parser.parse_args()
    texts = news(2 * args.pages)
    for text in texts[: args.pages]:
        repaired(text)
        repaired(text.replace(JOINER, ""))
    figures = {}
    if args.hazm:
        rest = texts[args.pages :]
        figures |= against_hazm(args.hazm, rest, "as_crawled")
        figures |= against_hazm(args.hazm, [t.replace(JOINER, "") for t in rest], "joiners_deleted")
    figures |= against_trafilatura(96)
    write_figures({k: round(v, 4) for k, v in figures.items()})


if __name__ == "__main__":
    main()
