"""Joiners (U+200C) put back where they were deleted or turned into blanks.

For each word the corpus decides where it is of one mind; otherwise a small model does. How ready both are to change a
text depends on the text: one that has its joiners is left alone but for what is all but certain, one that lost them is
repaired. Nothing is done in a language whose pack has no such models.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter

import pycrfsuite
from msgspec import Struct, field

from naql.clean import joiner_features as features
from naql.clean.align import Change
from naql.clean.joiner_lexicon import JOINER, Lexicon, joiner_places, load_lexicon
from naql.languages import Pack
from naql.records import Span

WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u064b-\u0655\u0670\u0640\u200c])*")
SURE_COUNT, MOSTLY, OFTEN, REMEMBERED = 5, 0.96, 2, 60_000
LIKELY, DAMAGED = 0.5, 0.35
CERTAIN = 0.9998
STRANGE = 0.93  # the least chance at which a word is split into parts that the corpus lacks: foreign names stay whole
FEW = 3
APART = 12
Places = list[tuple[int, float]]
Words = tuple[list[str], list[str], list[int]]
"""Words as written, their keys, where they begin."""
OPEN: Places = []
"""Stands for "not decided by the word alone"; compared by identity."""


class JoinersTable(Struct, frozen=True, forbid_unknown_fields=True):
    """`[joiners]` of letters.toml: endings whose first letter may belong to the word or to the ending."""

    contested: list[str] = field(default_factory=list)


class LettersFile(Struct, frozen=True):
    """letters.toml, the part that is needed here."""

    joiners: JoinersTable = JoinersTable()


def contested_endings(pack: Pack) -> frozenset[str]:
    """The endings that only the context can decide on."""
    return frozenset(pack.fold(e) for e in pack.table("letters", LettersFile).joiners.contested)


@dataclass(frozen=True, slots=True)
class Guess:
    """A joiner that may be missing: the change that would restore it, and how likely it is."""

    change: Change
    chance: float
    inside: bool


class Joiners:
    """The joiner models of one pack. Build with `joiners_of`, which caches."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.lexicon: Lexicon = load_lexicon(pack.model("joiner_forms.tsv"), pack.model("joiner_pairs.tsv"))
        self.contested = contested_endings(pack)
        self._endings = tuple(self.contested)
        self._inside, self._between = pycrfsuite.Tagger(), pycrfsuite.Tagger()
        self._inside.open(str(pack.model("joiners_inside.crfsuite")))
        self._between.open(str(pack.model("joiners_between.crfsuite")))
        self._pair = lru_cache(REMEMBERED)(self._tag_pair)
        self._joined, self._certain = self._from_corpus()
        lexicon = self.lexicon
        self._joined_pairs = {p for p, n in lexicon.joined.items() if n >= SURE_COUNT and n > lexicon.beside.get(p, 0)}
        self._apart = {p for p, n in lexicon.beside.items() if n >= APART and p not in lexicon.joined}
        self._keys: dict[str, str] = {}
        self._decided: dict[str, Places] = {}

    def _from_corpus(self) -> tuple[frozenset[str], dict[str, list[int]]]:
        """The words that the corpus writes with joiners nearly always, and those of them that are beyond doubt."""
        joined, certain = [], {}
        for key, forms in self.lexicon.forms.items():
            agreed = _agreed(forms)
            if agreed and JOINER in agreed[0]:
                joined.append(key)
                if 1.0 - 0.5 / agreed[1] >= CERTAIN:
                    certain[key] = joiner_places(agreed[0])
        return frozenset(joined), certain

    def changes(self, text: str, keep: Sequence[Span]) -> list[Change]:
        """The joiners missing in the kept ranges of `text`, as changes in order."""
        ranges = [self._words(text, span.start, span.end) for span in keep]
        have = sum(text.count(JOINER, span.start, span.end) for span in keep)
        missing = {True: 0, False: 0}
        for words in ranges:
            inside, between = self._surely_missing(text, words)
            missing[True] += inside
            missing[False] += between
        floors = _floors(missing, have)
        if min(floors.values()) >= CERTAIN:
            return [change for words in ranges for change in self._certain_changes(words)]
        guesses = [g for words in ranges for g in self._guesses(text, words)]
        for inside in (True, False):
            missing[inside] = sum(g.chance >= LIKELY for g in guesses if g.inside is inside)
        floors = _floors(missing, have)
        return [g.change for g in guesses if g.chance >= floors[g.inside]]

    def _words(self, text: str, start: int, end: int) -> Words:
        """The words of a range, their keys and where they begin."""
        matches = list(WORD.finditer(text, start, end))
        forms = [m.group() for m in matches]
        keys = [self._keys.get(form) or self._key(form) for form in forms]
        return forms, keys, [m.start() for m in matches]

    def _surely_missing(self, text: str, words: Words) -> tuple[int, int]:
        """How many joiners the corpus alone says are missing: inside words, and in blanks."""
        forms, keys, _ = words
        joined, pairs = self._joined, self._joined_pairs
        inside = sum(key in joined and JOINER not in form for key, form in zip(keys, forms, strict=True))
        between = sum(pair in pairs for pair in pairwise(keys))
        return inside, between

    def _certain_changes(self, words: Words) -> Iterator[Change]:
        for form, key, start in zip(*words, strict=True):
            if key in self._certain and JOINER not in form:
                for at in self._certain[key]:
                    place = start + _raw_offset(form, at, self.pack)
                    yield place, place, JOINER

    def _guesses(self, text: str, words: Words) -> Iterator[Guess]:
        """Every joiner that may be missing in a range, in order."""
        forms, keys, starts = words
        decided, last = self._decided, len(keys) - 1
        for i, key in enumerate(keys):
            form, first = forms[i], starts[i]
            if i and text[first - 1] == " " and starts[i - 1] + len(forms[i - 1]) == first - 1:
                yield from self._in_blank(words, i)
            if JOINER in form:
                continue
            places = decided.get(key, OPEN)
            if places is OPEN:
                before = keys[i - 1] if i else features.EDGE[0]
                places = self.inside(key, before, keys[i + 1] if i < last else features.EDGE[1])
            for at, chance in places:
                place = first + _raw_offset(form, at, self.pack)
                yield Guess((place, place, JOINER), chance, True)

    def _key(self, word: str) -> str:
        """The folded word; remembered, since words come again and again."""
        key = self._keys.get(word)
        if key is None:
            if len(self._keys) > REMEMBERED:
                self._keys.clear()
            key = self._keys[word] = self.pack.fold(word)
        return key

    def _in_blank(self, words: Words, i: int) -> Iterator[Guess]:
        """A guess for the blank before word `i`, where a joiner is more likely than not."""
        forms, keys, starts = words
        left, right = forms[i - 1], forms[i]
        x = self._key(left.rsplit(JOINER, 1)[-1]) if JOINER in left else keys[i - 1]
        y = self._key(right.split(JOINER, 1)[0]) if JOINER in right else keys[i]
        if x and y and (x, y) not in self._apart and features.plausible(x, y, self.lexicon):
            before = keys[i - 2] if i > 1 else features.EDGE[0]
            behind = keys[i + 1] if i + 1 < len(keys) else features.EDGE[1]
            chance = self._pair(before, x, y, behind)
            if chance >= LIKELY:
                yield Guess((starts[i] - 1, starts[i], JOINER), chance, False)

    def inside(self, key: str, before: str, behind: str) -> Places:
        """(letter index, chance) of the joiners that the word `key` lacks; chance is at least one half."""
        forms = self.lexicon.forms.get(key)
        if len(key) < FEW:
            places: Places = []
        elif forms and (agreed := _agreed(forms)):
            form, count = agreed
            places = [(at, 1.0 - 0.5 / count) for at in joiner_places(form)]
        elif key.endswith(self._endings) or (forms and len(forms) > 1):
            return self._tag(features.inside(key, self.lexicon, (before, behind), self.contested))
        else:
            places = self._tag(features.inside(key, self.lexicon, None, self.contested))
            if not forms:
                places = [p for p in places if p[1] >= STRANGE or self._known_parts(key[: p[0]], key[p[0] :])]
        if len(self._decided) > REMEMBERED:
            self._decided.clear()
        self._decided[key] = places
        return places

    def _known_parts(self, left: str, right: str) -> bool:
        """Whether both sides of a joiner in a word that the corpus lacks are there: names are not to be split."""
        lexicon = self.lexicon
        return (left in lexicon.plain or left in lexicon.fronts) and (right in lexicon.plain or right in lexicon.backs)

    def _tag(self, rows: list[list[str]]) -> Places:
        labels = self._inside.tag(rows)
        return [
            (i, max(LIKELY, self._inside.marginal(features.JOIN, i)))
            for i, label in enumerate(labels)
            if label == features.JOIN
        ]

    def _tag_pair(self, before: str, x: str, y: str, behind: str) -> float:
        self._between.set([features.between((before, x, y, behind), self.lexicon)])
        return self._between.marginal(features.JOIN, 0)


def _agreed(forms: dict[str, int]) -> tuple[str, int] | None:
    """The form that the corpus writes nearly always, with its count; None where it is not of one mind or too small."""
    form, count = max(forms.items(), key=itemgetter(1))
    least = SURE_COUNT if len(forms) == 1 else MOSTLY * sum(forms.values()) + OFTEN
    return (form, count) if count >= least else None


def _floors(missing: dict[bool, int], have: int) -> dict[bool, float]:
    """The least chance at which a text is changed, for joiners inside words (True) and for those in blanks (False).

    Where what seems missing in one of the two ways is a small share of all joiners, the text did not lose them that
    way: its writer did without, and only what is all but certain is changed.
    """
    total = have + missing[True] + missing[False]
    healthy = {inside: total >= FEW and missing[inside] < DAMAGED * total for inside in (True, False)}
    return {inside: CERTAIN if healthy[inside] else LIKELY for inside in (True, False)}


def _raw_offset(word: str, folded: int, pack: Pack) -> int:
    """Where the letter of folded index `folded` begins in the word as written."""
    if len(word) == len(pack.fold(word)):
        return folded
    seen = 0
    for i, letter in enumerate(word):
        if pack.fold(letter):
            if seen == folded:
                return i
            seen += 1
    return len(word)


_CACHE: dict[str, Joiners | None] = {}


def joiners_of(pack: Pack) -> Joiners | None:
    """The pack's joiner models, or None where it has none."""
    if pack.lang not in _CACHE:
        _CACHE[pack.lang] = Joiners(pack) if pack.path("models", "joiners_inside.crfsuite").exists() else None
    return _CACHE[pack.lang]
