"""The language of a text: script, telling letters and commonest words, with py3langid as a second opinion.

The words and letters are data (`[identify]` in each pack's letters.toml, and languages/neighbours.toml for languages
that share a script with a pack but have none). A text in a language that no pack covers has no answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from msgspec import Struct, field

from naql.languages import languages, load_pack
from naql.languages.pack import FOLDER, decode_toml

READ, TELLING, FOREIGN = 1500, 2.0, 2.0
LEAST_SCORE, SURE_SCORE, CLEAR = 0.06, 0.15, 0.04
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
    return code if code in languages() else None


def language_of(text: str) -> str | None:
    """The language of the text, of those with a pack and their neighbours; None for any other."""
    sample = MARKS.sub("", text[:READ].lower())
    if not WORD.search(sample):
        return None
    scores = scored(sample)
    best, second = sorted(scores.items(), key=lambda kv: -kv[1])[:2]
    if best[1] < SURE_SCORE or best[1] - second[1] < CLEAR:
        return _second_opinion(text, scores)
    return best[0]


class NeighboursFile(Struct, frozen=True):
    """languages/neighbours.toml."""

    same: dict[str, str]
    languages: dict[str, Profile]


def scored(sample: str) -> dict[str, float]:
    """Each language's score: its share of common words, plus its letters, minus letters that it does not use."""
    same, profiles = _profiles()
    words = Counter(WORD.findall(sample.translate(same)))
    letters = Counter(sample).get
    total, size = words.total(), len(sample)
    out = {}
    for code, (common, telling, foreign) in profiles.items():
        share = sum(words[w] for w in common & words.keys()) / total
        own = sum(letters(c, 0) for c in telling) / size
        other = sum(letters(c, 0) for c in foreign) / size
        out[code] = share + TELLING * own - FOREIGN * other
    return out


@cache
def _profiles() -> tuple[dict[int, str], dict[str, tuple[frozenset[str], str, str]]]:
    file = decode_toml(FOLDER / "neighbours.toml", NeighboursFile)
    same = str.maketrans(file.same)
    known = {code: load_pack(code).table("letters", LettersFile).identify for code in languages()} | file.languages
    return same, {
        code: (frozenset(MARKS.sub("", w).translate(same) for w in p.words), p.telling, p.foreign)
        for code, p in known.items()
    }


def _second_opinion(text: str, scores: dict[str, float]) -> str | None:
    """py3langid's answer where words and letters do not decide, if it names a language that they do not rule out."""
    import py3langid

    sample = unicodedata.normalize("NFC", text[:READ])
    code, _ = py3langid.classify(sample)
    best = max(scores, key=lambda c: scores[c])
    if code in scores and scores[code] >= scores[best] - 2 * CLEAR:
        return str(code)
    return best if scores[best] >= (LEAST_SCORE if code in scores else SURE_SCORE) else None
