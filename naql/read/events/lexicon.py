"""The predicates of a language, compiled from `events.toml`, and where they stand in a text.

A predicate is a verb, or a noun with or without the light verb that makes it one. Each names a deed of `deeds.toml`,
which gives its code. Who did it to whom, and whether it was done at all, is worked out elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from msgspec import Struct
from msgspec import field as default

from naql.languages import Pack
from naql.languages.pack import decode_toml

Phrase = tuple[str, ...]


class Deed(Struct, forbid_unknown_fields=True, frozen=True):
    """One thing that is done, with its code; the fields are explained at the head of `deeds.toml`."""

    type: str
    mode: str | None = None
    modes: dict[str, str] = default(default_factory=dict)
    mutual: bool = False
    ahead: str | None = None
    verbal: bool = False
    genitive: str = "actor"
    denied: str | None = None
    against: bool = False


class Paradigm(Struct, forbid_unknown_fields=True, frozen=True):
    """Templates with {} for one kind of form, and what a word in that form says.

    first: the speaker does it. possessed: a pronoun stands for the genitive. follows: a participle whose subject is
    that of the main clause. with_object: a pronoun stands for the object.
    """

    forms: list[str]
    denied: bool = False
    planned: bool = False
    wish: bool = False
    passive: bool = False
    first: bool = False
    command: bool = False
    noun: bool = False
    possessed: bool = False
    follows: bool = False
    with_object: bool = False


class Light(Struct, forbid_unknown_fields=True, frozen=True):
    """A light verb: stems by paradigm. `passive`: its subject suffers the deed; `turned`: its subject receives it.

    touch: it makes a verb only of a noun that touches it.
    """

    stems: dict[str, list[str]]
    passive: bool = False
    turned: bool = False
    touch: bool = False


class Predicate(Struct, forbid_unknown_fields=True, frozen=True):
    """One predicate; the fields are explained at the head of the Persian `events.toml`."""

    id: str
    deed: str
    yes: list[str]
    no: list[str]
    verbs: dict[str, list[str]] = default(default_factory=dict)
    nouns: list[str] = default(default_factory=list)
    lights: list[str] = default(default_factory=list)
    alone: bool = False
    to: list[str] = default(default_factory=list)
    object: bool = True
    turned: bool = False
    at_end: bool = False
    active: bool = False
    mode: str | None = None
    needs: list[str] = default(default_factory=list)
    contexts: list[str] = default(default_factory=list)
    unless_next: list[str] = default(default_factory=list)
    unless_before: list[str] = default(default_factory=list)


class Grammar(Struct, forbid_unknown_fields=True, frozen=True):
    """Order and function words of a language, as far as the sides and the polarity of a deed need them."""

    order: str
    light: str
    trigger: str
    prepositions: list[str]
    clitics: list[str] = default(default_factory=list)
    links: list[str] = default(default_factory=list)
    senses: dict[str, list[str]] = default(default_factory=dict)
    object_mark: list[str] = default(default_factory=list)
    agent: list[str] = default(default_factory=list)
    between: list[str] = default(default_factory=list)
    join: list[str] = default(default_factory=list)
    breaks: list[str] = default(default_factory=list)
    relative: list[str] = default(default_factory=list)
    copula: list[str] = default(default_factory=list)
    denies: list[str] = default(default_factory=list)
    denies_after: list[str] = default(default_factory=list)
    asks: list[str] = default(default_factory=list)
    determiners: list[str] = default(default_factory=list)
    which: list[str] = default(default_factory=list)
    planned: list[str] = default(default_factory=list)
    possible: list[str] = default(default_factory=list)
    we: list[str] = default(default_factory=list)


class EventsFile(Struct, forbid_unknown_fields=True, frozen=True):
    """`events.toml`: grammar, paradigms, light verbs, themes, contexts and predicates."""

    grammar: Grammar
    paradigms: dict[str, Paradigm] = default(default_factory=dict)
    lights: dict[str, Light] = default(default_factory=dict)
    themes: dict[str, list[str]] = default(default_factory=dict)
    contexts: dict[str, list[str]] = default(default_factory=dict)
    groups: dict[str, list[str]] = default(default_factory=dict)
    predicate: list[Predicate] = default(default_factory=list)


@dataclass(slots=True, frozen=True)
class Form:
    """One written form of a verb, noun or light verb: what it belongs to and what its paradigm says."""

    words: Phrase
    owner: str
    paradigm: Paradigm
    noun: bool = False


class Stems:
    """Named lists of stems: a word belongs to a list where it begins with a stem, or is one that ends in "$"."""

    def __init__(self, lists: dict[str, list[str]]) -> None:
        self._whole: dict[str, set[str]] = {}
        self._begin: dict[str, set[str]] = {}
        for name, stems in lists.items():
            for stem in stems:
                table = self._whole if stem.endswith("$") else self._begin
                table.setdefault(stem.removesuffix("$"), set()).add(name)
        self._lengths = sorted({len(s) for s in self._begin})
        self._known: dict[str, frozenset[str]] = {}

    def of(self, word: str) -> frozenset[str]:
        """The names of the lists that a folded word belongs to."""
        if word not in self._known:
            found = set(self._whole.get(word, ()))
            for n in self._lengths:
                found |= self._begin.get(word[:n], set()) if n <= len(word) else set()
            self._known[word] = frozenset(found)
        return self._known[word]


@dataclass(slots=True)
class EventLexicon:
    """A language's predicates and light verbs by first word, its function words as phrases, its word lists folded."""

    grammar: Grammar
    rules: dict[str, Predicate]
    lights: dict[str, Light]
    predicates: dict[str, list[Form]] = field(default_factory=dict)
    light_forms: dict[str, list[Form]] = field(default_factory=dict)
    phrases: dict[str, dict[str, list[Phrase]]] = field(default_factory=dict)
    themes: Stems = field(default_factory=lambda: Stems({}))
    contexts: Stems = field(default_factory=lambda: Stems({}))
    groups: dict[Phrase, str] = field(default_factory=dict)
    needs: dict[str, Stems] = field(default_factory=dict)
    double: list[tuple[str, str, str]] = field(default_factory=list)
    clitics: frozenset[str] = frozenset()
    senses: dict[str, str] = field(default_factory=dict)


@cache
def deeds() -> dict[str, Deed]:
    """Every deed by name."""
    return decode_toml(Path(__file__).parent / "deeds.toml", dict[str, Deed])


def phrase_of(text: str, pack: Pack) -> Phrase:
    """A written phrase as folded words."""
    return tuple(pack.fold(text).split())


PLAIN = Paradigm(forms=["{}"])
FUNCTIONS = (
    "prepositions",
    "links",
    "object_mark",
    "agent",
    "between",
    "join",
    "breaks",
    "relative",
    "copula",
    "denies",
    "denies_after",
    "asks",
    "determiners",
    "which",
    "planned",
    "possible",
    "we",
)


def build_lexicon(pack: Pack) -> EventLexicon:
    """The compiled lexicon of a language; `events_of` caches it."""
    file = pack.table("events", EventsFile)
    lexicon = EventLexicon(file.grammar, {p.id: p for p in file.predicate}, file.lights)
    for rule in file.predicate:
        for form in _forms(rule, file, pack):
            forms = lexicon.predicates.setdefault(form.words[0], [])
            same = [f for f in forms if f.words == form.words]
            clash = [f for f in same if f.owner != rule.id and _clash(f, form, lexicon.rules)]
            if clash and (clash[0].paradigm.forms == ["{}"]) != (form.paradigm.forms == ["{}"]):
                if form.paradigm.forms == ["{}"]:  # what is written out goes before what a paradigm makes
                    forms[:] = [f for f in forms if f not in clash]
                    forms.append(form)
                continue
            lexicon.double.extend((" ".join(form.words), f.owner, rule.id) for f in clash)
            if not clash and all((f.owner, f.noun) != (form.owner, form.noun) for f in same):
                forms.append(form)
    for name, light in file.lights.items():
        for form in _written(light.stems, file, pack, name, False):
            lexicon.light_forms.setdefault(form.words[0], []).append(form)
    for table in (lexicon.predicates, lexicon.light_forms):
        for forms in table.values():
            forms.sort(key=lambda f: -len(f.words))
    for name in FUNCTIONS:
        lexicon.phrases[name] = _by_first([phrase_of(t, pack) for t in getattr(file.grammar, name)])
    lexicon.themes = Stems({k: [pack.fold(w) for w in v] for k, v in file.themes.items()})
    lexicon.contexts = Stems({k: [pack.fold(w) for w in v] for k, v in file.contexts.items()})
    lexicon.needs = {p.id: Stems({"needs": [pack.fold(w) for w in p.needs]}) for p in file.predicate if p.needs}
    lexicon.groups = {phrase_of(w, pack): name for name, forms in file.groups.items() for w in forms}
    lexicon.senses = {" ".join(phrase_of(w, pack)): k for k, v in file.grammar.senses.items() for w in v}
    lexicon.clitics = frozenset(pack.fold(c) for c in file.grammar.clitics)
    return lexicon


def _clash(a: Form, b: Form, rules: dict[str, Predicate]) -> bool:
    """Whether one word stands under two rules and nothing tells them apart: not noun from verb, nor the light verb."""
    if a.noun != b.noun:
        return False
    one, other = rules[a.owner], rules[b.owner]
    if bool(one.needs) != bool(other.needs) or (one.needs and not {*one.needs} & {*other.needs}):
        return False
    return not a.noun or (one.alone and other.alone) or bool({*one.lights} & {*other.lights})


def _by_first(phrases: list[Phrase]) -> dict[str, list[Phrase]]:
    found: dict[str, list[Phrase]] = {}
    for phrase in sorted((p for p in phrases if p), key=lambda p: -len(p)):
        found.setdefault(phrase[0], []).append(phrase)
    return found


def _forms(rule: Predicate, file: EventsFile, pack: Pack) -> list[Form]:
    nouns = _written({"noun": rule.nouns}, file, pack, rule.id, True) if rule.nouns else []
    return _written(rule.verbs, file, pack, rule.id, False) + nouns


def _written(stems: dict[str, list[str]], file: EventsFile, pack: Pack, owner: str, noun: bool) -> list[Form]:
    found = []
    for text, paradigm in _texts(stems, file):
        words = phrase_of(text, pack)
        if words:
            found.append(Form(words, owner, paradigm, noun or paradigm.noun))
    return found


def _texts(stems: dict[str, list[str]], file: EventsFile) -> Iterator[tuple[str, Paradigm]]:
    """Every written form of the stems: by paradigm (and its sub-paradigms), or before every form of a light verb."""
    for name, values in stems.items():
        if name in file.lights:
            tails = list(_texts(file.lights[name].stems, file))
            yield from ((f"{value} {tail}", paradigm) for value in values for tail, paradigm in tails)
            continue
        for paradigm in [p for k, p in file.paradigms.items() if k == name or k.startswith(name + ".")] or [PLAIN]:
            yield from ((t.replace("{}", value), paradigm) for value in values for t in paradigm.forms)


_LEXICONS: dict[str, EventLexicon] = {}


def events_of(pack: Pack) -> EventLexicon:
    """The lexicon of a pack, built once."""
    key = str(pack.folder)
    if key not in _LEXICONS:
        _LEXICONS[key] = build_lexicon(pack)
    return _LEXICONS[key]
