"""Looks names up in a list of words: a trie over folded words, one per language.

A name is found under every spelling of the tables and under the ways a language bends it, which `names.toml` of the
pack lists: articles, endings, joined and split writing. What a match means in its context is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from msgspec import Struct, field

from naql.gazetteer.entries import Entry, entries
from naql.gazetteer.offices import Portfolio, portfolios
from naql.languages import Pack, load_pack
from naql.languages.words import POSSESSIVE, WORD

LEAF = "\0"
JOINER = "\u200c"
LEAST_JOINED = 5
MOST_KEPT = 200_000
STRONG_ORGANS = ("ministries.tsv",)


class Bending(Struct, forbid_unknown_fields=True, frozen=True):
    """How a language bends names, all folded when read.

    articles: letters written before a name's first word. demonym_endings: what a demonym may end in instead of
    nothing. name_endings: what any name may end in (they belong to the written word, not to the name).
    least: the shortest word from which an ending is taken off. links: words that join the parts of a person's name.
    weak: names that are words of the language first: a match counts only where the context bears it out.
    generic: words that with a state's name alone make no body's name ("the Russian forces"). private: words behind
    which a demonym tells where private people or goods are from. joins: proclitics that join two names.
    capitals: whether names are written with capitals; inner: small words inside a name; not_names: words that are no
    names though a sentence may begin with them.
    state_links: words between an organ and its state; state_before: whether the state may stand before its organ.
    """

    articles: list[str] = field(default_factory=list)
    demonym_endings: list[str] = field(default_factory=list)
    name_endings: list[str] = field(default_factory=list)
    least: int = 4
    links: list[str] = field(default_factory=list)
    weak: list[str] = field(default_factory=list)
    state_links: list[str] = field(default_factory=list)
    state_before: bool = False
    generic: list[str] = field(default_factory=list)
    private: list[str] = field(default_factory=list)
    joins: list[str] = field(default_factory=list)
    capitals: bool = False
    inner: list[str] = field(default_factory=list)
    not_names: list[str] = field(default_factory=list)


class Known(Struct, frozen=True):
    """What a name may mean: the entry or the organ; whether it is a demonym; whether it is a word first (weak)."""

    entry: Entry | None
    organ: Portfolio | None = None
    demonym: bool = False
    weak: bool = False

    @property
    def kind(self) -> str:
        """PER, ORG, GPE, LOC or OTHER."""
        return self.entry.kind if self.entry else "ORG"


class Match(Struct, frozen=True):
    """Words [start, end) are a name; `ended`: the last carries an ending of the language; `whole`: the
    first was read with its proclitics."""

    start: int
    end: int
    known: tuple[Known, ...]
    ended: bool = False
    whole: bool = True

    def worse_than(self, other: Match) -> bool:
        """Whether the other match of the same words is the better reading."""
        return (self.ended, self.known[0].weak) > (other.ended, other.known[0].weak)


class Index:
    """The names of one language. Build with `index_of`, which caches."""

    def __init__(self, pack: Pack, rows: Iterable[Entry], organs: Sequence[Portfolio]) -> None:
        self.pack = pack
        self.bending = pack.table("names", Bending)
        self.root: dict[str, Any] = {}
        self.weak = {pack.fold(w) for w in self.bending.weak}
        self.generic = {pack.fold(w) for w in self.bending.generic}
        self.private = {pack.fold(w) for w in self.bending.private}
        self.initials: set[str] = set()
        self.joins = tuple(pack.fold(w) for w in self.bending.joins)
        self._bare_forms: dict[str, tuple[str, ...]] = {}
        self.endings = sorted((pack.fold(e) for e in self.bending.name_endings), key=len, reverse=True)
        lang = pack.lang
        self.bare = {pack.fold(name) for organ in organs for name in organ.names.get(lang, ())}
        for entry in rows:
            self._add_entry(entry, lang)
        for organ in organs:
            weak = organ.file not in STRONG_ORGANS
            for name in organ.names.get(lang, ()):
                self._add(name, Known(None, organ, weak=weak))

    def _add_entry(self, entry: Entry, lang: str) -> None:
        doubtful = {self.pack.fold(name) for name in entry.doubtful.get(lang, ())}
        for name in entry.names.get(lang, ()):
            folded = self.pack.fold(name)
            if self._says_too_little(entry, folded):
                continue
            single = len(folded.split()) == 1 and not entry.alone
            self._add(name, Known(entry, weak=single or folded in doubtful or folded in self.weak))
        for form in self._demonyms(entry.demonyms.get(lang, ())):
            self._add(form, Known(entry, demonym=True, weak=self.pack.fold(form) in self.weak))

    def _says_too_little(self, entry: Entry, folded: str) -> bool:
        """Whether the name is that of an organ without its state, or of a state's forces or people at large."""
        words = folded.split()
        if entry.kind != "ORG" or not entry.country:
            return False
        return folded in self.bare or (len(words) == 2 and words[0] in self.generic)

    def _demonyms(self, forms: Iterable[str]) -> Iterator[str]:
        for form in forms:
            for article in ("", *self.bending.articles):
                yield article + form
                if len(form) >= self.bending.least:
                    yield from (article + form + ending for ending in self.bending.demonym_endings)

    def _add(self, name: str, known: Known) -> None:
        if self.bending.capitals and name.isupper() and len(name) < 7:
            self.initials.add(self.pack.fold(name).replace(".", ""))
        for words in spellings(name, self.pack):
            node = self.root
            for word in words:
                node = node.setdefault(word, {})
            leaf: list[Known] = node.setdefault(LEAF, [])
            if all(k.entry is not known.entry or k.organ is not known.organ for k in leaf):
                leaf.append(known)
                leaf.sort(key=lambda k: k.weak)

    def get(self, words: Sequence[str]) -> tuple[Known, ...]:
        """What the folded words mean as a whole name; empty where they are none."""
        node: dict[str, Any] | None = self.root
        for word in words:
            node = node.get(word) if node else None
        return tuple(node.get(LEAF, ())) if node else ()

    def named(self, name: str) -> tuple[Known, ...]:
        """What a written name means; empty where it is none."""
        return next((found for words in spellings(name, self.pack) if (found := self.get(words))), ())

    def longest(self, norm: Sequence[str], core: Sequence[str], start: int, stop: int) -> Match | None:
        """The longest name from word `start` on, ending by `stop`; its first word as written or without proclitics."""
        best: Match | None = None
        for first in dict.fromkeys((norm[start], core[start])):
            if not self._begins(first):
                continue
            for match in self._from(first, norm, start, stop):
                if best is None or match.end > best.end or (match.end == best.end and best.worse_than(match)):
                    best = match
        return best

    def _from(self, first: str, norm: Sequence[str], start: int, stop: int) -> Iterator[Match]:
        node: dict[str, Any] | None = self.root
        at = start
        word = first
        while node is not None:
            below = node.get(word)
            if found := (below or {}).get(LEAF):
                yield Match(start, at + 1, tuple(found), False, first == norm[start])
            elif bare := self._without_ending(word):
                ended = [k for w in bare for k in node.get(w, {}).get(LEAF, ())]
                if ended:
                    yield Match(start, at + 1, tuple(ended), True, first == norm[start])
            at += 1
            if below is None or at >= stop:
                break
            node, word = below, norm[at]

    def _without_ending(self, word: str) -> tuple[str, ...]:
        bare = self._bare_forms.get(word)
        if bare is None:
            least = self.bending.least
            bare = tuple(word[: -len(e)] for e in self.endings if word.endswith(e) and len(word) - len(e) >= least)
            if len(self._bare_forms) > MOST_KEPT:
                self._bare_forms.clear()
            self._bare_forms[word] = bare
        return bare

    def _begins(self, word: str) -> bool:
        """Whether a name may begin with the word, as it stands or without an ending."""
        return word in self.root or any(w in self.root for w in self._without_ending(word))


def _folded_words(name: str, pack: Pack) -> tuple[str, ...]:
    found: list[str] = []
    for match in WORD.finditer(name):
        if match.lastgroup != "mark":
            form = match.group()
            cut = POSSESSIVE.search(form)
            parts = (form[: cut.start()], form[cut.start() :]) if cut and cut.start() else (form,)
            found += (w for p in parts if (w := pack.fold(p)))
    return tuple(found)


def spellings(name: str, pack: Pack) -> list[tuple[str, ...]]:
    """The ways to write a name as folded words: as it stands, its joiners as spaces, its short words run together."""
    ways: list[tuple[str, ...]] = []
    for written in dict.fromkeys((name, name.replace(JOINER, " "))):
        words = _folded_words(written, pack)
        if words and words not in ways:
            ways.append(words)
    for words in list(ways):
        for i in range(len(words) - 1):
            joined = words[i] + words[i + 1]
            way = (*words[:i], joined, *words[i + 2 :])
            if len(joined) >= LEAST_JOINED and pack.info.script == "Arab" and way not in ways:
                ways.append(way)
    return ways


@cache
def index_of(lang: str) -> Index:
    """The index of the gazetteer in a language."""
    return Index(load_pack(lang), entries(), portfolios())
