"""What a source's words name: a person, a body, somebody who stays unnamed (described in English), or somebody already
named on the page, which the caller then has to find."""

from __future__ import annotations

from msgspec import Struct

from naql.gazetteer import index_of
from naql.gazetteer.entries import entry_named
from naql.gazetteer.offices import offices_of
from naql.read.coreference.bearing import bearer, speaker_to_come
from naql.read.coreference.describing import described, speaking_noun, with_article
from naql.read.coreference.hidden import hidden_person, in_latin, known_whole, left_over
from naql.read.coreference.newsrooms import newsroom_of_state
from naql.read.coreference.page import Named, PageView, Titled
from naql.read.coreference.people import Found, forms_of, listed, name_person, side_by_side
from naql.read.coreference.roles import Role, holder, role_in_english, title_words
from naql.read.coreference.speakers import Speaking
from naql.read.coreference.written import as_written, head_at
from naql.read.mentions.candidates import organ_name
from naql.read.mentions.heads import heads
from naql.records import Mention


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
    if people and (plain := _counted_noun(view, start, end, people)):
        return described(view, start, end, plain)
    if people and not (noun and noun.noun.kind == "paper" and noun.at < people[0][0]):
        return name_person(view, start, end, people)
    if noun and noun.noun.kind == "paper" and not noun.noun.issuer and not noun.definite:
        return described(view, start, end, noun)
    role = next((r for r in view.roles if start <= r.start < end), None)
    known = known_whole(view, start, end) if not inside else None
    if known and known.entry and not (known.weak and (noun or role) and view.words.kind[start] == "word"):
        return Named(known.entry.name, known.entry.country, known.entry.kind, "gazetteer")
    if person := _untagged(view, start, end, role, noun):
        return person
    if role and not (noun and noun.at <= role.start and (noun.noun.kind in ("media", "paper") or _plain_people(noun))):
        if role.start > start and view.words.norm[role.start - 1] in view.speakers.aides - role_words(view, role):
            return _somebody(view, start, end, start) or Named(
                f"{role_in_english(role)}'s office", role.country, "people", "aide"
            )
        return _office(view, role, start, end, noun)
    named = [m for m in inside if m[2].name]
    if view.speakers.as_written and (noun is None or noun.noun.kind != "paper") and named:
        head = head_at(view, start, end)
        if not any(a <= head < b for a, b, _ in inside) and not (noun and noun.noun.kind in ("body", "media")):
            return _somebody(view, start, end, head) or as_written(view, start, end, noun)
    if noun:
        return _by_noun(view, start, end, noun, named)
    return _bodies(view, named) if named else _unknown(view, start, end)


def _counted_noun(view: PageView, start: int, end: int, people: Found) -> Speaking | None:
    """A noun that is a name too, read as the noun behind a word that counts («a cleric»)."""
    at, past, _ = people[0]
    if at != start + 1 or past != at + 1 or not view.speakers.some.intersection(forms_of(view, start)):
        return None
    found = next((view.speakers.nouns[f] for f in forms_of(view, at) if f in view.speakers.nouns), None)
    return Speaking(found[0], found[1], at, False) if found else None


def _untagged(view: PageView, start: int, end: int, role: Role | None, noun: Speaking | None) -> Named | None:
    """A person by a name that nobody tagged, beside an office or a noun for one person, unless the page tells who."""
    single = noun is not None and noun.noun.kind == "person" and not noun.many
    if not role and not single:
        return None
    head = min([*([role.start] if role else []), *([noun.at] if noun and single else [])])
    if role is None and noun and not noun.noun.of_state and (found := bearer(view, start, end, head)):
        return Named(found.name or "", found.country, "PER", "said beside the name")
    person = hidden_person(view, start, end)
    if not person:
        return None
    country = role.country if role else None
    country = country or next((m.country for *_, m in view.inside(start, end) if m.country), None)
    return Named(person[0], country, "PER", "unknown name")


def _somebody(view: PageView, start: int, end: int, head: int) -> Named | None:
    """A person whom the words describe: by what the page says beside a name, or who speaks after the opening."""
    found = bearer(view, start, end, head)
    if found:
        return Named(found.name or "", found.country, "PER", "said beside the name")
    speakers = view.speakers
    counted = any(speakers.some.intersection(forms_of(view, i)) for i in range(start, head))
    pointing = any(speakers.demonstratives.intersection(forms_of(view, i)) for i in range(start, end))
    one = forms_of(view, head)
    title = "person" in heads(view.pack.lang).get(one[1], ()) or any(
        f in speakers.nouns and speakers.nouns[f][0].kind == "person" for f in one
    )
    found = None if counted or pointing or not title else speaker_to_come(view, start, end)
    return Named(found.name or "", found.country, "PER", "speaks after the opening") if found else None


def _plain_people(noun: Speaking) -> bool:
    return noun.many and bool(noun.noun.en[1]) and noun.noun.kind in ("person", "people")


def role_words(view: PageView, role: Role) -> set[str]:
    """The words of a role."""
    return {view.words.norm[i] for i in range(role.start, role.end)}


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
    if person := _somebody(view, start, end, role.start):
        return person
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
        return _body_of_state(view, start, end, speaking, named) or _bodies(view, bodies or named)
    if kind == "media" and not speaking.many:
        if bodies and not all("romanised" in m.by for *_, m in bodies):
            return _bodies(view, bodies)
        if known := newsroom_of_state(view, start, end):
            return known
        if bodies:
            return _bodies(view, bodies)
        if rest := left_over(view, speaking.at, end):
            return Named(in_latin(view, *_quoted_first(view, rest)), None, "ORG", "unknown name")
        return Back("ORG", form, said)
    if kind == "paper":
        return _paper(view, start, end, speaking, named, said)
    if not speaking.many and speaking.definite and not (bodies and noun.en[0]):
        if kind == "person" and not noun.of_state and (found := bearer(view, start, end, speaking.at)):
            return Named(found.name or "", found.country, "PER", "said beside the name")
        return Back({"person": "PER", "people": "people", "body": "ORG"}[kind], form, said)
    if (
        kind == "person"
        and not noun.of_state
        and not speaking.many
        and (person := _somebody(view, start, end, speaking.at))
    ):
        return person
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
    role = next((r for r in view.roles if start <= r.start < end), None)
    if issuers and speaking.noun.issuer and not (role and role.start < issuers[0][0]):
        first = issuers[0][2]
        return Named(first.name or "", first.country, "paper", "issuer", form)
    if role and speaking.noun.issuer and isinstance(holder := _office(view, role, role.start, end, None), Named):
        return Named(holder.name, holder.country, "paper", "issuer", form)
    if named:
        return described(view, start, end, speaking)
    if speaking.definite or not speaking.noun.en[0]:
        return Back("paper", form, said)
    return described(view, start, end, speaking)


def _body_of_state(view: PageView, start: int, end: int, speaking: Speaking, named: Found) -> Named | None:
    """The organ that a noun and a state or its demonym name together («the Turkish government»)."""
    state = next((m for *_, m in named if m.kind == "GPE" and m.country), None)
    if any(m.kind == "ORG" for *_, m in named) or state is None:
        return None
    organs = [k.organ for form in forms_of(view, speaking.at) for k in index_of(view.pack.lang).get((form,)) if k.organ]
    name = organ_name(organs[0], state.country) if organs else None
    return Named(name, state.country, "ORG", "organ of a state") if name else None


def _bodies(view: PageView, named: Found) -> Named:
    """Bodies and states beside one another are one source; a body with its state behind it is the body."""
    orgs = [m for m in named if m[2].kind == "ORG"]
    chosen = orgs or named
    first = chosen[0][2]
    names = [m[2].name or "" for m in chosen]
    joined = len(names) > 1 and side_by_side(view, chosen)
    return Named(listed(names) if joined else first.name or "", first.country, first.kind, "name")


def _unknown(view: PageView, start: int, end: int) -> Named | Back:
    title = "person" in heads(view.pack.lang).get(view.words.core[start], ())
    if title and (person := _somebody(view, start, end, start)):
        return person
    if view.speakers.as_written:
        return as_written(view, start, end)
    return Back("any", "", frozenset(title_words(view.words, start, end, view.speakers, view.spots)))
