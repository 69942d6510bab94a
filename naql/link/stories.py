"""Which pages tell the same story, across languages: keys, compare.

Pages meet by two of their heaviest names, or by a deed between two sides, in neighbouring weeks. Names, deeds, matter,
and in one language the words of headline and lead, decide; time weakens. A story is told by facts, not by who tells it.
Weights and the threshold were set on the development pages and the example pages (docs/ledger.md says how).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import sqrt

from naql.link.groups import Meet, Pair, always
from naql.link.outlines import Outline
from naql.link.propositions import UNDATED, WINDOW, day_number, days_between

BY = "stories/1"
SAME = 0.5  # least score of a link; 0.35 to 0.65 tried
REACH = 45  # days from the first to the last page of a story
HEAVIEST = 6  # names of a page that make keys
FADE = ((3, 1.0), (7, 0.9), (14, 0.75), (30, 0.55))  # so many days apart: so much of the score is left


def keys_of(outline: Outline) -> tuple[str, ...]:
    """What pages must share, one key at least, to be compared; keys that fewer pages have sort first."""
    names = sorted(list(outline.names)[:HEAVIEST])
    common = {name: _is_common(name, outline) for name in names}
    about = [f"{common[a] + common[b]} {a}|{b}" for i, a in enumerate(names) for b in names[i + 1 :]]
    about += [f"3 {d}" for d in outline.deeds]
    week = _week(outline.day)
    when = ("u",) if week is None else (str(week), str(week + 1), "u")
    return tuple(f"{a}|{w}" for a in about for w in when)


def _is_common(name: str, outline: Outline) -> bool:
    """Whether many pages have the name: it is of a state or place. Rare keys sort first."""
    return name in outline.places


def _week(day: str | None) -> int | None:
    number = day_number(day)
    return None if number is None else number // 7


def story_pairs(outlines: Iterable[Outline], undated_only: bool = False, meet: Meet = always) -> Iterator[Pair]:
    """The pages of one key (that are to `meet`) that tell the same story; no two dated ones with `undated_only`."""
    ordered = sorted(outlines, key=lambda o: (o.day or "", o.article_id))
    undated = [o for o in ordered if not o.day]
    dated = ordered[len(undated) :]
    for i, one in enumerate(undated):
        for other in (*undated[i + 1 : i + 1 + UNDATED], *dated[:UNDATED]):
            if meet(one.article_id, other.article_id):
                yield from _same(one, other)
    for i, one in enumerate(() if undated_only else dated):
        for other in dated[i + 1 : i + 1 + WINDOW]:
            if meet(one.article_id, other.article_id):
                yield from _same(one, other)


def _same(a: Outline, b: Outline) -> Iterator[Pair]:
    score, reason = compare(a, b)
    if score >= SAME:
        left, right = sorted((a.article_id, b.article_id))
        yield Pair(left, right, "same", score, reason)


def compare(a: Outline, b: Outline) -> tuple[float, str]:
    """How surely two pages tell one story (0 to 1), and why."""
    shared = sorted({*a.names} & {*b.names}, key=lambda n: -min(a.names[n], b.names[n]))
    parts = [(0.45, _cosine(a.names, b.names) * min(1.0, len(shared) / 3))]
    deeds = {*a.deeds} & {*b.deeds}
    if a.deeds and b.deeds:
        parts.append((0.25, min(1.0, 2 * len(deeds) / min(len(a.deeds), len(b.deeds)))))
    if a.matter and b.matter:
        parts.append((0.15, len({*a.matter} & {*b.matter}) / min(len(a.matter), len(b.matter))))
    if a.lang == b.lang and a.lead and b.lead:
        parts.append((0.3, min(1.0, 2.5 * len({*a.lead} & {*b.lead}) / min(len(a.lead), len(b.lead)))))
    score = sum(w * v for w, v in parts) / sum(w for w, _ in parts)
    gap = days_between(a.day, b.day)
    score *= 0.9 if gap is None else next((left for most, left in FADE if gap <= most), 0.2)
    reason = f"both name {', '.join(shared[:4]) or 'nobody'}"
    if deeds:
        reason += f"; both tell {min(deeds)}"
    return round(min(score, 1.0), 4), f"{reason}; {'undated' if gap is None else f'{gap} days apart'}"


def _cosine(a: dict[str, float], b: dict[str, float]) -> float:
    dot = sum(w * b[n] for n, w in a.items() if n in b)
    size = sqrt(sum(w * w for w in a.values())) * sqrt(sum(w * w for w in b.values()))
    return dot / size if size else 0.0
