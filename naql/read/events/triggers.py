"""The words that name a deed."""

from __future__ import annotations

from naql.read.events.arguments import Scene
from naql.read.events.candidates import Candidate
from naql.records import Span


def trigger_of(scene: Scene, c: Candidate) -> Span:
    """The words that name the deed: noun and light verb where they touch, else the one the language says."""
    words = scene.words
    if c.rule.at_end:
        return _clause_end(scene, c)
    if c.light_start < 0:
        return Span(words.core_start[c.start], words.end[c.end - 1])
    if c.light_start == c.end:
        return Span(words.core_start[c.start], words.end[c.light_end - 1])
    if c.light_end == c.start:
        return Span(words.core_start[c.light_start], words.end[c.end - 1])
    if scene.lexicon.grammar.trigger == "noun":
        return Span(words.core_start[c.start], words.end[c.end - 1])
    return Span(words.core_start[c.light_start], words.end[c.light_end - 1])


def _clause_end(scene: Scene, c: Candidate) -> Span:
    """The last two words of the clause that a modal verb opens: what must be done."""
    words = scene.words
    stop = c.end
    high = scene.sentence(c.start)[1]
    while stop < high and words.kind[stop] != "mark" and not scene.breaks[stop]:
        stop += 1
    first = max(c.start, stop - 2)
    return Span(words.core_start[first], words.end[max(stop, c.end) - 1])
