"""Count the words of the raw news in ../shared/data/news and write each pack's vocabulary.tsv (folded word, count).

Run: python training/vocabulary/build.py [--least 12]. Counts ship; no text does.
"""

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path

from naql.languages import load_pack
from naql.languages.words import WORD

ROOT = Path(__file__).resolve().parents[2]
NEWS = ROOT.parent / "shared" / "data" / "news"
SOURCES = {"fa": ["fa_irnews", "fa_fars"], "ar": ["ar_ant", "ar_saudi"]}


def count(lang: str) -> Counter[str]:
    pack, counts = load_pack(lang), Counter()
    for source in SOURCES[lang]:
        with gzip.open(NEWS / f"{source}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                text = " ".join(
                    str(v) for k, v in record.items() if k in ("text", "title", "body", "content", "headline")
                )
                counts.update(pack.fold(m.group()) for m in WORD.finditer(text) if m.lastgroup == "word")
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--least", type=int, default=12)
    least = parser.parse_args().least
    for lang in SOURCES:
        rows = sorted(((w, n) for w, n in count(lang).items() if w and n >= least), key=lambda r: (-r[1], r[0]))
        path = load_pack(lang).path("vocabulary.tsv")
        path.write_text("".join(f"{w}\t{n}\n" for w, n in rows), encoding="utf-8")
        print(lang, len(rows), path.stat().st_size)


if __name__ == "__main__":
    main()
