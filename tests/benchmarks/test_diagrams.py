"""The benchmark of diagrams judges what others draw by the measure it judges ours by."""

from dataclasses import replace

import pytest

from benchmarks import drawn_by_auto_layout, drawn_by_dot
from benchmarks.diagrams import Figures, bare, judge, mixed_lanes, verdict
from benchmarks.drawn import without_middles
from generator.diagram.flow import Flow
from generator.diagram.geometry import Geometry, Point
from generator.diagram.layout import layout
from tests.generator.diagram.flows import generated_flow
from tests.generator.diagram.samples import proposal


@pytest.fixture(scope="module")
def flow() -> Flow:
    return bare(proposal())


def same(one: Geometry, flow: Flow) -> bool:
    """Whether a drawing has every node and edge, with its label."""
    labels = all(bool(shape.label) == bool(shape.edge.label) for shape in one.edges)
    nodes = tuple(shape.node for shape in one.nodes) == flow.nodes
    return nodes and labels and tuple(shape.edge for shape in one.edges) == flow.edges


@pytest.mark.parametrize("splines", ["ortho", "spline"])
def test_dot_draws_the_whole_flow_with_our_sizes(flow: Flow, splines: str) -> None:
    ours = layout(flow)
    drawn = drawn_by_dot.draw(ours, splines, 1)
    assert same(drawn.geometry, flow)
    assert [(shape.rect.width, shape.rect.height) for shape in drawn.geometry.nodes] == [
        (shape.rect.width, shape.rect.height) for shape in ours.nodes
    ]
    lines = {shape.edge: shape.points for shape in drawn.geometry.edges}
    for edge in (one for one in flow.edges if splines == "ortho"):
        assert all(abs(a.x - b.x) < 1 or abs(a.y - b.y) < 1 for a, b in zip(lines[edge], lines[edge][1:], strict=False))
    assert 0 <= drawn.own <= drawn.whole


@pytest.mark.program("node")
def test_auto_layout_draws_the_whole_flow(flow: Flow) -> None:
    if not drawn_by_auto_layout.is_installed():
        pytest.skip("needs bpmn-auto-layout: npm ci --prefix tests/bpmn_io")
    drawn = drawn_by_auto_layout.draw([flow])[0]
    assert drawn is not None
    assert same(drawn.geometry, flow)


def test_what_others_cannot_draw_is_left_out_and_deadlines_become_branches() -> None:
    whole = next(flow for flow in (generated_flow(1, number) for number in range(300)) if _deadlines(flow))
    flow = bare(whole)
    assert (flow.pools, flow.messages, _deadlines(flow)) == ((), (), 0)
    assert len(flow.edges) == len(whole.edges)
    assert {edge.source for edge in flow.edges} <= {node.id for node in flow.nodes}


def _deadlines(flow: Flow) -> int:
    return sum(len(node.timers) for node in flow.nodes)


def test_our_lanes_are_bands_and_a_node_in_a_strange_one_mixes_them(flow: Flow) -> None:
    drawn = layout(flow)
    assert (judge(drawn).faults, mixed_lanes(drawn)) == (0, 0)
    first = drawn.nodes[0]
    strayed = replace(first, rect=first.rect.moved(0, drawn.nodes[-3].rect.y - first.rect.y))
    assert mixed_lanes(replace(drawn, nodes=(strayed, *drawn.nodes[1:]))) > 0


def test_the_verdict_looks_at_faults_first_and_says_what_is_worse() -> None:
    ours = Figures(faults=0, lanes=0, crossings=2, bends=9, area=10)
    assert verdict(ours, ours) == "equal"
    assert verdict(ours, replace(ours, crossings=3)) == "better"
    assert verdict(ours, replace(ours, faults=1, crossings=1, bends=8)) == "better, but crossings and bends"
    assert verdict(ours, replace(ours, bends=8)) == "WORSE"


def test_a_line_loses_what_does_not_turn() -> None:
    points = [Point(0, 0), Point(0, 0), Point(5, 0), Point(9, 0), Point(9, 4)]
    assert without_middles(points) == (Point(0, 0), Point(9, 0), Point(9, 4))
