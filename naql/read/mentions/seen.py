"""What raw news shows of words: which of them, and which groups of them, are mostly names (`models/seen.tsv`)."""

from __future__ import annotations

from functools import cache
from typing import Any

from naql.languages import load_pack
from naql.read.tokens import Words

NONE = "-"
LEAF = "\t"  # no word holds a tab


@cache
def seen(lang: str) -> tuple[dict[str, str], dict[str, Any]]:
    """(word to kind, sureness and place; tree of the names of several words); both empty without the table."""
    path = load_pack(lang).path("models", "seen.tsv")
    words: dict[str, str] = {}
    tree: dict[str, Any] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        name, said = line.split("\t")
        parts = name.split(" ")
        if len(parts) == 1:
            words[name] = said
            continue
        node = tree
        for part in parts:
            node = node.setdefault(part, {})
        node[LEAF] = said
    return words, tree


def seen_marks(words: Words, lang: str) -> list[str]:
    """For each word B or I with the kind where the longest known name of several words covers it; "-" elsewhere."""
    tree = seen(lang)[1]
    marks, at = [NONE] * len(words), 0
    while at < len(words):
        end, kind = _longest(words, tree, at) if words.core[at] in tree else (at, "")
        for i in range(at, end):
            marks[i] = ("B" if i == at else "I") + kind
        at = max(end, at + 1)
    return marks


def _longest(words: Words, tree: dict[str, Any], start: int) -> tuple[int, str]:
    stop = words.paragraphs[words.paragraph[start]][1]
    node, at, word, best = tree, start, words.core[start], (start, "")
    while word in node:
        node = node[word]
        at += 1
        if LEAF in node:
            best = (at, node[LEAF])
        if at >= stop:
            break
        word = words.norm[at]
    return best
