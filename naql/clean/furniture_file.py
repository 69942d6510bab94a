"""The shape of a pack's furniture.toml, compiled for matching: phrases that make up lines of a page but no article.

Matching is done on folded text; a phrase is known by its letters and digits alone ("squashed"), so that a joiner or a
blank inside it may be missing or in its place. What a match means for the page is decided in `naql.clean.furniture`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from msgspec import Struct, field

from naql.calendars import weekdays
from naql.languages import Pack
from naql.outlets import Outlet, load_outlets, outlets_by_name

REACH, LONG_REACH = 64, 320
DATE, CLOCK = "\ue000", "\ue001"
TOKEN = re.compile(r"\d+|[^\W\d_]+|[\ue000\ue001]")
SLOTS = {
    "n": r"\d+",
    "date": DATE,
    "clock": CLOCK,
    "word": r"\w+(?:[ \u060c]+\w+){0,3}",
    "rest": r".+",
    "code": r"[\w\d]{0,10}",
}


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases of one kind; a line made of phrases alone is furniture."""

    id: str
    phrases: list[str]
    yes: list[str]
    no: list[str]
    where: str = "any"
    opens: bool = False
    crumb: bool = False


class Pattern(Struct, frozen=True, forbid_unknown_fields=True):
    """A phrase with slots that makes up a whole line, its beginning or its end, or stands inside it in brackets.

    at: line, head, tail or inside; the brackets of the last are not part of the pattern.
    """

    id: str
    pattern: str
    yes: list[str]
    no: list[str]
    at: str = "line"
    where: str = "any"
    opens: bool = False
    keeps: bool = False


class ImprintWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What stands around a page's date and names: labels, eras, day order, calendar of small years, ages.

    own: credits in which a page names itself; reports: the same, unless the outlet is an agency, which others name so
    too; first: credits that name another's report as often, so that they count for the page only where they come
    before the credit of an agency.
    """

    low_years: str
    day_order: str
    labels: list[str]
    updated: list[str]
    words: list[str]
    afternoon: list[str]
    today: list[str]
    byline: list[str]
    month_suffix: str
    ago: list[tuple[str, str]]
    own: list[str]
    reports: list[str]
    first: list[str] = field(default_factory=list)
    joints: list[str] = field(default_factory=list)
    media: list[str] = field(default_factory=list)


class Strangers(Struct, frozen=True, forbid_unknown_fields=True):
    """When trailing paragraphs are leads of other stories; see `naql.clean.strangers`."""

    least: int
    most_shared: float
    continues: list[str]


class FurnitureFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`furniture.toml`."""

    imprint: ImprintWords
    fillers: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    patterns: list[Pattern] = field(default_factory=list)
    strangers: Strangers | None = None


@dataclass(frozen=True, slots=True)
class Compiled:
    """A pattern as a regular expression over folded text, and how many letters it may be long at a line's end."""

    rule: Pattern
    regex: re.Pattern[str]
    reach: int


@dataclass(frozen=True, slots=True)
class Credit:
    """What stands before and behind an outlet's name where the page credits itself."""

    before: re.Pattern[str]
    after: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """furniture.toml compiled. `parts`: squashed phrase -> its parts' ids; `kinds`: the same
    for every kind of known phrase; `beginnings`: what these begin with; `outlets`: squashed name -> outlet;
    `brands`: also the names that mean one only where a brand is expected; `brand_beginnings`: what these begin with;
    `brand_words`: words, or words written as one, with which they begin."""

    file: FurnitureFile
    parts: dict[str, tuple[str, ...]]
    rules: dict[str, Part]
    kinds: dict[str, frozenset[str]]
    beginnings: frozenset[str]
    labels: frozenset[str]
    updated: frozenset[str]
    outlets: dict[str, Outlet]
    media: re.Pattern[str] | None
    brands: dict[str, Outlet]
    brand_beginnings: frozenset[str]
    brand_words: frozenset[str]
    own: tuple[Credit, ...]
    reports: tuple[Credit, ...]
    first: tuple[Credit, ...]
    line: tuple[Compiled, ...]
    any_line: re.Pattern[str]
    head: tuple[Compiled, ...]
    tail: tuple[Compiled, ...]
    inside: tuple[Compiled, ...]


def tokens_of(folded: str) -> list[str]:
    """Runs of letters and runs of digits, in order."""
    out: list[str] = []
    for word in folded.split():
        if word.isalpha():  # asking this first is several times faster
            out.append(word)
        else:
            out += TOKEN.findall(word)
    return out


def squash(folded: str) -> str:
    """Letters and digits only."""
    return "".join(tokens_of(folded))


def regex_of(pattern: str, pack: Pack) -> str:
    """A pattern with slots as a regular expression over folded text; blanks and joiners in it may be missing."""
    out: list[str] = []
    for piece in re.split(r"(\{\w+\})", pattern):
        if piece[:1] == "{" and piece[1:-1] in SLOTS:
            out.append(f"(?P<{piece[1:-1]}{len(out)}>{SLOTS[piece[1:-1]]})")
            continue
        folded = re.sub(r"\\.|[^\\]+", lambda m: _folded(m.group(), pack), piece)
        folded = re.sub(r" : ?", r"\\s*[:：]\\s*", folded)
        whole_word = folded.endswith(" ") and len(folded) > 1
        folded = re.sub(r"(?<!\?) (?!\?)", r"[\\s:\\-–|]*", folded.removesuffix(" ") if whole_word else folded)
        out.append(folded + (r"(?![^\W\d_])[\s:\-–|]*" if whole_word else ""))
    return "".join(out)


def _folded(piece: str, pack: Pack) -> str:
    """A piece of a pattern folded, with a blank that may stand where a joiner was; escapes stay as they are."""
    if piece[0] == "\\":
        return piece
    return " ".join(r"\s?".join(map(pack.fold, word.split("\u200c"))) for word in piece.split(" "))


def _compiled(file: FurnitureFile, at: str, pack: Pack) -> tuple[Compiled, ...]:
    around = {
        "line": (r"[\W_]*", r"[\W_]*"),
        "head": (r"[\W_]*", r""),
        "tail": (r"", r"[\W_]*"),
        "inside": (r"[(\[]\s?", r"[\s.…:]*[)\]]"),
    }[at]
    return tuple(
        Compiled(
            p,
            re.compile(around[0] + "(?:" + regex_of(p.pattern, pack) + ")" + around[1]),
            LONG_REACH if "{rest}" in p.pattern or "{word}" in p.pattern else REACH,
        )
        for p in file.patterns
        if p.at == at
    )


def vocabulary(pack: Pack) -> Vocabulary:
    """The pack's furniture file, compiled once per pack."""
    known = _CACHE.get(pack.lang)
    if known is None:
        known = _CACHE[pack.lang] = _build(pack)
    return known


def _build(pack: Pack) -> Vocabulary:
    file = pack.table("furniture", FurnitureFile)

    def squashed(words: Iterable[str]) -> frozenset[str]:
        return frozenset(k for k in (squash(pack.fold(w)) for w in words) if k)

    parts: dict[str, tuple[str, ...]] = {}
    for part in file.parts:
        for key in squashed(part.phrases):
            parts[key] = (*parts.get(key, ()), part.id)
    labels, updated, outlets = squashed(file.imprint.labels), squashed(file.imprint.updated), _outlets(pack)
    kinds: dict[str, frozenset[str]] = {}
    others = (
        ("filler", squashed([*file.fillers, *file.imprint.words])),
        ("weekday", squashed(weekdays(pack))),
        ("outlet", outlets),
        ("label", labels),
        ("updated", updated),
    )
    for kind, keys in others:
        kinds |= dict.fromkeys(keys, frozenset([kind]))
    kinds |= {key: frozenset(found) for key, found in parts.items()}
    return Vocabulary(
        file=file,
        parts=parts,
        rules={p.id: p for p in file.parts},
        kinds=kinds,
        beginnings=_beginnings(kinds),
        labels=labels,
        updated=updated,
        outlets=outlets,
        media=_media(pack, file.imprint.media),
        brands=(brands := _brands(pack)),
        brand_beginnings=_beginnings(brands),
        brand_words=_first_words(brands.values(), pack),
        own=tuple(_credit(c, pack) for c in file.imprint.own),
        reports=tuple(_credit(c, pack) for c in file.imprint.reports),
        first=tuple(_credit(c, pack) for c in file.imprint.first),
        line=(line := _compiled(file, "line", pack)),
        any_line=re.compile("|".join(re.sub(r"\?P<\w+>", "?:", p.regex.pattern) for p in line) or "$^"),
        head=_compiled(file, "head", pack),
        tail=_compiled(file, "tail", pack),
        inside=_compiled(file, "inside", pack),
    )


def _beginnings(names: Iterable[str]) -> frozenset[str]:
    """All that the names begin with, they themselves among it."""
    return frozenset(name[:i] for name in names for i in range(1, len(name) + 1))


def _first_words(outlets: Iterable[Outlet], pack: Pack) -> frozenset[str]:
    """What names of these outlets may begin with as a word: the first word, the first two written as one, and so on."""
    out: set[str] = set()
    for outlet in outlets:
        for names in outlet.names.values():
            for name in names:
                words = tokens_of(pack.fold(name))
                out.update("".join(words[:i]) for i in range(1, len(words) + 1))
    return frozenset(out)


def _outlets(pack: Pack) -> dict[str, Outlet]:
    """Squashed name -> outlet, of the names that stand for it alone."""
    return {squash(name): outlet for name, outlet in outlets_by_name(pack.fold).items() if len(squash(name)) > 1}


def _brands(pack: Pack) -> dict[str, Outlet]:
    """Squashed name -> outlet, of those that publish in the pack's language, with all their names."""
    own = [o for o in load_outlets() if pack.lang in o.languages]
    return {squash(pack.fold(name)): o for o in own for names in o.names.values() for name in names}


def _media(pack: Pack, words: list[str]) -> re.Pattern[str] | None:
    """A name that begins or ends with a word for a medium ("newspaper", "agency")."""
    any_word = "|".join(regex_of(w, pack) for w in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?:{any_word})\s\S|\S.*\s(?:{any_word})$") if words else None


def _credit(pattern: str, pack: Pack) -> Credit:
    before, _, after = pattern.partition("{outlet}")
    return Credit(
        re.compile(("" if before[:1] == "^" else r"(?<!\w)") + regex_of(before, pack) + "$"),
        re.compile(regex_of(after, pack) + r"(?!\w)" if after and after[-1] != ":" else regex_of(after, pack)),
    )


_CACHE: dict[str, Vocabulary] = {}
