"""What a source with a person's name in it names: the person, several persons, or somebody who speaks for one."""

from __future__ import annotations

from naql.gazetteer.offices import offices_of
from naql.read.coreference.bearing import bearer
from naql.read.coreference.page import Named, PageView
from naql.read.mentions.heads import heads
from naql.records import Mention

Found = list[tuple[int, int, Mention]]


def name_person(view: PageView, start: int, end: int, people: Found) -> Named:
    """The name of a source that holds persons."""
    at, past, first = people[0]
    aides = view.speakers.aides
    if len(people) > 1 and people[1][0] == past and at > start and aides.intersection(forms_of(view, at - 1)):
        return Named(people[1][2].name or "", people[1][2].country, "PER", "name")
    if len(people) > 1 and _one_list(view, people):
        return Named(listed([p[2].name or "" for p in people]), first.country, "people", "names")
    if aide := _aide_of(view, start, end, people):
        return aide
    return Named(first.name or "", first.country, "PER", "name")


def forms_of(view: PageView, i: int) -> tuple[str, str]:
    """A word folded, and without its proclitics."""
    return view.words.norm[i], view.words.core[i]


def _aide_of(view: PageView, start: int, end: int, people: Found) -> Named | None:
    """Somebody who speaks for the person: in a language with link words behind one of them or with a possessive."""
    at, past, first = people[0]
    words, speakers = view.words, view.speakers
    if speakers.aide_links:
        for i in range(start, at - 1):
            if words.norm[i] in speakers.aides and words.norm[i + 1] in speakers.aide_links:
                return Named(f"{first.name}'s {words.form[i].lower()}", first.country, "people", "aide")
        if past + 1 < end and words.form[past] in ("'s", "’s") and words.norm[past + 1] in speakers.aides:
            if len(people) > 1:
                return Named(people[1][2].name or "", people[1][2].country, "PER", "name")
            return Named(f"{first.name}'s {words.form[past + 1].lower()}", first.country, "people", "aide")
        return None
    role = next((r for r in view.roles if r.end == at), None)
    edge = role.start if role else at
    before = words.norm[edge - 1] if edge > start else ""
    held = [o for o in offices_of(first.name) if o.covers(view.day)]
    own = role is None or not any(o.role in role.keys for o in held)
    boss = role is not None and bool(held) and own and words.norm[role.start] in speakers.aides
    if not boss and not (before in speakers.aides and not (role and own)):
        return None
    whole = bearer(view, start, end, role.start if role and boss else edge - 1)
    if whole and whole.name != first.name:
        return Named(whole.name or "", whole.country, "PER", "said beside the name")
    return Named(f"{first.name}'s spokesman", first.country, "people", "aide")


def _one_list(view: PageView, people: Found) -> bool:
    """Whether the persons are named side by side, each with titles or without («A, minister of X, and B, of Y»)."""
    if side_by_side(view, people):
        return True
    words, joining = view.words, view.speakers.joining
    for (_, past, _), (at, _, _) in zip(people, people[1:], strict=False):
        joints = [
            i
            for i in range(past, at + 1)
            if words.norm[i] in joining or (words.norm[i] != words.core[i] and words.norm[i][:1] in joining)
        ]
        titles = range(joints[-1] + (words.norm[joints[-1]] in joining), at) if joints else range(0)
        if not joints or not all(_title(view, i) for i in titles):
            return False
    return True


def _title(view: PageView, i: int) -> bool:
    """Whether the word belongs to a title before a name: an office, a word of titles, a state or body, a mark."""
    if view.words.kind[i] == "mark" or "person" in heads(view.pack.lang).get(view.words.core[i], ()):
        return True
    if any(r.start <= i < r.end for r in view.roles):
        return True
    return any(a <= i < b for a, (b, m) in view.spots.items() if m.kind != "PER")


def side_by_side(view: PageView, found: Found) -> bool:
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
