"""A word of an Arabic-script language in Latin letters and back, by what letters became in names that are known.

The model (`models/romanise.tsv` of a pack) holds, for windows of letters of five widths, how often the middle letter
was written as which Latin letters; `models/spell.tsv` holds the same the other way round. The narrow windows fill in
for the wide ones (Witten-Bell smoothing), and the best way through the word is found with a beam. Trained by
`training/names/romanise.py`; knows nothing of meaning.
"""

from __future__ import annotations

import math
from collections import defaultdict
from functools import cache

from naql.errors import MissingModel
from naql.languages import Pack, load_pack

EDGE = "^"
BEAM = 6
LONGEST = 4
UNSEEN = 0.002
MODEL = "romanise.tsv"
SPELLER = "spell.tsv"
MOST_KEPT = 100_000
NEVER = tuple(math.log(UNSEEN / (1 + abs(size - 1))) for size in range(LONGEST + 1))
FAR = 9.0
Counts = dict[tuple[str, ...], dict[str, float]]


def windows(letters: str, i: int, last: str) -> tuple[tuple[str, ...], ...]:
    """The contexts of letter `i`, narrow to wide; `last` is what the letter before it became."""

    def at(k: int) -> str:
        return letters[k] if 0 <= k < len(letters) else EDGE

    here, before, after = at(i), at(i - 1), at(i + 1)
    return (
        (here,),
        (here, after),
        (before, here, after),
        (before, last, here, after),
        (at(i - 2), before, last, here, after, at(i + 2)),
    )


class Romaniser:
    """The model of one language. Build with `romaniser_of`, which caches."""

    def __init__(self, rows: list[tuple[tuple[str, ...], str, float]]) -> None:
        self.counts: Counts = defaultdict(dict)
        for context, chunk, count in rows:
            self.counts[context][chunk] = count
        self.known: dict[str, str] = {}
        self._logs: dict[tuple[str, ...], dict[str, float]] = {}

    def _log_chances(self, letters: str, i: int, last: str) -> dict[str, float]:
        """Log chance of each chunk that was seen in the windows of letter `i`, unseen ones left a little."""
        contexts = windows(letters, i, last)
        found = self._logs.get(contexts[-1])
        if found is None:
            found = {c: math.log(p + UNSEEN / (1 + abs(len(c) - 1))) for c, p in self._chances(contexts).items()}
            if len(self._logs) > MOST_KEPT:
                self._logs.clear()
            self._logs[contexts[-1]] = found
        return found

    def _chances(self, contexts: tuple[tuple[str, ...], ...]) -> dict[str, float]:
        chances: dict[str, float] = {}
        for context in contexts:
            seen = self.counts.get(context)
            if not seen:
                continue
            total, kinds = sum(seen.values()), len(seen)
            share = total / (total + kinds)
            chances = {c: (1 - share) * p for c, p in chances.items()} if chances else {}
            for chunk, count in seen.items():
                chances[chunk] = chances.get(chunk, 0.0) + share * count / total
        return chances

    def best(self, letters: str, size: int = 1) -> list[tuple[float, str]]:
        """The likeliest Latin writings of a folded word, best first, with their log chance."""
        beam: list[tuple[float, str, str]] = [(0.0, "", EDGE)]
        for i in range(len(letters)):
            grown: dict[tuple[str, str], float] = {}
            for score, made, last in beam:
                for chunk, chance in self._chances(windows(letters, i, last)).items():
                    key = (made + chunk, chunk or "-")
                    grown[key] = max(grown.get(key, -1e9), score + math.log(chance + 1e-12))
            beam = sorted(((s, m, c) for (m, c), s in grown.items()), reverse=True)[:BEAM] or beam
        out = [(s, m) for s, m, _ in beam if m]
        return out[:size]

    def chance(self, letters: str, written: str) -> float:
        """Log chance that the folded word is written as these letters, by the likeliest split between them."""
        states: dict[tuple[int, str], float] = {(0, EDGE): 0.0}
        size = len(written)
        for i in range(len(letters)):
            grown: dict[tuple[int, str], float] = {}
            least = size - (len(letters) - i - 1) * LONGEST
            for (at, last), score in states.items():
                seen = self._log_chances(letters, i, last)
                for end in range(max(at, least), min(at + LONGEST, size) + 1):
                    chunk = written[at:end]
                    key = (end, chunk or "-")
                    new = score + seen.get(chunk, NEVER[end - at])
                    if new > grown.get(key, -1e9):
                        grown[key] = new
            most = max(grown.values(), default=0.0) - FAR
            states = {key: score for key, score in grown.items() if score > most}
        return max((s for (at, _), s in states.items() if at == size), default=-99.0)

    def one(self, letters: str) -> str:
        """The likeliest Latin writing of a folded word; empty where there is none."""
        if letters not in self.known:
            found = self.best(letters)
            self.known[letters] = found[0][1] if found else ""
        return self.known[letters]


@cache
def romaniser_of(lang: str) -> Romaniser | None:
    """The romaniser of a language; None where its pack has no model (it needs none, or nobody trained one)."""
    return _model(lang, MODEL)


@cache
def speller_of(lang: str) -> Romaniser | None:
    """The model that writes Latin letters in the language's own; None where its pack has none."""
    return _model(lang, SPELLER)


def _model(lang: str, name: str) -> Romaniser | None:
    try:
        path = load_pack(lang).model(name)
    except MissingModel:
        return None
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        context, chunk, count = line.split("\t")
        rows.append((tuple(context.split(" ")), chunk, float(count)))
    return Romaniser(rows)


def romanised(word: str, pack: Pack) -> str:
    """A written word in Latin letters, lower case; the word itself where the language has no romaniser."""
    model = romaniser_of(pack.lang)
    folded = pack.fold(word)
    return model.one(folded) if model and folded else folded
