"""The words of a text without the marks that only glue words together (hashtags), so that names are found in them."""

from __future__ import annotations

from bisect import bisect_left

from naql.read.tokens import Words

GLUE = frozenset("#_")
LISTS = ("form", "norm", "start", "end", "kind", "core", "core_start", "sentence", "paragraph")


def visible(words: Words) -> Words:
    """The same words without hash signs and underscores; offsets still count into the same text."""
    if GLUE.isdisjoint(words.form):
        return words
    kept = [i for i, form in enumerate(words.form) if form not in GLUE]
    left = Words(words.text)
    for name in LISTS:
        whole = getattr(words, name)
        setattr(left, name, [whole[i] for i in kept])
    for name in ("sentences", "paragraphs"):
        ranges = [(bisect_left(kept, a), bisect_left(kept, b)) for a, b in getattr(words, name)]
        setattr(left, name, ranges)
    return left
