"""Who is meant where the source is a pronoun, a dropped subject or a noun that points back: a ranking of who was named.

Candidates are the speakers of the statements before, the persons, bodies and states mentioned nearby, and nobody.
Each gets features (how far, how often, whether the verb agrees, through whom), a linear model learned in
`training/antecedents` weighs them, the best is taken. What the words of a source name by themselves is not asked here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from naql.errors import MissingModel
from naql.gazetteer import entry_named
from naql.languages import load_pack
from naql.read.coreference.page import Named, PageView
from naql.read.coreference.speakers import Agreement
from naql.records import Statement

MODEL = "antecedents.json"
NEARBY = 90  # words before the cue in which a mere mention is a candidate
NOBODY = "unnamed sources"
STEPS = (6, 15, 30, 60, 120, 250)


@dataclass(slots=True)
class Query:
    """What points back: statement, its first word, what it is (null, one, many, or the kind of a noun), gender,
    the noun (folded, plain) and the states that are said beside it."""

    statement: Statement
    at: int
    form: str
    gender: str = ""
    many: bool = False
    noun: str = ""
    said: frozenset[str] = frozenset()


@dataclass(slots=True)
class Told:
    """A statement whose source is known: first word, name, gender and number that its own cue shows."""

    statement: Statement
    at: int
    named: Named
    gender: str = ""
    many: bool = False


@dataclass(slots=True)
class Candidate:
    """Who may be meant, as last told or mentioned. told: the last statement of it; times: how many statements."""

    named: Named
    at: int
    told: Told | None = None
    times: int = 0
    mentions: int = 0
    genders: set[str] = field(default_factory=set)


@cache
def weights_of(lang: str) -> dict[str, float]:
    """The weights of the features in a language; none where the pack ships no model."""
    try:
        path = load_pack(lang).model(MODEL)
    except MissingModel:
        return {}
    found: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return found


def agreement_of(view: PageView, statement: Statement) -> Agreement:
    """The gender and number that the cue's words show of their subject; empty where they show none."""
    if statement.cue is None:
        return Agreement()
    start, end = view.bounds(statement.cue)
    return view.speakers.agreement(tuple(view.words.core[start:end]))


def candidates(view: PageView, query: Query, told: list[Told]) -> list[Candidate]:
    """Everybody who may be meant, the last named first, and nobody."""
    found: dict[str, Candidate] = {}
    for one in reversed(told):
        name = one.named.name
        if name not in found:
            found[name] = Candidate(one.named, one.at, one)
        found[name].times += 1
        if one.gender and one.statement.source is not None:
            found[name].genders.add(one.gender)
    for at, (_, mention) in sorted(view.spots.items(), reverse=True):
        if not mention.name or mention.kind == "OTHER":
            continue
        if mention.name in found:
            found[mention.name].mentions += 1
            continue
        begins = bool(query.noun) and view.speakers.plain(view.words.core[at]) == query.noun
        if at < query.at and (begins or query.at - NEARBY <= at):
            named = Named(mention.name, mention.country, mention.kind, "mention")
            found[mention.name] = Candidate(named, at, mentions=1)
    found.setdefault(NOBODY, Candidate(Named(NOBODY, None, "people", "unknown"), query.at))
    return list(found.values())


def _step(distance: int) -> int:
    return next((i for i, limit in enumerate(STEPS) if distance <= limit), len(STEPS))


def features(view: PageView, query: Query, all_of: list[Candidate]) -> Iterator[tuple[Candidate, list[str]]]:
    """Each candidate with its features."""
    speakers = [c for c in all_of if c.told and c.told.statement.scope != "document"]
    last = sorted(speakers, key=lambda c: -c.at)
    via = [c for c in last if c.told and c.told.statement.via == query.statement.via]
    for one in all_of:
        made = [*_kinds(one, query), *_places(view, one, query), *_agree(one, query), *_fits(view, one, query)]
        if one.told:
            made += _ranks(one, query, last, via)
        yield one, [*made, *(f"{query.form}:{f}" for f in made)]


def _kinds(one: Candidate, query: Query) -> list[str]:
    named = one.named
    entry = entry_named(named.name)
    medium = named.kind == "paper" or bool(entry and entry.sort == "newsroom")
    kind = "nobody" if named.name == NOBODY and not one.told else "medium" if medium else named.kind
    reports = query.statement.act == "report"
    return [f"kind={kind}", f"kind={kind}|report={reports}", f"told={one.told is not None}|kind={kind}"]


def _places(view: PageView, one: Candidate, query: Query) -> list[str]:
    words, here = view.words, min(query.at, len(view.words) - 1)
    at = min(one.at, len(words) - 1)
    state = "t" if one.told else "m"
    made = [f"{state}far={_step(query.at - one.at)}"]
    made.append(f"{state}lines={min(3, words.paragraph[here] - words.paragraph[at])}")
    made.append(f"{state}sentences={min(3, words.sentence[here] - words.sentence[at])}")
    if not one.told and one.named.name != NOBODY:
        first = words.sentences[words.sentence[at]][0]
        opens = not any(i in view.spots for i in range(first, at))
        made.append(f"opens={opens}|sentences={min(3, words.sentence[here] - words.sentence[at])}")
    made.append(f"times={min(3, one.times)}")
    made.append(f"mentions={min(4, one.mentions)}")
    return made


def _agree(one: Candidate, query: Query) -> list[str]:
    kind = one.named.kind
    made = [f"many={query.many}|{kind}"]
    if query.gender:
        shown = one.genders
        made.append("gender=" + ("?" if not shown else "same" if query.gender in shown else "other"))
        made.append(f"gender={query.gender}|{kind}")
    if one.told:
        made.append(f"number={query.many == one.told.many}")
    return made


def _fits(view: PageView, one: Candidate, query: Query) -> list[str]:
    made = []
    states = {s.removeprefix("=") for s in query.said if s.startswith("=")}
    if states:
        made.append("state=" + ("?" if not one.named.country else str(one.named.country in states)))
    if query.noun:
        made.append(f"noun={one.named.noun == query.noun}")
        first = any(
            m.name == one.named.name and view.speakers.plain(view.words.core[i]) == query.noun
            for i, (_, m) in view.spots.items()
        )
        made.append(f"begins={first}")
        beside = [b for b in view.beside if b.person.name == one.named.name]
        made.append(f"beside={any(query.noun in b.words for b in beside)}")
    return made


def _ranks(one: Candidate, query: Query, last: list[Candidate], via: list[Candidate]) -> list[str]:
    assert one.told is not None
    told = one.told.statement
    if told.scope == "document":
        return ["document"]
    made = [f"rank={min(3, last.index(one))}", f"via={min(3, via.index(one)) if one in via else '-'}"]
    made.append(f"outer={query.statement.via == told.statement_id}")
    made.append(f"cue={told.cue is not None}|source={told.source is not None}")
    if told.content and query.statement.content:
        gap = query.statement.content[0].start - told.content[-1].end
        made.append(f"inside={gap < 0}")
    made.append(f"act={told.act == query.statement.act}")
    return made


def ranked(view: PageView, query: Query, told: list[Told]) -> Named | None:
    """Who is most likely meant; None where the language has no weights."""
    weights = weights_of(view.pack.lang)
    if not weights:
        return None
    best, score = None, float("-inf")
    for one, made in features(view, query, candidates(view, query, told)):
        total = sum(weights.get(f, 0.0) for f in made)
        if total > score:
            best, score = one.named, total
    return best
