"""Compares names across scripts and says why: Lavrov in Persian, in Arabic and in Latin letters is one name.

The words of the two names (`naql.link.name_words`) are laid side by side and compared by sound, by letters, and by
how likely the one script's letters are to be written as the other's. A patronymic («bin Salman») is one word of its own
and never the bare name. It compares names alone: whether two persons of one name are one person is for
`naql.link.entities` to say.
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from naql.languages import load_pack
from naql.languages.romanise import romaniser_of, speller_of
from naql.link.name_words import NameWord, Words, as_one, bare_forms, name_words
from naql.link.sounds import likeness, plain_letters, sounds

SAME, CLOSE = 0.78, 0.7
SURE, HOPELESS = 0.97, 0.3
TELLING, SAME_CONSONANTS = 3, 0.76
SWAPPED = 0.85
SHORT_FORM = 0.85
JOIN, SKIP = 0.02, 0.08
WITHOUT_HOUSE, WITHOUT_LAST, WITHOUT_FIRST, FAMILY_ALONE, GIVEN_ALONE = 0.68, 0.5, 0.7, 0.74, 0.45


class Comparison(Struct, frozen=True):
    """verdict: same, unsure (a short form of the other, or nearly the same) or different; score 0 to 1; the reason."""

    verdict: str
    score: float
    reason: str


Pairs = tuple[tuple[NameWord, NameWord, float], ...]


@lru_cache(maxsize=100_000)
def word_likeness(a: NameWord, b: NameWord) -> float:
    """How alike two words of names are, 0 to 1.

    The best of: their readings by sound, lowered where a reading is a late one; in two scripts, how likely the one's
    letters are to be written as the other's, weighed with that; in one script their letters; equal consonants.
    """
    best = max(likeness(x, y) - 0.03 * (i + j) for i, x in enumerate(a.readings) for j, y in enumerate(b.readings))
    if a.letters and b.letters:
        best = max(best, likeness(a.letters, b.letters))
    if best >= SURE or best < HOPELESS:
        return best
    if bool(a.langs) != bool(b.langs):
        table = sounds().file.weights
        return max(0.0, min(1.0, 0.5 * (SAME + CLOSE) + table[4] * (script_score(a, b, best) - table[3])))
    key = sounds().key(a.readings[0])
    if len(key) >= TELLING and key == sounds().key(b.readings[0]):
        best = max(best, SAME_CONSONANTS)
    return best


def script_score(a: NameWord, b: NameWord, alike: float) -> float:
    """The weighed sum of what tells whether two words in two scripts are one; `alike` is their likeness by sound."""
    one, other = (a, b) if a.langs else (b, a)
    weights = sounds().file.weights
    there, back = max(chances(one.written, latin, lang) for lang in one.langs for latin in other.readings[:2])
    return weights[0] * there + weights[1] * back + weights[2] * alike


@lru_cache(maxsize=50_000)
def chances(written: str, latin: str, lang: str) -> tuple[float, float]:
    """Log chances per letter that a word of the language is written so in Latin letters, and these in its own."""
    reader, writer = romaniser_of(lang), speller_of(lang)
    latin = plain_letters(latin)
    forms = [f for f in bare_forms(load_pack(lang).fold(written).replace(" ", ""), lang) if f]
    there = max((reader.chance(f, latin) / (len(f) + 1) for f in forms), default=-9.0) if reader else -9.0
    back = max((writer.chance(latin, f) / (len(f) + 1) for f in forms), default=-9.0) if writer else there
    return there, back


def compare_names(a: str, b: str, lang_a: str | None = None, lang_b: str | None = None) -> Comparison:
    """Whether two written names are one name. lang_*: the language a name is written in, where that is known."""
    one, two = name_words(a, lang_a), name_words(b, lang_b)
    if not one or not two:
        return Comparison("different", 0.0, "one of them has no word to compare")
    if len(one) > len(two):
        one, two = two, one
    pairs, score = _aligned(one, two)
    if not pairs:
        return Comparison("different", 0.0, "their words cannot be laid side by side")
    told = ", ".join(f"{x.written} ~ {y.written} {s:.2f}" for x, y, s in pairs)
    for x, y, s in pairs:
        if s >= CLOSE and x.bound != y.bound and not (len(one) > 1 and len(two) > 1):
            return Comparison("different", 0.3, f"{told}; only one is a patronymic")
    low = min(s for *_, s in pairs)
    if low < CLOSE and (swapped := _swapped(one, two)) >= SAME:
        return Comparison("same", swapped, f"the same words in another order: {swapped:.2f}")
    if low < CLOSE:
        weak = next((x, y) for x, y, s in pairs if s == low)
        return Comparison("different", min(low, 0.5), f"{told}; {weak[0].written} is not {weak[1].written}")
    return _judged(pairs, score, two, told)


def _judged(pairs: Pairs, score: float, two: Words, told: str) -> Comparison:
    """The verdict on names whose words go together, by what the longer name (`two`) has beside them."""
    first, last = pairs[0][1].written.startswith(two[0].written), pairs[-1][1].written.endswith(two[-1].written)
    if len(pairs) == 1 and pairs[0][1].written != as_one(two).written and len(two) > 1:
        if last:
            return Comparison("unsure", FAMILY_ALONE * score, f"{told}; a family name alone")
        return Comparison("unsure", GIVEN_ALONE * score, f"{told}; a given name alone")
    if not last:
        share = WITHOUT_HOUSE if len(pairs) > 1 and first else WITHOUT_LAST
        low = min(s for *_, s in pairs)
        return Comparison("unsure", share * low, f"{told}; {two[-1].written} is in one of them only")
    if not first:
        return Comparison("unsure", WITHOUT_FIRST * score, f"{told}; without {two[0].written}")
    if double := _double_given(pairs, two):
        return Comparison("unsure", WITHOUT_LAST * score, f"{told}; {double} is a given name of its own")
    if score < SAME:
        return Comparison("unsure", WITHOUT_FIRST * score, f"{told}; none of them quite")
    return Comparison("same", score, told)


def _double_given(pairs: Pairs, two: Words) -> str:
    """The double given name of the longer name of which the other has but the first word; empty where there is none."""
    if len(two) < 3 or len(pairs) != len(two) - 1 or pairs[0][1].written != two[0].written:
        return ""
    if any(y.written == two[1].written for _, y, _ in pairs):
        return ""
    double = sounds().changes_given(two[0].readings[0], two[1].readings[0])
    return f"{two[0].written} {two[1].written}" if double else ""


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
                    x, y = as_one(one[i : i + di]), as_one(two[j : j + dj])
                    alike = _laid_together(x, y, i == j == 0) - JOIN * (di + dj - 2)
                    new, grown = total + alike * di, (*pairs, (x, y, alike))
                if (i + di, j + dj) not in best or new > best[i + di, j + dj][0]:
                    best[i + di, j + dj] = (new, grown)
    _, pairs = best.get((len(one), len(two)), (0.0, ()))
    return pairs, sum(s for *_, s in pairs) / max(1, len(pairs))


def _laid_together(x: NameWord, y: NameWord, first: bool) -> float:
    """How alike two words are; the first of two names may be a short form and a long one of a given name."""
    alike = word_likeness(x, y)
    if first and alike < SHORT_FORM and any(sounds().short_form(a, b) for a in x.readings for b in y.readings):
        return SHORT_FORM
    return alike


def _swapped(one: Words, two: Words) -> float:
    """Likeness with the family name put first (as some languages write it)."""
    if len(one) != len(two) or len(one) < 2:
        return 0.0
    pairs, score = _aligned((*one[1:], one[0]), two)
    return score if pairs and min(s for *_, s in pairs) >= SWAPPED else 0.0


def name_keys(name: str, lang: str | None = None) -> frozenset[str]:
    """Keys under which names that may be one meet: the consonant classes of each word, for its likeliest readings."""
    table = sounds()
    return frozenset(table.key(r) for w in name_words(name, lang) for r in w.readings[:2] if len(r) > 2)
