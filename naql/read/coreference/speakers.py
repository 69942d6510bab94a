"""Common nouns that speak in the news (`speakers.toml`): what they can stand for and how they are called in English."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from msgspec import Struct, field

from naql.languages import load_pack


class Noun(Struct, forbid_unknown_fields=True, frozen=True):
    """A noun: its forms for one and for many, its English (one, many), and its kind.

    kind: person, people (persons that stay unnamed), body, paper, media. bare: the English description where nothing
    else is said of it. An empty English means: never described by it. unique: whether a body has one of them («the
    spokesman»), so that English needs no "a". issuer: whether a paper speaks for who issued it (a statement) and is
    not called by itself (a poll). of_state: whether those of the page's state are meant where none is named.
    """

    kind: str
    en: tuple[str, str]
    one: list[str] = field(default_factory=list)
    many: list[str] = field(default_factory=list)
    bare: str = ""
    unique: bool = False
    issuer: bool = True
    of_state: bool = False


class Speaking(Struct, frozen=True):
    """A speaking noun in a source: which, whether plural, at which word, whether it points back («this official»)."""

    noun: Noun
    many: bool
    at: int
    definite: bool


class Hearsay(Struct, forbid_unknown_fields=True, frozen=True):
    """Cues whose dropped subject is nobody: the words that they begin with, what the source is called in English.

    yes/no: cues that are and are not of this kind.
    """

    words: list[str]
    en: str
    yes: list[str] = field(default_factory=list)
    no: list[str] = field(default_factory=list)


class Ending(Struct, forbid_unknown_fields=True, frozen=True):
    """A form of verbs that agrees with its subject: a regular expression over the folded first or last word of a cue
    (`last`), the gender (m, f) and whether for many; yes/no: such words and others."""

    pattern: str
    gender: str = ""
    many: bool = False
    last: bool = False
    yes: list[str] = field(default_factory=list)
    no: list[str] = field(default_factory=list)


class Example(Struct, forbid_unknown_fields=True, frozen=True):
    """A text with the words of sources in their order: `yes` with the name each must get (an empty source for a
    dropped subject), `no` with a name it must not get. day: the page's date."""

    text: str
    yes: list[tuple[str, str]] = field(default_factory=list)
    no: list[tuple[str, str]] = field(default_factory=list)
    day: str = ""


class Agreement(Struct, frozen=True):
    """What a cue shows of its subject: gender (m, f or empty) and whether it is many."""

    gender: str = ""
    many: bool = False


class SpeakersFile(Struct, forbid_unknown_fields=True, frozen=True):
    """`speakers.toml`. demonstratives and `definite` (an article's letters) point back to somebody already named.

    some: words before a noun that say how many. one_of: words that take one out of many. other: words for "another".
    ours: words for the state of the page's outlet.
    place_links: words between people and where they are. near: words for "close to", behind a noun.
    aides: words for somebody who speaks for the person named behind them; aide_links: what stands between the two,
    nothing where the list is empty. stop: words that say nothing in a title. joining: words between two names of one
    list. official: words for what belongs to the state. newsrooms: words for newsrooms by the kind of outlet.
    media: adjectives that are called otherwise of newsrooms. asker: who asks where nobody is named.
    loose: letters that titles are compared without. adjectives: English adjective to its forms.
    as_written: whether descriptions are the words themselves (the language is the one that names are given in);
    tails: words that a description ends before; heads_end: words that a noun's head stands before.
    """

    demonstratives: list[str] = field(default_factory=list)
    some: list[str] = field(default_factory=list)
    one_of: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    ours: list[str] = field(default_factory=list)
    place_links: list[str] = field(default_factory=list)
    near: list[str] = field(default_factory=list)
    aides: list[str] = field(default_factory=list)
    aide_links: list[str] = field(default_factory=list)
    stop: list[str] = field(default_factory=list)
    loose: str = ""
    definite: str = ""
    noun: list[Noun] = field(default_factory=list)
    adjectives: dict[str, list[str]] = field(default_factory=dict)
    joining: list[str] = field(default_factory=list)
    official: list[str] = field(default_factory=list)
    newsrooms: dict[str, list[str]] = field(default_factory=dict)
    media: dict[str, str] = field(default_factory=dict)
    asker: str = ""
    as_written: bool = False
    tails: list[str] = field(default_factory=list)
    heads_end: list[str] = field(default_factory=list)
    hearsay: list[Hearsay] = field(default_factory=list)
    agreement: list[Ending] = field(default_factory=list)
    example: list[Example] = field(default_factory=list)


@dataclass(frozen=True)
class Speakers:
    """`speakers.toml` folded for look-up: phrase (folded, one blank between words) to noun and number."""

    nouns: dict[str, tuple[Noun, bool]]
    adjectives: dict[str, str]
    demonstratives: frozenset[str]
    some: frozenset[str]
    one_of: frozenset[str]
    other: frozenset[str]
    ours: frozenset[str]
    place_links: frozenset[str]
    near: frozenset[str]
    aides: frozenset[str]
    aide_links: frozenset[str]
    stop: frozenset[str]
    definite: str
    loose: frozenset[str]
    joining: frozenset[str]
    official: frozenset[str]
    newsrooms: dict[str, frozenset[str]]
    media: dict[str, str]
    asker: str
    as_written: bool
    tails: frozenset[str]
    heads_end: frozenset[str]
    hearsay: tuple[tuple[tuple[str, ...], str], ...]
    endings: tuple[tuple[re.Pattern[str], Ending], ...]

    def plain(self, word: str) -> str:
        """A folded word as titles are compared: without the article and the letters that vary."""
        if self.definite and word.startswith(self.definite) and len(word) > len(self.definite) + 2:
            word = word[len(self.definite) :]
        return "".join(c for c in word if c not in self.loose) or word

    def said_by_nobody(self, cue: tuple[str, ...]) -> str:
        """The English name of the source of a cue whose subject is nobody; empty for any other cue."""
        return next((en for words, en in self.hearsay if cue[: len(words)] == words), "")

    def agreement(self, cue: tuple[str, ...]) -> Agreement:
        """What the folded words of a cue show of their subject."""
        for pattern, ending in self.endings if cue else ():
            if pattern.fullmatch(cue[-1] if ending.last else cue[0]):
                return Agreement(ending.gender, ending.many)
        return Agreement()


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

    lists = ("demonstratives", "some", "one_of", "other", "ours", "place_links", "near", "aides", "aide_links", "stop")
    more = ("joining", "official", "tails", "heads_end")
    hearsay = [(tuple(pack.fold(w).split()), h.en) for h in file.hearsay for w in h.words]
    return Speakers(
        nouns=nouns,
        adjectives={pack.fold(form): en for en, forms in file.adjectives.items() for form in forms},
        definite=pack.fold(file.definite),
        loose=frozenset(file.loose),
        media=file.media,
        newsrooms={kind: folded(names) for kind, names in file.newsrooms.items()},
        asker=file.asker,
        as_written=file.as_written,
        hearsay=tuple(sorted(hearsay, key=lambda h: -len(h[0]))),
        endings=tuple((re.compile(e.pattern), e) for e in file.agreement),
        **{name: folded(getattr(file, name)) for name in (*lists, *more)},
    )
