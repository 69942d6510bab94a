"""Corpora that the mention models learn from, as sentences in Naql's own words with BIO labels.

gold: ../shared/gold/train.jsonl (ours). ANERcorp (CC BY-SA 4.0): all but the last tenth. ParsTwiNER (MIT) and PerDT dev
(CC BY-SA 4.0). PEYMA is read only to compare with.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from naql.languages import Pack, load_pack
from naql.read.mentions.candidates import Candidate, find_candidates
from naql.read.mentions.mending import speaks_for_state
from naql.read.mentions.visible import visible
from naql.read.tokens import Words, split_words

ROOT = Path(__file__).absolute().parents[2]
SHARED = ROOT.parent / "shared"
KINDS = {
    "PER": "PER",
    "PERS": "PER",
    "LOC": "GPE",
    "ORG": "ORG",
    "POG": "ORG",
    "GPE": "GPE",
    "NAT": "NAT",
}


@dataclass
class Sample:
    """A text with a label for each word, what the gazetteer finds in it, and whether it is annotated as gold is."""

    words: Words
    labels: list[str]
    candidates: list[Candidate]
    gold: bool
    corpus_labels: list[str] = field(default_factory=list)


def gold(lang: str, which: str = "train") -> Iterator[Sample]:
    """The gold pages without their furniture."""
    pack = load_pack(lang)
    pages = [json.loads(s) for s in (SHARED / "gold" / f"{which}.jsonl").read_text(encoding="utf-8").splitlines()]
    if which == "train":
        pages += annotated(lang)
    for page in pages:
        if page["lang"] != lang:
            continue
        text = list(page["text"])
        for f in page["furniture"]:
            for i in range(f["start"], f["end"]):
                text[i] = "\n" if text[i] == "\n" else " "
        words = visible(split_words("".join(text), pack), pack)
        labels = ["O"] * len(words)
        for e in page["entities"]:
            start, end = words.at(e["start"]), words.at(e["end"] - 1)
            for i in range(start, min(end + 1, len(words))):
                kind = "GPE" if e["type"] == "LOC" else e["type"]
                labels[i] = ("B-" if i == start else "I-") + kind
        candidates = find_candidates(words, pack)
        if which == "train":
            _agree_on_demonyms(words, labels, candidates, pack)
        yield Sample(words, labels, candidates, True)


def annotated(lang: str) -> list[dict[str, Any]]:
    """The further pages of training/annotations in the format of the gold; none where there are none."""
    spec = importlib.util.spec_from_file_location("annotations", ROOT / "training" / "annotations" / "load.py")
    if spec is None or spec.loader is None:
        return []
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return list(module.records(lang))


def _agree_on_demonyms(words: Words, labels: list[str], candidates: list[Candidate], pack: Pack) -> None:
    """Annotators differ on demonyms from page to page; the model is to learn the one rule that we apply."""
    for c in candidates:
        if c.demonym and not c.weak and all(x in ("O", "B-GPE", "I-GPE") for x in labels[c.start : c.end]):
            says = speaks_for_state(c, words, pack)
            for i in range(c.start, c.end):
                labels[i] = "O" if not says else "B-GPE" if i == c.start else "I-GPE"


def _sample(tokens: list[tuple[str, str]], lang: str) -> Sample:
    pack = load_pack(lang)
    spans, parts, size = [], [], 0
    for token, tag in tokens:
        spans.append((size, size + len(token), tag))
        parts.append(token)
        size += len(token) + 1
    words = visible(split_words(" ".join(parts), pack), pack)
    labels = ["O"] * len(words)
    candidates = find_candidates(words, pack)
    for start, end, tag in spans:
        prefix, _, kind = tag.replace("_", "-").partition("-")
        if kind not in KINDS:
            continue
        first = True
        for i in range(words.at(start), len(words)):
            if words.start[i] >= end:
                break
            labels[i] = ("B-" if first and prefix == "B" else "I-") + KINDS[kind]
            first = False
    given = [x if not x.endswith("NAT") else "O" for x in labels]
    _mend(words, labels, candidates)
    return Sample(words, labels, candidates, False, given)


def _mend(words: Words, labels: list[str], candidates: list[Candidate]) -> None:
    """Bring a corpus nearer to gold's habits: demonyms are names of their state, other people names of nothing."""
    for c in candidates:
        inside = labels[c.start : c.end]
        if c.demonym and not c.weak and all(x == "O" or x.endswith("NAT") for x in inside):
            for i in range(c.start, c.end):
                labels[i] = "B-GPE" if i == c.start else "I-GPE"
    for i, label in enumerate(labels):
        if label.endswith("NAT"):
            labels[i] = "O"
        elif label.startswith("I-") and (i == 0 or labels[i - 1][2:] != label[2:]):
            labels[i] = "B-" + label[2:]


def anercorp() -> list[list[tuple[str, str]]]:
    """Sentences of ANERcorp's training file, cut at full stops."""
    out: list[list[tuple[str, str]]] = [[]]
    with gzip.open(SHARED / "data/ner/ar_anercorp_train.txt.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            token, _, tag = line.strip().rpartition(" ")
            if not token:
                continue
            out[-1].append((token, tag))
            if token in (".", "؟", "!") or len(out[-1]) > 120:
                out.append([])
    return [s for s in out if s]


def persian(name: str) -> list[list[tuple[str, str]]]:
    """Sentences of a Persian corpus: parstwiner_train, parstwiner_dev, perdt_dev, peyma_dev."""
    out: list[list[tuple[str, str]]] = [[]]
    with gzip.open(SHARED / f"data/ner/fa_{name}.txt.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            token, _, tag = line.rstrip("\n").rpartition("|" if "peyma" in name else "\t")
            if not token:
                out.append([])
            else:
                # PEYMA writes the joiner as a blank inside the token
                out[-1].append((token.replace(" ", "\u200c"), tag or "O"))
    return [s for s in out if s]


def samples(lang: str) -> Iterator[Sample]:
    """What the shipped model of a language learns from."""
    yield from gold(lang)
    if lang == "ar":
        sentences = anercorp()
        for s in sentences[: last_tenth(sentences)]:
            yield _sample(s, lang)
    if lang == "fa":
        for name in ("parstwiner_train",):
            for s in persian(name):
                yield _sample(s, lang)


def last_tenth(sentences: list[list[tuple[str, str]]]) -> int:
    """The index of the first sentence of the last tenth, by tokens."""
    total, seen = sum(map(len, sentences)), 0
    for i, s in enumerate(sentences):
        seen += len(s)
        if seen >= 0.9 * total:
            return i + 1
    return len(sentences)
