"""What hangs together by links, never joining what was ruled different; and which comparisons are worth a link.

A group is built like a maximum spanning forest: strongest link first, ties by the ids, so that the order in which pages
came in does not matter. Two ends of a link that says "different", or of one that was withdrawn, never come into one
group. Nothing here knows what the ids stand for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime

from msgspec import Struct

from naql.records import Link, content_id

Meet = Callable[[str, str], bool]  # whether two records that share a key are to be compared under it


def always(_left: str, _right: str) -> bool:
    """Compare whatever shares a key."""
    return True


class Pair(Struct, frozen=True):
    """Two records that were compared: verdict "same", "different" or "unsure", score 0 to 1, and a reason to read."""

    left: str
    right: str
    verdict: str
    score: float
    reason: str
    by: str = ""


class Joiner:
    """Disjoint sets in which some pairs must stay apart, and which must not reach over too many days.

    `days` gives the day (a number) of nodes that have one; `reach` is the most days from first to last in a set.
    """

    def __init__(
        self, apart: Iterable[tuple[str, str]] = (), days: Mapping[str, int] | None = None, reach: int | None = None
    ) -> None:
        self._reach = reach
        self._range = {node: (day, day) for node, day in (days or {}).items()}
        self._parent: dict[str, str] = {}
        self._members: dict[str, set[str]] = {}
        self._enemies: dict[str, set[str]] = {}
        for left, right in apart:
            self._enemies.setdefault(left, set()).add(right)
            self._enemies.setdefault(right, set()).add(left)

    def root(self, node: str) -> str:
        """The record that stands for the set of `node`."""
        at = self._parent.setdefault(node, node)
        while at != self._parent[at]:
            self._parent[at] = self._parent[self._parent[at]]
            at = self._parent[at]
        self._parent[node] = at
        return at

    def join(self, left: str, right: str) -> bool:
        """Put both into one set; False where they are in one already or something keeps them apart."""
        a, b = self.root(left), self.root(right)
        if a == b:
            return False
        mine, theirs = self._members.pop(a, {a}), self._members.pop(b, {b})
        if len(mine) < len(theirs):
            a, b, mine, theirs = b, a, theirs, mine
        hostile, others = self._enemies.get(a, set()), self._enemies.get(b, set())
        if hostile & theirs or others & mine:
            self._members[a], self._members[b] = mine, theirs
            return False
        both = [self._range[x] for x in (a, b) if x in self._range]
        if both:
            held = min(r[0] for r in both), max(r[1] for r in both)
            if self._reach is not None and held[1] - held[0] > self._reach:
                self._members[a], self._members[b] = mine, theirs
                return False
            self._range[a] = held
        self._parent[b] = a
        self._members[a] = mine | theirs
        if others:
            self._enemies[a] = hostile | others
        return True


def forest(
    pairs: Iterable[Pair],
    apart: Iterable[tuple[str, str]] = (),
    days: Mapping[str, int] | None = None,
    reach: int | None = None,
) -> list[Pair]:
    """The pairs worth a link: each "same" that joins two groups, strongest first, and each "different" and "unsure".

    Pairs in `apart` (withdrawn by a person) are never joined, whatever their score; nor what lies more than `reach`
    days apart, so that an undated page does not join what happened years from each other.
    """
    ordered = sorted(pairs, key=lambda p: (-p.score, p.left, p.right))
    ruled = [p for p in ordered if p.verdict == "different"]
    joiner = Joiner([*apart, *((p.left, p.right) for p in ruled)], days, reach)
    kept = [p for p in ordered if p.verdict == "same" and joiner.join(p.left, p.right)]
    return kept + ruled + [p for p in ordered if p.verdict == "unsure"]


def groups(nodes: Iterable[str], links: Iterable[Link]) -> list[tuple[str, ...]]:
    """The nodes in groups: the union of links that say "same", never joining what another link separates.

    A withdrawn link says nothing but that its two ends are not to be joined by others either. Each group is sorted, the
    groups by their first node; nodes without a link are groups of one. Nodes that only links name are left out.
    """
    known = set(nodes)
    links = [link for link in links if link.left in known and link.right in known]
    joiner = Joiner((x.left, x.right) for x in links if separates(x))
    same = (x for x in links if x.verdict == "same" and not x.withdrawn_at)
    for link in sorted(same, key=lambda x: (-x.score, x.left, x.right, x.link_id)):
        joiner.join(link.left, link.right)
    found: dict[str, list[str]] = {}
    for node in sorted(known):
        found.setdefault(joiner.root(node), []).append(node)
    return sorted(tuple(members) for members in found.values())


def separates(link: Link) -> bool:
    """Whether the link keeps its ends apart: it rules them different, or is a "same" that was withdrawn."""
    return (link.verdict == "different") is (link.withdrawn_at is None) and link.verdict != "unsure"


def as_links(kind: str, pairs: Iterable[Pair], by: str, made_at: str | None = None) -> Iterator[Link]:
    """The pairs as links; a link's id comes from what it joins and who made it, not from when."""
    made_at = made_at or datetime.now(UTC).isoformat(timespec="seconds")
    for p in pairs:
        maker = p.by or by
        yield Link(
            link_id=content_id("link", kind, p.left, p.right, maker),
            left=p.left,
            right=p.right,
            kind=kind,
            verdict=p.verdict,
            score=round(p.score, 4),
            reason=p.reason,
            by=maker,
            made_at=made_at,
        )
