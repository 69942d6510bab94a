"""Write names.tsv of the Persian and Arabic packs: words that people's names are made of, their Latin form, a count.

Arabic: Wikidata's person names (CC0) and google/transliteration (Apache-2.0), as ../shared/data/names holds them.
Persian: the same words where Persian news uses them, and the names tagged in ParsTwiNER (MIT). The gazetteer's people
go into both with the Latin words of their canonical names where the numbers of words agree.

Run: python training/names/names.py
"""

import gzip
from collections import Counter, defaultdict
from pathlib import Path

from naql.gazetteer.entries import entries
from naql.gazetteer.index import Bending
from naql.languages import load_pack

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"
LEAST = 3


def wikidata() -> list[tuple[str, str, int]]:
    rows = []
    for part in ("ar_en_wikidata_64.tsv.gz",):
        with gzip.open(DATA / "names" / part, "rt", encoding="utf-8") as lines:
            for line in lines:
                latin, letters, count = line.rstrip("\n").split("\t")
                rows.append((letters.replace(" ", ""), latin, int(count)))
    return rows


def tagged() -> Counter[str]:
    """Words inside PER of ParsTwiNER."""
    counts: Counter[str] = Counter()
    with gzip.open(DATA / "ner" / "fa_parstwiner_train.txt.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            word, _, tag = line.rstrip("\n").partition("\t")
            if tag.endswith("PER"):
                counts[word] += 1
    return counts


def build(lang: str) -> dict[str, tuple[str, int]]:
    pack = load_pack(lang)
    latin: dict[str, Counter[str]] = defaultdict(Counter)
    news = pack.frequencies
    for word, form, count in wikidata():
        folded = pack.fold(word)
        if lang == "ar" or news.get(folded, 0):
            latin[folded][form] += count
    for entry in entries():
        if entry.kind == "PER":
            parts = entry.name.replace("-", " ").split()
            for name in entry.names.get(lang, ()):
                words = name.replace("\u200c", " ").split()
                if len(words) == len(parts):
                    for word, part in zip(words, parts, strict=True):
                        latin[pack.fold(word)][part.lower()] += 3
    if lang == "fa":
        for word, count in tagged().items():
            if count >= 2:
                latin[pack.fold(word)][""] += count
    rows = {}
    for word, forms in latin.items():
        total = sum(forms.values())
        known = [(n, f) for f, n in forms.items() if f]
        best = max(known)[1] if known else ""
        if total >= LEAST and len(word) > 1 and word.isalpha():
            rows[word] = (best, total)
    return rows


def english() -> dict[str, tuple[str, int]]:
    """Latin words of Wikidata's person names that are no common English words (`not_names` of names.toml)."""
    common = set(load_pack("en").table("names", Bending).not_names)
    counts: Counter[str] = Counter()
    for _, latin, count in wikidata():
        counts[latin.strip(".")] += count
    return {w: (w, n) for w, n in counts.items() if n > LEAST and w.isalpha() and len(w) > 1 and w not in common}


def main() -> None:
    for lang in ("fa", "ar", "en"):
        rows = english() if lang == "en" else build(lang)
        path = load_pack(lang).path("names.tsv")
        lines = [f"{w}\t{form}\t{n}\n" for w, (form, n) in sorted(rows.items(), key=lambda r: (-r[1][1], r[0]))]
        path.write_text("".join(lines), encoding="utf-8")
        print(lang, len(lines), path.stat().st_size)


if __name__ == "__main__":
    main()
