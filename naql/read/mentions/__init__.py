"""Names of people, bodies and places -> `Mention`s."""

from __future__ import annotations

from naql.languages import Pack
from naql.read.mentions.candidates import Candidate, find_candidates
from naql.read.mentions.tagger import Tagged, tag
from naql.read.tokens import Words
from naql.records import Article, Mention, Moment, Span

__all__ = ["find_mentions"]


def find_mentions(words: Words, pack: Pack, article: Article, moments: tuple[Moment, ...]) -> tuple[Mention, ...]:
    """The mentions of the text in order, not overlapping; `name` and `country` where they are known."""
    candidates = find_candidates(words, pack)
    tagged = tag(words, pack.lang, candidates)
    if tagged is None:
        return tuple(_mention(c, words, pack) for c in candidates if not c.weak)
    by_start = {(c.start, c.end): c for c in candidates}
    return tuple(_tagged(t, by_start.get((t.start, t.end)), words, pack) for t in tagged)


def _tagged(tagged: Tagged, candidate: Candidate | None, words: Words, pack: Pack) -> Mention:
    span = Span(name_start(words, tagged.start, tagged.end, pack), words.end[tagged.end - 1])
    fits = candidate is not None and (candidate.kind == tagged.kind or {candidate.kind, tagged.kind} == {"GPE", "LOC"})
    return Mention(
        span=span,
        kind=candidate.kind if candidate and fits else tagged.kind,
        name=candidate.name if candidate else None,
        country=candidate.country if candidate else None,
        confidence=tagged.confidence,
        by=("mentions.crfsuite", *(("gazetteer",) if candidate else ())),
    )


def _mention(candidate: Candidate, words: Words, pack: Pack) -> Mention:
    span = Span(name_start(words, candidate.start, candidate.end, pack), words.end[candidate.end - 1])
    return Mention(span=span, kind=candidate.kind, name=candidate.name, country=candidate.country, by=("gazetteer",))


def name_start(words: Words, start: int, end: int, pack: Pack) -> int:
    """Where the name that begins with word `start` begins: behind proclitics, and behind what swallowed an article."""
    return words.core_start[start]
