"""The grammar of time expressions of one language, as its `calendar.toml` gives it, made ready for matching.

A word stands in classes (weekday, month, unit ...) with a value in each. Every set of classes gets one letter of a
private alphabet, so that a rule, written over classes, becomes a regular expression over a string that has one letter
per word. Nothing here looks at a text or knows what a value means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from msgspec import Struct
from msgspec import field as default

from naql.calendars import Month, weekdays
from naql.errors import BadPack
from naql.languages import Pack, load_pack
from naql.read.moments.numbers import number_classes, number_kinds
from naql.read.moments.patterns import Pattern, parse_pattern

FIRST_LETTER = 0xE000
GAP = "."


class Rule(Struct, forbid_unknown_fields=True, frozen=True):
    """One rule: `pattern` over classes, `make` (what the resolver does), `fixed` slots, words beside it, examples.

    `after`/`before`: words of which one must stand beside the match; `unless_*`: words that forbid it. `tight`: no
    white space inside. `reach`: how many words before are asked for `unless_after`. A `yes` example is [text, value of
    the expression this rule finds]; `no` is a text in which the rule finds nothing. Examples are
    read as of `EXAMPLE_DAY`, or of a day given as a third string.
    """

    id: str
    pattern: str
    make: str
    fixed: dict[str, str] = default(default_factory=dict)
    after: list[str] = default(default_factory=list)
    before: list[str] = default(default_factory=list)
    unless_after: list[str] = default(default_factory=list)
    unless_before: list[str] = default(default_factory=list)
    tight: bool = False
    reach: int = 1
    confidence: float = 0.9
    yes: list[list[str]] = default(default_factory=list)
    no: list[str] = default(default_factory=list)


class Tense(Struct, forbid_unknown_fields=True, frozen=True):
    """Words that tell whether a clause looks ahead.

    `prefixes`: letters before a known word that make it a future; `clitics`: those that a verb may carry in front;
    `verb_last`: the verb closes its clause, so that a word behind counts before any in front.
    """

    future: list[str] = default(default_factory=list)
    past: list[str] = default(default_factory=list)
    clitics: list[str] = default(default_factory=list)
    prefixes: list[str] = default(default_factory=list)
    breaks: list[str] = default(default_factory=list)
    before: int = 8
    after: int = 8
    verb_last: bool = False


class Conventions(Struct, forbid_unknown_fields=True, frozen=True):
    """How the language writes numeric dates: `order` of day, month, year; `years`: [from, to, calendar] of a year.

    `week_start`: the ISO weekday with which the reader's week begins, for "Saturday of next week".
    """

    order: str = "dmy"
    years: list[tuple[int, int, str]] = default(default_factory=list)
    short_years: str = "gregorian"
    decades: str = "gregorian"
    week_start: int = 1


class Numbers(Struct, forbid_unknown_fields=True, frozen=True):
    """Number words; `joiners` are the words between their parts; `units_first`: five and twenty, not twenty-five.

    `article`: letters that an ordinal of two parts carries on both or on neither.
    """

    cardinal: dict[str, list[str]] = default(default_factory=dict)
    ordinal: dict[str, list[str]] = default(default_factory=dict)
    joiners: list[str] = default(default_factory=list)
    units_first: bool = False
    article: str = ""


class CalendarFile(Struct, forbid_unknown_fields=True, frozen=True):
    """`calendar.toml`. `words`: class -> spellings, or class -> value -> spellings.

    `endings`: ends of written words whose last letter only links to the next word and is left out.
    """

    months: dict[str, Month] = default(default_factory=dict)
    weekdays: dict[str, list[str]] = default(default_factory=dict)
    conventions: Conventions = default(default_factory=Conventions)
    numbers: Numbers = default(default_factory=Numbers)
    words: dict[str, list[str] | dict[str, list[str]]] = default(default_factory=dict)
    cased: list[str] = default(default_factory=list)
    refused: list[str] = default(default_factory=list)
    joined: list[tuple[str, str, str]] = default(default_factory=list)
    variants: dict[str, str] = default(default_factory=dict)
    endings: list[str] = default(default_factory=list)
    macros: dict[str, str] = default(default_factory=dict)
    tense: Tense = default(default_factory=Tense)
    rules: list[Rule] = default(default_factory=list)


@dataclass(slots=True)
class Entry:
    """What is known of one word, or of the first word of a longer entry.

    parts: (folded letters before the part, its folded length, classes) for each part of the word.
    longer: (following folded words, classes), longest first. cased: counts only with a capital letter.
    """

    parts: list[tuple[int, int, dict[str, str]]] = field(default_factory=list)
    longer: list[tuple[tuple[str, ...], dict[str, str]]] = field(default_factory=list)
    lead: list[tuple[int, int, dict[str, str]]] = field(default_factory=list)
    cased: bool = False


@dataclass(slots=True)
class Compiled:
    """A rule ready to match: the expression over letters and (group, slot, class) of its slots."""

    rule: Rule
    regex: re.Pattern[str]
    slots: list[tuple[str, str, str]]
    after: frozenset[str]
    before: frozenset[str]
    unless_after: frozenset[str]
    unless_before: frozenset[str]
    rank: int


class Grammar:
    """The compiled grammar of a pack: words, letters of class sets, rules by their first letter."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.file = pack.table("calendar", CalendarFile)
        self.letters: dict[frozenset[str], str] = {}
        self.single: dict[str, dict[str, str]] = {}
        self.multi: dict[tuple[str, ...], dict[str, str]] = {}
        self.cased: set[str] = set()
        self.refused = {
            pack.fold(w): {v for v in self.file.refused if pack.fold(v) == pack.fold(w)} for w in self.file.refused
        }
        self.joiners = {pack.fold(w) for w in self.file.numbers.joiners}
        self.article = pack.fold(self.file.numbers.article)
        self.endings = tuple(self.file.endings)
        self._collect()
        self._literals: dict[str, str] = {}
        patterns = [(r, self._pattern(r)) for r in self.file.rules]
        self.proclitics = self._proclitics()
        for number in number_kinds():
            self.letter(number)
        self.letter({"numeric": ""})
        self.letter({"glued": ""})
        for classes in [*self.single.values(), *self.multi.values()]:
            self.letter(classes)
        self.by_letter: dict[str, list[Compiled]] = {}
        for rank, (rule, pattern) in enumerate(patterns):
            self._compile(rank, rule, pattern)
        self.known: dict[str, Entry | None] = {}
        self.first_words: dict[str, list[tuple[tuple[str, ...], dict[str, str]]]] = {}
        for words, classes in sorted(self.multi.items(), key=lambda kv: -len(kv[0])):
            self.first_words.setdefault(words[0], []).append((words[1:], classes))
        self.future = frozenset(map(pack.fold, self.file.tense.future))
        self.past = frozenset(map(pack.fold, self.file.tense.past))
        self.breaks = frozenset(map(pack.fold, self.file.tense.breaks))
        self.verb_clitics = frozenset(("", *map(pack.fold, self.file.tense.clitics)))
        self.future_prefixes = tuple(map(pack.fold, self.file.tense.prefixes))

    def letter(self, classes: dict[str, str]) -> str:
        """The letter of a set of classes."""
        key = frozenset(classes)
        return self.letters.setdefault(key, chr(FIRST_LETTER + len(self.letters)))

    def _add(self, spelling: str, kind: str, value: str) -> None:
        words = tuple(self.pack.fold(w) for w in spelling.split())
        if not words:
            return
        for letter, plain in self.file.variants.items():
            if any(letter in w for w in words):
                self._put(tuple(w.replace(letter, plain) for w in words), kind, value)
        self._put(words, kind, value)

    def _put(self, words: tuple[str, ...], kind: str, value: str) -> None:
        if len(words) == 1:
            self.single.setdefault(words[0], {})[kind] = value
        else:
            self.multi.setdefault(words, {})[kind] = value

    def _collect(self) -> None:
        file = self.file
        for month in file.months.values():
            for name in month.names:
                self._add(name, "month", f"{month.calendar}-{month.number}")
        for name, number in weekdays(self.pack).items():
            self._add(name, "weekday", str(number))
        for kind, entries in file.words.items():
            by_value = {kind: entries} if isinstance(entries, list) else entries
            for value, spellings in by_value.items():
                for spelling in spellings:
                    self._add(spelling, kind, value)
        for ordinal, table in ((False, file.numbers.cardinal), (True, file.numbers.ordinal)):
            for written, spellings in table.items():
                for spelling in spellings:
                    for kind, value in number_classes(int(written), None, ordinal).items():
                        self._add(spelling, kind, value)
        for word, classes in self.single.items():
            if classes.keys() & set(file.cased):
                self.cased.add(word)

    def _pattern(self, rule: Rule) -> Pattern:
        try:
            pattern = parse_pattern(rule.pattern, self.file.macros)
        except ValueError as error:
            raise BadPack(f"calendar.toml: {rule.id}: {error}") from error
        for literal in pattern.literals():
            self._add(literal, self._literals.setdefault(literal, f"={len(self._literals)}"), literal)
        return pattern

    def _proclitics(self) -> list[str]:
        """Strings of proclitics that a word of the lexicon may carry, longest first; empty where there are none."""
        letters = list(self.pack.clitics.proclitics)
        return [a + b for a in letters for b in letters if a != b] + letters

    def _compile(self, rank: int, rule: Rule, pattern: Pattern) -> None:
        fold = self.pack.fold

        def members(kind: str) -> str:
            name = self._literals.get(kind[1:], kind) if kind.startswith("'") else kind
            want, refuse = set(re.findall(r"(?:^|&)([^&-]+)", name)), set(re.findall(r"-([^&-]+)", name))
            found = "".join(c for classes, c in self.letters.items() if want <= classes and not refuse & classes)
            if not found:
                raise BadPack(f"calendar.toml: {rule.id}: no word is in class {kind}")
            return found

        source, slots = pattern.regex(members)
        compiled = Compiled(
            rule,
            re.compile(source),
            [(g, s, re.split("[-&]", k)[0]) for g, s, k in slots],
            frozenset(map(fold, rule.after)),
            frozenset(map(fold, rule.before)),
            frozenset(map(fold, rule.unless_after)),
            frozenset(map(fold, rule.unless_before)),
            rank,
        )
        for letter in pattern.first(members):
            self.by_letter.setdefault(letter, []).append(compiled)


@cache
def grammar(lang: str) -> Grammar:
    """The compiled grammar of an installed language; raises BadPack with the rule where the data is wrong."""
    return Grammar(load_pack(lang))
