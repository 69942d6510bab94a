"""Text from pages, made safe and readable on a terminal: nothing is reversed, mixed directions are kept apart.

Terminals order letters themselves (or leave it to a pager). What they need is that each piece of foreign text stands in
an isolate of its own, line by line, so that it cannot disturb what is beside it. Control characters from pages never
reach the terminal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from rich.cells import cell_len

from naql.languages import languages, load_pack

LEFT, RIGHT, FIRST, END = "\u2066", "\u2067", "\u2068", "\u2069"
OPENING = {"ltr": LEFT, "rtl": RIGHT}
JOINERS = "\u200c\u200d"  # format characters that belong to the spelling


def plain(text: str) -> str:
    """Text on one line without control, escape and direction characters; joiners stay."""
    kept = (c if c in JOINERS or unicodedata.category(c)[0] != "C" else " " for c in text)
    return " ".join("".join(kept).split())


def isolated(text: str, lang: str | None = None) -> str:
    """One line of text; in an isolate of its language's direction (else its own) where letters run right to left."""
    line = plain(text)
    if not any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in line):
        return line
    opening = OPENING[load_pack(lang).info.direction] if lang in languages() else FIRST
    return f"{opening}{line}{END}"


def lines_of(text: str, width: int, lang: str | None = None) -> Iterator[str]:
    """Text cut at blanks into lines of at most `width` cells, each in an isolate of its own, in logical order."""
    held: list[str] = []
    size = 0
    for word in plain(text).split(" "):
        cells = cell_len(word)
        if held and size + 1 + cells > width:
            yield isolated(" ".join(held), lang)
            held, size = [], 0
        size += cells + bool(held)
        held.append(word)
    if held and held != [""]:
        yield isolated(" ".join(held), lang)
