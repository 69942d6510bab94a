"""Train the mention model of a language and write naql/languages/xx/models/mentions.crfsuite.

Run: python training/mentions/train.py fa ar [--weight 3] [--iterations 120]
"""

import argparse
import time

import pycrfsuite
from corpora import samples

from naql.languages import load_pack
from naql.read.mentions.features import word_features

WEIGHTS = {"ar": 6}  # few pages of ours beside a large corpus


def train(lang: str, weight: int, iterations: int, c1: float, c2: float) -> None:
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": iterations, "feature.minfreq": 1})
    count = 0
    for sample in samples(lang):
        features = word_features(sample.words, lang, sample.candidates, sample.gold)
        for first, last in sample.words.paragraphs:
            for _ in range(weight if sample.gold else 1):
                trainer.append(pycrfsuite.ItemSequence(features[first:last]), sample.labels[first:last])
            count += 1
    path = load_pack(lang).path("models", "mentions.crfsuite")
    path.parent.mkdir(exist_ok=True)
    start = time.time()
    trainer.train(str(path))
    print(lang, count, "paragraphs", f"{time.time() - start:.0f} s", path.stat().st_size, "bytes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("langs", nargs="+")
    parser.add_argument("--weight", type=int, help="of pages annotated as gold is")
    parser.add_argument("--iterations", type=int, default=120)
    parser.add_argument("--c1", type=float, default=0.06)
    parser.add_argument("--c2", type=float, default=0.02)
    given = parser.parse_args()
    for lang in given.langs:
        train(lang, given.weight or WEIGHTS.get(lang, 3), given.iterations, given.c1, given.c2)


if __name__ == "__main__":
    main()
