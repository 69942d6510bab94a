"""Write models/seen.tsv of a pack: how the shipped mention model tags the words of the raw news in ../shared/data/news.

A row is a word (folded, without proclitics) or several, the kind it mostly has where it is a name, how surely (0 to 3,
for the share of its occurrences that are such names) and its place in names (b first, i inside, m both). The next model
reads them as features: a word that 20,000 pages show to be a surname is known although no annotated page holds it.
Only these counts ship; no text does.

Run: python training/mentions/seen.py fa ar [--pages 16000], after train.py; then train.py once more.
"""

import argparse
import gzip
import json
from collections import Counter, defaultdict

from clusters import NEWS, SOURCES

from naql.languages import load_pack
from naql.read.mentions.candidates import find_candidates
from naql.read.mentions.tagger import tag
from naql.read.mentions.visible import visible
from naql.read.tokens import split_words

SURE, LEAST, LEAST_PHRASE, RARELY, MOSTLY, LONGEST = 0.5, 6, 3, 0.02, 0.7, 6000


def counted(lang: str, pages: int) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """Labels of every word, and kinds of every name of two words or more."""
    pack = load_pack(lang)
    words_of, names_of = defaultdict(Counter), defaultdict(Counter)
    for source in SOURCES[lang]:
        with gzip.open(NEWS / f"{source}.jsonl.gz", "rt", encoding="utf-8") as lines:
            texts = [json.loads(line) for line in lines]
        for record in texts[:: max(1, len(texts) * len(SOURCES[lang]) // pages)]:
            text = f"{record.get('title') or ''}\n{record.get('text') or ''}"[:LONGEST]
            words = visible(split_words(text, pack), pack)
            labels = ["O"] * len(words)
            for t in tag(words, lang, find_candidates(words, pack)) or []:
                if t.confidence < SURE:
                    continue
                if t.end - t.start > 1:
                    names_of[" ".join([words.core[t.start], *words.norm[t.start + 1 : t.end]])][t.kind] += 1
                for i in range(t.start, t.end):
                    labels[i] = ("b" if i == t.start else "i") + t.kind
            for word, kind, label in zip(words.core, words.kind, labels, strict=True):
                if kind == "word":
                    words_of[word][label] += 1
    return words_of, names_of


def rows(words_of: dict[str, Counter[str]], names_of: dict[str, Counter[str]]) -> list[str]:
    """The lines of seen.tsv."""
    out = []
    for word, labels in sorted(words_of.items()):
        total = sum(labels.values())
        kinds = Counter()
        for label, count in labels.items():
            if label != "O":
                kinds[label[1:]] += count
        if total < LEAST or not word.isalpha() or not kinds:
            continue
        kind, count = kinds.most_common(1)[0]
        share = count / total
        if share >= RARELY:
            sure = sum(share >= limit for limit in (0.15, 0.4, 0.75))
            first = labels["b" + kind] / count
            out.append(f"{word}\t{kind}{sure}{'b' if first > 0.8 else 'i' if first < 0.2 else 'm'}\n")
    for name, kinds in sorted(names_of.items()):
        kind, count = kinds.most_common(1)[0]
        if count >= LEAST_PHRASE and count / sum(kinds.values()) >= MOSTLY and all(map(str.isalnum, name.split())):
            out.append(f"{name}\t{kind}\n")
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("langs", nargs="+")
    parser.add_argument("--pages", type=int, default=16000)
    given = parser.parse_args()
    for lang in given.langs:
        lines = rows(*counted(lang, given.pages))
        path = load_pack(lang).path("models", "seen.tsv")
        path.write_text("".join(lines), encoding="utf-8")
        print(lang, len(lines), "rows", path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
