"""Chains drawn as a graph: origins on one side, pages on the other, an arrow for every time one handed on to the next.

The layout is worked out here, in layers (a teller stands one layer further from the pages than everybody who had it
from him; arrows that would run in a circle are left out of the counting), and ordered within the layers by the mean
place of the neighbours. Where the text runs right to left the whole picture does. Templates draw it as SVG.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from naql.ledger.views import PageRef, Step, Voice

WIDE, HIGH = 172, 52  # of a box, in SVG units
APART, BETWEEN = 64, 16  # between layers, between boxes of a layer
EDGE = 12
MOST = 40  # voices that are drawn
SWEEPS = 6


class Node(Struct, frozen=True, kw_only=True):
    """A box: `kind` is page, teller, origin or unknown; `stance` that of a page that speaks for itself."""

    key: str
    kind: str
    name: str | None
    x: float
    y: float
    page: PageRef | None = None
    entity_id: str | None = None
    stance: str | None = None


class Edge(Struct, frozen=True, kw_only=True):
    """An arrow from who said it to who handed it on; `path` is SVG path data."""

    path: str
    stance: str
    act: str | None


class Graph(Struct, frozen=True, kw_only=True):
    """A drawing of `width` by `height` SVG units; `left_out` voices were too many to draw."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int = 0


class Told(Struct, frozen=True, kw_only=True):
    """One chain to draw: from the page's outlet to the origin, with the stance of the statement at its end."""

    page: PageRef
    chain: tuple[Step, ...]
    stance: str


def told_by(voices: Iterable[Voice]) -> list[Told]:
    """The chains of voices."""
    return [Told(page=v.page, chain=v.chain, stance=v.stance) for v in voices]


def graph_of(told: Sequence[Told], direction: str = "ltr") -> Graph:
    """The drawing of some chains; chains of one step (a page in its own voice) are single boxes."""
    drawn = sorted(told, key=lambda t: len(t.chain) < 2)[:MOST]
    boxes: dict[str, Node] = {}
    arrows: dict[tuple[str, str, str], str | None] = {}
    for one in drawn:
        steps = _add_boxes(boxes, one)
        for (to, _), (at, act) in zip(steps, steps[1:], strict=False):
            arrows.setdefault((at, to, one.stance), act)
    layers = _layers(list(boxes), {(a, b) for a, b, _ in arrows})
    places = _places(layers, {(a, b) for a, b, _ in arrows})
    deep, tall = len(layers), max((len(layer) for layer in layers), default=0)
    width = 2 * EDGE + deep * WIDE + max(0, deep - 1) * APART
    height = 2 * EDGE + tall * HIGH + max(0, tall - 1) * BETWEEN
    placed = {}
    for key, (layer, y) in places.items():
        x = EDGE + (deep - 1 - layer) * (WIDE + APART)  # pages stand last
        x = width - WIDE - x if direction == "rtl" else x
        placed[key] = replace(boxes[key], x=round(x, 1), y=round(y, 1))
    edges = [
        Edge(path=_curve(placed[a], placed[b], direction), stance=stance, act=act)
        for (a, b, stance), act in arrows.items()
    ]
    return Graph(
        width=width,
        height=height,
        nodes=tuple(placed[k] for k in boxes),
        edges=tuple(edges),
        left_out=len(told) - len(drawn),
    )


def _add_boxes(boxes: dict[str, Node], one: Told) -> list[tuple[str, str | None]]:
    """The boxes of a chain, page first, as key and act; boxes that are not there yet are added."""
    steps: list[tuple[str, str | None]] = []
    for place, step in enumerate(one.chain):
        last = place == len(one.chain) - 1
        if place == 0:
            key, kind = f"page {one.page.article_id}", "page"
        elif step.name is None:
            key, kind = f"nobody {step.statement_id or one.page.article_id}", "unknown"
        else:
            key, kind = f"name {step.name}", "origin" if last else "teller"
        if any(key == k for k, _ in steps):
            continue
        steps.append((key, step.act))
        own = boxes.get(key)
        if own is None or (own.kind == "teller" and kind == "origin"):
            speaks = one.stance if len(one.chain) == 1 else None
            boxes[key] = Node(
                key=key,
                kind=kind,
                name=step.name,
                x=0.0,
                y=0.0,
                page=one.page if place == 0 else None,
                entity_id=step.entity_id,
                stance=speaks,
            )
    return steps


def _layers(keys: list[str], arrows: set[tuple[str, str]]) -> list[list[str]]:
    """Boxes by their longest way to a page, pages first; an arrow that closes a circle does not count."""
    to: dict[str, list[str]] = defaultdict(list)
    for a, b in sorted(arrows):
        to[a].append(b)
    depth: dict[str, int] = {}
    open_: set[str] = set()

    def far(key: str) -> int:
        if key not in depth:
            open_.add(key)
            depth[key] = max((1 + far(other) for other in to[key] if other not in open_), default=0)
            open_.discard(key)
        return depth[key]

    layers: dict[int, list[str]] = defaultdict(list)
    for key in keys:
        layers[far(key)].append(key)
    return [layers[i] for i in range(max(layers, default=-1) + 1)]


def _places(layers: list[list[str]], arrows: set[tuple[str, str]]) -> dict[str, tuple[int, float]]:
    """Layer and height of every box: each sweep sorts a layer by the mean place of the neighbours."""
    near: dict[str, list[str]] = defaultdict(list)
    for a, b in sorted(arrows):
        near[a].append(b)
        near[b].append(a)
    tall = max((len(layer) for layer in layers), default=0)
    order = [list(layer) for layer in layers]
    heights: dict[str, float] = {}

    def settle() -> None:
        for layer in order:
            free = (tall - len(layer)) / 2
            heights.update({key: i + free for i, key in enumerate(layer)})

    settle()
    for sweep in range(SWEEPS):
        for layer in order if sweep % 2 else order[::-1]:
            mean = {k: sum(heights[o] for o in near[k]) / len(near[k]) if near[k] else heights[k] for k in layer}
            layer.sort(key=lambda k: mean[k])
        settle()
    return {k: (i, EDGE + heights[k] * (HIGH + BETWEEN)) for i, layer in enumerate(order) for k in layer}


def _curve(start: Node, end: Node, direction: str) -> str:
    """A curve from one box's front to the other's back, as the text runs, with room for the arrow's head."""
    ahead = -1 if direction == "rtl" else 1
    x1 = start.x + (WIDE if ahead == 1 else 0)
    x2 = end.x + (0 if ahead == 1 else WIDE) - 7 * ahead
    y1, y2 = start.y + HIGH / 2, end.y + HIGH / 2
    bend = max(APART * 0.6, abs(x2 - x1) * 0.45) * ahead
    return f"M{x1:g},{y1:g} C{x1 + bend:g},{y1:g} {x2 - bend:g},{y2:g} {x2:g},{y2:g}"
