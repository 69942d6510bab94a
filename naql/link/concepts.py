"""What a stretch of text is about, as concepts that mean the same in every language; and whether it is denied there.

Words are data (`concepts.toml` of each pack); this engine only looks them up. It does not parse: a predicate counts as
denied where a word of negation stands near it in its sentence, and as still to come where a word of the future does.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from msgspec import Struct, field

from naql.languages import Pack, load_pack
from naql.languages.pack import decode_toml
from naql.read.tokens import Words, split_words
from naql.records import Problem

JOINERS = "\u200c\u200d"
Table = dict[str, list[tuple[tuple[str, ...], str]]]  # first word or stem -> phrases that begin so, and what they mean


class _Meaning(Struct, forbid_unknown_fields=True, frozen=True):
    id: str
    says: str
    predicate: bool = False
    types: list[str] = field(default_factory=list)


class _Meanings(Struct, forbid_unknown_fields=True, frozen=True):
    concept: list[_Meaning]


class _Entry(Struct, forbid_unknown_fields=True, frozen=True):
    id: str
    words: list[str]
    yes: list[str]
    no: list[str] = field(default_factory=list)


class ConceptsFile(Struct, forbid_unknown_fields=True, frozen=True):
    """`concepts.toml` of a language: see the head of the English one."""

    concept: list[_Entry] = field(default_factory=list)
    articles: list[str] = field(default_factory=list)
    negations: list[str] = field(default_factory=list)
    futures: list[str] = field(default_factory=list)
    asking: list[str] = field(default_factory=list)
    near: int = 6


class Found(Struct, frozen=True, order=True):
    """One concept in a text: its first word and one past its last."""

    first: int
    last: int
    concept: str


class Lexicon:
    """The concept words of one language, folded and indexed by their first word."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.file = pack.table("concepts", ConceptsFile)
        self.articles = tuple(sorted((pack.fold(a) for a in self.file.articles), key=len, reverse=True))
        self.phrases = _index(pack, ((e.id, w) for e in self.file.concept for w in e.words))
        self.negations = _index(pack, (("no", w) for w in self.file.negations))
        self.futures = _index(pack, (("later", w) for w in self.file.futures))
        self._known: dict[tuple[str, str], tuple[str, ...]] = {}
        self.asking = {n for w in self.file.asking for n in split_words(w, pack).norm}

    def forms(self, words: Words, i: int) -> tuple[str, ...]:
        """The forms under which word `i` is looked up: as written, without proclitics, without its article."""
        key = words.norm[i], words.core[i]
        if key not in self._known:
            self._known[key] = self._forms(*key)
        return self._known[key]

    def _forms(self, norm: str, core: str) -> tuple[str, ...]:
        bare = next((core[len(a) :] for a in self.articles if core.startswith(a) and len(core) > len(a) + 1), "")
        return tuple(dict.fromkeys(f for f in (norm, core, bare) if f))

    def find(self, words: Words, table: Table, within: range | None = None) -> Iterator[Found]:
        """Every place where a phrase of `table` stands, or begins among the words `within`."""
        lengths = _stem_lengths(table)
        for i in range(len(words)) if within is None else within:
            for form in self.forms(words, i):
                for stem in (form, *(form[:k] + "*" for k in lengths if k <= len(form))):
                    for phrase, name in table.get(stem, ()):
                        if self._follows(words, i, phrase):
                            yield Found(i, i + len(phrase), name)

    def _follows(self, words: Words, i: int, phrase: tuple[str, ...]) -> bool:
        if i + len(phrase) > len(words):
            return False
        return all(
            any(f.startswith(p[:-1]) if p.endswith("*") else f == p for f in self.forms(words, i + k))
            for k, p in enumerate(phrase)
        )


def _stem_lengths(table: Table) -> list[int]:
    """How long the stems of a table are ("xyz*" is 3)."""
    return sorted({len(stem) - 1 for stem in table if stem.endswith("*")})


def _index(pack: Pack, entries: Iterator[tuple[str, str]]) -> Table:
    table: Table = {}
    for name, words in entries:
        spaced = words.translate({ord(j): " " for j in JOINERS})
        for written in dict.fromkeys((words, spaced)):
            tail = "*" if written.endswith("*") else ""
            phrase = tuple(n for n in split_words(written.rstrip("*"), pack).norm if n)
            if phrase:
                phrase = (*phrase[:-1], phrase[-1] + tail)
                table.setdefault(phrase[0], []).append((phrase, name))
    return table


@cache
def lexicon(lang: str) -> Lexicon:
    """The concept words of a language."""
    return Lexicon(load_pack(lang))


@cache
def predicates() -> frozenset[str]:
    """The concepts that a statement can assert or deny as they stand."""
    return frozenset(m.id for m in _meanings() if m.predicate)


@cache
def _meanings() -> tuple[_Meaning, ...]:
    return tuple(decode_toml(Path(__file__).with_name("concepts.toml"), _Meanings).concept)


@cache
def deeds_of(concept: str) -> frozenset[str]:
    """The PLOVER types of deeds that a concept's words name."""
    return frozenset(t for m in _meanings() if m.id == concept for t in m.types)


def meaning(concept: str) -> str:
    """What a concept means, in English."""
    return next((m.says for m in _meanings() if m.id == concept), concept)


def concepts_in(words: Words, lang: str) -> list[Found]:
    """The concepts of a text in order, each place once."""
    lex = lexicon(lang)
    return sorted(set(lex.find(words, lex.phrases)))


def polarity_of(found: Found, words: Words, lang: str) -> str:
    """Whether what is found is affirmed or denied where it stands."""
    return "denied" if _near(found, words, lang, "negations") else "affirmed"


def is_to_come(found: Found, words: Words, lang: str) -> bool:
    """Whether what is found is put off to a time to come."""
    return _near(found, words, lang, "futures")


def _near(found: Found, words: Words, lang: str, table: str) -> bool:
    lex = lexicon(lang)
    sentence = words.sentence[found.first]
    reach = range(max(0, found.first - lex.file.near), min(len(words), found.last + lex.file.near))
    return any(words.sentence[f.first] == sentence for f in lex.find(words, getattr(lex, table), reach))


def telling_words(words: Words, lang: str) -> list[str]:
    """The words that tell what a text is about: folded, without proclitics and articles, no words of asking."""
    lex = lexicon(lang)
    kept = (
        lex.forms(words, i)[-1]
        for i in range(len(words))
        if words.kind[i] != "mark" and words.norm[i] not in lex.asking and words.core[i] not in lex.asking
    )
    return [w for w in kept if len(w) > 1]


def check(pack: Pack) -> list[Problem]:
    """Concepts that a pack lacks or invents, words under two concepts, examples that do not hold."""
    lex, here = Lexicon(pack), f"{pack.lang}/concepts.toml"
    known = {m.id for m in _meanings()}
    problems = [Problem(file=here, entry=c, reason="no words for it") for c in known - {e.id for e in lex.file.concept}]
    home: dict[str, str] = {}
    for entry in lex.file.concept:
        if entry.id not in known:
            problems.append(Problem(file=here, entry=entry.id, reason="link/concepts.toml has no such concept"))
        if not entry.yes:
            problems.append(Problem(file=here, entry=entry.id, reason="a concept without an example"))
        for word in entry.words:
            if home.setdefault(pack.fold(word), entry.id) != entry.id:
                reason = f"{word} is under {home[pack.fold(word)]} too"
                problems.append(Problem(file=here, entry=entry.id, reason=reason))
        for text, holds in [*((t, True) for t in entry.yes), *((t, False) for t in entry.no)]:
            words = split_words(text, pack)
            if any(f.concept == entry.id for f in lex.find(words, lex.phrases)) is not holds:
                reason = f"{'not found' if holds else 'found'} in: {text}"
                problems.append(Problem(file=here, entry=entry.id, reason=reason))
    return problems
