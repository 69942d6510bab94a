"""Outlets' names in folded text, the longest at each word. What a name means where it stands is decided elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from naql.clean.furniture_file import TOKEN, Vocabulary, tokens_of
from naql.outlets import Outlet

LONGEST_NAME = 6  # words


def names_in(folded: str, known: Vocabulary) -> Iterator[tuple[int, int, Outlet]]:
    """(start, end, outlet) of outlets' names, the longest at each word."""
    words = tokens_of(folded)
    if known.brand_words.isdisjoint(words):
        return
    names, beginnings = known.brands, known.brand_beginnings
    places: list[re.Match[str]] = []
    for i, word in enumerate(words):
        joined, found, last = "", None, i
        for j in range(i, min(len(words), i + LONGEST_NAME) if word in known.brand_words else i):
            joined += words[j]
            if joined not in beginnings:
                break
            if joined in names:
                found, last = names[joined], j
        if found:
            places = places or list(TOKEN.finditer(folded))
            yield places[i].start(), places[last].end(), found
