"""Compares names across scripts and says why: Lavrov in Persian, in Arabic and in Latin letters is one name.

A name becomes words in Latin letters (several readings of each where its script leaves vowels out); words are compared
by sound, and by how likely the one script's letters are to be written as the other's. A patronymic («bin Salman») is
one word of its own and never the bare name. It compares names alone: whether two persons of one name are one person is
for `naql.link.entities` to say.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from naql.gazetteer import index_of
from naql.languages import languages, load_pack
from naql.languages.romanise import romaniser_of
from naql.link.sounds import likeness, plain_letters, sounds

READINGS = 3
SAME, CLOSE = 0.78, 0.7
SURE, HOPELESS = 0.88, 0.3
TELLING, SAME_CONSONANTS = 3, 0.76
SPLIT = re.compile(r"[\s\-‑–.,·]+")
JOIN, SKIP = 0.02, 0.08


class Comparison(Struct, frozen=True):
    """verdict: same, unsure (a short form of the other, or nearly the same) or different; score 0 to 1; the reason."""

    verdict: str
    score: float
    reason: str


class NameWord(Struct, frozen=True):
    """One word of a name: as written, its Latin readings (the likeliest first), whether a patronymic binds it,
    and the languages it may be read in where it is not in Latin letters."""

    written: str
    readings: tuple[str, ...]
    bound: bool = False
    langs: tuple[str, ...] = ()


def script_languages(name: str) -> tuple[str, ...]:
    """The languages whose romaniser can read the name; empty where it is in Latin letters already."""
    if all(c.isascii() or not c.isalpha() or "\u00c0" <= c <= "\u024f" for c in name):
        return ()
    return tuple(lang for lang in languages() if romaniser_of(lang))


Words = tuple[NameWord, ...]
Pairs = tuple[tuple[NameWord, NameWord, float], ...]


@lru_cache(maxsize=20_000)
def name_words(name: str, lang: str | None = None) -> tuple[NameWord, ...]:
    """The words of a name without titles and particles."""
    table = sounds()
    out: list[NameWord] = []
    bindings: tuple[str, ...]
    bound = False
    for written in (w for w in SPLIT.split(name.strip(" «»\"'()")) if w):
        readings = _readings(written, lang)
        if not readings:
            continue
        if readings[0] in table.patronymics:
            bound, bindings = True, readings[:2]
            continue
        if readings[0] in table.particles and not bound:
            continue
        if bound and bindings:
            readings = (*readings, *(bind + readings[0] for bind in bindings))
        out.append(NameWord(written, readings, bound, _langs(written, lang)))
        bound = False
    return tuple(out)


def _langs(written: str, lang: str | None) -> tuple[str, ...]:
    able = script_languages(written)
    return (lang,) if lang in able else able  # type: ignore[return-value]


def _readings(written: str, lang: str | None) -> tuple[str, ...]:
    able = _langs(written, lang)
    if not able:
        word = plain_letters(written)
        bare = tuple(word[len(a) :] for a in sounds().articles if word.startswith(a) and len(word) > len(a) + 3)
        return (word, *bare) if len(word) > 1 else ()
    found: list[tuple[float, str]] = []
    for code in able:
        model, pack = romaniser_of(code), load_pack(code)
        for late, folded in enumerate(_bare_forms(pack.fold(written), code)):
            if model and folded:
                found += [(s - 0.01 * i - 9 * late, w) for i, (s, w) in enumerate(model.best(folded, READINGS))]
    found.sort(reverse=True)
    return tuple(dict.fromkeys(w for _, w in found))


def _bare_forms(folded: str, lang: str) -> list[str]:
    """The folded word without its article where it has one, else as it is."""
    bending = index_of(lang).bending
    for article in map(load_pack(lang).fold, bending.articles):
        if folded.startswith(article) and len(folded) > len(article) + 2:
            return [folded[len(article) :], folded]
    return [folded]


@lru_cache(maxsize=100_000)
def word_likeness(a: NameWord, b: NameWord) -> float:
    """How alike two words of names are, 0 to 1.

    The best of: their readings by sound, lowered where a reading is a late one; equal consonants; and, across scripts,
    how likely the one's letters are to be written as the other's.
    """
    best = max(likeness(x, y) - 0.03 * (i + j) for i, x in enumerate(a.readings) for j, y in enumerate(b.readings))
    if best >= SURE or best < HOPELESS:
        return best
    key = sounds().key(a.readings[0])
    if len(key) >= TELLING and key == sounds().key(b.readings[0]):
        best = max(best, SAME_CONSONANTS)
    for one, other in ((a, b), (b, a)):
        if one.langs and not other.langs:
            chance = max(letters_chance(one.written, other.readings[0], lang) or -9.0 for lang in one.langs)
            best = max(best, min(0.95, 1.0 + 0.25 * chance))
    return best


def compare_names(a: str, b: str, lang_a: str | None = None, lang_b: str | None = None) -> Comparison:
    """Whether two written names are one name. lang_*: the language a name is written in, where that is known."""
    one, two = name_words(a, lang_a), name_words(b, lang_b)
    if not one or not two:
        return Comparison("different", 0.0, "one of them has no word to compare")
    if len(one) > len(two):
        one, two, a, b = two, one, b, a
    pairs, score = _aligned(one, two)
    told = ", ".join(f"{x.written} ~ {y.written} {s:.2f}" for x, y, s in pairs)
    for x, y, s in pairs:
        if s >= CLOSE and x.bound != y.bound and not (len(one) > 1 and len(two) > 1):
            return Comparison("different", 0.3, f"{told}; only one is a patronymic")
    if not pairs:
        return Comparison("different", 0.0, "their words cannot be laid side by side")
    low = min(s for *_, s in pairs)
    if low < CLOSE and (swapped := _swapped(one, two)) >= SAME:
        return Comparison("same", swapped, f"the same words in another order: {swapped:.2f}")
    if low < CLOSE:
        weak = next((x, y) for x, y, s in pairs if s == low)
        return Comparison("different", min(low, 0.5), f"{told}; {weak[0].written} is not {weak[1].written}")
    last = pairs[-1][1].written.endswith(two[-1].written)
    if len(pairs) == 1 and pairs[0][1].written != _as_one(two).written and len(two) > 1:
        if last:
            return Comparison("unsure", 0.7 * score, f"{told}; a family name alone")
        return Comparison("unsure", 0.45 * score, f"{told}; a given name alone")
    if not last:
        share = 0.68 if len(pairs) > 1 and pairs[0][1].written.startswith(two[0].written) else 0.5
        return Comparison("unsure", share * score, f"{told}; {two[-1].written} is in one of them only")
    if not pairs[0][1].written.startswith(two[0].written):
        return Comparison("unsure", 0.7 * score, f"{told}; without {two[0].written}")
    verdict = "same" if score >= SAME else "unsure"
    return Comparison(verdict, score, told)


def _aligned(one: Words, two: Words) -> tuple[Pairs, float]:
    """The words of the shorter name with their best words of the longer one, in order; the mean likeness.

    Two neighbours may count as one word on either side; words of the longer name may be left out.
    """
    best: dict[tuple[int, int], tuple[float, Pairs]] = {(0, 0): (0.0, ())}
    for i in range(len(one) + 1):
        for j in range(len(two) + 1):
            if (i, j) not in best:
                continue
            total, pairs = best[i, j]
            for di, dj in ((1, 1), (1, 2), (2, 1), (0, 1)):
                if i + di > len(one) or j + dj > len(two):
                    continue
                new, grown = total - (0 if di else SKIP), pairs
                if di:
                    x, y = _as_one(one[i : i + di]), _as_one(two[j : j + dj])
                    alike = word_likeness(x, y) - JOIN * (di + dj - 2)
                    new, grown = total + alike * di, (*pairs, (x, y, alike))
                if (i + di, j + dj) not in best or new > best[i + di, j + dj][0]:
                    best[i + di, j + dj] = (new, grown)
    _, pairs = best.get((len(one), len(two)), (0.0, ()))
    return pairs, sum(s for *_, s in pairs) / max(1, len(pairs))


def _swapped(one: Words, two: Words) -> float:
    """Likeness with the family name put first (as some languages write it)."""
    if len(one) != len(two) or len(one) < 2:
        return 0.0
    pairs, score = _aligned((*one[1:], one[0]), two)
    return score if pairs and min(s for *_, s in pairs) >= CLOSE else 0.0


@lru_cache(maxsize=50_000)
def _as_one(words: Words) -> NameWord:
    """Neighbouring words of a name read as one."""
    if len(words) == 1:
        return words[0]
    first, second = words[0], words[1]
    readings = tuple(x + y for x in first.readings[:2] for y in second.readings[:2])
    return NameWord(f"{first.written} {second.written}", readings, first.bound)


def name_keys(name: str, lang: str | None = None) -> frozenset[str]:
    """Keys under which names that may be one meet: the consonant classes of each word, for its likeliest readings."""
    table = sounds()
    return frozenset(table.key(r) for w in name_words(name, lang) for r in w.readings[:2] if len(r) > 2)


def letters_chance(written: str, latin: str, lang: str) -> float | None:
    """Log chance per letter that a word of the language is written so in Latin letters; None without a romaniser."""
    model = romaniser_of(lang)
    if model is None:
        return None
    forms = [f for f in _bare_forms(load_pack(lang).fold(written), lang) if f]
    return max((model.chance(f, plain_letters(latin)) / (len(f) + 1) for f in forms), default=None)
