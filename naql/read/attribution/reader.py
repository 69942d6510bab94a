"""The learned reading of cues: is it one, where are its source and its content, and how sure is that.

One choice after the other, each among the candidates of `borders`; the source is chosen before the content. Hulls of
content that hold their own cue and source are cut around them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp

from naql.read.attribution.borders import Candidates, CueView
from naql.read.attribution.choices import Weights, likelihood, summed
from naql.read.attribution.crediting import asker_before, credited_press
from naql.read.attribution.endings import content_ends, source_ends
from naql.read.attribution.features import WordFeatures
from naql.read.attribution.page import PageWords, Range

BEAM, LEAST_START = 3, 0.1  # beginnings of which the ends are looked at
UNLIKELY = 0.01  # probability under which an end is left out of account
CREDITED = 0.9  # how likely the source of a press verb with a credit inside or of an asker before the verb is right


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
    places, p = _distribution(decision, weights, features, candidates)
    if not places:
        return -1, 1.0
    n = max(range(len(p)), key=p.__getitem__)
    return places[n], p[n]


def _distribution(
    decision: str, weights: Weights, features: WordFeatures, candidates: Candidates
) -> tuple[list[int], list[float]]:
    """The candidates and their probabilities."""
    places, rows, keys = candidates
    if not places:
        return [], []
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
    top = max(scores)
    raised = [exp(s - top) for s in scores]
    whole = sum(raised)
    return places, [r / whole for r in raised]


Ranges = list[tuple[Range | None, float]]


def ranges_of(
    decision: str, weights: Weights, features: WordFeatures, starts: Candidates, ends: Callable[[int], Candidates]
) -> Ranges:
    """The ranges from the likeliest beginnings to their likely ends, and None, with their probabilities."""
    places, p = _distribution(f"{decision}.start", weights, features, starts)
    order = sorted(range(len(p)), key=p.__getitem__, reverse=True)[:BEAM]
    found: Ranges = []
    for n in order:
        if places[n] < 0:
            found.append((None, p[n]))
        elif p[n] >= LEAST_START or n == order[0]:
            stops, q = _distribution(f"{decision}.end", weights, features, ends(places[n]))
            found += [((places[n], j), p[n] * share) for j, share in zip(stops, q, strict=True) if share >= UNLIKELY]
    return found


def best_range(ranges: Ranges) -> tuple[Range | None, float]:
    """The range with the greatest expected overlap (IoU) with the right one, and how likely they overlap by half.

    None with 1 where there are no ranges. Method: minimum Bayes risk decoding; a single most probable range is often
    far off while several like one another share more.
    """
    top: tuple[Range | None, float] = (None, 1.0)
    most = -1.0
    for one, own in ranges:
        expected = near = own if one is None else 0.0
        for other, share in ranges if one else ():
            overlap = iou(one, other) if one and other else 0.0
            expected += share * overlap
            near += share if overlap >= 0.5 else 0.0
        if expected > most:
            top, most = (one, near), expected
    return top


def iou(one: Range, other: Range) -> float:
    """Words that two ranges share, of those that either holds."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common / (max(one[1], other[1]) - min(one[0], other[0])) if common > 0 else 0.0


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
    source, p1 = asker_before(features.page, n), CREDITED
    if source is None:
        ranges = ranges_of("source", weights, features, view.source_starts(), lambda start: source_ends(view, start))
        source, p1 = best_range(ranges)
    if cue_p * p1 < weights.least[1]:
        return Reading(source, [], cue_p, p1, 0.0)
    starts = view.content_starts(source)
    ranges = ranges_of("content", weights, features, starts, lambda start: content_ends(view, start, source))
    hull, p2 = best_range(ranges)
    content = cut_around(features.page, hull, (view.start, view.end), source) if hull else []
    return Reading(source, content, cue_p, p1, p2)


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
