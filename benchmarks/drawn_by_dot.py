"""Our flows drawn by ``dot`` of Graphviz, the wheel ``graphviz-pure``.

A cluster for every lane, left to right, nodes and labels of exactly our sizes, either with orthogonal lines or with the
curves that are its default; a curve becomes a polyline of short pieces.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.drawn import Drawn, centred, geometry_of, label_block, title_block, without_middles
from generator.diagram.flow import Kind
from generator.diagram.geometry import EdgeShape, Geometry, NodeShape, Point, Rect, Text
from generator.diagram.measure import Block
from generator.maps.engine import PROGRAM

#: Pieces of a curve.
PIECES = 12
_INCH = 72
_NODE_GAP, _RANK_GAP = 24, 40
_STRAIGHT = 1.0


def draw(ours: Geometry, splines: str, runs: int) -> Drawn:
    """The flow of a geometry of ours.

    Args:
        ours: Says what sizes nodes have.
        splines: "ortho" or "spline".
        runs: How many times; the shortest counts.
    """
    source = _source(ours, splines)
    start = min(run("digraph {}")[1] for _ in range(runs))
    told, whole = min((run(source) for _ in range(runs)), key=lambda item: item[1])
    return Drawn(_read(ours, json.loads(told)), whole, max(whole - start, 0.0))


def run(source: str) -> tuple[str, float]:
    """What dot makes of a source, and the seconds it takes."""
    program = str(Path(sys.executable).with_name(PROGRAM))
    begun = time.perf_counter()
    done = subprocess.run([program, "-Kdot", "-Tjson"], input=source, capture_output=True, text=True, check=True)  # noqa: S603 - ours
    return done.stdout, time.perf_counter() - begun


def _source(ours: Geometry, splines: str) -> str:
    number = {shape.node.id: i for i, shape in enumerate(ours.nodes)}
    graph = f"rankdir=LR, splines={splines}, nodesep={_NODE_GAP / _INCH}, ranksep={_RANK_GAP / _INCH}, newrank=true"
    lines = ["digraph {", f"graph [{graph}]", 'node [fixedsize=true, label=""]']
    for i, lane in enumerate(ours.flow.lanes):
        lines.append(f"subgraph cluster_{i} {{")
        for shape in ours.nodes:
            if shape.node.lane == lane.id:
                kind = Kind(shape.node.kind)
                form = "box" if kind.is_task else "diamond" if kind.is_gateway else "ellipse"
                size = f"width={shape.rect.width / _INCH}, height={shape.rect.height / _INCH}"
                title = _empty("xlabel", title_block(shape))
                lines.append(f"n{number[shape.node.id]} [shape={form}, {size} {title}]")
        lines.append("}")
    # Its orthogonal lines know no labels but outer ones.
    attribute = "xlabel" if splines == "ortho" else "label"
    lines += [
        f"n{number[edge.source]} -> n{number[edge.target]} [{_empty(attribute, label_block(edge.label))}]"
        for edge in ours.flow.edges
    ]
    return "\n".join([*lines, "}"])


def _empty(attribute: str, block: Block) -> str:
    """An empty box of the size of a text: the drawing then depends on no font."""
    if not block.lines:
        return ""
    size = f'FIXEDSIZE="TRUE" WIDTH="{block.width:.0f}" HEIGHT="{block.height:.0f}"'
    return f'{attribute}=<<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="0" {size}><TR><TD></TD></TR></TABLE>>'


def _read(ours: Geometry, told: dict[str, Any]) -> Geometry:
    width, height = (float(value) for value in told["bb"].split(",")[2:])

    def point(text: str) -> Point:
        x, y = text.split(",")
        return Point(round(float(x), 1), round(height - float(y), 1))

    def label(block: Block, at: str | None) -> Text | None:
        return centred(block, point(at)) if block.lines and at is not None else None

    items = {item["name"]: item for item in told.get("objects", ())}
    nodes = []
    for i, shape in enumerate(ours.nodes):
        item, size = items[f"n{i}"], shape.rect
        at = point(item["pos"])
        rect = Rect(at.x - size.width / 2, at.y - size.height / 2, size.width, size.height)
        nodes.append(NodeShape(shape.node, rect, label=label(title_block(shape), item.get("xlp"))))
    edges = [
        EdgeShape(edge, _line(item["pos"], point), label(label_block(edge.label), item.get("lp") or item.get("xlp")))
        for edge, item in zip(ours.flow.edges, told.get("edges", ()), strict=True)
    ]
    return geometry_of(ours.flow, Rect(0, 0, width, height), nodes, edges)


def _line(pos: str, point: Callable[[str], Point]) -> tuple[Point, ...]:
    """A path as a polyline up to its tip."""
    parts = pos.split(" ")
    tips = [point(part[2:]) for part in parts if part.startswith("e,")]
    control = [point(part) for part in parts if part[1] != ","]
    points = [control[0]]
    for start in range(0, len(control) - 1, 3):
        points += _curve(*control[start : start + 4])
    return without_middles([*points, *tips])


def _curve(p: Point, q: Point, r: Point, s: Point) -> list[Point]:
    """Points of a Bézier curve after its first."""
    if all(abs((c.x - p.x) * (s.y - p.y) - (c.y - p.y) * (s.x - p.x)) < _STRAIGHT for c in (q, r)):
        return [s]
    points = []
    for step in range(1, PIECES + 1):
        t = step / PIECES
        u = 1 - t
        weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
        x = sum(weight * at.x for weight, at in zip(weights, (p, q, r, s), strict=True))
        y = sum(weight * at.y for weight, at in zip(weights, (p, q, r, s), strict=True))
        points.append(Point(round(x, 1), round(y, 1)))
    return points
