"""Which page repeats which other: copied, rewritten or translated; keys, compare.

Copies in one language are found by MinHash over shingles and confirmed by how much of the shorter text stands in the
longer. What was rewritten or translated is judged among pages of one story: the same people are quoted, the same names
and numbers stand on both, and the one credits the other (or all of that agrees nearly fully). The original is the page
that is credited, else the earlier one; a link runs from it to its copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from naql.link.groups import Meet, Pair, always
from naql.link.newsrooms import same_newsroom
from naql.link.outlines import Outline
from naql.link.propositions import days_between

BY = "copies/1"
BANDS, ROWS = (
    16,
    4,
)  # of 64 permutations: a third of the shingles in common is met with 18 %, a half with 64 %, 0.7 with 99 %
COPY = 0.5  # least part of the shorter page's shingles that stands on the other; 0.35 to 0.7 tried
CREDITED, UNCREDITED = 0.6, 0.8  # least likeness of what was rewritten or translated
DAYS = 5
LEAST = 12  # shingles: less is no text


def keys_of(outline: Outline) -> tuple[str, ...]:
    """What pages must share, one key at least, to be compared as copies in one language."""
    if len(outline.shingles) < LEAST:
        return ()
    rows = [outline.digest[i : i + ROWS] for i in range(0, BANDS * ROWS, ROWS)]
    return tuple(f"{i}|{'|'.join(map(str, row))}" for i, row in enumerate(rows))


def copy_pairs(outlines: Iterable[Outline], meet: Meet = always) -> Iterator[Pair]:
    """Among pages that share a key (and are to `meet`): those of which one is a copy of the other."""
    pages = sorted(outlines, key=lambda o: o.article_id)
    for i, a in enumerate(pages):
        for b in pages[i + 1 : i + 200]:
            held = contained(a, b) if meet(a.article_id, b.article_id) else 0.0
            if held >= COPY:
                yield _pair(a, b, held, "copy", f"{held:.0%} of the shorter page stands on the other")


def retold_pairs(outlines: Iterable[Outline]) -> Iterator[Pair]:
    """Among pages of one story: those that retell another in other words or another language."""
    pages = sorted(outlines, key=lambda o: (o.day or "", o.article_id))
    for i, a in enumerate(pages):
        for b in pages[i + 1 : i + 200]:
            original, copy = (a, b) if _rank(a, b) <= _rank(b, a) else (b, a)
            score, reason = likeness(original, copy)
            credit = credits(copy, original)
            held = contained(a, b) if a.lang == b.lang else 0.0
            if held < COPY and score >= (CREDITED if credit else UNCREDITED):
                how = "rewritten" if a.lang == b.lang else "translated"
                yield _pair(a, b, score, how, f"{reason}{'; credits it' if credit else ''}")


def contained(a: Outline, b: Outline) -> float:
    """How much of the shorter page's shingles stands on the other, 0 to 1."""
    least = min(len(a.shingles), len(b.shingles))
    return len({*a.shingles} & {*b.shingles}) / least if least >= LEAST else 0.0


def credits(page: Outline, original: Outline) -> bool:
    """Whether a page names the outlet of another as the one through whom it tells."""
    if same_newsroom(original.outlet, page.outlet):
        return False
    return any(same_newsroom(original.outlet, teller) for teller in page.tellers)


def likeness(original: Outline, copy: Outline) -> tuple[float, str]:
    """How much of what a retelling keeps (who is quoted, names, numbers) a page has from another, and the reason.

    A page that quotes fewer than two of the other's sources, or mostly sources of its own, retells nothing.
    """
    gap = days_between(original.day, copy.day)
    if gap is not None and gap > DAYS:
        return 0.0, f"{gap} days apart"
    parts = []
    for said, x, y, weight in (
        ("quoted", original.origins, copy.origins, 0.45),
        ("names", tuple(original.names), tuple(copy.names), 0.3),
        ("numbers", original.numbers, copy.numbers, 0.25),
    ):
        if x and y:
            parts.append((said, weight, len({*x} & {*y}) / len({*y})))
    if len({*original.origins} & {*copy.origins}) < 2 or parts[0][2] < 0.5:
        return 0.0, "too little that both quote"
    score = sum(w * v for _, w, v in parts) / sum(w for _, w, _ in parts)
    return round(score, 4), "; ".join(f"{said} {v:.0%} from it" for said, _, v in parts)


def _pair(a: Outline, b: Outline, score: float, how: str, reason: str) -> Pair:
    original, copy = (a, b) if _rank(a, b) <= _rank(b, a) else (b, a)
    return Pair(original.article_id, copy.article_id, "same", round(score, 4), f"{how}: {reason}", f"copies/{how}")


def _rank(page: Outline, other: Outline) -> tuple[bool, bool, str, str]:
    """The lower, the more likely the original: credited by the other, not a page that credits, earlier, by id."""
    return (not credits(other, page), credits(page, other), page.day or "9999", page.article_id)
