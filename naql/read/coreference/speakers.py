"""Common nouns that speak in the news (`speakers.toml`): what they can stand for and how they are called in English."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from msgspec import Struct, field

from naql.languages import load_pack


class Noun(Struct, forbid_unknown_fields=True, frozen=True):
    """A noun: its forms for one and for many, its English (one, many), and its kind.

    kind: person, people (persons that stay unnamed), body, paper (a document that speaks for its issuer), media.
    bare: the English description where nothing else is said of it. An empty English means: never described by it.
    unique: whether a body has one of them («the spokesman»), so that English needs no "a".
    """

    kind: str
    en: tuple[str, str]
    one: list[str] = field(default_factory=list)
    many: list[str] = field(default_factory=list)
    bare: str = ""
    unique: bool = False


class SpeakersFile(Struct, forbid_unknown_fields=True, frozen=True):
    """`speakers.toml`. demonstratives and `definite` (an article's letters) point back to somebody already named.

    some: words before a noun that say how many. place_links: words between people and where they are.
    aides: words for somebody who speaks for the person named behind them. stop: words that say nothing in a title.
    joining: words between two names of one list. media: adjectives that are called otherwise of newsrooms.
    asker: who asks where nobody is named.
    loose: letters that titles are compared without. adjectives: English adjective to its forms.
    """

    demonstratives: list[str] = field(default_factory=list)
    some: list[str] = field(default_factory=list)
    place_links: list[str] = field(default_factory=list)
    aides: list[str] = field(default_factory=list)
    stop: list[str] = field(default_factory=list)
    loose: str = ""
    definite: str = ""
    noun: list[Noun] = field(default_factory=list)
    adjectives: dict[str, list[str]] = field(default_factory=dict)
    joining: list[str] = field(default_factory=list)
    media: dict[str, str] = field(default_factory=dict)
    asker: str = ""


@dataclass(frozen=True)
class Speakers:
    """`speakers.toml` folded for look-up: phrase (folded, one blank between words) to noun and number."""

    nouns: dict[str, tuple[Noun, bool]]
    adjectives: dict[str, str]
    demonstratives: frozenset[str]
    some: frozenset[str]
    place_links: frozenset[str]
    aides: frozenset[str]
    stop: frozenset[str]
    definite: str
    loose: frozenset[str]
    joining: frozenset[str]
    media: dict[str, str]
    asker: str

    def plain(self, word: str) -> str:
        """A folded word as titles are compared: without the article and the letters that vary."""
        if self.definite and word.startswith(self.definite) and len(word) > len(self.definite) + 2:
            word = word[len(self.definite) :]
        return "".join(c for c in word if c not in self.loose) or word


@cache
def speakers(lang: str) -> Speakers:
    """The speakers of a language."""
    pack = load_pack(lang)
    file = pack.table("speakers", SpeakersFile)
    nouns: dict[str, tuple[Noun, bool]] = {}
    for noun in file.noun:
        for many, forms in ((True, noun.many), (False, noun.one)):
            for form in forms:
                nouns.setdefault(pack.fold(form), (noun, many))

    def folded(words: list[str]) -> frozenset[str]:
        return frozenset(pack.fold(w) for w in words)

    return Speakers(
        nouns=nouns,
        adjectives={pack.fold(form): en for en, forms in file.adjectives.items() for form in forms},
        demonstratives=folded(file.demonstratives),
        some=folded(file.some),
        place_links=folded(file.place_links),
        aides=folded(file.aides),
        stop=folded(file.stop),
        definite=pack.fold(file.definite),
        loose=frozenset(file.loose),
        joining=folded(file.joining),
        media=file.media,
        asker=file.asker,
    )
