"""Rows of units -> matches: at each unit the longest match of any rule, the earlier rule where two are equally long.

Conditions on the words beside a match are tried here; values are worked out elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from naql.read.moments.grammar import Compiled, Grammar, Rule
from naql.read.moments.units import Row, Unit
from naql.read.tokens import Words


@dataclass(slots=True)
class Match:
    """One rule's match: offsets into the text, units [first, last], slots filled."""

    rule: Rule
    start: int
    end: int
    first: int
    last: int
    slots: dict[str, str]


def find_matches(row: Row, words: Words, grammar: Grammar) -> list[Match]:
    """The matches in order, none overlapping another."""
    found: list[Match] = []
    letters, by_letter = row.letters, grammar.by_letter
    at, size = 0, len(letters)
    while at < size:
        rules = by_letter.get(letters[at])
        best = _longest(rules, at, row, words) if rules else None
        if best is None:
            at += 1
            continue
        found.append(best)
        at = best.last + 1
    return found


def _longest(rules: list[Compiled], at: int, row: Row, words: Words) -> Match | None:
    tried = []
    for compiled in rules:
        m = compiled.regex.match(row.letters, at)
        if m is not None and m.end() > at:
            tried.append((-m.end(), compiled.rank, compiled, m))
    if len(tried) > 1:
        tried.sort(key=lambda t: t[:2])
    for negative, _, compiled, m in tried:
        end = -negative
        first, last = row.units[at], row.units[end - 1]
        assert first is not None and last is not None
        if not _holds(compiled, row, at, end, first, last, words):
            continue
        slots = dict(compiled.rule.fixed)
        for group, slot, kind in compiled.slots:
            place = m.start(group)
            if place >= 0 and slot not in slots:
                unit = row.units[place]
                assert unit is not None
                slots[slot] = unit.classes[kind]
        return Match(compiled.rule, first.start, last.end, at, end - 1, slots)
    return None


def _holds(c: Compiled, row: Row, at: int, end: int, first: Unit, last: Unit, words: Words) -> bool:
    if c.rule.tight:
        for n in range(at + 1, end):
            a, b = row.units[n - 1], row.units[n]
            if a is not None and b is not None and a.end != b.start:
                return False
    if c.after or c.unless_after:
        before = words_before(first, at, row, words)
        if c.rule.reach > 1:
            before |= frozenset(words.norm[max(first.word - c.rule.reach, 0) : first.word])
        if c.after and not before & c.after:
            return False
        if before & c.unless_after:
            return False
    if c.before or c.unless_before:
        behind = words_behind(last, words)
        if c.before and not behind & c.before:
            return False
        if behind & c.unless_before:
            return False
    return True


def words_before(first: Unit, at: int, row: Row, words: Words) -> frozenset[str]:
    """The word before a unit as it is and without proclitics, and with the one before it; "^" at a line's start.

    Where the unit carries proclitics these are the words before it.
    """
    found: set[str] = set()
    n = at - 1
    while n >= 0 and row.units[n] is not None and row.units[n].word == first.word and row.units[n].lead:  # type: ignore[union-attr]
        found.update(row.units[n].classes.values())  # type: ignore[union-attr]
        found.add(words.norm[first.word][: row.units[n].end - row.units[n].start])  # type: ignore[union-attr]
        found.add(_letters(words, row.units[n]))  # type: ignore[arg-type]
        n -= 1
    if found:
        return frozenset(found)
    i = first.word - 1
    if i < 0 or words.paragraph[i] != words.paragraph[first.word]:
        return frozenset(("^",))
    pair = f"{words.norm[i - 1]} {words.norm[i]}" if i else ""
    return frozenset((words.norm[i], words.core[i], pair))


def _letters(words: Words, unit: Unit) -> str:
    return words.text[unit.start : unit.end]


def words_behind(last: Unit, words: Words) -> frozenset[str]:
    """The word behind a unit as it is, without proclitics, with the next; "#" for any number; "$" at a line's end."""
    i = last.last + 1
    if i >= len(words) or words.paragraph[i] != words.paragraph[last.last]:
        return frozenset(("$",))
    kind = "#" if words.kind[i] == "number" else ""
    pair = f"{words.norm[i]} {words.norm[i + 1]}" if i + 1 < len(words) else ""
    return frozenset((words.norm[i], words.core[i], kind, pair))
