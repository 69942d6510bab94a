"""Names of people, bodies and places -> `Mention`s."""

from __future__ import annotations

from naql.languages import Pack
from naql.read.mentions.candidates import Candidate, find_candidates
from naql.read.tokens import Words
from naql.records import Article, Mention, Moment, Span

__all__ = ["find_mentions"]


def find_mentions(words: Words, pack: Pack, article: Article, moments: tuple[Moment, ...]) -> tuple[Mention, ...]:
    """The mentions of the text in order, not overlapping; `name` and `country` where they are known."""
    return tuple(_mention(c, words, pack) for c in find_candidates(words, pack) if not c.weak)


def _mention(candidate: Candidate, words: Words, pack: Pack) -> Mention:
    span = Span(name_start(words, candidate.start, candidate.end, pack), words.end[candidate.end - 1])
    return Mention(span=span, kind=candidate.kind, name=candidate.name, country=candidate.country, by=("gazetteer",))


def name_start(words: Words, start: int, end: int, pack: Pack) -> int:
    """Where the name that begins with word `start` begins: behind proclitics, and behind what swallowed an article."""
    return words.core_start[start]
