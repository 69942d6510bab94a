"""Train the romanisers and the spellers: naql/languages/{fa,ar}/models/romanise.tsv and spell.tsv.

Learns from ../shared/data/names (Wikidata, CC0; google/transliteration, Apache-2.0) and from the gazetteer's own names.
Letters are aligned with nought to four Latin letters (the speller: Latin letters with nought to three of the
language) by expectation maximisation; pairs that no alignment explains, as where Wikidata lays two persons side by
side, are left out after the second round; then windows are counted.

Run: python training/names/romanise.py
"""

import gzip
import math
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

from naql.gazetteer.entries import entries
from naql.languages import load_pack
from naql.languages.romanise import EDGE, LONGEST, MODEL, SPELLER, windows
from naql.records import content_id

ROOT = Path(__file__).absolute().parents[2]
NAMES = ROOT.parent / "shared" / "data" / "names"
ROUNDS = 6
WORST = -3.0  # log chance per letter of the longer side below which a pair is taken for two names
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


def align(
    letters: str, other: str, longest: int, chance: Callable[[str, str], float]
) -> tuple[float, list[str]] | None:
    """The likeliest split of the other letters into one chunk per letter, with its log chance."""
    best: dict[int, tuple[float, tuple]] = {0: (0.0, ())}
    for i, letter in enumerate(letters):
        grown: dict[int, tuple[float, tuple]] = {}
        left = len(letters) - i - 1
        for at, (score, chunks) in best.items():
            for size in range(longest + 1):
                end = at + size
                if end > len(other) or len(other) - end > longest * left:
                    continue
                new = score + chance(letter, other[at:end])
                if end not in grown or new > grown[end][0]:
                    grown[end] = (new, (chunks, other[at:end]))
        best = grown
    if len(other) not in best:
        return None
    score, linked = best[len(other)]
    chunks = []
    while linked:
        linked, chunk = linked
        chunks.append(chunk)
    return score, chunks[::-1]


def aligned(rows: list[Pair], longest: int, usual: float) -> list[tuple[str, list[str], float]]:
    """The pairs with their chunks. longest: letters in a chunk; usual: how many there are on average."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    totals: dict[str, float] = {}

    def first(letter: str, chunk: str) -> float:
        return -abs(len(chunk) - usual) * 2.0

    def later(letter: str, chunk: str) -> float:
        seen = table[letter].get(chunk, 0.0)
        return math.log((seen + 0.01) / (totals.get(letter, 0.0) + 1)) - (0.7 * max(0, len(chunk) - 2))

    chance = first
    out: list[tuple[str, list[str], float]] = []
    for turn in range(ROUNDS):
        out = []
        for a, b, weight in rows:
            found = align(a, b, longest, chance)
            if found and (turn < 2 or found[0] / max(len(a), len(b)) > WORST):
                out.append((a, found[1], weight))
        table.clear()
        for a, chunks, w in out:
            for letter, chunk in zip(a, chunks, strict=True):
                table[letter][chunk] += w
        totals.update({letter: sum(c.values()) for letter, c in table.items()})
        chance = later
    return out


def counted(rows: list[Pair], longest: int, usual: float) -> list[str]:
    """The model's lines: window, chunk, count."""
    counts: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for letters, chunks, weight in aligned(rows, longest, usual):
        last = EDGE
        for i, chunk in enumerate(chunks):
            for context in windows(letters, i, last):
                counts[context][chunk] += weight
            last = chunk or "-"
    lines = []
    for context, chunks in counts.items():
        total = sum(chunks.values())
        for chunk, n in chunks.items():
            if n >= (1.9 if len(context) > 3 else 0.9) and n / total > 0.02:
                lines.append(f"{' '.join(context)}\t{chunk}\t{n:.1f}\n")
    return sorted(lines)


def main() -> None:
    for lang in ("fa", "ar"):
        rows = pairs(lang)
        turned = [(b, a, c) for a, b, c in rows if len(a) <= 3 * len(b)]
        for name, lines in ((MODEL, counted(rows, LONGEST, 1.2)), (SPELLER, counted(turned, 3, 0.85))):
            path = Path(sys.argv[1]) / f"{lang}_{name}" if len(sys.argv) > 1 else load_pack(lang).path("models", name)
            path.write_text("".join(lines), encoding="utf-8")
            print(lang, name, len(lines), path.stat().st_size)


if __name__ == "__main__":
    main()
