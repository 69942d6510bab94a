"""Whether the clause around a time expression looks ahead or back, told by the nearest word that says so.

The words are the pack's (`[tense]` of calendar.toml). It parses nothing.
"""

from __future__ import annotations

from naql.read.moments.grammar import Grammar
from naql.read.tokens import Words


def looks_ahead(words: Words, first: int, last: int, grammar: Grammar) -> int:
    """+1 if the clause around words [first, last] looks ahead, -1 if it looks back, 0 if no word near says."""
    tense = grammar.file.tense
    low, high = words.sentences[words.sentence[first]]
    best, found = 99, 0
    for n in range(last + 1, min(high, last + 1 + tense.after)):
        if _breaks(words, n, grammar):
            break
        told = _tense_of(words, n, grammar)
        if told:
            if tense.verb_last:
                return -1 if told > 0 and _was_planned(words, first, grammar) else told
            best, found = n - last, told
            break
    for n in range(first - 1, max(low, first - tense.before) - 1, -1):
        if _breaks(words, n, grammar):
            break
        told = _tense_of(words, n, grammar)
        if told:
            if first - n < best:
                found = told
            break
    return found


def _was_planned(words: Words, first: int, grammar: Grammar) -> bool:
    """Whether two words in front put what a later verb plans into the past ("it was to be announced")."""
    low = max(words.sentences[words.sentence[first]][0], first - grammar.file.tense.before)
    for n in range(first - 2, low - 1, -1):
        if _breaks(words, n, grammar):
            break
        if f"{words.norm[n]} {words.norm[n + 1]}" in grammar.past:
            return True
    return False


def _breaks(words: Words, n: int, grammar: Grammar) -> bool:
    """Whether a clause ends here: at a word that breaks, which a mark inside a clock time (12:00) does not."""
    if words.norm[n] not in grammar.breaks:
        return False
    inside = 0 < n < len(words) - 1 and words.kind[n - 1] == words.kind[n + 1] == "number"
    return not (inside and words.kind[n] == "mark" and words.end[n - 1] == words.start[n] == words.start[n + 1] - 1)


def _tense_of(words: Words, n: int, grammar: Grammar) -> int:
    norm, core = words.norm[n], words.core[n]
    if core != norm and norm[: len(norm) - len(core)] in grammar.verb_clitics:
        norm = core
    pair = f"{norm} {words.norm[n + 1]}" if n + 1 < len(words) else norm
    if norm in grammar.future or pair in grammar.future:
        return 1
    if norm in grammar.past or pair in grammar.past:
        return -1
    norm = words.norm[n]
    if core != norm and grammar.future_prefixes and norm.startswith(grammar.future_prefixes):
        return 1
    return 0
