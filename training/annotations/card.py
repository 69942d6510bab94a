"""Print the counts that stand in card.md: pages, attributions, entity mentions, times and events per language.

usage: python training/annotations/card.py     (needs ../shared/data/news; changes nothing)
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from load import FILES, HERE, records

COLUMNS = ("attributions", "entities", "times", "events")


def main() -> None:
    for lang in sorted({*FILES, "en"}):
        if not (HERE / lang).is_dir():
            continue
        pages = records(lang)
        cells = [lang, len(pages), *(sum(len(page[column]) for page in pages) for column in COLUMNS)]
        print("| " + " | ".join(map(str, cells)) + " |")


if __name__ == "__main__":
    main()
