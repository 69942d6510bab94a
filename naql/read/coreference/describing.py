"""Sources that stay unnamed, in English: "a senior US official", "residents of Sanaa", "Iranian state media"."""

from __future__ import annotations

from msgspec import Struct

from naql.gazetteer import Entry, entry_named, index_of, states
from naql.read.coreference.page import PageView
from naql.read.coreference.short import US, short_name
from naql.read.coreference.speakers import Noun
from naql.records import Mention

VOWELS = "aeiou"


class Named(Struct, frozen=True):
    """A source's name and state; kind: PER, ORG, GPE, people (unnamed), paper; by: the rule that found it."""

    name: str
    country: str | None
    kind: str
    by: str
    noun: str = ""


class Speaking(Struct, frozen=True):
    """A speaking noun in a source: which, whether plural, at which word, whether it points back («this official»)."""

    noun: Noun
    many: bool
    at: int
    definite: bool


def speaking_noun(view: PageView, start: int, end: int) -> Speaking | None:
    """The first speaking noun of words [start, end) that is no part of a mention."""
    covered = {i for a, b, _ in view.inside(start, end) for i in range(a, b)}
    nouns, words, speakers = view.speakers.nouns, view.words, view.speakers
    pointing = False
    for i in range(start, end):
        if words.norm[i] in speakers.demonstratives or words.core[i] in speakers.demonstratives:
            pointing = True
            continue
        pair = (f"{words.core[i]} {words.norm[i + 1]}", f"{words.norm[i]} {words.norm[i + 1]}") if i + 1 < end else ()
        for form in (*pair, words.norm[i], words.core[i]):
            if form in nouns and i not in covered:
                noun, many = nouns[form]
                marked = bool(speakers.definite and words.core[i].startswith(speakers.definite))
                return Speaking(noun, many, i, pointing or marked)
    return None


def described(view: PageView, start: int, end: int, speaking: Speaking) -> Named:
    """An unnamed source in English: adjectives, state or body, the noun; people of a place "of" it."""
    noun, words, speakers = speaking.noun, view.words, view.speakers
    english = noun.en[1 if speaking.many else 0] or noun.en[0]
    extra: list[str] = []
    country: str | None = None
    place = ""
    for first, _, mention in view.inside(start, end):
        linked = first > start and words.norm[first - 1] in speakers.place_links
        if mention.kind in ("GPE", "LOC") and (linked or (not _is_state(mention) and noun.kind == "people")):
            near = first - speaking.at <= 3
            place = place or (mention.name or "" if near else "")
        elif mention.kind in ("GPE", "LOC", "ORG"):
            extra.append(adjective_of(mention))
        country = country or mention.country
    covered = {i for a, b, _ in view.inside(start, end) for i in range(a, b)}
    named = {m.name for *_, m in view.inside(start, end)}
    for i in range(start, end):
        if i in covered:
            continue
        state = demonym_at(view, i)
        if state and state.name not in named:
            extra.insert(0, demonym_of(state))
            country = country or state.country
        adjective = speakers.adjectives.get(words.norm[i]) or speakers.adjectives.get(words.core[i])
        if adjective and noun.kind == "media":
            adjective = speakers.media.get(adjective, adjective)
        if adjective and adjective not in extra and i != speaking.at:
            extra.insert(0, adjective) if adjective in ("senior", "former") else extra.append(adjective)
    form = speakers.plain(words.core[speaking.at])
    if not extra and not place and noun.bare:
        return Named(noun.bare, None, "people", "description", form)
    phrase = " ".join([*extra, english])
    if place and not extra:
        phrase = f"{english} {'in' if noun.bare else 'of'} {place}"
    counted = any(words.norm[i] in speakers.some for i in range(start, speaking.at))
    known = speaking.definite or (noun.unique and bool(extra) and not counted)
    if not speaking.many and not known and noun.kind in ("person", "people"):
        phrase = with_article(phrase)
    return Named(phrase, country, "people", "description", form)


def demonym_at(view: PageView, i: int) -> Entry | None:
    """The state whose demonym a word is, though no mention (where it tells where papers or people are from)."""
    index = index_of(view.pack.lang)
    for form in (view.words.norm[i], view.words.core[i]):
        for known in index.get((form,)):
            if known.demonym and known.entry and not known.weak:
                return known.entry
    return None


def demonym_of(state: Entry) -> str:
    """A state or region before a noun."""
    return US.get(state.country or "") or (state.demonyms.get("en") or (state.name,))[0]


def with_article(phrase: str) -> str:
    """The phrase with "a" or "an"."""
    first = phrase.split(" ")[0]
    initials = first.isupper() and len(first) < 4
    vowel = phrase[:1] in "AEFHILMNORSX" if initials else phrase[:1].lower() in VOWELS
    return f"{'an' if vowel else 'a'} {phrase}"


def adjective_of(mention: Mention) -> str:
    """How a state or a body stands before a noun: its demonym, its initials, its short name."""
    entry = entry_named(mention.name)
    state = states().get(mention.country or "")
    of_state = US.get(mention.country or "") or ((state.demonyms.get("en") or (state.name,))[0] if state else "")
    if mention.kind == "GPE" and state and state.name == mention.name:
        return of_state
    if mention.kind == "ORG" and state and mention.name and mention.name.startswith("Ministry of "):
        portfolio = mention.name.removeprefix("Ministry of ").split(" (")[0].split(" of ")[0].removesuffix(" Affairs")
        return f"{of_state} {portfolio} Ministry"
    if mention.kind == "ORG" and entry:
        return short_name(entry)
    if entry and entry.demonyms.get("en"):
        return entry.demonyms["en"][0]
    return mention.name or ""


def _is_state(mention: Mention) -> bool:
    entry = entry_named(mention.name)
    return bool(entry and entry.sort in ("state", "territory"))
