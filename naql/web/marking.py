"""A page's text cut into stretches, each with what is marked on it: sources, cues, contents, names, dates, evidence.

Offsets are code points and are cut here, never in the browser, which counts in other units. Long texts come in parts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from naql.records import Reading, Span
from naql.web.interface import direction_for

PART = 20_000  # code points of a page shown at a time
AROUND = 320  # code points of context on either side of the evidence


class Stretch(Struct, frozen=True):
    """Some letters of a page and the names of the marks on them; `first` is where the evidence begins."""

    text: str
    marks: tuple[str, ...] = ()
    evidence: bool = False
    first: bool = False


class Line(Struct, frozen=True):
    """One line of a page, and the direction it is to be set in."""

    stretches: tuple[Stretch, ...]
    direction: str


def marks_of(reading: Reading) -> list[tuple[Span, str]]:
    """Everything that was found on a page, as spans with the name of their mark."""
    a = reading.article
    found = [(span, "furniture") for span in a.furniture]
    found += [(a.headline, "headline")] if a.headline else []
    found += [(m.span, "name") for m in reading.mentions]
    found += [(m.span, "date") for m in reading.moments]
    for s in reading.statements:
        found += [(span, "content") for span in s.content]
        found += [(s.source, "source")] if s.source else []
        found += [(s.cue, "cue")] if s.cue else []
    return found


def parts_of(text: str, size: int = PART) -> list[Span]:
    """The text in parts of about `size` code points, cut at the end of a line where one is near, else at a blank."""
    parts, start = [], 0
    while len(text) - start > size * 1.25:
        end = start + size
        for mark in ("\n", " "):
            at = text.rfind(mark, start + size // 2, end)
            if at > 0:
                end = at + 1
                break
        parts.append(Span(start, end))
        start = end
    return [*parts, Span(start, len(text))]


def part_with(parts: Sequence[Span], at: int) -> int:
    """The number of the part that holds an offset."""
    return next((i for i, part in enumerate(parts) if at < part.end), len(parts) - 1)


def window_around(text: str, evidence: Sequence[Span], around: int = AROUND) -> Span:
    """The words around the first evidence: up to `around` letters on either side, whole words, no blank line."""
    first = min(evidence)
    start, end = max(0, first.start - around), min(len(text), min(first.end, first.start + PART) + around)
    gap = text.rfind("\n\n", start, first.start)
    start = gap + 2 if gap >= 0 else start
    gap = text.find("\n\n", min(first.end, end), end)
    end = gap if gap >= 0 else end
    while 0 < start < first.start and not text[start - 1].isspace():
        start += 1
    while first.end < end < len(text) and not text[end].isspace():
        end -= 1
    return Span(start, end)


def marked_lines(
    reading: Reading, window: Span, evidence: Iterable[Span] = (), marks: Sequence[tuple[Span, str]] | None = None
) -> list[Line]:
    """The lines of a window of the page's text, blank ones left out, with their marks and the evidence."""
    article = reading.article
    spans = [*(marks_of(reading) if marks is None else marks), *((span, "evidence") for span in evidence)]
    lines: list[list[Stretch]] = []
    held: list[Stretch] = []
    seen = False
    for start, end, names in _pieces(article.page_text, window, spans):
        for number, text in enumerate(article.page_text[start:end].split("\n")):
            if number:
                lines.append(held)
                held = []
            if text:
                shown = "evidence" in names
                held.append(Stretch(text, tuple(n for n in names if n != "evidence"), shown, shown and not seen))
                seen = seen or shown
    lines.append(held)
    return [_line(stretches, article.lang) for stretches in lines if any(not s.text.isspace() for s in stretches)]


def _line(stretches: list[Stretch], lang: str) -> Line:
    text = "".join(s.text for s in stretches)
    return Line(tuple(stretches), direction_for(text, lang))


def _pieces(text: str, window: Span, spans: list[tuple[Span, str]]) -> Iterable[tuple[int, int, tuple[str, ...]]]:
    """The window cut wherever a mark begins or ends, each piece with the marks that cover it."""
    opens: dict[int, list[str]] = {}
    closes: dict[int, list[str]] = {}
    for span, name in spans:
        start, end = max(span.start, window.start), min(span.end, window.end)
        if start < end:
            opens.setdefault(start, []).append(name)
            closes.setdefault(end, []).append(name)
    active: Counter[str] = Counter()
    borders = sorted({window.start, window.end, *opens, *closes})
    for at, until in zip(borders, borders[1:], strict=False):
        active.subtract(closes.get(at, ()))
        active.update(opens.get(at, ()))
        yield at, until, tuple(sorted(n for n, count in active.items() if count > 0))


def excerpt_of(text: str, most: int) -> str:
    """Text on one line, cut at a blank with an ellipsis where it is longer than `most` letters."""
    line = " ".join(text[: 4 * most].split())
    if len(line) <= most and len(text) <= 4 * most:
        return line
    at = line.rfind(" ", most // 2, most)
    return line[: at if at > 0 else most].rstrip() + "…"
