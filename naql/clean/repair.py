"""Letters and joiners repaired: which ranges of a page's text read differently in the copy.

What is repaired is data (`[repair]` of letters.toml: letters of another keyboard, marks that say nothing, marks that
need a blank); the forms of the repairs are here: letters, entities, presentation forms, hamza written apart, blanks.
Joiners have models of their own (`naql.clean.joiners`). The page's text itself never changes.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from heapq import merge

from msgspec import Struct, field

from naql.clean.align import Change
from naql.clean.joiners import joiners_of
from naql.languages import Pack
from naql.records import Span

FORMS = "\ufb50-\ufdfb\ufe70-\ufefc"
BLANKS = "\\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
HIDDEN = "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"


class RepairTable(Struct, frozen=True, forbid_unknown_fields=True):
    """`[repair]` of letters.toml.

    letters: letter -> letter. drop: marks taken out. tight: marks with no blank before them. loose: marks with one
    behind them. finals: words (as they should read) whose last letter another keyboard cannot write.
    """

    letters: dict[str, str] = field(default_factory=dict)
    drop: str = ""
    tight: str = ""
    loose: str = ""
    finals: list[str] = field(default_factory=list)


class LettersFile(Struct, frozen=True):
    """letters.toml, the part that is needed here."""

    repair: RepairTable = RepairTable()


class Letters:
    """The letter repairs of one pack, as one regular expression. Build with `letters_of`, which caches."""

    def __init__(self, pack: Pack) -> None:
        table = pack.table("letters", LettersFile).repair
        self.map = {**table.letters}
        self.finals: dict[str, str] = {}
        for word in table.finals:
            other = {wrong for wrong in table.letters if pack.fold(wrong) == pack.fold(word[-1]) and wrong != word[-1]}
            self.finals |= {word[:-1] + wrong: word for wrong in other}
        drop, tight, loose = (re.escape(s) for s in (table.drop, table.tight, table.loose))
        parts = [
            r"(?P<entity>&(?:\#\d{2,6}|\#[xX][0-9a-fA-F]{2,5}|[a-zA-Z]{2,8});)",
            rf"(?P<drop>[{HIDDEN}{drop}]+)",
            rf"(?P<forms>[{FORMS}]+)",
            r"(?P<apart>[\u0627\u0648\u064a][\u0653-\u0655])",
            r"(?P<joiner>(?:(?<=\s)|^)\u200c+|\u200c+(?=\s|$|[^\w\s])|(?<=\u200c)\u200c+)",
            rf"(?P<blank>(?<=\S)[ {BLANKS}]{{2,}}(?=\S)|[{BLANKS}])",
        ]
        if self.finals:
            words = "|".join(sorted(map(re.escape, self.finals), key=len, reverse=True))
            parts.append(rf"(?P<final>(?<!\w)(?:{words})(?!\w))")
        if self.map:
            parts.append(f"(?P<letter>[{''.join(map(re.escape, self.map))}]+)")
        if tight:
            parts.append(rf"(?P<tight>(?<=\w) (?=[{tight}](?:\s|$)))")
            parts.append(rf"(?P<swapped>(?<=\w) [{tight}](?=[^\W\d_]))")
        if loose:
            parts.append(rf"(?P<loose>(?<=[^\W\d_A-Z][^\W\d_A-Z])[{loose}](?=[^\W\d_a-z][^\W\d_]))")
        self.regex = re.compile("|".join(parts), re.MULTILINE)
        self._table = str.maketrans(self.map)

    def changes(self, text: str, start: int, end: int) -> Iterator[Change]:
        """The repairs inside [start, end), in order."""
        for m in self.regex.finditer(text, start, end):
            new = self._new(m.lastgroup or "", m.group())
            if new != m.group():
                yield m.start(), m.end(), new

    def _new(self, kind: str, old: str) -> str:
        if kind == "letter":
            return old.translate(self._table)
        if kind in ("drop", "joiner", "tight"):
            return ""
        if kind == "blank":
            return " "
        if kind == "final":
            return self.finals[old]
        if kind == "swapped":
            return old[::-1]
        if kind == "loose":
            return old + " "
        if kind == "entity":
            return html.unescape(old).replace("\u00a0", " ")
        return unicodedata.normalize("NFKC" if kind == "forms" else "NFC", old).translate(self._table)


def find_repairs(text: str, pack: Pack, keep: Sequence[Span]) -> Iterator[Change]:
    """(start, end, new letters) in order, none overlapping, each inside one kept range of `text`."""
    letters = letters_of(pack)
    joiners = joiners_of(pack)
    plain = (c for span in keep for c in letters.changes(text, span.start, span.end))
    at = 0
    for change in merge(joiners.changes(text, keep) if joiners else (), plain, key=lambda c: (c[0], c[1])):
        if change[0] >= at:
            yield change
            at = change[1]


_CACHE: dict[str, Letters] = {}


def letters_of(pack: Pack) -> Letters:
    """The pack's letter repairs, built once."""
    if pack.lang not in _CACHE:
        _CACHE[pack.lang] = Letters(pack)
    return _CACHE[pack.lang]
