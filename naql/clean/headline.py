"""The main headline of a page: its first occurrence in the page's text.

Evidence: the title that the page's metadata gives, the words of the address (many sites write the headline into it),
a line that comes twice, and the place above the first paragraph.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from rapidfuzz import fuzz

from naql.clean.furniture_file import TOKEN
from naql.clean.lines import Line
from naql.languages import Pack
from naql.outlets import Outlet
from naql.records import Span

QUESTION, KICKER_END = "?!\u061f", ":;\u061b"
LONGEST, SEARCHED, KICKER = 260, 14, 4
BRAND = re.compile(r"\s+[|–—-]\s+|\s*\|\s*")
WORD = re.compile(r"[^\W\d_]{2,}|\d+")


def find_headline(lines: list[Line], first: int, pack: Pack, url: str | None, title: str | None) -> Line | None:
    """The headline's line, or None. first: index of the first prose line."""
    if title:
        goal = pack.fold(title)
        places = [line for line in lines if _possible(line)][:SEARCHED]
        same = next((line for line in places if line.folded == goal), None)
        if same:
            return same
        found = max(places, key=lambda line: _likeness(goal, line), default=None)
        if found and _likeness(goal, found) >= 75:
            return found
    above = [line for line in lines[:first] if _possible(line)]
    if not above:
        opening = lines[first] if first < len(lines) else None
        return opening if opening and _titlelike(opening, lines[first + 1 :]) else None
    return _by_address(above, url, pack) or _repeated(above, lines) or _behind_kicker(above)


def _by_address(above: list[Line], url: str | None, pack: Pack) -> Line | None:
    slug = _slug_words(url, pack)
    if len(slug) < 3:
        return None
    found = max(above, key=lambda line: _overlap(slug, line))
    return found if _overlap(slug, found) >= 0.6 else None


def _behind_kicker(above: list[Line]) -> Line:
    """The first line, or the second where the first ends in a colon or semicolon."""
    return above[1] if len(above) > 1 and above[0].text[-1] in KICKER_END else above[0]


def _repeated(above: list[Line], lines: list[Line]) -> Line | None:
    """A line that comes twice, where the first line above the text is too short to be a headline."""
    if above[0].words >= KICKER:
        return None
    keys = [line.key for line in lines if line.key]
    return next((line for line in above if keys.count(line.key) > 1 and line.letters >= 15), None)


def _possible(line: Line) -> bool:
    return (
        not line.furniture
        and not line.cuts
        and not line.keeps
        and bool(line.key)
        and 8 <= len(line.text) <= LONGEST
        and line.words >= 2
    )


def _titlelike(line: Line, rest: list[Line]) -> bool:
    """Whether the first prose line is a long headline: a paragraph that is longer follows, and it ends open."""
    following = next((other for other in rest if other.prose), None)
    return (
        _possible(line) and bool(following) and (not line.closed or line.text[-1] in QUESTION) and len(line.text) < 200
    )


def _likeness(title: str, line: Line) -> float:
    return fuzz.partial_ratio(title, line.folded) if 0.4 < len(line.folded) / max(len(title), 1) < 1.6 else 0.0


def _slug_words(url: str | None, pack: Pack) -> set[str]:
    """The words of the address's last parts, folded; empty where they are numbers or too few."""
    if not url:
        return set()
    path = unquote(urlsplit(url).path, errors="replace")
    parts = [WORD.findall(pack.fold(part)) for part in path.split("/")]
    return set(max(parts, key=len, default=list[str]()))


def _overlap(slug: set[str], line: Line) -> float:
    words = set(WORD.findall(line.folded))
    return len(words & slug) / max(min(len(words), len(slug)), 3) if words else 0.0


def without_brand(line: Line, outlets: dict[str, Outlet], pack: Pack) -> tuple[Span, str | None]:
    """The headline's range without an outlet's name hung on with a dash or bar, and that outlet's usual name."""
    for m in BRAND.finditer(line.text):
        head, tail = line.text[: m.start()], line.text[m.end() :]
        for brand, start, end in ((tail, 0, m.start()), (head, m.end(), len(line.text))):
            words = TOKEN.findall(pack.fold(brand))
            found = next((outlets[k] for k in ("".join(words), *words[:1]) if k in outlets), None)
            if found and len(words) <= 4 and end - start > 2 * len(brand):
                return Span(line.start + start, line.start + end), found.name
    return Span(line.start, line.end), None
