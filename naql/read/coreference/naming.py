"""What a source's words name: a person, a body, somebody who stays unnamed (described in English), or somebody already
named on the page, which the caller then has to find."""

from __future__ import annotations

from msgspec import Struct

from naql.gazetteer.entries import entry_named
from naql.gazetteer.offices import offices_of
from naql.read.coreference.describing import Named, Speaking, described, speaking_noun, with_article
from naql.read.coreference.hidden import hidden_person, in_latin, known_whole, left_over
from naql.read.coreference.page import PageView, Titled
from naql.read.coreference.roles import Role, holder, role_in_english, title_words
from naql.records import Mention

Found = list[tuple[int, int, Mention]]


class Back(Struct, frozen=True):
    """The words point back: to what kind, by which noun, with which title words."""

    kind: str
    noun: str = ""
    said: frozenset[str] = frozenset()
    many: bool = False


def name_source(view: PageView, start: int, end: int) -> Named | Back:
    """What the source in words [start, end) names, or what it points back to."""
    inside = view.inside(start, end)
    noun = speaking_noun(view, start, end)
    people = [m for m in inside if m[2].kind == "PER" and m[2].name]
    if people and not (noun and noun.noun.kind == "paper" and noun.at < people[0][0]):
        return _person(view, start, people)
    role = next((r for r in view.roles if start <= r.start < end), None)
    known = known_whole(view, start, end) if not inside else None
    if known and known.entry and not (known.weak and (noun or role) and view.words.kind[start] == "word"):
        return Named(known.entry.name, known.entry.country, known.entry.kind, "gazetteer")
    if not people and (role or (noun and noun.noun.kind == "person" and not noun.many)):
        person = hidden_person(view, start, end)
        if person:
            country = (role.country if role else None) or next((m.country for *_, m in inside if m.country), None)
            return Named(person[0], country, "PER", "unknown name")
    if role and not (noun and noun.at <= role.start and (noun.noun.kind == "media" or _plain_people(noun))):
        if role.start > start and view.words.norm[role.start - 1] in view.speakers.aides - role_words(view, role):
            return Named(f"{role_in_english(role)}'s office", role.country, "people", "aide")
        return _office(view, role, start, end, noun)
    if noun:
        return _by_noun(view, start, end, noun, [m for m in inside if m[2].name])
    if named := [m for m in inside if m[2].name]:
        return _bodies(view, named)
    return _unknown(view, start, end)


def _plain_people(noun: Speaking) -> bool:
    return noun.many and bool(noun.noun.en[1]) and noun.noun.kind in ("person", "people")


def role_words(view: PageView, role: Role) -> set[str]:
    """The words of a role."""
    return {view.words.norm[i] for i in range(role.start, role.end)}


def _person(view: PageView, start: int, people: Found) -> Named:
    at, past, first = people[0]
    words, aides = view.words, view.speakers.aides
    if len(people) > 1 and people[1][0] == past and at > start and words.norm[at - 1] in aides:
        return Named(people[1][2].name or "", people[1][2].country, "PER", "name")
    if len(people) > 1 and _side_by_side(view, people):
        return Named(listed([p[2].name or "" for p in people]), first.country, "people", "names")
    role = next((r for r in view.roles if r.end == at), None)
    edge = role.start if role else at
    before = words.norm[edge - 1] if edge > start else ""
    held = [o for o in offices_of(first.name) if o.covers(view.day)]
    own = role is None or not any(o.role in role.keys for o in held)
    boss = role is not None and bool(held) and own and words.norm[role.start] in aides
    if boss or (before in aides and not (role and own)):
        english = f"{first.name}'s spokesman"
        return Named(english, first.country, "people", "aide")
    return Named(first.name or "", first.country, "PER", "name")


def _side_by_side(view: PageView, found: Found) -> bool:
    """Whether nothing but marks and short joining words stands between the mentions."""
    gaps = zip([p[1] for p in found], [p[0] for p in found[1:]], strict=False)
    return all(b - a <= 2 and all(_joins(view, k) for k in range(a, b)) for a, b in gaps)


def _joins(view: PageView, i: int) -> bool:
    """Whether the word is a mark or a short joining word («and»)."""
    word = view.words.norm[i]
    return view.words.kind[i] == "mark" or len(word) <= 1 or word in view.speakers.joining


def listed(names: list[str]) -> str:
    """Names as an English list, each once."""
    names = list(dict.fromkeys(names))
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _office(view: PageView, role: Role, start: int, end: int, noun: Speaking | None) -> Named | Back:
    said = title_words(view.words, start, end, view.speakers, view.spots)
    known = titled_as(view, said, role, start)
    if known:
        return Named(known.name, known.country, "PER", "title on the page")
    bare = role.country is None and role.body is None
    bearer = None if view.day else _bearer_on_page(view, role)
    if bearer:
        return Named(bearer.name or "", bearer.country, "PER", "office, of the page's people")
    name = holder(role, view.day, view.home if bare else None)
    if name:
        entry = entry_named(name)
        return Named(name, entry.country if entry else role.country, "PER", "office")
    common = noun and noun.noun.en[0] and role.start <= noun.at < role.end and role.size == 1
    if noun and common and not (bare and noun.definite):
        return described(view, start, end, noun)
    if bare:
        return Back("PER", "", frozenset(said))
    english = role_in_english(role)
    definite = bool(view.speakers.definite and view.words.core[role.start].startswith(view.speakers.definite))
    marked = definite or not view.speakers.definite
    return Named(english if marked else with_article(english), role.country, "people", "role")


def _bearer_on_page(view: PageView, role: Role) -> Mention | None:
    """On a page without a date: whom the page names most of those who ever held the office."""
    bearers = [
        m
        for _, m in view.spots.values()
        if any(o.role in role.keys and o.country == role.country for o in offices_of(m.name))
    ]
    names = [m.name for m in bearers]
    return max(bearers, key=lambda m: names.count(m.name)) if bearers else None


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
        if fit and person.at < at:
            fit += 0.5 + 0.0001 * person.at
        if fit > score:
            best, score = person, fit
    return best


def _by_noun(view: PageView, start: int, end: int, speaking: Speaking, named: Found) -> Named | Back:
    kind, noun = speaking.noun.kind, speaking.noun
    form = view.speakers.plain(view.words.core[speaking.at])
    said = frozenset(title_words(view.words, start, end, view.speakers, view.spots))
    bodies = [m for m in named if m[2].kind == "ORG"]
    if kind == "body" and named:
        return _bodies(view, bodies or named)
    if kind == "media" and not speaking.many:
        if bodies:
            return _bodies(view, bodies)
        if rest := left_over(view, speaking.at, end):
            return Named(in_latin(view, *_quoted_first(view, rest)), None, "ORG", "unknown name")
        return Back("ORG", form, said)
    if kind == "paper":
        return _paper(view, start, end, speaking, named, said)
    if not speaking.many and speaking.definite and not (bodies and noun.en[0]):
        return Back({"person": "PER", "people": "people", "body": "ORG"}[kind], form, said)
    if noun.en[1] == "":
        return Back("PER" if kind == "person" else "ORG", form, said)
    return described(view, start, end, speaking)


def _quoted_first(view: PageView, runs: list[tuple[int, int]]) -> tuple[int, int]:
    """The run that stands in quotation marks, else the first."""
    marks = view.pack.closing
    return next((r for r in runs if r[0] and view.words.form[r[0] - 1] in marks), runs[0])


def _paper(
    view: PageView, start: int, end: int, speaking: Speaking, named: Found, said: frozenset[str]
) -> Named | Back:
    """A document speaks for the body or person that issued it; else it is described, or points back."""
    form = view.speakers.plain(view.words.core[speaking.at])
    issuers = [m for m in named if m[2].kind in ("ORG", "PER")]
    if issuers:
        first = issuers[0][2]
        return Named(first.name or "", first.country, "paper", "issuer", form)
    if named:
        return described(view, start, end, speaking)
    if speaking.definite or not speaking.noun.en[0]:
        return Back("paper", form, said)
    return described(view, start, end, speaking)


def _bodies(view: PageView, named: Found) -> Named:
    """Bodies and states beside one another are one source; a body with its state behind it is the body."""
    orgs = [m for m in named if m[2].kind == "ORG"]
    chosen = orgs or named
    first = chosen[0][2]
    names = [m[2].name or "" for m in chosen]
    joined = len(names) > 1 and _side_by_side(view, chosen)
    return Named(listed(names) if joined else first.name or "", first.country, first.kind, "name")


def _unknown(view: PageView, start: int, end: int) -> Named | Back:
    said = frozenset(title_words(view.words, start, end, view.speakers, view.spots))
    if view.pack.info.script == "Latn":
        words = view.words
        while start < end - 1 and words.norm[start] in view.speakers.demonstratives:
            start += 1
        return Named(words.text[words.start[start] : words.end[end - 1]], None, "people", "as written")
    return Back("any", "", said)
