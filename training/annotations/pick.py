"""Pick raw articles worth annotating: mixed outlets, politics and economy, 900 to 2,600 letters, with reported speech.

usage: python training/annotations/pick.py LANG --part K --of N --count C     (prints id, then the text)
The order is a hash of the id, so that parts are disjoint and repeatable; near-repeats of a picked one are passed over.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from load import HERE, news, page_text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lang")
    parser.add_argument("--part", type=int, default=0)
    parser.add_argument("--of", type=int, default=2)
    parser.add_argument("--count", type=int, default=20)
    args = parser.parse_args()
    done = {p.stem for p in (HERE / args.lang).glob("*.json")}
    order = sorted(news(args.lang), key=lambda a: hashlib.sha256(a["id"].encode()).hexdigest())
    per_outlet: dict[str, int] = {}
    printed = 0
    for a in order:
        if int(hashlib.sha256(b"part" + a["id"].encode()).hexdigest(), 16) % args.of != args.part:
            continue
        text = page_text(a)
        quotes = sum(text.count(c) for c in ':\u00ab\u201c"')
        if not 900 <= len(text) <= 2600 or quotes < 4 or a["id"] in done:
            continue
        if any(s in a["id"] for s in ("sport", "culture", "tech", "diverse")) or per_outlet.get(a["outlet"], 0) >= 5:
            continue
        per_outlet[a["outlet"]] = per_outlet.get(a["outlet"], 0) + 1
        print(f"=== {a['id']} outlet={a['outlet']} date={a['date']} url={a['url'][:80]}\n{text}\n")
        printed += 1
        if printed >= args.count:
            break


if __name__ == "__main__":
    main()
