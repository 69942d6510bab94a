"""The words of a text as names are looked for in them: without marks that only glue (hash signs, underscores), and in
languages with capitals without the points of initials, with compounds of a name taken apart («US-led»)."""

from __future__ import annotations

from bisect import bisect_left

from naql.gazetteer import Index, index_of
from naql.languages import Pack
from naql.read.tokens import Words

GLUE = frozenset("#_")
POINTS = frozenset(".'’")
HYPHENS = "-‑"
LISTS = ("form", "norm", "start", "end", "kind", "core", "core_start", "sentence", "paragraph")


def visible(words: Words, pack: Pack) -> Words:
    """The words in which names are looked for; offsets still count into the same text."""
    index = index_of(pack.lang)
    cased = index.bending.capitals
    if cased:
        words = _compounds_apart(words, index)
    elif GLUE.isdisjoint(words.form):
        return words
    kept = [i for i in range(len(words)) if not _glues(words, i, cased)]
    left = Words(words.text)
    for name in LISTS:
        whole = getattr(words, name)
        setattr(left, name, [whole[i] for i in kept])
    for name in ("sentences", "paragraphs"):
        ranges = [(bisect_left(kept, a), bisect_left(kept, b)) for a, b in getattr(words, name)]
        setattr(left, name, ranges)
    return left


def _glues(words: Words, i: int, cased: bool) -> bool:
    if words.form[i] in GLUE:
        return True
    if not cased or words.form[i] not in POINTS or not i or words.end[i - 1] != words.start[i]:
        return False
    before = words.form[i - 1]
    return before[-1:] == "s" and words.form[i] != "." or (len(before) == 1 and before.isupper())


def _compounds_apart(words: Words, index: Index) -> Words:
    """Hyphenated words that are no name themselves but begin or end with one, as their parts."""
    cuts = [i for i in range(len(words)) if _splits(words, i, index)]
    if not cuts:
        return words
    apart = Words(words.text)
    moved = [0]
    for i in range(len(words)):
        at = words.start[i]
        parts = [words.form[i]] if i not in cuts else words.form[i].replace("‑", "-").split("-")
        for part in parts:
            apart.form.append(part)
            apart.norm.append(index.pack.fold(part))
            apart.core.append(words.core[i] if len(parts) == 1 else apart.norm[-1])
            apart.start.append(at)
            apart.core_start.append(words.core_start[i] if len(parts) == 1 else at)
            apart.end.append(at + len(part))
            for name in ("kind", "sentence", "paragraph"):
                getattr(apart, name).append(getattr(words, name)[i])
            at += len(part) + 1
        moved.append(len(apart.form))
    apart.sentences = [(moved[a], moved[b]) for a, b in words.sentences]
    apart.paragraphs = [(moved[a], moved[b]) for a, b in words.paragraphs]
    return apart


def _splits(words: Words, i: int, index: Index) -> bool:
    form, norm = words.form[i], words.norm[i]
    if not any(h in form for h in HYPHENS) or not form[:1].isupper():
        return False
    if index.longest(words.norm, words.core, i, words.paragraphs[words.paragraph[i]][1]):
        return False
    parts = norm.replace("‑", "-").split("-")
    return all(parts) and any(index.get((p,)) for p in (parts[0], parts[-1]))
