"""What an outlet's pages repeat, counted from articles: which lines stand on how many of its different pages.

Lines are kept as numbers (a hash of outlet and line), never as text. A page tells its lines in a `Trace`; traces are
counted in a `Counts` in memory, or in a ledger's tables; `Habits` is what was counted of the lines of one page. Copies
and later versions of an article say nothing about an outlet's habits, so they are recognised by their openings (the
headline and the first paragraphs) and left out. What becomes of a line that repeats is decided in
`naql.clean.repeated`.
"""

from __future__ import annotations

import re
from collections import Counter
from hashlib import blake2b
from urllib.parse import urlsplit

from msgspec import Struct

from naql.clean.furniture_file import squash
from naql.clean.lines import SENTENCE, Line, is_closed, split_lines
from naql.languages import load_pack
from naql.records import Article

HEAD, TAIL, LONGEST = 30, 90, 320
OPENINGS, PARAGRAPH = 3, 60
LEAST = 3
"""On how many different pages of an outlet a line must stand to count as its habit."""
MOST_LINES = 300_000
NUMBER = re.compile(r"\d+")
HOST = re.compile(r"^(?:www|m|amp|mobile)\.")


class Trace(Struct, frozen=True):
    """What one page adds to its outlet's habits: hashes of its lines and of its openings (see the module)."""

    house: str
    lines: tuple[int, ...]
    openings: tuple[int, ...]

    @property
    def page(self) -> int:
        """The hash that stands for "a page of this outlet": every page has it."""
        return hashed(self.house, "")


class Habits(Struct, frozen=True):
    """Of an outlet: how many pages were counted, and on how many of them each line stands that is on LEAST or more."""

    house: str
    pages: int = 0
    lines: dict[int, int] = {}


def house_of(article: Article) -> str | None:
    """The name under which a page's habits are counted: its outlet, else its host."""
    host = HOST.sub("", (urlsplit(article.url).hostname or "") if article.url else "")
    return article.outlet or host or None


def hashed(house: str, key: str) -> int:
    """A line of an outlet as a number that fits SQLite's integers."""
    digest = blake2b(f"{house}\x1f{key}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def line_key(line: Line) -> str:
    """What must be equal for two lines to be the same: letters and digits; numbers count alike unless in a sentence."""
    if len(line.text) > LONGEST:
        return ""
    key = squash(line.folded)
    if is_sentence(line):
        return "=" + key
    return NUMBER.sub("0", key) if sum(map(str.isalpha, key)) > 1 else ""


def is_sentence(line: Line) -> bool:
    """Whether a line reads as a sentence of prose by its own look."""
    return len(line.text) >= SENTENCE and is_closed(line.text)


def trace_of(article: Article) -> Trace | None:
    """The trace of a page, None where nothing tells its outlet."""
    house = house_of(article)
    if not house:
        return None
    lines = split_lines(article.page_text, load_pack(article.lang))
    kept = [*lines[:HEAD], *lines[max(HEAD, len(lines) - TAIL) :]]
    keys = dict.fromkeys(key for line in kept if (key := line_key(line)))
    return Trace(house, tuple(hashed(house, key) for key in keys), _openings(article, lines, house))


def _openings(article: Article, lines: list[Line], house: str) -> tuple[int, ...]:
    """Hashes of the headline and the first paragraphs."""
    furniture = {span.start for span in article.furniture}
    told = [n for n in lines if n.start not in furniture]
    first = [n for n in told if len(n.text) >= PARAGRAPH][:OPENINGS]
    if article.headline:
        first += [n for n in told if n.start <= article.headline.start < n.end]
    keys = dict.fromkeys("|" + squash(line.folded) for line in first)
    return tuple(hashed(house, key) for key in keys)


def is_copy(openings: tuple[int, ...], owners: Counter[int]) -> bool:
    """Whether a page with these openings is an earlier page again. owners: earlier page -> how many it shares."""
    return bool(openings) and max(owners.values(), default=0) >= min(2, len(openings))


class Counts:
    """Habits counted in memory, of the pages of one run.

    It holds at most MOST_LINES lines: beyond, lines that one page alone had are forgotten, the oldest first.
    """

    def __init__(self) -> None:
        self._lines: dict[int, int] = {}
        self._owners: dict[int, int] = {}
        self._pages = 0

    def add(self, trace: Trace) -> bool:
        """Count a page; False for a copy of one that was counted."""
        if is_copy(trace.openings, Counter(self._owners[o] for o in trace.openings if o in self._owners)):
            return False
        self._pages += 1
        for opening in trace.openings:
            self._owners[opening] = self._pages
        for line in (trace.page, *trace.lines):
            self._lines[line] = self._lines.get(line, 0) + 1
        if len(self._lines) > MOST_LINES:
            self._forget()
        return True

    def counted(self, trace: Trace) -> dict[int, int]:
        """Line -> on how many pages it was, of the trace's lines and its `page`."""
        return {line: self._lines[line] for line in (trace.page, *trace.lines) if line in self._lines}

    def _forget(self) -> None:
        singles = [line for line, count in self._lines.items() if count == 1]
        for line in singles[: max(len(singles) // 2, 1)]:
            del self._lines[line]
        for opening in list(self._owners)[: len(self._owners) // 2]:
            del self._owners[opening]


def habits_of(trace: Trace, *counted: dict[int, int]) -> Habits:
    """The habits that concern a page, from what was counted in one place or several."""
    total: Counter[int] = Counter()
    for counts in counted:
        total.update(counts)
    return Habits(trace.house, total[trace.page], {n: total[n] for n in trace.lines if total[n] >= LEAST})
