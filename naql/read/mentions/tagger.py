"""The sequence model: words with their features -> labelled word ranges. A language without a model has none."""

from __future__ import annotations

from functools import cache

import pycrfsuite

from naql.errors import MissingModel
from naql.languages import load_pack
from naql.read.mentions.candidates import Candidate
from naql.read.mentions.features import word_features
from naql.read.mentions.tagged import Tagged
from naql.read.tokens import Words

MODEL = "mentions.crfsuite"


@cache
def model_of(lang: str) -> pycrfsuite.Tagger | None:
    """The model of a language; None where the pack ships none."""
    try:
        path = load_pack(lang).model(MODEL)
    except MissingModel:
        return None
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger


def tag(words: Words, lang: str, candidates: list[Candidate], gold_like: bool = True) -> list[Tagged] | None:
    """The names that the model sees, in order, not overlapping; None where the language has no model."""
    tagger = model_of(lang)
    if tagger is None:
        return None
    features = word_features(words, lang, candidates, gold_like)
    found: list[Tagged] = []
    for first, last in words.paragraphs:
        labels = tagger.tag(features[first:last])
        start = None
        for i, label in enumerate([*labels, "O"]):
            if start is not None and not label.startswith("I-"):
                sure = min(tagger.marginal(labels[j], j) for j in range(start, i))
                found.append(Tagged(first + start, first + i, labels[start][2:], sure))
                start = None
            if label.startswith("B-") or (label.startswith("I-") and start is None):
                start = i
    return found
