"""Alignment of a page's text, as it was read, with the repaired copy that the readers see.

An alignment is a tuple of `Piece`s in order. `same` pieces map letter by letter, be the letters equal or exchanged one
for one; a piece that grew or shrank maps as a block: a range that touches it takes all of it. Page letters that are in
no piece are not in the copy (furniture).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from naql.records import Piece, Span

Change = tuple[int, int, str]


def aligned_copy(page_text: str, keep: Sequence[Span], changes: Iterable[Change] = ()) -> tuple[str, tuple[Piece, ...]]:
    """The copy of the kept ranges of `page_text` with `changes` applied, and its alignment.

    keep: ranges in order, not overlapping. changes: (start, end, new letters) in order, each inside one kept range.
    """
    out: list[str] = []
    pieces: list[Piece] = []
    size = 0

    def add(start: int, end: int, new: str, same: bool) -> None:
        nonlocal size
        if start == end and not new:
            return
        last = pieces[-1] if pieces else None
        if same and last and last.same and last.page_end == start and last.text_end == size:
            pieces[-1] = Piece(last.page_start, end, last.text_start, size + len(new), True)
        else:
            pieces.append(Piece(start, end, size, size + len(new), same))
        out.append(new)
        size += len(new)

    todo = iter(changes)
    change = next(todo, None)
    for span in keep:
        at = span.start
        while change and change[1] <= span.end:
            start, end, new = change
            if start >= at:
                add(at, start, page_text[at:start], True)
                add(start, end, new, len(new) == end - start)
                at = end
            change = next(todo, None)
        add(at, span.end, page_text[at : span.end], True)
    return "".join(out), tuple(pieces)


class Alignment:
    """Maps ranges between the copy and the page. Build it once per article; each mapping is O(log pieces + result)."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self._text_starts = [p.text_start for p in pieces]
        self._page_starts = [p.page_start for p in pieces]

    def to_page(self, start: int, end: int) -> list[Span]:
        """The page ranges of the copy's range [start, end), in order, neighbours joined."""
        found = (
            (p.page_start + max(0, start - p.text_start), p.page_end - max(0, p.text_end - end))
            if p.same
            else (p.page_start, p.page_end)
            for p in self._touched(self._text_starts, start, end, text=True)
        )
        return _joined(found)

    def to_text(self, start: int, end: int) -> list[Span]:
        """The copy's ranges of the page range [start, end), in order, neighbours joined; empty for furniture."""
        found = (
            (p.text_start + max(0, start - p.page_start), p.text_end - max(0, p.page_end - end))
            if p.same
            else (p.text_start, p.text_end)
            for p in self._touched(self._page_starts, start, end, text=False)
        )
        return _joined(found)

    def span(self, start: int, end: int) -> Span:
        """The hull in the page of the copy's range [start, end)."""
        ranges = self.to_page(start, end)
        return Span(ranges[0].start, ranges[-1].end) if ranges else Span(0, 0)

    def _touched(self, starts: list[int], start: int, end: int, text: bool) -> Iterable[Piece]:
        i = max(0, bisect_right(starts, start) - 1)
        while i > 0 and starts[i] == start and starts[i - 1] == start:
            i -= 1
        for piece in self.pieces[i:]:
            low, high = (piece.text_start, piece.text_end) if text else (piece.page_start, piece.page_end)
            if low >= end:
                break
            if high > start:
                yield piece


def _joined(ranges: Iterable[tuple[int, int]]) -> list[Span]:
    out: list[Span] = []
    for start, end in ranges:
        if out and out[-1].end == start:
            out[-1] = Span(out[-1].start, end)
        elif end > start:
            out.append(Span(start, end))
    return out
