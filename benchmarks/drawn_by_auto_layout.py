"""Our flows drawn by ``bpmn-auto-layout``, the Node package of ``tests/bpmn_io``.

It knows no lanes and places no labels, and nodes have sizes of its own, a task 100 × 80. Labels stand where bpmn-js,
which shows its files, puts them: beside the middle of a line, under an event or a gateway.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Sequence
from itertools import pairwise
from xml.etree import ElementTree as ET

from benchmarks.drawn import Drawn, centred, geometry_of, label_block, title_block, without_middles
from benchmarks.measure import TREE
from generator.diagram.flow import Flow, Kind
from generator.diagram.geometry import EdgeShape, Geometry, NodeShape, Point, Rect, Text

FOLDER = TREE / "tests" / "bpmn_io"
#: As bpmn-js has them: from a line to the middle of its label, from a node to the middle of its title.
_BESIDE, _UNDER = 15.0, 10.0
_PROGRAM = """
import { layoutProcess } from 'bpmn-auto-layout';
import { readFileSync } from 'node:fs';
const told = [];
for (const xml of JSON.parse(readFileSync(0, 'utf8'))) {
  let best = Infinity, drawn = null;
  for (let run = 0; run < 3; run++) {
    const begun = performance.now();
    try { drawn = await layoutProcess(xml); } catch (error) { console.error(error.message); }
    best = Math.min(best, performance.now() - begun);
  }
  told.push({ xml: drawn, seconds: best / 1000 });
}
console.log(JSON.stringify(told));
"""
_TAGS = {
    Kind.START: "startEvent",
    Kind.END: "endEvent",
    Kind.TASK: "task",
    Kind.CALL: "callActivity",
    Kind.EXCLUSIVE: "exclusiveGateway",
    Kind.PARALLEL: "parallelGateway",
    Kind.INCLUSIVE: "inclusiveGateway",
    Kind.MESSAGE: "intermediateCatchEvent",
    Kind.TIMER: "intermediateCatchEvent",
}
_MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_SHAPES = "{http://www.omg.org/spec/BPMN/20100524/DI}"
_BOUNDS = "{http://www.omg.org/spec/DD/20100524/DC}Bounds"
_WAYPOINT = "{http://www.omg.org/spec/DD/20100524/DI}waypoint"


def is_installed() -> bool:
    """Whether the package and Node are there."""
    return shutil.which("node") is not None and (FOLDER / "node_modules" / "bpmn-auto-layout").is_dir()


def draw(flows: Sequence[Flow]) -> list[Drawn | None]:
    """The flows, drawn in one process of Node; None where it fails."""
    run = subprocess.run(  # noqa: S603 - a program of our own
        ["node", "--input-type=module", "-e", _PROGRAM],  # noqa: S607 - the node of whoever measures
        input=json.dumps([_semantic(flow) for flow in flows]),
        capture_output=True,
        text=True,
        check=True,
        cwd=FOLDER,
    )
    told = json.loads(run.stdout)
    start = _start()
    return [
        Drawn(_read(flow, item["xml"]), start + item["seconds"], item["seconds"]) if item["xml"] else None
        for flow, item in zip(flows, told, strict=True)
    ]


def _start() -> float:
    """Seconds Node takes to start and load the package."""
    begun = time.perf_counter()
    subprocess.run(
        ["node", "--input-type=module", "-e", "import 'bpmn-auto-layout';"],  # noqa: S607 - as above
        check=True,
        cwd=FOLDER,
    )
    return time.perf_counter() - begun


def _semantic(flow: Flow) -> str:
    """The bare process, without a drawing."""
    parts = [f'<definitions xmlns="{_MODEL}" targetNamespace="urn:benchmark" id="d"><process id="p">']
    number = {node.id: i for i, node in enumerate(flow.nodes)}
    for i, node in enumerate(flow.nodes):
        tag = _TAGS[Kind(node.kind)]
        ends = [f"<incoming>e{k}</incoming>" for k, edge in enumerate(flow.edges) if edge.target == node.id]
        ends += [f"<outgoing>e{k}</outgoing>" for k, edge in enumerate(flow.edges) if edge.source == node.id]
        parts.append(f'<{tag} id="n{i}">{"".join(ends)}</{tag}>')
    parts += [
        f'<sequenceFlow id="e{k}" sourceRef="n{number[edge.source]}" targetRef="n{number[edge.target]}"/>'
        for k, edge in enumerate(flow.edges)
    ]
    return "".join([*parts, "</process></definitions>"])


def _read(flow: Flow, xml: str) -> Geometry:
    tree = ET.fromstring(xml)  # noqa: S314 - made a moment ago by a program of ours
    boxes = {
        str(shape.get("bpmnElement")): Rect(*(float(bounds.attrib[name]) for name in ("x", "y", "width", "height")))
        for shape in tree.iter(f"{_SHAPES}BPMNShape")
        for bounds in shape.iter(_BOUNDS)
    }
    lines = {
        str(shape.get("bpmnElement")): without_middles(
            [Point(float(at.attrib["x"]), float(at.attrib["y"])) for at in shape.iter(_WAYPOINT)]
        )
        for shape in tree.iter(f"{_SHAPES}BPMNEdge")
    }
    nodes = []
    for i, node in enumerate(flow.nodes):
        bare = NodeShape(node, boxes[f"n{i}"])
        block = title_block(bare)
        under = Point(bare.rect.centre.x, bare.rect.bottom + _UNDER)
        nodes.append(NodeShape(node, bare.rect, label=centred(block, under) if block.lines else None))
    edges = [EdgeShape(edge, lines[f"e{k}"], _label(edge.label, lines[f"e{k}"])) for k, edge in enumerate(flow.edges)]
    drawn = [*boxes.values(), *(shape.label.rect for shape in nodes if shape.label)]
    drawn += [Rect(at.x, at.y, 0, 0) for edge in edges for at in edge.points]
    drawn += [edge.label.rect for edge in edges if edge.label]
    x, y = min(rect.x for rect in drawn), min(rect.y for rect in drawn)
    page = Rect(x, y, max(rect.right for rect in drawn) - x, max(rect.bottom for rect in drawn) - y)
    return geometry_of(flow, page, nodes, edges)


def _label(label: str, points: tuple[Point, ...]) -> Text | None:
    """Over the middle piece of a line, or right of it when it is upright."""
    block = label_block(label)
    if not block.lines:
        return None
    pieces = list(pairwise(points))
    start, end = pieces[(len(pieces) - 1) // 2] if len(pieces) % 2 else (pieces[len(pieces) // 2 - 1][1],) * 2
    x, y = (start.x + end.x) / 2, (start.y + end.y) / 2
    upright = abs(end.x - start.x) < abs(end.y - start.y)
    return centred(block, Point(x + _BESIDE, y) if upright else Point(x, y - _BESIDE))
