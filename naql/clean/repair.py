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
from naql.clean.joiner_lexicon import JOINER
from naql.clean.joiners import joiners_of
from naql.languages import Pack
from naql.records import Span

FORMS = "\ufb50-\ufdfb\ufe70-\ufefc"
BLANKS = "\\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
ENTITY = re.compile(r"&(?:\#\d{2,6}|\#[xX][0-9a-fA-F]{2,5}|[a-zA-Z]{2,8});")
HAMZA_BASES = ("\u0627", "\u0648", "\u064a")
HIDDEN = "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
HIDDEN_SIGN, FORM, BLANK_RUN = re.compile(f"[{HIDDEN}]"), re.compile(f"[{FORMS}]"), re.compile(f"[{BLANKS} ]+")


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
    """The letter repairs of one pack. Build with `letters_of`, which caches.

    Each kind of repair is a regular expression that begins with a set of letters, so that the engine can run ahead to
    the next one; one expression for all would be tried at every letter.
    """

    def __init__(self, pack: Pack) -> None:
        table = pack.table("letters", LettersFile).repair
        self._map = {ord(a): b for a, b in table.letters.items()}
        drop, tight, loose = (re.escape(s) for s in (table.drop, table.tight, table.loose))
        letters = "".join(map(re.escape, table.letters))
        self._drop = frozenset(table.drop)
        self.signs = re.compile(rf"[{HIDDEN}{BLANKS}{FORMS}\u0653-\u0655\u200c{drop}]+")
        self.letters = re.compile(f"[{letters}]+") if letters else None
        self.blanks = re.compile(
            rf" (?:(?P<tight>(?=[{tight or 'x'}](?:\s|$)))|(?P<swap>[{tight or 'x'}](?=[^\W\d_]))| +(?=\S))"
        )
        self.loose = re.compile(rf"[{loose}](?=[^\W\d_a-z][^\W\d_])") if loose else None
        self._finals = {w: good for good in table.finals for w in self._misspelt(good, table.letters, pack)}
        words = "|".join(sorted(map(re.escape, self._finals), key=len, reverse=True))
        self.finals = re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None

    def _misspelt(self, word: str, letters: dict[str, str], pack: Pack) -> set[str]:
        return {word[:-1] + wrong for wrong in letters if pack.fold(wrong) == pack.fold(word[-1]) and wrong != word[-1]}

    def changes(self, text: str, start: int, end: int) -> list[Change]:
        """The repairs inside [start, end), in order, none overlapping."""
        found = [c for m in self.signs.finditer(text, start, end) for c in self._signs(text, m, start, end)]
        if self.letters and (first := self.letters.search(text, start, end)):
            if self.finals:
                found += [(m.start(), m.end(), self._finals[m.group()]) for m in self.finals.finditer(text, start, end)]
            more = self.letters.finditer(text, first.start(), end)
            found += [(m.start(), m.end(), m.group().translate(self._map)) for m in more]
        found += [
            self._blank(m) for m in self.blanks.finditer(text, start, end) if text[m.start() - 1 : m.start()].strip()
        ]
        if self.loose:
            marks = self.loose.finditer(text, start, end)
            found += [(m.start(), m.end(), m.group() + " ") for m in marks if _lower_word(text, m.start())]
        if "&" in text:
            found += [(m.start(), m.end(), _character(m.group())) for m in ENTITY.finditer(text, start, end)]
        return _in_order(found)

    def _signs(self, text: str, m: re.Match[str], low: int, high: int) -> Iterator[Change]:
        """Repairs of a run of hidden marks, odd blanks, presentation forms, hamza written apart, joiners."""
        start, end, run = m.start(), m.end(), m.group()
        if run == JOINER:
            before, behind = text[max(low, start - 1) : start], text[end : min(high, end + 1)]
            if not before or not behind or before.isspace() or not (behind.isalnum() or "\u064b" <= behind <= "\u0670"):
                yield start, end, ""
            return
        base = text[start - 1 : start] if start > low else ""
        if base in HAMZA_BASES and "\u0653" <= run[0] <= "\u0655":
            yield start - 1, end, unicodedata.normalize("NFC", base + run[0]) + self._plain(run[1:])
        else:
            new = self._plain(run)
            if new != run:
                yield start, end, new

    def _plain(self, run: str) -> str:
        out = "".join(c for c in run if c not in self._drop and not HIDDEN_SIGN.match(c))
        out = unicodedata.normalize("NFKC", out) if FORM.search(out) else out
        out = re.sub(JOINER + "{2,}", JOINER, BLANK_RUN.sub(" ", out))
        return out.translate(self._map)

    def _blank(self, m: re.Match[str]) -> Change:
        if m["tight"] is not None:
            return m.start(), m.end(), ""
        return m.start(), m.end(), m["swap"] + " " if m["swap"] else " "


def _lower_word(text: str, at: int) -> bool:
    """Whether two letters stand before `at`, neither of them a capital: the end of a word, no initial, no number."""
    before = text[max(0, at - 2) : at]
    return len(before) == 2 and before.isalpha() and not any(c.isupper() for c in before)


def _character(entity: str) -> str:
    return html.unescape(entity).replace("\u00a0", " ")


def _in_order(found: list[Change]) -> list[Change]:
    out: list[Change] = []
    for change in sorted(found, key=lambda c: (c[0], -c[1])):
        if not out or change[0] >= out[-1][1]:
            out.append(change)
    return out


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
