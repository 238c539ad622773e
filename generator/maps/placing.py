"""Where the parts of a chart stand, read from what the engine says; y grows downwards, pixels throughout."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from generator.diagram.geometry import Point, Rect
from generator.maps import boxes, dot, engine
from generator.maps.chart import Chart, Cluster, Edge, Node

MARGIN = 10.0
_POINTS = 72


@dataclass(frozen=True, slots=True)
class PlacedNode:
    """A node and its outline."""

    node: Node
    rect: Rect


@dataclass(frozen=True, slots=True)
class PlacedEdge:
    """An edge as a Bézier curve: a start, then threes of two handles and a point; tips when it has arrowheads."""

    edge: Edge
    points: tuple[Point, ...]
    head: Point | None
    tail: Point | None
    label: Rect | None


@dataclass(frozen=True, slots=True)
class PlacedCluster:
    """A frame, and the place of its title when it has one."""

    cluster: Cluster
    rect: Rect
    label: Rect | None


@dataclass(frozen=True, slots=True)
class Map:
    """A chart with places."""

    chart: Chart
    nodes: tuple[PlacedNode, ...]
    edges: tuple[PlacedEdge, ...]
    clusters: tuple[PlacedCluster, ...]
    width: float
    height: float


def place(chart: Chart) -> Map:
    """Lay a chart out.

    Raises:
        EngineError: The engine is not there or has failed.
    """
    chart, raw = _laid_out(chart)
    left, low, right, high = _numbers(raw["bb"])

    def point(text: str) -> Point:
        x, y = _numbers(text)
        return Point(round(x - left + MARGIN, 2), round(high - y + MARGIN, 2))

    things = {one["name"]: one for one in raw.get("objects", ())}
    lines = {one["id"]: one for one in raw.get("edges", ())}
    names = dot.names_of(chart)
    return Map(
        chart,
        nodes=tuple(
            PlacedNode(node, _around(point(things[names[node.id]]["pos"]), boxes.node_size(node)))
            for node in chart.nodes
        ),
        edges=tuple(
            _edge(edge, lines[f"e{number}"], point) for number, edge in enumerate(chart.edges) if not edge.hidden
        ),
        clusters=tuple(
            _cluster(cluster, things[f"cluster_{number}"], point) for number, cluster in enumerate(dot.frames_of(chart))
        ),
        width=round(right - left + 2 * MARGIN, 1),
        height=round(high - low + 2 * MARGIN, 1),
    )


def _laid_out(chart: Chart) -> tuple[Chart, dict[str, Any]]:
    """What the engine says, and of which chart.

    Graphviz fails to bend the lines of one graph in a hundred, and to keep the rows and frames of one in a thousand:
    rather straight lines, and rather no rows, than no map.
    """
    bare = replace(chart, clusters=(), ranks=(), first=())
    for wish, straight in ((chart, False), (chart, True), (bare, False)):
        try:
            return wish, json.loads(engine.lay_out(dot.source(wish, straight=straight)))
        except engine.LayoutError:
            continue
    return bare, json.loads(engine.lay_out(dot.source(bare, straight=True)))


def _edge(edge: Edge, line: dict[str, Any], point: Any) -> PlacedEdge:  # noqa: ANN401 - a local function
    points: list[Point] = []
    head = tail = None
    for part in line["pos"].split():
        if part.startswith("e,"):
            head = point(part[2:])
        elif part.startswith("s,"):
            tail = point(part[2:])
        else:
            points.append(point(part))
    label = boxes.edge_label(edge)
    rect = _around(point(line["lp"]), boxes.padded(label, boxes.LABEL_PAD)) if label and "lp" in line else None
    return PlacedEdge(edge, tuple(points), head, tail, rect)


def _cluster(cluster: Cluster, thing: dict[str, Any], point: Any) -> PlacedCluster:  # noqa: ANN401 - a local function
    left, low, right, high = _numbers(thing["bb"])
    top, bottom = point(f"{left},{high}"), point(f"{right},{low}")
    title = boxes.cluster_title(cluster)
    return PlacedCluster(
        cluster,
        Rect(top.x, top.y, bottom.x - top.x, bottom.y - top.y),
        _around(point(thing["lp"]), boxes.padded(title, boxes.CLUSTER_PAD)) if title else None,
    )


def _around(centre: Point, size: boxes.Size) -> Rect:
    return Rect(centre.x - size.width / 2, centre.y - size.height / 2, size.width, size.height)


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(float(part) for part in text.split(","))
