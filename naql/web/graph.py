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

WIDE, HIGH = 160, 52  # of a box, in SVG units
APART, BETWEEN = 48, 16  # between layers, between boxes of a layer
EDGE = 12
HEAD = 7  # of an arrow
LANE = 9  # between arrows side by side
Point = tuple[float, float]
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
    """A drawing of `width` by `height` SVG units with nodes of the size `box`; `left_out` voices were too many."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int = 0
    box: tuple[int, int] = (WIDE, HIGH)


class Told(Struct, frozen=True, kw_only=True):
    """One chain to draw: from the page's outlet to the origin, with the stance of the statement at its end."""

    page: PageRef
    chain: tuple[Step, ...]
    stance: str


def told_by(voices: Iterable[Voice]) -> list[Told]:
    """The chains of voices."""
    return [Told(page=v.page, chain=v.chain, stance=v.stance) for v in voices]


def graph_of(told: Sequence[Told], direction: str = "ltr") -> Graph:
    """The drawing of some chains; chains of one step (a page in its own voice) are single boxes.

    `direction` is the way in which the arrows run: ltr, rtl, or down.
    """
    drawn = sorted(told, key=lambda t: len(t.chain) < 2)[:MOST]
    boxes: dict[str, Node] = {}
    arrows: dict[tuple[str, str, str], str | None] = {}
    for one in drawn:
        steps = _add_boxes(boxes, one)
        for (to, _), (at, act) in zip(steps, steps[1:], strict=False):
            arrows.setdefault((at, to, one.stance), act)
    pairs = sorted({(a, b) for a, b, _ in arrows})
    layers = _layers(list(boxes), set(pairs))
    ways = _ways(layers, pairs)
    places = _places(layers, {step for way in ways.values() for step in zip(way, way[1:], strict=False)})
    corners = {key: _corner(*place, len(layers), direction) for key, place in places.items()}
    placed = {key: replace(box, x=corners[key][0], y=corners[key][1]) for key, box in boxes.items()}
    beside: dict[tuple[str, str], list[str]] = defaultdict(list)  # arrows of several stances between the same boxes
    for a, b, stance in arrows:
        beside[a, b].append(stance)
    edges = []
    for (a, b, stance), act in arrows.items():
        shift = LANE * (beside[a, b].index(stance) - (len(beside[a, b]) - 1) / 2)
        path = _curve([corners[key] for key in ways[a, b]], direction, shift)
        edges.append(Edge(path=path, stance=stance, act=act))
    return Graph(
        width=max((x for x, _ in corners.values()), default=0) + WIDE + EDGE,
        height=max((y for _, y in corners.values()), default=0) + HIGH + EDGE,
        nodes=tuple(placed.values()),
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
        if own is None or (own.kind == "origin" and kind == "teller"):  # an origin has nobody behind it in any chain
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


def _ways(layers: list[list[str]], pairs: list[tuple[str, str]]) -> dict[tuple[str, str], list[str]]:
    """The way of each arrow, layer by layer: free places are added to the layers that it passes, so that no arrow
    runs behind a box that it has nothing to do with."""
    layer_of = {key: i for i, layer in enumerate(layers) for key in layer}
    ways = {}
    for a, b in pairs:
        passed = range(layer_of[a] - 1, layer_of[b], -1)
        between = [f"pass {a} > {b} {i}" for i in passed]
        for i, key in zip(passed, between, strict=True):
            layers[i].append(key)
        ways[a, b] = [a, *between, b]
    return ways


def _places(layers: list[list[str]], arrows: set[tuple[str, str]]) -> dict[str, tuple[int, float]]:
    """Layer and place in it of every box: each sweep sorts a layer by the mean place of the neighbours."""
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
    return {k: (i, heights[k]) for i, layer in enumerate(order) for k in layer}


def _corner(layer: int, place: float, layers: int, direction: str) -> Point:
    """The upper left corner of a box: pages (layer 0) stand last in the way the arrows run."""
    if direction == "down":
        along, across = EDGE + (layers - 1 - layer) * (HIGH + APART / 2), EDGE + place * (WIDE + BETWEEN)
        return round(across, 1), round(along, 1)
    at = layer if direction == "rtl" else layers - 1 - layer
    return round(EDGE + at * (WIDE + APART), 1), round(EDGE + place * (HIGH + BETWEEN), 1)


def _curve(corners: list[Point], direction: str, shift: float) -> str:
    """Curves from box to box as the text runs, straight through free places, with room for the arrow's head."""
    points = []
    for x, y in corners:
        back, front = _sides(x, y, direction, shift)
        points += [back, front]
    inner = points[1:-1]
    inner[-1] = _short(inner[-1], direction)
    path = f"M{inner[0][0]:g},{inner[0][1]:g}"
    for i, (start, end) in enumerate(zip(inner, inner[1:], strict=False)):
        path += f" L{end[0]:g},{end[1]:g}" if i % 2 else _bow(start, end, direction)
    return path


def _sides(x: float, y: float, direction: str, shift: float) -> tuple[Point, Point]:
    """Where arrows come into a box and where they leave it."""
    if direction == "down":
        return (x + WIDE / 2 + shift, y), (x + WIDE / 2 + shift, y + HIGH)
    left, right = (x, y + HIGH / 2 + shift), (x + WIDE, y + HIGH / 2 + shift)
    return (right, left) if direction == "rtl" else (left, right)


def _short(point: Point, direction: str) -> Point:
    x, y = point
    return (x, y - HEAD) if direction == "down" else (x + (HEAD if direction == "rtl" else -HEAD), y)


def _bow(start: Point, end: Point, direction: str) -> str:
    (x1, y1), (x2, y2) = start, end
    if direction == "down":
        half = (y1 + y2) / 2
        return f" C{x1:g},{half:g} {x2:g},{half:g} {x2:g},{y2:g}"
    bend = max(APART * 0.7, abs(x2 - x1) * 0.45) * (-1 if direction == "rtl" else 1)
    return f" C{x1 + bend:g},{y1:g} {x2 - bend:g},{y2:g} {x2:g},{y2:g}"
