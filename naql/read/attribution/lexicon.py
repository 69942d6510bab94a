"""The cues and word classes of a language, compiled from `cues.toml` and `sources.toml`, and their places in a text.

A rule is one construction with its act and the way it takes its content; its words are stems written out by
paradigms. Matching is by folded words, longest first. Which matches really hand on somebody's words is decided
elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from msgspec import Struct
from msgspec import field as default

from naql.languages import Pack
from naql.read.tokens import Words

SHAPES = ("verb", "credit", "aside", "noun", "impersonal")


class CueRule(Struct, forbid_unknown_fields=True, frozen=True):
    """One construction; the fields are explained at the head of `cues.toml`."""

    id: str
    shape: str
    act: str
    words: dict[str, list[str]]
    yes: list[str]
    no: list[str]
    clause: bool = False
    object: bool = False
    whole: bool = False
    within: bool = False
    inner: bool = False
    follows: bool = False
    marks: list[str] = default(default_factory=list)
    leads: list[str] = default(default_factory=list)
    relay: list[str] = default(default_factory=list)
    followed_by: list[str] = default(default_factory=list)
    unless_next: list[str] = default(default_factory=list)
    unless_before: list[str] = default(default_factory=list)
    fits: float = 0.9


class CuesFile(Struct, forbid_unknown_fields=True, frozen=True):
    """`cues.toml`: paradigms (templates with {}), light verbs (stems by paradigm) and rules."""

    paradigms: dict[str, list[str]] = default(default_factory=dict)
    lights: dict[str, dict[str, list[str]]] = default(default_factory=dict)
    cue: list[CueRule] = default(default_factory=list)


class Order(Struct, forbid_unknown_fields=True, frozen=True):
    """Where a verb's source and its content stand, and what closes a credit."""

    subject: str
    object: str
    credit_close: list[str]
    object_mark: list[str] = default(default_factory=list)
    cue_that: list[str] = default(default_factory=list)
    mark_in_cue: bool = False
    inverted: bool = False


class DenialFile(Struct, forbid_unknown_fields=True, frozen=True):
    """What denies without a denying verb: answers of no, phrases («...» stands for a gap), verbs by their endings."""

    answers: list[str]
    phrases: list[str]
    yes: list[str]
    no: list[str]
    verbs: list[str] = default(default_factory=list)
    forms: list[str] = default(default_factory=list)


class SourcesFile(Struct, forbid_unknown_fields=True, frozen=True):
    """`sources.toml`: word classes, order, hint words that turn a neutral cue into another act, and denials."""

    classes: dict[str, list[str]]
    order: Order
    hints: dict[str, list[str]]
    denial: DenialFile


@dataclass(slots=True, frozen=True)
class Denial:
    """Folded answers of no; phrases as parts between which there are gaps, each part a run of folded words."""

    answers: frozenset[str]
    phrases: tuple[tuple[tuple[str, ...], ...], ...]


@dataclass(slots=True, frozen=True)
class CueMatch:
    """Words `start` to `end` (half-open) are written as rule `rule` has them."""

    start: int
    end: int
    rule: CueRule


@dataclass(slots=True)
class Lexicon:
    """A language's cues by first word, its word classes, and its marks.

    enders: marks that end a sentence. pauses: marks that divide clauses. kept: marks that a content keeps at its end.
    """

    rules: list[CueRule]
    order: Order
    denial: Denial
    back: tuple[tuple[str, ...], ...] = ()
    first: dict[str, list[tuple[tuple[str, ...], CueRule]]] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)
    hints: dict[str, frozenset[str]] = field(default_factory=dict)
    that: tuple[tuple[str, ...], ...] = ()
    marks: dict[str, frozenset[str]] = field(default_factory=dict)
    double: list[tuple[str, str, str]] = field(default_factory=list)
    enders: frozenset[str] = frozenset()
    pauses: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()


def _forms(rule: CueRule, file: CuesFile) -> set[str]:
    found: set[str] = set()
    for name, stems in rule.words.items():
        if name == "plain":
            found.update(stems)
        elif name in file.paradigms:
            found.update(t.format(s) for s in stems for t in file.paradigms[name])
        else:
            verbs = [
                t.format(v)
                for paradigm, values in file.lights[name].items()
                for v in values
                for t in file.paradigms.get(paradigm, ["{}"])
            ]
            found.update(f"{s} {v}" for s in stems for v in verbs)
    if rule.leads:
        found = {f"{lead} {form}" for lead in rule.leads for form in found}
    if rule.followed_by:
        found = {f"{form} {verb}" for form in found for verb in rule.followed_by}
    return found


def _phrase(text: str, pack: Pack) -> tuple[str, ...]:
    return tuple(pack.fold(text).split())


def _denial(file: DenialFile, pack: Pack) -> Denial:
    """The folded denials: the phrases and every verb in every form."""
    written = [*file.phrases, *(form.format(verb) for verb in file.verbs for form in file.forms)]
    parts = tuple(tuple(_phrase(part, pack) for part in text.split("...")) for text in dict.fromkeys(written))
    return Denial(frozenset(pack.fold(a) for a in file.answers), parts)


def build_lexicon(pack: Pack) -> Lexicon:
    """The compiled lexicon of a language; `lexicon_of` caches it on the pack."""
    file, sources = pack.table("cues", CuesFile), pack.table("sources", SourcesFile)
    lexicon = Lexicon(file.cue, sources.order, _denial(sources.denial, pack))
    seen: dict[tuple[str, ...], str] = {}
    for rule in file.cue:
        for form in _forms(rule, file):
            key = _phrase(form, pack)
            if not key:
                continue
            if key in seen:
                if seen[key] != rule.id:
                    lexicon.double.append((" ".join(key), seen[key], rule.id))
                continue
            seen[key] = rule.id
            lexicon.first.setdefault(key[0], []).append((key, rule))
        lexicon.marks[rule.id] = frozenset(" ".join(_phrase(m, pack)) for m in rule.marks)
    for forms in lexicon.first.values():
        forms.sort(key=lambda f: -len(f[0]))
    for name, members in sources.classes.items():
        for word in members:
            lexicon.classes.setdefault(pack.fold(word), name)
    lexicon.hints = {k: frozenset(pack.fold(w) for w in v) for k, v in sources.hints.items()}
    lexicon.back = tuple(_phrase(w, pack) for w in sources.hints.get("back", ()))
    lexicon.enders = frozenset(pack.info.sentences.enders)
    lexicon.pauses = frozenset(sources.order.credit_close)
    lexicon.kept = lexicon.enders - {"."} | frozenset({")", "]", "%"})
    lexicon.that = tuple(_phrase(t, pack) for t in sources.order.cue_that)
    return lexicon


_LEXICONS: dict[str, Lexicon] = {}


def lexicon_of(pack: Pack) -> Lexicon:
    """The lexicon of a pack, built once."""
    key = str(pack.folder)
    if key not in _LEXICONS:
        _LEXICONS[key] = build_lexicon(pack)
    return _LEXICONS[key]


def find_cues(words: Words, core: list[str], pack: Pack) -> list[CueMatch]:
    """Every place where the words of a rule stand, in order, the longest match at each place, none overlapping.

    core: the words without their proclitics.
    """
    lexicon = lexicon_of(pack)
    norm, first = words.norm, lexicon.first
    found: list[CueMatch] = []
    i, size = 0, len(words)
    while i < size:
        match = _match_at(i, norm[i], norm, first) or (core[i] != norm[i] and _match_at(i, core[i], norm, first))
        if not match or not _allowed(match, words, pack):
            i += 1
            continue
        match = _extended(match, words, lexicon)
        found.append(match)
        i = match.end
    return found


def _match_at(i: int, word: str, norm: list[str], first: dict) -> CueMatch | None:
    for key, rule in first.get(word, ()):
        n = len(key)
        if n == 1 or norm[i + 1 : i + n] == list(key[1:]):
            return CueMatch(i, i + n, rule)
    return None


def _allowed(match: CueMatch, words: Words, pack: Pack) -> bool:
    rule = match.rule
    after = words.norm[match.end] if match.end < len(words) else ""
    before = words.norm[match.start - 1] if match.start else ""
    banned_next = any(pack.fold(w) == after for w in rule.unless_next)
    return not banned_next and not any(pack.fold(w) == before for w in rule.unless_before)


def _extended(match: CueMatch, words: Words, lexicon: Lexicon) -> CueMatch:
    """The match with a complementiser that is written as part of it, or a preposition right behind it."""
    norm, end = words.norm, match.end
    if match.rule.shape in ("aside", "noun"):
        for phrase in lexicon.that:
            if tuple(norm[end : end + len(phrase)]) == phrase:
                return CueMatch(match.start, end + len(phrase), match.rule)
    if (
        lexicon.order.mark_in_cue
        and end < len(norm)
        and norm[end] in lexicon.marks[match.rule.id]
        and len(norm[end]) > 1
    ):
        return CueMatch(match.start, end + 1, match.rule)
    return match
