"""Pairs of newsmakers' names: spellings of one person, and look-alikes (`names/newsmakers.tsv`, written by hand).

A positive pair is two spellings of one person, in one language or in two; a spelling of one word (a family name alone)
is paired with the full spellings of its person. A negative pair is the full spellings of two persons who share a word
of their names, or whose names are among each other's nearest by edit distance. The first half of the persons (by
content) is for development, the other is only measured. Two names are told to be one where their score reaches MATCH.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations, product
from pathlib import Path

from msgspec import Struct
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from naql.gazetteer import index_of
from naql.link.names import compare_names
from naql.records import content_id

SET = Path(__file__).absolute().parent / "names" / "newsmakers.tsv"
MATCH = 0.6
LANGS = ("en", "fa", "ar")
NEAREST, OF_ONE_WORD = 3, 6
Spelling = tuple[str, str]
Pair = tuple[Spelling, Spelling]


class Newsmaker(Struct, frozen=True):
    """A person of the set: canonical name, and (spelling, language) with the canonical name first."""

    name: str
    spellings: tuple[Spelling, ...]

    def full(self) -> list[Spelling]:
        """The spellings of two words and more."""
        return [s for s in self.spellings if len(s[0].split()) > 1]


def newsmakers() -> list[Newsmaker]:
    """The persons of the set, in its order."""
    found = []
    for line in SET.read_text(encoding="utf-8").splitlines()[1:]:
        name, *cells = line.split("\t")
        spelled = [(s, lang) for lang, cell in zip(LANGS, cells, strict=True) for s in cell.split("|") if s]
        found.append(Newsmaker(name, ((name, "en"), *spelled)))
    return found


def held_out(name: str) -> bool:
    """Whether a person belongs to the half that nothing is developed on."""
    return int(content_id("newsmakers", name)[:4], 16) % 2 == 1


def positives(person: Newsmaker) -> Iterator[Pair]:
    """Pairs of spellings of one person; two short forms are no pair."""
    full = person.full()
    yield from combinations(full, 2)
    yield from product([s for s in person.spellings if s not in full], full)


def lookalikes(people: list[Newsmaker]) -> list[tuple[Newsmaker, Newsmaker]]:
    """Pairs of persons who are easily taken for one another."""
    by_name = {p.name: p for p in people}
    sharing: dict[str, list[str]] = defaultdict(list)
    for name in by_name:
        for word in (name.split()[0], name.split()[-1]):
            sharing[word].append(name)
    found = set()
    for name in by_name:
        near = process.extract(name, list(by_name), scorer=Levenshtein.normalized_similarity, limit=NEAREST + 1)
        for other in [n for n, *_ in near] + sharing[name.split()[0]][:OF_ONE_WORD] + sharing[name.split()[-1]]:
            if other != name:
                found.add(tuple(sorted((name, other))))
    return [(by_name[a], by_name[b]) for a, b in sorted(found)]


def negatives(people: list[Newsmaker]) -> Iterator[Pair]:
    """Pairs of full spellings, one per language, of persons that look alike."""
    for one, other in lookalikes(people):
        yield from product(_one_of_each(one), _one_of_each(other))


def _one_of_each(person: Newsmaker) -> list[Spelling]:
    return [spelled[0] for lang in LANGS if (spelled := [s for s in person.full() if s[1] == lang])]


@cache
def known(spelling: str, lang: str) -> str | None:
    """Whom the gazetteer knows under a spelling, where that is one person."""
    found = {k.entry.name for k in index_of(lang).named(spelling) if k.entry and k.kind == "PER"}
    return found.pop() if len(found) == 1 else None


def is_one(pair: Pair, gazetteer: bool) -> tuple[bool, str]:
    """Whether two spellings are told to be one name, and why."""
    (a, x), (b, y) = pair
    if gazetteer and (one := known(a, x)) and (other := known(b, y)):
        return one == other, f"gazetteer: {one}, {other}"
    found = compare_names(a, b, x, y)
    return found.score >= MATCH, f"{found.score:.2f} {found.reason}"


def measured(people: list[Newsmaker], gazetteer: bool, errors: int = 0) -> dict[str, float]:
    """Numbers of pairs, precision, recall and F1."""
    counts = {(truth, told): 0 for truth in (True, False) for told in (True, False)}
    for truth, source in ((True, (p for person in people for p in positives(person))), (False, negatives(people))):
        left = errors
        for pair in source:
            told, why = is_one(pair, gazetteer)
            counts[truth, told] += 1
            if told != truth and left:
                left -= 1
                print("missed" if truth else "wrong", pair[0][0], "|", pair[1][0], "|", why)
    hits, wrong, missed = counts[True, True], counts[False, True], counts[True, False]
    return {
        "persons": len(people),
        "same": hits + missed,
        "look-alikes": wrong + counts[False, False],
        "precision": hits / max(1, hits + wrong),
        "recall": hits / max(1, hits + missed),
        "f1": 2 * hits / max(1, 2 * hits + wrong + missed),
    }
