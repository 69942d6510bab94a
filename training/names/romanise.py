"""Train the romanisers: naql/languages/{fa,ar}/models/romanise.tsv.

Learns from ../shared/data/names (Wikidata, CC0; google/transliteration, Apache-2.0) and from the gazetteer's own names.
Letters are aligned with nought to four Latin letters by expectation maximisation; then windows are counted.

Run: python training/names/romanise.py
"""

import gzip
import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

from naql.gazetteer.entries import entries
from naql.languages import load_pack
from naql.languages.romanise import EDGE, windows
from naql.records import content_id

ROOT = Path(__file__).absolute().parents[2]
NAMES = ROOT.parent / "shared" / "data" / "names"
LONGEST = 4
ROUNDS = 6
Pair = tuple[str, str, float]


def plain(latin: str) -> str:
    table = str.maketrans({"ł": "l", "ø": "o", "ı": "i", "ß": "ss", "đ": "d", "æ": "ae", "ə": "a"})
    letters = unicodedata.normalize("NFKD", latin.lower().translate(table))
    return "".join(c for c in letters if c.isascii() and c.isalpha())


def shared_pairs() -> list[Pair]:
    found: list[Pair] = []
    with gzip.open(NAMES / "ar_en_wikidata_64.tsv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            latin, letters, count = line.rstrip("\n").split("\t")
            found.append((letters.replace(" ", ""), plain(latin), 1 + math.log(float(count))))
    with gzip.open(NAMES / "ar_en_google_train.txt.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            letters, latin = line.rstrip("\n").split("\t")
            found.append((letters, plain(latin), 0.5))
    return found


def held_out(name: str) -> bool:
    """Whether a person's names are kept for evaluation/names.py: every fourth by content."""
    return int(content_id("held out", name)[:4], 16) % 4 == 0


def gazetteer_pairs(lang: str) -> list[Pair]:
    counts: Counter[tuple[str, str]] = Counter()
    for entry in entries():
        if entry.kind not in ("PER", "GPE") or not entry.names.get(lang) or held_out(entry.name):
            continue
        for latin in entry.names.get("en", ())[:1]:
            parts = latin.replace("-", " ").replace("'", "").split()
            for name in entry.names[lang][:2]:
                words = name.replace("\u200c", " ").split()
                if len(words) == len(parts):
                    counts.update((w, plain(p)) for w, p in zip(words, parts, strict=True))
    return [(w, p, 2.0 + math.log(n)) for (w, p), n in counts.items()]


def pairs(lang: str) -> list[Pair]:
    pack = load_pack(lang)
    weight = {"fa": (0.15, 6.0), "ar": (1.0, 2.0)}[lang]
    rows = [(a, b, c * weight[0]) for a, b, c in shared_pairs()]
    rows += [(a, b, c * weight[1]) for a, b, c in gazetteer_pairs(lang)]
    folded = ((pack.fold(a), b, c) for a, b, c in rows)
    return [(f, b, c) for f, b, c in folded if f.isalpha() and not f.isascii() and 0 < len(b) <= LONGEST * len(f)]


def align(letters: str, latin: str, chance: Callable[[str, str], float]) -> list[str] | None:
    """The likeliest split of the Latin letters into one chunk per letter."""
    best = {0: (0.0, [])}
    for i, letter in enumerate(letters):
        grown: dict[int, tuple[float, list[str]]] = {}
        left = len(letters) - i - 1
        for at, (score, chunks) in best.items():
            for size in range(LONGEST + 1):
                end = at + size
                if end > len(latin) or len(latin) - end > LONGEST * left:
                    continue
                new = score + chance(letter, latin[at:end])
                if end not in grown or new > grown[end][0]:
                    grown[end] = (new, [*chunks, latin[at:end]])
        best = grown
    return best[len(latin)][1] if len(latin) in best else None


def aligned(rows: list[Pair]) -> list[tuple[str, list[str], float]]:
    table: dict[str, Counter[str]] = defaultdict(Counter)

    def first(letter: str, chunk: str) -> float:
        return -abs(len(chunk) - 1.2) * 2.0

    def later(letter: str, chunk: str) -> float:
        seen = table[letter]
        total = totals[letter]
        return math.log((seen.get(chunk, 0.0) + 0.01) / (total + 1)) - (0.7 * max(0, len(chunk) - 2))

    chance = first
    out = []
    for _ in range(ROUNDS):
        out = [(a, chunks, w) for a, b, w in rows if (chunks := align(a, b, chance))]
        table.clear()
        for a, chunks, w in out:
            for letter, chunk in zip(a, chunks, strict=True):
                table[letter][chunk] += w
        totals = {letter: sum(c.values()) for letter, c in table.items()}
        chance = later
    return out


def main() -> None:
    for lang in ("fa", "ar"):
        counts: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        for letters, chunks, weight in aligned(pairs(lang)):
            last = EDGE
            for i, chunk in enumerate(chunks):
                for context in windows(letters, i, last):
                    counts[context][chunk] += weight
                last = chunk or "-"
        rows = []
        for context, chunks in counts.items():
            total = sum(chunks.values())
            for chunk, n in chunks.items():
                wide = len(context) > 3
                if n >= (1.9 if wide else 0.9) and n / total > 0.02:
                    rows.append(f"{' '.join(context)}\t{chunk}\t{n:.1f}\n")
        path = load_pack(lang).path("models", "romanise.tsv")
        path.write_text("".join(sorted(rows)), encoding="utf-8")
        print(lang, len(rows), path.stat().st_size)


if __name__ == "__main__":
    main()
