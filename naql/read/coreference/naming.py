"""What a source's words name: a person, a body, somebody who stays unnamed (described in English), or somebody already
named on the page, which the caller then has to find."""

from __future__ import annotations

from msgspec import Struct

from naql.gazetteer.entries import entry_named, states
from naql.gazetteer.offices import offices_of
from naql.read.coreference.page import PageView, Titled
from naql.read.coreference.roles import Role, described, holder, title_words
from naql.read.coreference.speakers import Noun
from naql.records import Mention


class Named(Struct, frozen=True):
    """A source's name and state; kind: PER, ORG, GPE, people (unnamed), paper; by: the rule that found it."""

    name: str
    country: str | None
    kind: str
    by: str
    noun: str = ""


class Back(Struct, frozen=True):
    """The words point back: to what kind, by which noun, with which title words."""

    kind: str
    noun: str = ""
    said: frozenset[str] = frozenset()
    many: bool = False


def name_source(view: PageView, start: int, end: int) -> Named | Back:
    """What the source in words [start, end) names, or what it points back to."""
    inside = view.inside(start, end)
    noun = _noun(view, start, end, inside)
    people = [m for m in inside if m[2].kind == "PER" and m[2].name]
    if people and not (noun and noun[0].kind == "paper" and noun[2] < people[0][0]):
        return _person(view, start, people)
    role = _role(view, start, end)
    if role and not (noun and noun[0].kind in ("paper", "media") and noun[2] <= role.start):
        if noun and noun[1] and noun[0].en[1] and noun[2] <= role.start:
            return _described(view, start, end, noun, inside)
        return _office(view, role, start, end)
    if noun:
        return _by_noun(view, start, end, noun, inside)
    named = [m for m in inside if m[2].name]
    if named:
        return _bodies(named)
    said = frozenset(title_words(view.words, start, end, view.speakers, view.spots))
    return Back("any", "", said)


def _noun(view: PageView, start: int, end: int, inside: list) -> tuple[Noun, bool, int, bool] | None:
    """The first speaking noun: (noun, many, word index, whether the words point back), none behind a mention."""
    covered = {i for a, b, _ in inside for i in range(a, b)}
    nouns, words = view.speakers.nouns, view.words
    pointing = False
    for i in range(start, end):
        if words.norm[i] in view.speakers.demonstratives or words.core[i] in view.speakers.demonstratives:
            pointing = True
            continue
        two = f"{words.core[i]} {words.norm[i + 1]}" if i + 1 < end else ""
        for form in (two, words.norm[i], words.core[i]):
            if form in nouns and i not in covered:
                noun, many = nouns[form]
                article = view.speakers.definite
                definite = pointing or bool(article and words.core[i].startswith(article))
                return noun, many, i, definite
    return None


def _person(view: PageView, start: int, people: list[tuple[int, int, Mention]]) -> Named:
    at, _, first = people[0]
    words = view.words
    if len(people) > 1 and all(
        all(words.kind[k] != "word" or words.core[k] != words.norm[k] or len(words.norm[k]) < 2 for k in range(a, b))
        for a, b in zip([p[1] for p in people], [p[0] for p in people[1:]], strict=False)
    ):
        names = [p[2].name or "" for p in people]
        return Named(_list(names), first.country, "people", "names")
    before = range(start, at)
    last = words.norm[at - 1] if at > start else ""
    role = next((r for r in view.roles if r.end == at), None)
    edge = role.start if role else at
    aide = [i for i in before if i < edge and words.norm[i] in view.speakers.aides]
    if aide and (last in view.speakers.aides or (role and edge - 1 == aide[-1] and _held(first, role))):
        return Named(f"{first.name}'s spokesman", first.country, "people", "aide")
    return Named(first.name or "", first.country, "PER", "name")


def _held(person: Mention, role: Role) -> bool:
    return any(o.role in role.keys for o in offices_of(person.name))


def _list(names: list[str]) -> str:
    names = list(dict.fromkeys(names))
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _role(view: PageView, start: int, end: int) -> Role | None:
    return next((r for r in view.roles if start <= r.start < end), None)


def _office(view: PageView, role: Role, start: int, end: int) -> Named | Back:
    said = title_words(view.words, start, end, view.speakers, view.spots)
    known = titled_as(view, said, role, start)
    if known:
        return Named(known.name, known.country, "PER", "title on the page")
    bare = role.country is None and role.body is None
    name = holder(role, view.day, view.home if bare else None)
    if name:
        entry = entry_named(name)
        return Named(name, entry.country if entry else role.country, "PER", "office")
    if bare:
        return Back("PER", "", frozenset(said))
    return Named(described(role), role.country, "people", "role")


def titled_as(view: PageView, said: set[str], role: Role | None, at: int) -> Titled | None:
    """Who on the page bears the title, the last before word `at` first."""
    best, score = None, 0.0
    for person in view.titled:
        if role and role.country and person.country and role.country != person.country:
            continue
        fit = 0.0
        if role and role.keys & person.roles:
            fit = 2.0
        elif said and said <= person.said:
            fit = 1.5
        if fit:
            fit += 0.5 if person.at < at else 0.0
            fit += 0.001 * person.at if person.at < at else 0.0
        if fit > score:
            best, score = person, fit
    return best


def _by_noun(view: PageView, start: int, end: int, noun: tuple[Noun, bool, int, bool], inside: list) -> Named | Back:
    kind, many, at, definite = noun[0].kind, noun[1], noun[2], noun[3]
    said = frozenset(title_words(view.words, start, end, view.speakers, view.spots))
    named = [m for m in inside if m[2].name]
    form = view.speakers.plain(view.words.core[at])
    if kind in ("body", "media") and named and noun[0].en[0] == "" or kind == "media" and named and not many:
        return _bodies([m for m in named if m[2].kind == "ORG"] or named)
    if kind == "paper":
        return _paper(view, noun, named, definite, form, said)
    if not many and definite:
        return Back({"person": "PER", "people": "people", "body": "ORG", "media": "ORG"}[kind], form, said)
    if noun[0].en[1] == "":
        return Back("PER" if kind == "person" else "ORG", form, said)
    return _described(view, start, end, noun, inside)


def _paper(view: PageView, noun: tuple, named: list, definite: bool, form: str, said: frozenset[str]) -> Named | Back:
    issuers = [m for m in named if m[2].kind in ("ORG", "PER")] or named
    if issuers:
        first = issuers[0][2]
        return Named(first.name or "", first.country, "paper", "issuer", form)
    if definite:
        return Back("paper", form, said)
    english = noun[0].bare or noun[0].en[1 if noun[1] else 0]
    return Named(english, None, "paper", "description", form) if english else Back("paper", form, said)


def _described(view: PageView, start: int, end: int, noun: tuple, inside: list) -> Named:
    """An unnamed source in English: its adjectives, its state or body, the noun; people of a place "of" it."""
    speaking, many, at, _ = noun
    english = speaking.en[1 if many else 0] or speaking.en[0]
    words, extra, country, place = view.words, [], None, ""
    for i in range(start, end):
        adjective = view.speakers.adjectives.get(words.norm[i]) or view.speakers.adjectives.get(words.core[i])
        if adjective and adjective not in extra and i != at:
            extra.append(adjective)
    for first, _, mention in inside:
        linked = first > start and words.norm[first - 1] in view.speakers.place_links
        if mention.kind in ("GPE", "LOC"):
            if linked or (_is_town(mention) and speaking.kind == "people"):
                place = mention.name or ""
            else:
                extra.insert(0, _adjective(view, first, mention))
                country = country or mention.country
        elif mention.kind == "ORG":
            extra.insert(0, mention.name or "")
            country = country or mention.country
    form = view.speakers.plain(words.core[at])
    if not extra and not place and speaking.bare:
        return Named(speaking.bare, None, "people", "description", form)
    if place and not extra:
        english = f"{english} {'of' if speaking.bare == '' else 'in'} {place}"
    return Named(" ".join([*extra, english]), country, "people", "description", form)


def _is_town(mention: Mention) -> bool:
    entry = entry_named(mention.name)
    return not (entry and entry.sort in ("state", "territory"))


def _adjective(view: PageView, at: int, mention: Mention) -> str:
    state = states().get(mention.country or "")
    if state and state.name == mention.name and state.demonyms.get("en"):
        return state.demonyms["en"][0]
    return mention.name or ""


def _bodies(named: list[tuple[int, int, Mention]]) -> Named:
    """Bodies and states beside one another are one source; a body with its state behind it is the body."""
    orgs = [m for m in named if m[2].kind == "ORG"]
    chosen = orgs or named
    first = chosen[0][2]
    names = [m[2].name or "" for m in chosen]
    joined = len(names) > 1 and all(b[0] - a[1] <= 1 for a, b in zip(chosen, chosen[1:], strict=False))
    return Named(_list(names) if joined else first.name or "", first.country, first.kind, "name")
