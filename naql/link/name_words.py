"""The words of a written name, each with its readings in Latin letters.

Particles and titles are left out, names in two words that are one («Abd Allah», «Salah al-Din») are laid together, and
a patronymic binds to the word behind it. The lists are in `sounds.toml` of each language. Nothing is compared here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from msgspec import Struct

from naql.gazetteer import index_of
from naql.languages import languages, load_pack
from naql.languages.romanise import romaniser_of
from naql.link.sounds import NameParts, plain_letters, script_of, sounds

READINGS = 3
TOKEN = re.compile(r"[^\s\-\u2011\u2013.,·()«»\"]+\.?")
INITIAL = {True: 2, False: 3}
LATIN_MARKS = ("\u00c0", "\u024f")
LEAST_LEFT = 3


class NameWord(Struct, frozen=True):
    """One word of a name: as written, its Latin readings (the likeliest first), whether a patronymic binds it,
    the languages it may be read in where it is not in Latin letters, and then its letters one by one in Latin."""

    written: str
    readings: tuple[str, ...]
    bound: bool = False
    langs: tuple[str, ...] = ()
    letters: str = ""


Words = tuple[NameWord, ...]


def script_languages(name: str) -> tuple[str, ...]:
    """The languages whose romaniser can read the name; empty where it is in Latin letters already."""
    first, last = LATIN_MARKS
    if all(c.isascii() or not c.isalpha() or first <= c <= last for c in name):
        return ()
    return tuple(lang for lang in languages() if romaniser_of(lang))


@dataclass(frozen=True)
class Token:
    """A word as written and as it is looked up in the lists."""

    written: str
    plain: str


@cache
def parts_of(langs: tuple[str, ...]) -> NameParts:
    """The lists of the languages a name may be in, folded as its tokens are; of Latin letters where there is none."""
    if not langs:
        return sounds().file.parts
    folded: dict[str, list[str]] = {field: [] for field in NameParts.__struct_fields__}
    for lang in langs:
        fold, parts = load_pack(lang).fold, script_of(lang).parts
        for field, words in folded.items():
            words += (fold(w) for w in getattr(parts, field))
    return NameParts(**folded)


@lru_cache(maxsize=20_000)
def name_words(name: str, lang: str | None = None) -> Words:
    """The words of a name without titles and particles. lang: the language it is written in, where that is known."""
    able = script_languages(name)
    langs = (lang,) if lang in able else able
    parts = parts_of(langs)  # type: ignore[arg-type]
    tokens = _joined(_split(_tokens(name, langs), parts), parts)  # type: ignore[arg-type]
    return tuple(_words(_without_titles(tokens, parts), parts, langs))  # type: ignore[arg-type]


def _tokens(name: str, langs: tuple[str, ...]) -> list[Token]:
    out = []
    for match in TOKEN.finditer(name):
        written = match.group().rstrip(".")
        if match.group().endswith(".") and len(written) <= INITIAL[not langs]:
            continue
        plain = load_pack(langs[0]).fold(written).replace(" ", "") if langs else plain_letters(written)
        if len(plain) > (0 if langs else 1):
            out.append(Token(written, plain))
    return out


def _split(tokens: list[Token], parts: NameParts) -> list[Token]:
    """Patronymics written onto the word before them are words, titles written onto the word behind them fall away."""
    out: list[Token] = []
    for i, token in enumerate(tokens):
        title = next((g for g in parts.glued_before if token.plain.startswith(g)), "")
        if title and len(token.plain) - len(title) >= LEAST_LEFT and len(tokens) > 1:
            token = Token(token.plain[len(title) :], token.plain[len(title) :])
        end = next((g for g in parts.glued_behind if token.plain.endswith(g)), "")
        if end and i + 1 < len(tokens) and len(token.plain) - len(end) >= LEAST_LEFT:
            bare = token.plain[: -len(end)]
            out += [Token(bare, bare), Token(end, end)]
        else:
            out.append(token)
    return out


def _joined(tokens: list[Token], parts: NameParts) -> list[Token]:
    """Names of two words that are one laid together, whatever article stands between them."""
    out: list[Token] = []
    open_ended = False
    for i, token in enumerate(tokens):
        article = token.plain in parts.articles and i + 1 < len(tokens)
        behind = token.plain in parts.behind or (article and tokens[i + 1].plain in parts.behind)
        # a patronymic between two words keeps them apart
        if out and (open_ended or (behind and out[-1].plain not in parts.patronymics)):
            before = out.pop()
            out.append(Token(f"{before.written} {token.written}", before.plain + token.plain))
            open_ended = article
        else:
            out.append(token)
            open_ended = token.plain in parts.before and i + 1 < len(tokens)
    return out


def _without_titles(tokens: list[Token], parts: NameParts) -> list[Token]:
    """Titles before a name of two words and more fall away; a title that a patronymic follows is a name."""
    while len(tokens) > 2 and tokens[0].plain in parts.titles and tokens[1].plain not in parts.patronymics:
        tokens = tokens[1:]
    if len(tokens) == 2 and tokens[0].plain in parts.titles and tokens[0].plain in parts.only_titles:
        return tokens[1:]
    return tokens


def _words(tokens: list[Token], parts: NameParts, langs: tuple[str, ...]) -> list[NameWord]:
    out: list[NameWord] = []
    bound, before = False, ""
    for i, token in enumerate(tokens):
        more = i + 1 < len(tokens)
        if more and token.plain in parts.patronymics:
            bound = True
        elif more and token.plain in (*parts.articles, *parts.particles):
            continue
        elif more and i and token.plain in parts.optional:
            before += token.plain
        elif token.plain not in parts.suffixes and (readings := _readings(token, langs)):
            if before:
                whole = _readings(Token(before + token.plain, before + token.plain), langs)
                readings = tuple(dict.fromkeys((readings[0], whole[0], *readings[1:])))
            out.append(NameWord(token.written, readings, bound, langs, _letters(token.plain, langs)))
            bound, before = False, ""
    return out


def _readings(token: Token, langs: tuple[str, ...]) -> tuple[str, ...]:
    if not langs:
        word = token.plain
        bare = tuple(word[len(a) :] for a in sounds().articles if word.startswith(a) and len(word) > len(a) + 3)
        return (word, *bare)
    found: list[tuple[float, str]] = []
    for code in langs:
        model = romaniser_of(code)
        for late, folded in enumerate(bare_forms(token.plain, code)):
            if model and folded:
                found += [(s - 0.01 * i - 9 * late, w) for i, (s, w) in enumerate(model.best(folded, READINGS))]
    found.sort(reverse=True)
    return tuple(dict.fromkeys(w for _, w in found))


def bare_forms(folded: str, lang: str) -> list[str]:
    """The folded word without its article where it has one, else as it is."""
    bending = index_of(lang).bending
    for article in map(load_pack(lang).fold, bending.articles):
        if folded.startswith(article) and len(folded) > len(article) + 2:
            return [folded[len(article) :], folded]
    return [folded]


def _letters(folded: str, langs: tuple[str, ...]) -> str:
    """The word's letters, one by one, in Latin letters."""
    if not langs:
        return ""
    table = script_of(langs[0]).letters
    return "".join(table.get(c, "") for c in bare_forms(folded, langs[0])[0])


@lru_cache(maxsize=50_000)
def as_one(words: Words) -> NameWord:
    """Neighbouring words of a name read as one."""
    if len(words) == 1:
        return words[0]
    first, second = words[0], words[1]
    readings = tuple(x + y for x in first.readings[:2] for y in second.readings[:2])
    written = f"{first.written} {second.written}"
    return NameWord(written, readings, first.bound, first.langs, first.letters + second.letters)


__all__ = ["NameWord", "Words", "as_one", "bare_forms", "name_words", "script_languages"]
