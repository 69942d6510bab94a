"""Which parts of a page's text are furniture: on the page, but not of the article.

Five kinds of evidence, in this order: what a line says (furniture.toml), what the outlet's other pages have too
(`naql.clean.repeated`), where it stands (above the first or below the last paragraph of prose), what follows a "read
also" or "most read" line, and what repeats what was said before. Every range carries the reason. `naql.clean.lines`
reads the single lines; stories that are not this page's are judged in `naql.clean.strangers`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from rapidfuzz import fuzz

from naql.clean.dates import date_finder
from naql.clean.furniture_file import vocabulary
from naql.clean.habits import Habits
from naql.clean.headline import find_headline, without_brand
from naql.clean.lines import SHORT, Line, fold_with_map, read_date_label, read_line, split_lines
from naql.clean.repeated import find_repeated
from naql.clean.strangers import find_strangers
from naql.languages import Pack
from naql.records import Span

LEAST_REPEAT, ALIKE = 12, 92
MOST_LINKS, LINK_LENGTH = 8, 160
MOST_RUN, VERSE, VERSE_SPREAD, LEAST_INNER = 6, 46, 12, 25
LATE_SHARE, LATE_PROSE = 0.5, 0.35
HEAD_LINES = 6
QUESTION, CLOSERS = "?\u061f", ".:;!,\u060c\u061b"


@dataclass(slots=True)
class Layout:
    """The lines of a page and what became of them; `furniture`: ranges into the page in order, none overlapping."""

    lines: list[Line]
    headline: Span | None = None
    brand: str | None = None
    furniture: list[Span] = field(default_factory=list)
    first: int = 0
    last: int = 0


def lay_out(
    text: str,
    pack: Pack,
    url: str | None = None,
    title: str | None = None,
    given: frozenset[int] = frozenset(),
    habits: Habits | None = None,
    told: bool = False,
) -> Layout:
    """The layout of a page's text.

    title: the headline by the page's metadata. given: starts of lines known as furniture. habits: what the outlet's
    other pages have too. told: date and outlet are known, so that given furniture need not be read for them.
    """
    known, finder = vocabulary(pack), date_finder(pack)
    lines = split_lines(text, pack)
    for line in lines:
        if line.start in given:
            line.furniture = "markup"
            if told:
                continue
        read_line(line, pack, known, finder)
    layout = Layout(lines)
    if not lines:
        return layout
    for line in lines[:3]:
        if line.prose and not line.cuts:
            read_date_label(line, pack, known, finder)
    _open_head(lines)
    if habits:
        find_repeated(lines, habits, pack, known, title)
    _find_zones(layout, marked=bool(given))
    _apply_hits(layout)
    _apply_openers(layout)
    headline = find_headline(lines, layout.first, pack, url, title)
    if headline:
        layout.headline, layout.brand = without_brand(headline, known.outlets, pack)
    _apply_repeats(layout, headline)
    _apply_runs(layout)
    find_strangers(lines, headline, pack)
    if headline:
        _cut_glued_headline(lines, headline, pack)
    layout.furniture = _ranges(lines)
    return layout


def _open_head(lines: list[Line]) -> None:
    """Long open lines above the text, and lines that come twice among the first, are headlines, not prose."""
    keys = [line.key for line in lines]
    for i, line in enumerate(lines[:HEAD_LINES]):
        twice = bool(line.key) and line.key in keys[i + 1 : i + HEAD_LINES]
        if line.prose and (twice or (not line.closed and len(line.text) <= SHORT)):
            line.prose = False
        elif line.prose:
            return


def _find_zones(layout: Layout, marked: bool) -> None:
    """The first and last prose line; prose behind a late "most read" line is no article, unless markup says so."""
    lines = layout.lines
    prose = [i for i, line in enumerate(lines) if line.prose and not line.furniture]
    if not prose:
        longest = max(range(len(lines)), key=lambda i: (lines[i].hit is None, len(lines[i].text)), default=0)
        layout.first = layout.last = longest
        return
    layout.first, layout.last = prose[0], prose[-1]
    if marked:
        return
    total = sum(len(lines[i].text) for i in prose)
    before = 0
    for i, line in enumerate(lines):
        if line.hit and line.hit.lists and before >= LATE_SHARE * total and total - before <= LATE_PROSE * total:
            layout.last = max((j for j in prose if j < i), default=layout.last)
            break
        if line.prose and not line.furniture:
            before += len(line.text)


def _apply_hits(layout: Layout) -> None:
    for i, line in enumerate(layout.lines):
        edge = i < layout.first or i > layout.last
        if line.hit and not line.keeps and not line.furniture and (edge or not line.hit.edge):
            line.furniture = "says:" + "+".join(sorted(line.hit.ids))


def _apply_openers(layout: Layout) -> None:
    """Lines behind a "read also" line: links in the middle of the text, everything at its end."""
    lines = layout.lines
    for i, line in enumerate(lines):
        if not (line.furniture and line.hit and line.hit.opens):
            continue
        late = i > layout.last
        for follower in lines[i + 1 :] if late else lines[i + 1 : i + 1 + MOST_LINKS]:
            if late:
                follower.furniture = follower.furniture or "behind:" + "+".join(sorted(line.hit.ids))
            elif len(follower.text) > LINK_LENGTH or (
                (follower.prose or follower.closed) and follower.text[-1] not in QUESTION
            ):
                break
            else:
                follower.furniture = follower.furniture or "behind:" + "+".join(sorted(line.hit.ids))


def _apply_repeats(layout: Layout, headline: Line | None) -> None:
    """Second copies of the headline, a caption or any other line."""
    seen: dict[str, int] = {}
    for i, line in enumerate(layout.lines):
        key = line.key or line.text
        if line.furniture or len(key) < LEAST_REPEAT:
            continue
        if key in seen:
            item = layout.first < i < layout.last and (len(key) < LEAST_INNER or line.text[-1] == ":")
            if not item:  # names and headings come again in a list
                line.furniture = "repeats"
        elif headline and line is not headline and line.key and line.start > headline.end and _alike(line, headline):
            line.furniture = "repeats:headline"
        else:
            seen[key] = i


def _alike(line: Line, headline: Line) -> bool:
    a, b = line.key, headline.key
    return bool(b) and abs(len(a) - len(b)) <= 0.25 * len(b) and fuzz.ratio(a, b) >= ALIKE


def _apply_runs(layout: Layout) -> None:
    """A few open lines in a row between paragraphs, of headlines' unequal lengths: links to other stories, no verse."""
    lines = layout.lines
    i = layout.first
    while i <= layout.last:
        j = i
        while j <= layout.last and _linklike(lines[j]):
            j += 1
        sizes = [len(line.text) for line in lines[i:j]]
        verse = bool(sizes) and max(sizes) <= VERSE and max(sizes) - min(sizes) <= VERSE_SPREAD
        if 3 <= j - i <= MOST_RUN and i > layout.first and min(sizes) >= 25 and not verse:
            for line in lines[i:j]:
                line.furniture = "links"
        i = max(j, i + 1)


def _linklike(line: Line) -> bool:
    text = line.text
    opened = text[0].isalpha() or text[0] in '«"“'
    asks = text[-1] in QUESTION
    return (
        not line.furniture and (asks or not line.prose) and opened and text[-1] not in CLOSERS and 3 < line.words < 25
    )


def _cut_glued_headline(lines: list[Line], headline: Line, pack: Pack) -> None:
    """A second copy of the headline glued to the front of a paragraph, letter to letter."""
    goal, shortest = headline.folded, len(headline.text) + 20
    for line in lines:
        if line is headline or line.furniture or len(line.text) < shortest or not line.folded.startswith(goal):
            continue
        if line.text.startswith(headline.text) and line.text[len(headline.text)].isalpha():
            line.cuts.insert(0, (line.start, line.start + len(headline.text), "repeats:headline"))
        elif line.folded[len(goal) : len(goal) + 1].isalpha():
            _, at = fold_with_map(line.text[:shortest], pack)
            if len(at) > len(goal):
                line.cuts.insert(0, (line.start, line.start + at[len(goal)], "repeats:headline"))


def _ranges(lines: list[Line]) -> list[Span]:
    out: list[Span] = []
    for line in lines:
        if line.furniture:
            out.append(Span(line.start, line.end))
        else:
            for start, end, _ in sorted(line.cuts):
                if not out or start >= out[-1].end:
                    out.append(Span(start, end))
    return out
