"""What a news corpus says about joiners: word forms with their joiners, and words that stand beside one another.

Read by the joiner models when they are trained and when they are used. Words are folded ("key": letters alone). The
files are made by training/joiners; no text is in them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

JOINER = "\u200c"
MOST = 9


def bucket(count: int) -> int:
    """A count on a logarithmic scale, 0 for none to 9."""
    return 0 if count <= 0 else min(MOST, 1 + int(math.log2(count) * 0.7))


def share_bucket(share: float) -> int:
    """A share of 0..1 in seven steps; the ends have steps of their own."""
    if share in (0, 1):
        return 6 * int(share)
    return next((i for i, limit in enumerate((0.1, 0.4, 0.6, 0.9), 1) if share < limit), 5)


class Lexicon:
    """Counts of forms and of neighbours.

    forms: key -> {form with joiners: count}. plain: count of words without a joiner. first, rest: count of the parts
    right before and behind a joiner. fronts, backs: count of stretches before and behind one.
    joined: (part, part) -> count of the two joined. beside: (word, word) -> count of the two with a blank between.
    """

    def __init__(self, forms: Iterable[tuple[str, int]], beside: Counter[tuple[str, str]]) -> None:
        self.forms: dict[str, dict[str, int]] = {}
        self.plain: Counter[str] = Counter()
        self.fronts: Counter[str] = Counter()
        self.backs: Counter[str] = Counter()
        self.first: Counter[str] = Counter()
        self.rest: Counter[str] = Counter()
        self.joined: Counter[tuple[str, str]] = Counter()
        self.chains: Counter[tuple[str, str, str]] = Counter()
        self.beside = beside
        for form, count in forms:
            self._add(form, count)

    def _add(self, form: str, count: int) -> None:
        parts = form.split(JOINER)
        known = self.forms.setdefault("".join(parts), {})
        known[form] = known.get(form, 0) + count
        if len(parts) == 1:
            self.plain[form] += count
            return
        for i in range(1, len(parts)):
            self.fronts["".join(parts[:i])] += count
            self.backs["".join(parts[i:])] += count
            self.first[parts[i - 1]] += count
            self.rest[parts[i]] += count
            self.joined[parts[i - 1], parts[i]] += count
        for three in zip(parts, parts[1:], parts[2:], strict=False):
            self.chains[three] += count

    def shares(self, key: str) -> tuple[list[float], int]:
        """For each letter of `key` the share of its uses with a joiner before it, and how many uses there are."""
        known = self.forms.get(key)
        if not known:
            return [], 0
        total = sum(known.values())
        out = [0.0] * len(key)
        for form, count in known.items():
            for at in joiner_places(form):
                out[at] += count / total
        return [1.0 if v > 1 - 1e-9 else v for v in out], total


def joiner_places(form: str) -> list[int]:
    """The letters (by their index among letters) that a joiner stands before."""
    out, at = [], 0
    for letter in form:
        if letter == JOINER:
            out.append(at)
        else:
            at += 1
    return out


def load_lexicon(forms: Path, pairs: Path) -> Lexicon:
    """The lexicon of a pack: `form TAB count` lines and `word TAB word TAB count` lines."""
    rows = (line.split("\t") for line in forms.read_text(encoding="utf-8").splitlines())
    beside: Counter[tuple[str, str]] = Counter()
    for line in pairs.read_text(encoding="utf-8").splitlines():
        left, right, count = line.split("\t")
        beside[left, right] = int(count)
    return Lexicon(((form, int(count)) for form, count in rows), beside)
