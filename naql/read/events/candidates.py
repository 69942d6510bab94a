"""Words -> candidates: every place where a predicate stands, with the light verb that belongs to it.

A candidate is only a form found: whether it is coded, and who its sides are, is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from naql.languages import Pack
from naql.read.events.lexicon import EventLexicon, Form, Light, Paradigm, Phrase, Predicate, deeds, events_of
from naql.read.tokens import Words

AROUND = 12  # words on either side in which one that a rule needs must stand; set by hand
REACH = 14  # words between a noun and its light verb; set by hand


@dataclass(slots=True, frozen=True)
class Found:
    """Words [start, end) have this form."""

    start: int
    end: int
    form: Form


Lit = dict[tuple[int, str], Found]  # first word of a noun and its rule -> the light verb that makes a verb of it


@dataclass(slots=True, frozen=True)
class Candidate:
    """A predicate in words [start, end), with its light verb in [light_start, light_end) where it has one.

    `main` is where the finite verb stands (the predicate itself, or its light verb); -1 for a noun alone.
    """

    rule: Predicate
    start: int
    end: int
    form: Form
    light: Light | None = None
    light_form: Form | None = None
    light_start: int = -1
    light_end: int = -1

    @property
    def verbal(self) -> bool:
        """Whether it is a finite verb, or a noun with a light verb."""
        return not self.form.noun or self.light is not None

    @property
    def marks(self) -> Paradigm:
        """What the finite form says: denied, planned, first person ..."""
        return self.light_form.paradigm if self.light_form else self.form.paradigm

    @property
    def passive(self) -> bool:
        """Whether its grammatical subject suffers the deed."""
        return not self.rule.active and (self.marks.passive or bool(self.light and self.light.passive))

    @property
    def turned(self) -> bool:
        """Whether its grammatical subject is the recipient, because it "received" the deed."""
        return self.rule.turned or bool(self.light and self.light.turned)


@dataclass(slots=True)
class Sighting:
    """All candidates of a text in order, and every finite verb known (first words), which end clauses."""

    candidates: list[Candidate]
    finite: dict[int, int]


def sight(words: Words, pack: Pack) -> Sighting:
    """The candidates of a text and its known finite verbs (first word -> one past the last)."""
    lexicon = events_of(pack)
    found = [f for f in _matches(words, lexicon.predicates) if _allowed(f, words, lexicon, pack)]
    sure = {f.start for f in found if f.form.noun}
    taken = {i for f in found for i in range(f.start, f.end) if not f.form.noun and f.start not in sure}
    lights = [f for f in _matches(words, lexicon.light_forms) if f.start not in taken]
    attach = _lights_after if lexicon.grammar.light == "after" else _lights_before
    lit = attach(words, lexicon, found, lights)
    candidates = []
    for options in _by_place(found):
        options.sort(key=lambda f: not lexicon.rules[f.form.owner].needs)
        candidate = _chosen(words, lexicon, options, lit)
        if candidate:
            candidates.append(candidate)
    finite = {c.start: c.end for c in candidates if not c.form.noun}
    finite.update({f.start: f.end for f in lights})
    return Sighting(candidates, finite)


def _by_place(found: list[Found]) -> Iterable[list[Found]]:
    places: dict[int, list[Found]] = {}
    for f in found:
        places.setdefault(f.start, []).append(f)
    return places.values()


def _chosen(words: Words, lexicon: EventLexicon, options: list[Found], lit: Lit) -> Candidate | None:
    """What one word is where it may be several: a noun with its light verb, or behind a preposition, else a verb."""
    for f in options:
        light = lit.get((f.start, f.form.owner)) if f.form.noun else None
        if light:
            about = (lexicon.lights[light.form.owner], light.form, light.start, light.end)
            return Candidate(lexicon.rules[f.form.owner], f.start, f.end, f.form, *about)
    nouns = [f for f in options if f.form.noun and lexicon.rules[f.form.owner].alone]
    verbs = [f for f in options if not f.form.noun]
    first = options[0].start
    governed = words.core[first] != words.norm[first] and words.norm[first][0] in lexicon.clitics
    if not governed and first:
        governed = bool(starts_with(words, first - 1, lexicon.phrases["prepositions"]))
    if first and starts_with(words, first - 1, lexicon.phrases["determiners"]):
        verbs = []
    order = (*nouns, *verbs) if governed else (*verbs, *nouns)
    return Candidate(lexicon.rules[order[0].form.owner], first, order[0].end, order[0].form) if order else None


def _matches(words: Words, table: dict[str, list[Form]]) -> list[Found]:
    found: list[Found] = []
    i, size = 0, len(words)
    while i < size:
        matches = _at(i, words.norm[i], words, table)
        if not matches and words.core[i] != words.norm[i]:
            matches = _at(i, words.core[i], words, table)
        found.extend(matches)
        i = matches[0].end if matches else i + 1
    return found


def _at(i: int, first: str, words: Words, table: dict[str, list[Form]]) -> list[Found]:
    """Every form that stands at word `i`, of the longest length that does."""
    out: list[Found] = []
    for form in table.get(first, ()):
        n = len(form.words)
        if out and n < out[0].end - i:
            break
        same = n == 1 or tuple(words.norm[i + 1 : i + n]) == form.words[1:]
        if same and words.sentence[i] == words.sentence[min(i + n, len(words)) - 1]:
            out.append(Found(i, i + n, form))
    return out


def starts_with(words: Words, i: int, table: dict[str, list[Phrase]]) -> int:
    """How many words from `i` on are one of the phrases (0 for none); its first word with or without proclitics."""
    if i >= len(words):
        return 0
    norm, core = words.norm[i], words.core[i]
    for first in (norm,) if norm == core else (norm, core):
        for phrase in table.get(first, ()):
            if len(phrase) == 1 or tuple(words.norm[i + 1 : i + len(phrase)]) == phrase[1:]:
                return len(phrase)
    return 0


def _allowed(f: Found, words: Words, lexicon: EventLexicon, pack: Pack) -> bool:
    rule = lexicon.rules[f.form.owner]
    if rule.unless_next and _is_any(words, f.end, rule.unless_next, pack):
        return False
    if rule.unless_before and f.start and _is_any(words, f.start - 1, rule.unless_before, pack):
        return False
    needs = lexicon.needs.get(rule.id)
    if needs is None:
        return True
    first, last = words.sentences[words.sentence[f.start]]
    near = range(max(first, f.start - AROUND), min(last, f.end + AROUND))
    return any(needs.of(words.norm[k]) or needs.of(words.core[k]) for k in near)


def _is_any(words: Words, i: int, texts: Iterable[str], pack: Pack) -> bool:
    if i >= len(words):
        return False
    for text in texts:
        phrase = tuple(pack.fold(text).split())
        if words.norm[i : i + len(phrase)] == list(phrase) or (len(phrase) == 1 and words.core[i] == phrase[0]):
            return True
    return False


def _lights_after(
    words: Words, lexicon: EventLexicon, found: list[Found], lights: list[Found]
) -> dict[tuple[int, str], Found]:
    """Noun start -> its light verb, where light verbs follow: each takes the first noun of the clause that it makes a
    verb of, unless the word right before it is such a noun and a preposition parts it from the earlier one."""
    out: Lit = {}
    verbs = sorted(f.start for f in (*found, *lights) if not f.form.noun)
    for light in lights:
        start = words.sentences[words.sentence[light.start]][0]
        start = max(start, light.start - REACH, *(v + 1 for v in verbs if v < light.start), start)
        nouns = [
            f
            for f in found
            if f.form.noun
            and start <= f.start
            and f.end <= light.start
            and light.form.owner in lexicon.rules[f.form.owner].lights
            and (f.end == light.start or not lexicon.lights[light.form.owner].touch)
            and not _broken(words, lexicon, f.end, light.start)
        ]
        if not nouns:
            continue
        best = _taken(words, lexicon, nouns, light.start)
        for f in nouns:
            if f.start == best.start:
                out.setdefault((f.start, f.form.owner), light)
    return out


def _taken(words: Words, lexicon: EventLexicon, nouns: list[Found], verb: int) -> Found:
    """The noun that a light verb behind it takes: the one that touches it, else the first deed of speaking that nothing
    parts from the verb (asked for aid), else the nearest."""
    if nouns[-1].end == verb:
        return nouns[-1]
    whole = [f for f in nouns if not _parted(words, lexicon, f.end, verb)]
    spoken = [
        f for f in whole if (deed := deeds().get(lexicon.rules[f.form.owner].deed)) and deed.verbal and not deed.mutual
    ]
    return (spoken or whole[-1:] or nouns[-1:])[0]


def _is_spoken(name: str) -> bool:
    deed = deeds().get(name)
    return deed is not None and deed.verbal and not deed.mutual


def _broken(words: Words, lexicon: EventLexicon, start: int, end: int) -> bool:
    breaks = lexicon.phrases["breaks"]
    return any(starts_with(words, k, breaks) or words.form[k] in ":\u061b;" for k in range(start, end))


def _parted(words: Words, lexicon: EventLexicon, start: int, end: int) -> bool:
    """Whether a preposition or an object mark parts a noun from the verb; a mark right before the verb binds them."""
    marks = lexicon.phrases["object_mark"]
    if end > start and words.norm[end - 1] in marks:
        return False
    return any(
        words.norm[k] in marks or starts_with(words, k, lexicon.phrases["prepositions"]) for k in range(start, end)
    )


def _lights_before(
    words: Words, lexicon: EventLexicon, found: list[Found], lights: list[Found]
) -> dict[tuple[int, str], Found]:
    """Noun start -> its light verb, where light verbs come first: the next noun of the clause that it takes."""
    out: Lit = {}
    for light in lights:
        if light.form.paradigm.with_object:
            _attach_back(words, lexicon, found, light, out)
            continue
        end = min(words.sentences[words.sentence[light.start]][1], light.end + REACH)
        for f in found:
            if f.start < light.end or f.start >= end or not f.form.noun:
                continue
            if light.form.owner in lexicon.rules[f.form.owner].lights:
                if not _broken(words, lexicon, light.end, f.start):
                    out.setdefault((f.start, f.form.owner), light)
                break
    return out


def _attach_back(words: Words, lexicon: EventLexicon, found: list[Found], light: Found, out: Lit) -> None:
    """A light verb whose object is a pronoun takes the nearest noun before it ("the attack which it launched")."""
    for f in sorted(found, key=lambda f: -f.start):
        if f.end > light.start or not f.form.noun or light.start - f.end > 5:
            continue
        if (
            words.sentence[f.start] == words.sentence[light.start]
            and light.form.owner in lexicon.rules[f.form.owner].lights
        ):
            out.setdefault((f.start, f.form.owner), light)
            return
