"""Speed of cleaning beside its peers, in the same run: repair against hazm's normaliser, HTML against trafilatura.

usage: python benchmarks/clean_speed.py [--hazm PYTHON] [--pages 150]

--hazm names a Python in whose environment hazm is installed (it pins an old numpy, so it lives in one of its own); it
normalises the same texts in a process of its own, and its start is not counted. Texts are raw Persian news of
../shared/data/news; what is timed has seen as many other pages before, so caches are as warm as in a run. HTML pages
are those of evaluation/html_extraction.py; trafilatura is asked for the text alone. Processor time of the best of three
rounds. Figures go to evaluation/figures/clean.json.
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
from html_templates import TEMPLATES

from naql.clean import clean
from naql.clean.align import aligned_copy
from naql.clean.joiner_lexicon import JOINER
from naql.clean.repair import find_repairs
from naql.languages import load_pack
from naql.records import Page, Span

ROUNDS = 3
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
    """HTML to article: our whole stage, the part that trafilatura does (text and furniture), and trafilatura."""
    import trafilatura

    sources = [TEMPLATES[name](story) for name, story in stories(count)]
    pages = [Page(page_id="x", name="x", body=s, media_type="text/html") for s in sources]
    theirs = best_of(lambda: [trafilatura.extract(s, include_comments=False) for s in sources])
    whole = best_of(lambda: [clean(p) for p in pages])
    found = best_of(lambda: [clean(p, repair=False) for p in pages])
    print(
        f"HTML: whole {1000 * whole / count:.2f} ms a page, without repair {1000 * found / count:.2f}, "
        f"trafilatura {1000 * theirs / count:.2f}: {theirs / whole:.1f} and {theirs / found:.1f} times"
    )
    return {
        "html_clean_ms": 1000 * whole / count,
        "html_extract_ms": 1000 * found / count,
        "html_trafilatura_ms": 1000 * theirs / count,
        "html_clean_times_trafilatura": theirs / whole,
        "html_extract_times_trafilatura": theirs / found,
    }


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
