"""Further annotated pages for training: offsets and names here, the texts in ../shared/data/news, joined on loading.

Each file of `fa/` and `ar/` is one page's record without its text (`news` is the id there, `sha256` the text's
fingerprint). English pages are our own writing, so `en/*.jsonl` holds whole records. `records(lang)` gives records
in the format of the gold, text included. How they were made stands in card.md.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
NEWS = HERE.parents[2] / "shared" / "data" / "news"
FILES = {"fa": ["fa_irnews", "fa_fars"], "ar": ["ar_ant", "ar_saudi"]}


def news(lang: str) -> Iterator[dict[str, Any]]:
    """The raw news of a language: id, url, outlet, date, title, text."""
    for name in FILES[lang]:
        with gzip.open(NEWS / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def page_text(article: dict[str, Any]) -> str:
    """The text that is annotated: the title as the first line, then the article."""
    title, text = (article.get("title") or "").strip(), article["text"].strip()
    return text if not title or text.startswith(title) else f"{title}\n\n{text}"


def fingerprint(text: str) -> str:
    """Sixteen hex digits that tell whether the text is the one that was annotated."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def records(lang: str) -> list[dict[str, Any]]:
    """The annotated pages of a language as gold-like records, by id; raises where a text has changed."""
    own = [json.loads(line) for path in sorted((HERE / lang).glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    kept = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((HERE / lang).glob("*.json"))]
    wanted = {r["news"] for r in kept}
    texts = {a["id"]: page_text(a) for a in news(lang) if a["id"] in wanted} if wanted else {}
    for r in kept:
        text = texts[r["news"]]
        if fingerprint(text) != r["sha256"]:
            raise ValueError(f"{r['id']}: the text of {r['news']} has changed")
        own.append({**r, "text": text})
    return sorted(own, key=lambda r: r["id"])
