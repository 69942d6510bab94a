"""Where quotation marks open and close, per word.

Unbalanced marks are closed at the end of their paragraph, save where the closing mark stands in one of the next few
paragraphs with no other opening mark between. Nothing here decides whether a quotation quotes anybody.
"""

from __future__ import annotations

from dataclasses import dataclass

from naql.languages import Pack
from naql.read.tokens import Words

REACH = 6  # paragraphs over which a closing mark is looked for


@dataclass(slots=True, frozen=True)
class Quotation:
    """Words `start` to `end` stand between the marks at `start - 1` and `end` (a closing mark may be missing)."""

    start: int
    end: int
    closed: bool


def find_quotations(words: Words, pack: Pack) -> list[Quotation]:
    """The outermost quotations in order."""
    found: list[Quotation] = []
    i, size = 0, len(words)
    closing = pack.closing
    while i < size:
        width, closer = _opening(words, i, closing)
        if not width:
            i += 1
            continue
        end, closed = _end(words, i + width, words.form[i], closer, width, closing)
        if end > i + width:
            found.append(Quotation(i + width, end, closed))
        i = max(end + (width if closed else 0), i + width)
    return found


def _opening(words: Words, i: int, closing: dict[str, str]) -> tuple[int, str]:
    """How many words the opening mark at `i` takes (0: none) and what closes it; two apostrophes are one mark."""
    form = words.form[i]
    if words.kind[i] != "mark":
        return 0, ""
    if form == "'" and i + 1 < len(words) and words.form[i + 1] == "'" and words.end[i] == words.start[i + 1]:
        return 2, "'"
    closer = closing.get(form)
    return (1, closer) if closer and len(form) == 1 else (0, "")


def _end(words: Words, i: int, opener: str, closer: str, width: int, closing: dict[str, str]) -> tuple[int, bool]:
    """The index of the closing mark and True, or the end of the paragraph and False."""
    twin = opener == closer
    paragraph = words.paragraph[i] if i < len(words) else 0
    depth = 0
    edge = words.paragraphs[paragraph][1] if i < len(words) else len(words)
    last = words.paragraphs[min(paragraph + REACH, len(words.paragraphs) - 1)][1] if not twin and width == 1 else edge
    for k in range(i, last):
        form = words.form[k]
        if width == 2:
            if form == "'" and k + 1 < len(words) and words.form[k + 1] == "'":
                return k, True
        elif form == closer and depth == 0:
            return k, True
        elif form == closer:
            depth -= 1
        elif form == opener and not twin:
            if k >= edge:
                break
            depth += 1
    return edge, False
