"""The language of a text: script, telling letters and commonest words, with py3langid as a second opinion.

The words and letters are data (`[identify]` in each pack's letters.toml, and languages/neighbours.toml for languages
that share a script with a pack but have none). A text in a language that no pack covers has no answer.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from msgspec import Struct, field

from naql.languages import languages, load_pack
from naql.languages.pack import FOLDER, decode_toml

READ, TELLING, FOREIGN = 1500, 2.0, 2.0
LEAST_SCORE, SURE_SCORE, CLEAR = 0.06, 0.15, 0.04
GLANCE, PLAIN_SCORE, PLAIN = 500, 0.2, 0.15  # letters that suffice where the answer is this plain
WORD = re.compile(r"[^\W\d_]+")
MARKS = re.compile(r"[\u064b-\u0652\u0654\u0670\u0640\u200b-\u200f\u202a-\u202e]")


class Profile(Struct, frozen=True):
    """What tells a language: commonest words, letters of its own, letters it does not use."""

    words: list[str] = field(default_factory=list)
    telling: str = ""
    foreign: str = ""
    name: str = ""


class LettersFile(Struct, frozen=True):
    """letters.toml, the part that is needed here."""

    identify: Profile


def identify(text: str) -> str | None:
    """The code of the language pack that covers most of the text, or None."""
    code = language_of(text)
    return code if code in _packs() else None


@cache
def _packs() -> frozenset[str]:
    return frozenset(languages())


def language_of(text: str) -> str | None:
    """The language of the text, of those with a pack and their neighbours; None for any other."""
    for size, least, clear in ((GLANCE, PLAIN_SCORE, PLAIN), (READ, SURE_SCORE, CLEAR)):
        scores = scored(MARKS.sub("", text[:size].lower()))
        if not scores:
            continue
        (code, best), (_, second) = sorted(scores.items(), key=lambda kv: -kv[1])[:2]
        if best >= least and best - second >= clear:
            return code
    return _second_opinion(text, scores) if scores else None


class NeighboursFile(Struct, frozen=True):
    """languages/neighbours.toml."""

    same: dict[str, str]
    languages: dict[str, Profile]


def scored(sample: str) -> dict[str, float]:
    """Each language's score: its share of common words, plus its letters, minus letters that it does not use.

    Empty for a sample without a word.
    """
    known = _profiles()
    read = sample
    for letter, made in known.same:
        read = read.replace(letter, made)
    words = WORD.findall(read)
    if not words:
        return {}
    out = dict.fromkeys(known.codes, 0.0)
    for word in words:
        for code in known.words.get(word, ()):
            out[code] += 1
    for code in out:
        out[code] /= len(words)
    for letter in known.letters.keys() & set(sample):
        share = sample.count(letter) / len(sample)
        for code, weight in known.letters[letter]:
            out[code] += weight * share
    return out


@dataclass(frozen=True, slots=True)
class Profiles:
    """All profiles turned round. words: word -> the languages whose commonest words it is of; letters: letter ->
    (language, what it counts for or against it); same: letters that one keyboard writes for another's."""

    codes: tuple[str, ...]
    same: tuple[tuple[str, str], ...]
    words: dict[str, tuple[str, ...]]
    letters: dict[str, tuple[tuple[str, float], ...]]


@cache
def _profiles() -> Profiles:
    file = decode_toml(FOLDER / "neighbours.toml", NeighboursFile)
    same = str.maketrans(file.same)
    known = {code: load_pack(code).table("letters", LettersFile).identify for code in languages()} | file.languages
    words: dict[str, tuple[str, ...]] = {}
    letters: dict[str, tuple[tuple[str, float], ...]] = {}
    for code, profile in known.items():
        for word in {MARKS.sub("", w).translate(same) for w in profile.words}:
            words[word] = (*words.get(word, ()), code)
        for weight, those in ((TELLING, profile.telling), (-FOREIGN, profile.foreign)):
            for letter in those:
                letters[letter] = (*letters.get(letter, ()), (code, weight))
    return Profiles(tuple(known), tuple(file.same.items()), words, letters)


def _second_opinion(text: str, scores: dict[str, float]) -> str | None:
    """py3langid's answer where words and letters do not decide, if it names a language that they do not rule out."""
    import py3langid

    sample = unicodedata.normalize("NFC", text[:READ])
    code, _ = py3langid.classify(sample)
    best = max(scores, key=lambda c: scores[c])
    if code in scores and scores[code] >= scores[best] - 2 * CLEAR:
        return str(code)
    return best if scores[best] >= (LEAST_SCORE if code in scores else SURE_SCORE) else None
