"""Names of the gazetteer in a text: the longest match at every word, organs joined with the state they belong to.

A candidate is not yet a mention: a name that is a word of the language first (`weak`) needs its context's word for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from naql.gazetteer import Index, index_of
from naql.gazetteer.entries import states
from naql.gazetteer.index import Known
from naql.gazetteer.offices import Portfolio, exceptions
from naql.languages import Pack
from naql.read.tokens import Words


@dataclass(slots=True)
class Candidate:
    """Words [start, end) carry a name of the gazetteer.

    known: what it may mean. kind: its kind if all meanings share one, else the first's. organ: the kind of organ where
    only that is named. country: the state, where it is fixed. name: canonical, where it is fixed. weak: see the module.
    whole: the first word was read with its proclitics.
    """

    start: int
    end: int
    known: tuple[Known, ...]
    kind: str
    name: str | None = None
    country: str | None = None
    organ: Portfolio | None = None
    demonym: bool = False
    weak: bool = False
    whole: bool = True


def find_candidates(words: Words, pack: Pack) -> list[Candidate]:
    """The gazetteer's names in the text, in order, not overlapping, the longest first at each place."""
    index = index_of(pack.lang)
    found = list(_matches(words, index))
    return list(_joined(found, words, index))


def _matches(words: Words, index: Index) -> Iterator[Candidate]:
    norm, core = words.norm, words.core
    size, at = len(words), 0
    stops = [b for _, b in words.paragraphs]
    while at < size:
        if words.kind[at] == "mark":
            at += 1
            continue
        match = index.longest(norm, core, at, stops[words.paragraph[at]])
        if match is None:
            at += 1
            continue
        if index.bending.capitals and not written_as_name(words, match.start, match.end, index):
            at += 1
            continue
        yield _candidate(match.start, match.end, match.known, match.whole)
        at = match.end


def written_as_name(words: Words, start: int, end: int, index: Index) -> bool:
    """Whether the words bear the capitals of a name: initials all of them, long words their first letter."""
    forms = words.form[start:end]
    if "".join(words.norm[start:end]) in index.initials and not "".join(forms).isupper():
        return False
    return all(f[:1].isupper() or len(f) < 4 or not f[:1].isalpha() for f in forms) and forms[0][:1].isupper()


def _candidate(start: int, end: int, known: tuple[Known, ...], whole: bool) -> Candidate:
    first = known[0]
    entry = first.entry
    same = len({k.entry.name for k in known if k.entry}) <= 1
    return Candidate(
        start=start,
        end=end,
        known=known,
        kind=first.kind,
        name=entry.name if entry and same else None,
        country=entry.country if entry and same else None,
        organ=first.organ if entry is None else None,
        demonym=first.demonym,
        weak=first.weak,
        whole=whole,
    )


def _joined(found: list[Candidate], words: Words, index: Index) -> Iterator[Candidate]:
    """Organs and bodies with the state's name or demonym beside them become one."""
    links = {index.pack.fold(w) for w in index.bending.state_links}
    i = 0
    while i < len(found):
        here = found[i]
        after = found[i + 1] if i + 1 < len(found) else None
        if after and _is_state(here) and after.organ and here.end == after.start and index.bending.state_before:
            yield _organ_of(after, here, here.start, after.end)
            i += 2
        elif after and _is_state(after) and here.kind == "ORG" and _follows(here, after, words, links):
            yield _organ_of(here, after, here.start, after.end)
            i += 2
        else:
            yield here
            i += 1


def _is_state(candidate: Candidate) -> bool:
    entry = candidate.known[0].entry
    return bool(entry and entry.sort in ("state", "territory"))


def _follows(body: Candidate, state: Candidate, words: Words, links: set[str]) -> bool:
    """Whether the state's name belongs to the body before it."""
    between = words.norm[body.end : state.start]
    if any(w not in links for w in between) or len(between) > 2:
        return False
    if body.organ:
        return words.core[state.start] == words.norm[state.start]
    return not between and body.country is not None and body.country == state.country


def _organ_of(body: Candidate, state: Candidate, start: int, end: int) -> Candidate:
    if not body.organ:
        return Candidate(start, end, body.known, "ORG", body.name, body.country, whole=body.whole)
    return Candidate(
        start=start,
        end=end,
        known=body.known,
        kind="ORG",
        name=organ_name(body.organ, state.country),
        country=state.country,
        organ=body.organ,
        whole=body.whole if body.start == start else state.whole,
    )


def organ_name(organ: Portfolio, country: str | None) -> str | None:
    """The canonical name of a state's organ; None where the state has none."""
    state = states().get(country or "")
    if state is None or country is None:
        return None
    return exceptions().get((country, organ.key)) or organ.title.replace("{country}", state.name)
