"""The learned reading of cues: is it one, where are its source and its content, and how sure is that.

One choice after the other, each among the candidates of `borders`; the source is chosen before the content. Hulls of
content that hold their own cue and source are cut around them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from naql.read.attribution.borders import Candidates, CueView
from naql.read.attribution.choices import Weights, likelihood, summed
from naql.read.attribution.crediting import asker_before, credited_press
from naql.read.attribution.endings import content_ends, source_ends
from naql.read.attribution.features import WordFeatures
from naql.read.attribution.page import PageWords, Range

CREDITED = 0.9  # how likely the source of a press verb with a credit inside is right


@dataclass(slots=True)
class Reading:
    """What was chosen for one cue; the probabilities of the cue, its source, its content."""

    source: Range | None
    content: list[Range]
    cue_p: float
    source_p: float
    content_p: float

    @property
    def whole_p(self) -> float:
        """The probability that cue, source and content are all right."""
        return self.cue_p * self.source_p * self.content_p


def best(decision: str, weights: Weights, features: WordFeatures, candidates: Candidates) -> tuple[int, float]:
    """The most probable place and its probability; -1 and 1 where there is none."""
    places, rows, keys = candidates
    if not places:
        return -1, 1.0
    table = weights.decisions[decision]
    sums = features.sums
    scores = []
    for row, key in zip(rows, keys, strict=True):
        score = summed(table, row)
        if key is not None:
            known = (decision, key)
            if known not in sums:
                sums[known] = summed(table, features.shared[key])
            score += sums[known]
        scores.append(score)
    n = max(range(len(scores)), key=scores.__getitem__)
    top = scores[n]
    return places[n], 1 / sum(exp(s - top) for s in scores)


def cue_probability(weights: Weights, features: WordFeatures, n: int) -> float:
    """How likely the `n`th match of the lexicon hands on somebody's words."""
    return likelihood(weights.decisions["cue"], features.of_cue(n))


def read_cue(weights: Weights, features: WordFeatures, n: int, cue_p: float) -> Reading:
    """The source and the content of the `n`th cue."""
    view = CueView(features, n)
    credited = credited_press(features.page, n)
    if credited:
        press, clause = credited
        stop, p4 = best("content.end", weights, features, content_ends(view, clause, press))
        return Reading(press, [(clause, stop)] if stop > clause else [], cue_p, CREDITED, p4)
    start, p1 = best("source.start", weights, features, view.source_starts())
    source: Range | None = None
    p2 = 1.0
    if start >= 0:
        end, p2 = best("source.end", weights, features, source_ends(view, start))
        source = (start, end) if end > start else None
    source = source or asker_before(features.page, n)
    if cue_p * p1 * p2 < weights.least[1]:
        return Reading(source, [], cue_p, p1 * p2, 0.0)
    begin, p3 = best("content.start", weights, features, view.content_starts(source))
    content: list[Range] = []
    p4 = 1.0
    if begin >= 0:
        stop, p4 = best("content.end", weights, features, content_ends(view, begin, source))
        content = cut_around(features.page, (begin, stop), (view.start, view.end), source) if stop > begin else []
    return Reading(source, content, cue_p, p1 * p2, p3 * p4)


def cut_around(page: PageWords, hull: Range, cue: Range, source: Range | None) -> list[Range]:
    """The hull without the cue and the source where they stand inside it, and without the marks beside them."""
    if not hull[0] < cue[0] < hull[1]:
        return [hull]
    low = min(cue[0], source[0]) if source and hull[0] < source[0] else cue[0]
    high = max(cue[1], source[1]) if source and source[1] < hull[1] else cue[1]
    while low > hull[0] and page.words.kind[low - 1] == "mark" and page.quote[low - 1] < 0:
        low -= 1
    while high < hull[1] and page.words.kind[high] == "mark":
        high += 1
    return [r for r in ((hull[0], low), (high, hull[1])) if r[1] > r[0]]
