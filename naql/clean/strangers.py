"""Paragraphs at the end of a page that are leads of other stories (teasers with no heading of their own).

Judged by form (each stands alone and continues nothing) and by what they share with the article before them: the share
of their words, weighted by rarity, that it has used. A pack without a [strangers] table has no such judgement.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable
from functools import cache

from naql.clean.furniture_file import vocabulary
from naql.clean.lines import Line
from naql.languages import Pack

WORD = re.compile(r"[^\W\d_]{4,}")
FIRST = re.compile(r"[^\W\d_]{2,}")
INNER = re.compile(r"[.\u061f?!]\s")
SHORTEST, LONGEST, FIRST_SHARED = 55, 330, 0.35
LEAST_BEFORE = 0.5  # how long the article must be, measured by the leads
PLAIN_LENGTH = 4  # letters of words that tell nothing


def find_strangers(lines: list[Line], headline: Line | None, pack: Pack) -> None:
    """Mark trailing paragraphs that tell other stories as furniture."""
    rules = vocabulary(pack).file.strangers
    if not rules:
        return
    told = [line for line in lines if not line.furniture and line is not headline]
    first = len(told)
    while first > 1 and _stands_alone(told[first - 1], pack):
        first -= 1
    if len(told) - first < rules.least:
        return
    shares = _shares(told, first, headline, pack)
    sizes = [len(line.text) for line in told]
    for begin in range(first, len(told) - rules.least + 1):
        if LEAST_BEFORE * sum(sizes[begin:]) > sum(sizes[:begin]):
            continue  # too little is told before them to say what is strange to it
        those = shares[begin - first :]
        if those[0] < FIRST_SHARED and sum(those) / len(those) < rules.most_shared:
            for line in told[begin:]:
                line.furniture = "stranger"
            return


@cache
def _continuations(pack: Pack) -> tuple[tuple[str, ...], frozenset[str]]:
    """What a paragraph that goes on begins with, folded, and the conjunctions that are written onto the first word."""
    rules = vocabulary(pack).file.strangers
    words = [pack.fold(w) for w in rules.continues] if rules else []
    return tuple(w for w in words if len(w) > 1), frozenset(w for w in words if len(w) == 1)


def _stands_alone(line: Line, pack: Pack) -> bool:
    """Whether a paragraph has a lead's form."""
    text = line.text
    if not SHORTEST <= len(text) <= LONGEST or not text[0].isalpha() or text[-1] in ':"”»':
        return False
    return len(INNER.findall(text)) <= 1 and not goes_on(line, pack)


def goes_on(line: Line, pack: Pack) -> bool:
    """Whether a paragraph continues what stands before it, by its first words."""
    starts, joined = _continuations(pack)
    first = FIRST.match(line.folded)
    if first and first.group()[0] in joined and _splits(first.group(), pack):
        return True
    return line.folded.startswith(starts) if starts else False


def shared(line: Line, others: list[Line], pack: Pack) -> float:
    """The share of a line's words, weighted by rarity, that the others have; 1 where it has no telling word."""
    known = {word for other in others for word in _words(other.folded, pack)}
    return _share(_words(line.folded, pack), known.__contains__, pack)


def _share(words: set[str], known: Callable[[str], bool], pack: Pack) -> float:
    weights = {w: _weight(w, pack) for w in words}
    total = sum(weights.values())
    return sum(v for w, v in weights.items() if known(w)) / total if total else 1.0


def _shares(told: list[Line], first: int, headline: Line | None, pack: Pack) -> list[float]:
    """What each trailing paragraph shares with the article before them and with the other ones: leads of other stories
    are strangers to each other too."""
    words = [_words(line.folded, pack) for line in told]
    lines_with = Counter(word for those in words for word in those)
    if headline:
        lines_with.update(_words(headline.folded, pack))
    return [_share(those, lambda word: lines_with[word] > 1, pack) for those in words[first:]]


def _weight(word: str, pack: Pack) -> float:
    """How much a word tells: the rarer the more, none for the most frequent few hundred.

    In a pack that does not count words the longer are taken for the rarer.
    """
    if not pack.frequencies:
        return max(0.0, len(word) - PLAIN_LENGTH)
    return max(0.0, math.log(_total(pack) / (pack.frequencies.get(word, 0) + 5)) - 6)


@cache
def _total(pack: Pack) -> int:
    return sum(pack.frequencies.values()) or 1


def _words(folded: str, pack: Pack) -> set[str]:
    """The words of a folded text, without a proclitic where the rest is the commoner word."""
    return {bare(word, pack) for word in WORD.findall(folded)}


def bare(word: str, pack: Pack) -> str:
    """A folded word without its proclitics where the rest is the commoner word."""
    while len(word) > 4 and word[0] in pack.clitics.proclitics and _more_common(word, pack):
        word = word[1:]
    return word


def _splits(word: str, pack: Pack) -> bool:
    """Whether the word's first letter is a proclitic by the pack's own measure."""
    ratio = pack.clitics.proclitics.get(word[0], 1.0)
    rest = pack.frequencies.get(word[1:], 0)
    return word not in pack.clitics.whole and rest > 0 and rest >= ratio * pack.frequencies.get(word, 0)


def _more_common(word: str, pack: Pack) -> bool:
    return pack.frequencies.get(word[1:], 0) > 0.3 * pack.frequencies.get(word, 0)
