"""Measure how languages are told apart: raw news, and passages of languages that share the script.

usage: python evaluation/languages.py [--every 4]

Raw news: one passage of 300 letters, taken at random, from every so many articles of ../shared/data/news (Persian,
Arabic) and every passage of the English gold. Neighbours: thirty passages each of Urdu, Sorani, Pashto, Azerbaijani and
Uyghur, made of our own sentences in evaluation/languages.toml (fifteen a language; a passage is three or four of them
from one place on, or every second one, cut at 300 letters, so passages share sentences). Right is: the language itself;
`refused` counts a passage right too if it is only not taken for Persian, Arabic or English. Figures go to
evaluation/figures/clean.json.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from clean_figures import SHARED, write_figures

from naql.clean.identify import identify, language_of

LENGTH = 300
NEWS = {"ar_ant": "ar", "ar_saudi": "ar", "fa_fars": "fa", "fa_irnews": "fa"}


def news_passages(every: int) -> Iterator[tuple[str, str]]:
    """(language, passage) of the raw news and of English gold."""
    rng = random.Random(1)
    for name, lang in NEWS.items():
        with gzip.open(SHARED / "data" / "news" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                text = json.loads(line)["text"] if number % every == 0 else ""
                if len(text) >= LENGTH:
                    start = rng.randrange(len(text) - LENGTH + 1)
                    yield lang, text[start : start + LENGTH]
    for line in (SHARED / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["lang"] == "en":
            text = record["text"]
            yield from (("en", text[i : i + LENGTH]) for i in range(0, len(text) - LENGTH, LENGTH))


def neighbour_passages() -> Iterator[tuple[str, str]]:
    """(language, passage) of the neighbours, thirty each."""
    file = tomllib.loads(Path(__file__).with_name("languages.toml").read_text(encoding="utf-8"))
    for lang, sentences in file.items():
        for step in (1, 2):
            for first in range(len(sentences)):
                chosen = [sentences[(first + step * i) % len(sentences)] for i in range(5)]
                yield lang, " ".join(chosen)[:LENGTH]


def main() -> None:
    """Print both tables and write the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--every", type=int, default=4)
    args = parser.parse_args()
    figures: dict[str, float] = {}
    told = Counter((lang, identify(passage)) for lang, passage in news_passages(args.every))
    right = sum(n for (lang, found), n in told.items() if lang == found)
    figures |= {"language_news": right / told.total(), "language_news_passages": told.total()}
    print("news", {f"{a}->{b}": n for (a, b), n in sorted(told.items(), key=str)}, f"{right / told.total():.4f}")
    told = Counter((lang, language_of(passage)) for lang, passage in neighbour_passages())
    right = sum(n for (lang, found), n in told.items() if lang == found)
    refused = sum(n for (_, found), n in told.items() if found not in ("fa", "ar", "en"))
    print("neighbours", {f"{a}->{b}": n for (a, b), n in sorted(told.items(), key=str)}, f"{right / told.total():.4f}")
    figures |= {"language_neighbours": right / told.total(), "language_neighbours_refused": refused / told.total()}
    figures["language_neighbour_passages"] = told.total()
    write_figures({k: round(v, 4) for k, v in figures.items()})


if __name__ == "__main__":
    main()
