"""Group the words of the raw news in ../shared/data/news by the company they keep; write models/clusters.tsv of a pack.

Method: counts of the LEFT and RIGHT neighbours among the most frequent words, positive pointwise mutual information,
its leading singular directions, k-means at two depths. Only groups ship (word, coarse, fine); no text does.

Run: python training/mentions/clusters.py fa ar
"""

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from naql.languages import load_pack
from naql.read.tokens import split_words

ROOT = Path(__file__).absolute().parents[2]
NEWS = ROOT.parent / "shared" / "data" / "news"
SOURCES = {"fa": ["fa_irnews", "fa_fars"], "ar": ["ar_ant", "ar_saudi"]}
LEAST, CONTEXTS, DIRECTIONS, COARSE, FINE, ROUNDS = 5, 1500, 80, 64, 512, 12


def sentences(lang: str):
    pack = load_pack(lang)
    for source in SOURCES[lang]:
        with gzip.open(NEWS / f"{source}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                words = split_words(f"{record.get('title') or ''}\n{record.get('text') or ''}", pack)
                for a, b in words.sentences:
                    yield ["#" if words.kind[i] == "number" else words.core[i] for i in range(a, b)]


def vectors(lang: str) -> tuple[list[str], np.ndarray]:
    text = list(sentences(lang))
    counts = Counter(w for s in text for w in s)
    vocabulary = [w for w, n in counts.most_common() if n >= LEAST]
    at = {w: i for i, w in enumerate(vocabulary)}
    table = np.zeros((len(vocabulary), 2 * CONTEXTS), dtype=np.float32)
    for s in text:
        ids = [at.get(w, -1) for w in s]
        for left, right in zip(ids, ids[1:], strict=False):
            if 0 <= left < CONTEXTS and right >= 0:
                table[right, left] += 1
            if 0 <= right < CONTEXTS and left >= 0:
                table[left, CONTEXTS + right] += 1
    total = table.sum()
    rows, columns = table.sum(1, keepdims=True) + 1e-9, table.sum(0, keepdims=True) + 1e-9
    table = np.maximum(0, np.log((table + 1e-9) * total / rows / columns**0.75 / (total**0.25)))
    weights, directions = np.linalg.eigh(table.T @ table)
    top = directions[:, -DIRECTIONS:] * 1.0
    made = table @ top
    made *= (weights[-DIRECTIONS:] + 1e-9) ** -0.25
    made /= np.linalg.norm(made, axis=1, keepdims=True) + 1e-9
    return vocabulary, made


def groups(points: np.ndarray, size: int) -> np.ndarray:
    rng = np.random.default_rng(7)
    centres = points[rng.choice(min(len(points), 8000), size, replace=False)]
    for _ in range(ROUNDS):
        nearest = np.concatenate([np.argmax(points[i : i + 4096] @ centres.T, 1) for i in range(0, len(points), 4096)])
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, points)
        centres = sums / (np.linalg.norm(sums, axis=1, keepdims=True) + 1e-9)
    return nearest


def main() -> None:
    for lang in sys.argv[1:]:
        vocabulary, points = vectors(lang)
        coarse, fine = groups(points, COARSE), groups(points, FINE)
        path = load_pack(lang).path("models", "clusters.tsv")
        path.parent.mkdir(exist_ok=True)
        rows = [f"{w}\t{a}\t{b}\n" for w, a, b in zip(vocabulary, coarse, fine, strict=True) if w.isalpha()]
        path.write_text("".join(rows), encoding="utf-8")
        print(lang, len(rows), path.stat().st_size)


if __name__ == "__main__":
    main()
