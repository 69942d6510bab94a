"""The lines of a page's text and what each says: furniture phrases, dates, labels, or prose.

A line here is a stretch between line breaks, blanks at its ends left out. This module reads lines one by one; where a
line stands among the others, and so what becomes of it, is decided in `naql.clean.furniture`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from naql.clean.furniture_file import CLOCK, DATE, TOKEN, Vocabulary, squash, tokens_of
from naql.languages import Pack

if TYPE_CHECKING:
    from naql.clean.dates import DateFinder, Found

LINE_END = re.compile(r"[\n\r\u2028\u2029\x0b\x0c\x85]")
CRUMBS = re.compile(r"[/>»›|\\←→•·]|\s[:–—-]\s")
BREADCRUMB = re.compile(r"[/>»›|\\←→«‹•·:–—-]")
CLOSED = re.compile(r"[.!?\u061f\u06d4…。][\s\"'”»)\]›’\u200c-\u200f]*$")
BLANK = " \t\xa0\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
QUOTING = re.compile(r"[:\"“”«»„]")
CLOSING = re.compile(r"[\"'”’»)\]›.!?\u061f…]")
SHORT, LONGEST_PHRASE, EDGE_PIECE, DATE_PIECE, CRUMB, MENU = 260, 44, 320, 70, 64, 4
LONG, SENTENCE, AGED, PLAIN, REMEMBERED, MOST_WORDS = 160, 45, 8, 40, 20_000, 28
DIGIT = re.compile(r"\d")
NOTHING, NUMBER = frozenset[str](), frozenset(["number"])


@dataclass(slots=True)
class Hit:
    """What a whole line was recognised as: ids of parts and patterns; `edge`: only at the page's edge counts."""

    ids: frozenset[str]
    edge: bool
    opens: bool
    lists: bool = False


@dataclass(slots=True)
class Line:
    """One line: offsets into the page, its text, and what it says (`read_line` fills this in)."""

    start: int
    end: int
    text: str
    folded: str
    letters: int = 0
    key: str = ""
    words: int = 0
    prose: bool = False
    closed: bool = False
    hit: Hit | None = None
    dates: list[Found] = field(default_factory=list)
    clock: str | None = None
    dated: bool = False
    updated: bool = False
    outlets: list[str] = field(default_factory=list)
    keeps: bool = False
    brand: str = ""
    cuts: list[tuple[int, int, str]] = field(default_factory=list)
    furniture: str = ""


_READ: dict[tuple[str, str, bool], tuple] = {}


def split_lines(text: str, pack: Pack) -> list[Line]:
    """The lines that hold a visible character, ends stripped, and folded."""
    out, at = [], 0
    for raw, folded in zip(LINE_END.split(text), LINE_END.split(pack.fold(text)), strict=True):
        stripped = raw.strip(BLANK)
        if stripped:
            start = at + (0 if stripped[0] == raw[0] else raw.index(stripped))
            whole = len(raw) == len(stripped)
            out.append(Line(start, start + len(stripped), stripped, folded if whole else pack.fold(stripped)))
        at += len(raw) + 1
    return out


def is_closed(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return bool(CLOSED.search(text[-12:].rstrip()))


def read_line(line: Line, pack: Pack, known: Vocabulary, finder: DateFinder) -> None:
    """Fill in what `line` says; of a line that is furniture already, what it tells of the page's imprint.

    Short lines are remembered: menus and the like come again on every page of a site.
    """
    text = line.text
    if line.furniture and len(text) > (CRUMB if DIGIT.search(text) else PLAIN):
        return
    key = (pack.lang, text, bool(line.furniture))
    if len(text) <= CRUMB and (remembered := _READ.get(key)):
        (line.key, line.words, line.letters, line.prose, line.closed, line.hit, line.dates, line.clock) = remembered[:8]
        (line.dated, line.updated, line.outlets, line.keeps, line.brand) = remembered[8:]
        return
    _read_afresh(line, pack, known, finder)
    if len(text) <= CRUMB and not line.cuts:
        if len(_READ) > REMEMBERED:
            _READ.clear()
        said = (line.key, line.words, line.letters, line.prose, line.closed, line.hit, line.dates, line.clock)
        _READ[key] = (*said, line.dated, line.updated, line.outlets, line.keeps, line.brand)


def _read_afresh(line: Line, pack: Pack, known: Vocabulary, finder: DateFinder) -> None:
    text = line.text
    line.prose = len(text) > SHORT
    if not line.prose:
        tokens = tokens_of(line.folded)
        line.key, line.words = "".join(tokens), len(tokens)
        line.letters = len(line.key)
        if len(text) <= CRUMB or _may_open(tokens, known, finder) or known.any_line.fullmatch(line.folded):
            _read_short(line, pack, known, finder)
    if not line.hit and not line.furniture:
        _read_pieces(line, pack, known)
        end = min((cut[0] for cut in line.cuts if cut[0] > line.start), default=line.end) - line.start
        line.closed = is_closed(text[:end])
        line.prose = end >= LONG or (line.closed and end >= SENTENCE and text.count(" ", 0, end) >= 6)


def _may_open(tokens: list[str], known: Vocabulary, finder: DateFinder) -> bool:
    """Whether a line of some length may be made of known phrases, dates and ages alone, by its first word."""
    if not 0 < len(tokens) <= MOST_WORDS:
        return False
    first = tokens[0]
    return first.isdigit() or first in known.beginnings or first in finder.beginnings


def _read_short(line: Line, pack: Pack, known: Vocabulary, finder: DateFinder) -> None:
    folded = line.folded
    line.dates = finder.dates(folded)
    clocks = finder.clocks(folded)
    line.clock = clocks[0][2] if clocks else next((d.clock for d in line.dates if d.clock), None)
    age = None if line.dates or line.words > AGED else finder.age(folded, None)
    marks = [(d.start, d.end, DATE) for d in line.dates] + [(a, b, CLOCK) for a, b, _ in clocks]
    if age:
        marks.append((age.start, age.end, DATE))
    for start, end, mark in sorted(marks, reverse=True):
        folded = f"{folded[:start]} {mark} {folded[end:]}"
    folded = " ".join(folded.split())
    for pattern in known.line if known.any_line.fullmatch(folded) else ():
        if pattern.regex.fullmatch(folded):
            rule = pattern.rule
            line.dated = DATE in folded and bool(line.dates)
            line.keeps = rule.keeps
            line.hit = Hit(frozenset([rule.id]), rule.where == "edge", rule.opens)
            return
    line.hit = _covered(line, folded, known, pack, age is not None)


def _covered(line: Line, folded: str, known: Vocabulary, pack: Pack, aged: bool) -> Hit | None:
    """The hit of a line that is made of known phrases only."""
    if line.words > MOST_WORDS:
        return None
    tokens = tokens_of(folded)
    if not tokens or len(tokens) > MOST_WORDS:
        ruler = len(set(line.text)) <= 2 and len(line.text) > 2
        if not tokens and (ruler or (len(line.text) < 12 and not CLOSING.search(line.text))):
            return Hit(frozenset(["mark"]), True, False)
        return None
    kinds: set[str] = set()
    i = 0
    while i < len(tokens):
        word = tokens[i]
        if word in (DATE, CLOCK):
            kinds.add("date" if word == DATE else "clock")
            i += 1
            continue
        size, found = _longest(tokens, i, known)
        if not size:
            return _brand_crumb(line, folded, known, pack)
        kinds |= found
        if "outlet" in found:
            line.outlets.append(known.outlets["".join(tokens[i : i + size])].name)
        i += size
    return _hit_of(line, kinds, known, folded, aged)


def _brand_crumb(line: Line, folded: str, known: Vocabulary, pack: Pack) -> Hit | None:
    """A short line of sections, a date or a menu with a name in it that nobody knows: "Some Paper | Politics"."""
    if len(line.text) > CRUMB:
        return None
    items = [item.strip() for item in CRUMBS.split(folded) if TOKEN.search(item)]
    kinds: set[str] = set()
    strange = []
    for item in items:
        found = _item_kinds(item, known)
        if found is None:
            strange.append(item)
        else:
            kinds |= found
    media = [item for item in strange if known.media and known.media.match(item) and not QUOTING.search(item)]
    limit = max(2 if media else 1, len(items) - 2 if len(items) >= MENU else 0)
    if not strange or len(strange) > limit or any(len(item.split()) > 4 for item in strange):
        return None
    telling = {k for k in kinds if k in ("date", "outlet") or (k in known.rules and not known.rules[k].crumb)}
    if not (media and len(items) == 1) and not (telling and len(items) > 1):
        return None
    name = (media or strange)[0]
    brand = known.brands.get(squash(name))
    if brand:
        line.outlets.append(brand.name)
    elif media or items[0] == strange[0]:
        line.brand = next((raw.strip() for raw in CRUMBS.split(line.text) if pack.fold(raw.strip()) == name), name)
    line.dated = "date" in kinds and bool(line.dates)
    return Hit(frozenset(kinds | {"brand"}), True, False)


def _item_kinds(item: str, known: Vocabulary) -> set[str] | None:
    """What an item of a breadcrumb is made of, or None where a word of it is not known."""
    tokens = tokens_of(item)
    kinds: set[str] = set()
    i = 0
    while i < len(tokens):
        if tokens[i] in (DATE, CLOCK):
            kinds.add("date" if tokens[i] == DATE else "clock")
            i += 1
            continue
        size, found = _longest(tokens, i, known)
        if not size:
            return None
        kinds |= found
        i += size
    return kinds


def _longest(tokens: list[str], i: int, known: Vocabulary) -> tuple[int, frozenset[str]]:
    joined, best, kinds = "", 0, NOTHING
    for j in range(i, min(len(tokens), i + 9)):
        joined += tokens[j]
        if len(joined) > LONGEST_PHRASE:
            break
        found = known.kinds.get(joined) or (NUMBER if joined.isdigit() else None)
        if found:
            best, kinds = j + 1 - i, found
    return best, kinds


def _hit_of(line: Line, kinds: set[str], known: Vocabulary, folded: str, aged: bool) -> Hit | None:
    rules = [known.rules[k] for k in kinds if k in known.rules]
    strong = [r for r in rules if not r.crumb]
    line.dated = "date" in kinds and (bool(line.dates) or aged)
    line.updated = "updated" in kinds
    if line.dated:
        return Hit(frozenset([*kinds]), True, False)
    if kinds & {"label", "updated"} and kinds & {"clock", "weekday"}:
        return Hit(frozenset(kinds), True, False)
    if not strong:
        bare = kinds <= {"number", "filler", "clock", "weekday", "label", "updated"} and line.words <= 4
        only_outlet = kinds <= {"outlet", "filler"} and "outlet" in kinds and len(line.text) < 40
        return Hit(frozenset(kinds), True, False) if bare or only_outlet else None
    if {r.id for r in strong} == {"section"} and line.words > 5 and not BREADCRUMB.search(folded):
        return None
    edge = all(r.where == "edge" for r in strong)
    return Hit(frozenset(kinds), edge, all(r.opens for r in strong), any(r.opens and r.where == "edge" for r in strong))


def _read_pieces(line: Line, pack: Pack, known: Vocabulary) -> None:
    """Furniture at the beginning or the end of a line that is something else: `line.cuts`, offsets into the page."""
    text = line.text
    for p in known.head:
        m = p.regex.match(line.folded)
        if m and m.end():
            _, at = fold_with_map(text[:EDGE_PIECE], pack)
            line.cuts.append((line.start, line.start + _offset(at, m.end()), p.rule.id))
            break
    if "(" in text or "[" in text:
        _read_brackets(line, pack, known)
    end, folded = len(text), line.folded
    for _ in range(3 if known.tail else 0):
        found = ((p, _last(p.regex, folded, max(0, len(folded) - p.reach))) for p in known.tail)
        rule, begin = next(((p.rule.id, at) for p, at in found if at >= 0), ("", -1))
        if begin < 0:
            break
        low = max(0, end - EDGE_PIECE)
        _, at = fold_with_map(text[low:end], pack)
        back = len(folded) - begin  # letters from the end, which is where the two begin to agree
        if back > len(at):
            break
        line.cuts.append((line.start + low + at[-back], line.start + end, rule))
        end = low + at[-back]
        folded = folded[:begin]
        if not end:
            break


def _read_brackets(line: Line, pack: Pack, known: Vocabulary) -> None:
    """Links in brackets between sentences ("(more details)") become cuts."""
    for p in known.inside:
        for m in p.regex.finditer(line.folded):
            if m.end() < len(line.folded):  # at the end it is a matter of the tail's patterns
                _, at = fold_with_map(line.text, pack)
                line.cuts.append((line.start + at[m.start()], line.start + at[m.end() - 1] + 1, p.rule.id))


def read_date_label(line: Line, pack: Pack, known: Vocabulary, finder: DateFinder) -> None:
    """A labelled date glued to the front of a paragraph becomes a cut."""
    folded, at = fold_with_map(line.text[:DATE_PIECE], pack)
    for found in finder.dates(folded)[:1]:
        label = squash(folded[: found.start])
        if label in known.labels or label in known.updated:
            clock = next((b for a, b, _ in finder.clocks(folded) if found.end <= a < found.end + 4), found.end)
            line.cuts.append((line.start, line.start + _offset(at, clock), "date"))
            line.dates, line.folded = [found], folded


def _offset(at: list[int], folded: int) -> int:
    """The offset in the text of a place in its folded form (`at` of `fold_with_map`)."""
    return at[folded] if folded < len(at) else at[-1] + 1


def _last(regex: re.Pattern[str], folded: str, start: int) -> int:
    """Where the match begins that reaches the end of `folded`, -1 where there is none."""
    for m in regex.finditer(folded, start):
        if m.end() > m.start() and regex.fullmatch(folded, m.start()):
            return m.start()
    return -1


def fold_with_map(text: str, pack: Pack) -> tuple[str, list[int]]:
    """`text` folded, and for each folded letter the offset of the letter of `text` it came from."""
    out: list[str] = []
    at: list[int] = []
    for i, letter in enumerate(text):
        for folded in pack.fold(letter):
            out.append(folded)
            at.append(i)
    return "".join(out), at
