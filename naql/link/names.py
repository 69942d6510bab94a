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

from naql.languages import languages, load_pack
from naql.languages.romanise import romaniser_of
from naql.link.sounds import likeness, plain_letters, sounds

READINGS = 3
SAME, CLOSE = 0.78, 0.7
SPLIT = re.compile(r"[\s\u200c\-‑–.,'’·]+")


class Comparison(Struct, frozen=True):
    """verdict: same, unsure (a short form of the other, or nearly the same) or different; score 0 to 1; the reason."""

    verdict: str
    score: float
    reason: str


class NameWord(Struct, frozen=True):
    """One word of a name: as written, its Latin readings (the likeliest first), whether a patronymic binds it."""

    written: str
    readings: tuple[str, ...]
    bound: bool = False


def script_languages(name: str) -> tuple[str, ...]:
    """The languages whose romaniser can read the name; empty where it is in Latin letters already."""
    if all(c.isascii() or not c.isalpha() or "\u00c0" <= c <= "\u024f" for c in name):
        return ()
    return tuple(lang for lang in languages() if romaniser_of(lang))


@lru_cache(maxsize=20_000)
def name_words(name: str, lang: str | None = None) -> tuple[NameWord, ...]:
    """The words of a name without titles and particles."""
    table = sounds()
    out: list[NameWord] = []
    bound = False
    for written in (w for w in SPLIT.split(name.strip(" «»\"'()")) if w):
        readings = _readings(written, lang)
        if not readings:
            continue
        if readings[0] in table.patronymics:
            bound = True
            continue
        if readings[0] in table.particles and not bound:
            continue
        out.append(NameWord(written, readings, bound))
        bound = False
    return tuple(out)


def _readings(written: str, lang: str | None) -> tuple[str, ...]:
    able = script_languages(written)
    if not able:
        word = plain_letters(written)
        return (word,) if word else ()
    found: list[tuple[float, str]] = []
    for code in (lang,) if lang in able else able:
        model = romaniser_of(code or "")
        folded = load_pack(code or "").fold(written)
        if model and folded:
            found += [(s - 0.01 * i, w) for i, (s, w) in enumerate(model.best(folded, READINGS))]
    found.sort(reverse=True)
    return tuple(dict.fromkeys(_without_article(w) for _, w in found))


def _without_article(word: str) -> str:
    return word[2:] if word[:2] in ("al", "el") and len(word) > 5 else word


@lru_cache(maxsize=100_000)
def word_likeness(a: NameWord, b: NameWord) -> float:
    """How alike two words of names are, 0 to 1: the best of their readings, lowered where the reading is a late one."""
    return max(likeness(x, y) - 0.03 * (i + j) for i, x in enumerate(a.readings) for j, y in enumerate(b.readings))


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
    low = min(s for *_, s in pairs)
    if low < CLOSE:
        joined = _joined(one, two)
        if joined >= SAME:
            return Comparison("same", joined, f"written as one word: {joined:.2f}")
        weak = next((x, y) for x, y, s in pairs if s == low)
        return Comparison("different", min(low, 0.5), f"{told}; {weak[0].written} is not {weak[1].written}")
    if len(one) == 1 and len(two) > 1:
        if pairs[0][1] is two[-1]:
            return Comparison("unsure", 0.7 * score, f"{told}; a family name alone")
        return Comparison("unsure", 0.45 * score, f"{told}; a given name alone")
    if len(one) < len(two) and pairs[-1][1] is not two[-1] and pairs[0][1] is not two[0]:
        return Comparison("unsure", 0.6 * score, f"{told}; neither first nor last word is shared")
    verdict = "same" if score >= SAME else "unsure"
    return Comparison(verdict, score, told)


def _aligned(
    one: tuple[NameWord, ...], two: tuple[NameWord, ...]
) -> tuple[list[tuple[NameWord, NameWord, float]], float]:
    """Each word of the shorter name with its best word of the longer one, in order; the mean likeness."""
    best: dict[int, tuple[float, list[int]]] = {-1: (0.0, [])}
    for x in one:
        grown: dict[int, tuple[float, list[int]]] = {}
        for last, (total, chosen) in best.items():
            for j in range(last + 1, len(two)):
                new = total + word_likeness(x, two[j])
                if j not in grown or new > grown[j][0]:
                    grown[j] = (new, [*chosen, j])
        best = grown
    total, chosen = max(best.values())
    pairs = [(x, two[j], word_likeness(x, two[j])) for x, j in zip(one, chosen, strict=True)]
    return pairs, total / len(one)


def _joined(one: tuple[NameWord, ...], two: tuple[NameWord, ...]) -> float:
    """Likeness of the names written as one word (space and joiner variants, swapped order)."""
    if len(one) + len(two) > 8:
        return 0.0
    right = "".join(w.readings[0] for w in two)
    orders = (one, (*one[1:], *one[:1]))
    close = [
        likeness("".join(w.readings[i if i < len(w.readings) else 0] for w in order), right) - 0.02 * (n + i)
        for n, order in enumerate(orders)
        for i in range(READINGS)
    ]
    return max(close) if len(right) > 5 else 0.0


def name_keys(name: str, lang: str | None = None) -> frozenset[str]:
    """Keys under which names that may be one meet: the consonant classes of each word, for its likeliest readings."""
    table = sounds()
    return frozenset(table.key(r) for w in name_words(name, lang) for r in w.readings[:2] if len(r) > 2)


def letters_chance(written: str, latin: str, lang: str) -> float | None:
    """Log chance per letter that a word of the language is written so in Latin letters; None without a romaniser."""
    model = romaniser_of(lang)
    folded = load_pack(lang).fold(written)
    if model is None or not folded:
        return None
    return model.chance(folded, plain_letters(latin)) / (len(folded) + 1)
