"""The layout: nothing overlaps, on the sample processes, on degenerate flows and on a fuzz."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from generator.diagram.flow import Edge, Flow, Kind, Lane, Message, Node, Pool
from generator.diagram.geometry import Geometry, NodeShape
from generator.diagram.layout import layout
from generator.diagram.quality import assess
from tests.generator.diagram.samples import proposal, random_flow, supply

LANE = Lane("a", "Менеджер")


def task(name: str, lane: str = "a") -> Node:
    return Node(name, Kind.TASK, f"Операция {name}", lane)


def shape(geometry: Geometry, name: str) -> NodeShape:
    return next(item for item in geometry.nodes if item.node.id == name)


@pytest.mark.parametrize("make", [proposal, supply])
def test_sample_has_no_faults(make: Callable[[], Flow]) -> None:
    geometry = layout(make())
    assert assess(geometry).faults == 0


def test_reference_process_reads_as_in_the_reference() -> None:
    geometry = layout(proposal())
    quality = assess(geometry)
    assert quality.crossings <= 3
    assert quality.bends <= 14
    assert geometry.width <= 1530
    main_path = ("start", "need", "target", "offer", "discount", "present", "decision", "refused")
    centres = [shape(geometry, name).rect.centre for name in main_path]
    assert len({round(centre.y, 1) for centre in centres}) == 1
    assert all(before.x < after.x for before, after in pairwise(centres))
    for above, below in (("discount", "approve"), ("present", "approved"), ("solution", "cost")):
        assert shape(geometry, above).rect.centre.x == pytest.approx(shape(geometry, below).rect.centre.x)


def test_everything_is_drawn_once_and_in_order() -> None:
    flow = supply()
    geometry = layout(flow)
    assert [item.node for item in geometry.nodes] == list(flow.nodes)
    assert [item.edge for item in geometry.edges] == list(flow.edges)
    assert [item.message for item in geometry.messages] == list(flow.messages)
    assert [item.lane for item in geometry.lanes] == list(flow.lanes)
    for item in geometry.nodes:
        assert [document.doc for document in item.documents] == list(item.node.documents)
        assert {badge.text for badge in item.badges} == set(item.node.marks)
        assert (item.text or item.label) or not item.node.title
    for line in geometry.edges:
        assert bool(line.label) == bool(line.edge.label)
        assert bool(line.slash) == line.edge.default
    tops = [item.rect.y for item in geometry.lanes]
    assert tops == sorted(tops)


def test_edges_start_and_end_on_the_borders_of_their_nodes() -> None:
    geometry = layout(proposal())
    for line in geometry.edges:
        for name, point in ((line.edge.source, line.points[0]), (line.edge.target, line.points[-1])):
            rect = shape(geometry, name).rect
            assert rect.grown(0.2).overlaps(type(rect)(point.x - 0.1, point.y - 0.1, 0.2, 0.2))
            assert not rect.grown(-1).overlaps(type(rect)(point.x - 0.1, point.y - 0.1, 0.2, 0.2))
        assert all(a.x == b.x or a.y == b.y for a, b in pairwise(line.points))


def test_badges_read_left_to_right() -> None:
    flow = Flow("f", "Процесс", (LANE,), (Node("n", Kind.TASK, "Операция", "a", marks=("КТ1", "КТ2")),), ())
    badges = sorted(layout(flow).nodes[0].badges, key=lambda badge: badge.rect.x)
    assert [badge.text for badge in badges] == ["КТ1", "КТ2"]


DEGENERATE = {
    "nothing": Flow("f", "", (), (), ()),
    "only lanes": Flow("f", "Процесс", (LANE, Lane("b", "")), (), ()),
    "single node": Flow("f", "Процесс", (LANE,), (task("x"),), ()),
    "self-loop": Flow("f", "Процесс", (LANE,), (task("x"),), (Edge("x", "x", "повтор"), Edge("x", "x"))),
    "mutual": Flow("f", "Процесс", (LANE,), (task("x"), task("y")), (Edge("x", "y"), Edge("y", "x"))),
    "parallel edges": Flow(
        "f",
        "Процесс",
        (LANE, Lane("b", "Юрист")),
        (task("x"), Node("g", Kind.EXCLUSIVE, "Куда?", "a"), task("y", "b")),
        (Edge("x", "g"), *(Edge("g", "y", f"путь {i}", default=i == 1) for i in range(4))),
    ),
    "several ends": Flow(
        "f",
        "Процесс",
        (LANE,),
        (task("x"), *(Node(f"e{i}", Kind.END, f"Конец {i}", "a") for i in range(6))),
        tuple(Edge("x", f"e{i}", f"исход {i}") for i in range(6)),
    ),
    "unreachable": Flow("f", "Процесс", (LANE,), tuple(map(task, "xyz")), (Edge("y", "z"), Edge("z", "y"))),
    "messages to many pools": Flow(
        "f",
        "Процесс",
        (LANE,),
        (Node("s", Kind.START, "Старт", "a"),),
        (),
        tuple(Pool(f"p{i}", f"Участник {i}") for i in range(4)),
        tuple(Message("s", f"p{i}", outgoing=i % 2 == 0, label=f"Письмо {i}") for i in range(4)),
    ),
    "endless words": Flow(
        "f",
        "Ы" * 300,
        (Lane("a", "Ж" * 200),),
        (Node("x", Kind.TASK, "Щ" * 150, "a", marks=("КТ1000", "КТ2000", "КТ3000", "КТ4000")),),
        (Edge("x", "x", "Ш" * 80),),
    ),
    "gateway with everything": Flow(
        "f",
        "Процесс",
        (LANE,),
        (Node("g", Kind.INCLUSIVE, "Развилка со всеми путями сразу", "a"), *map(task, "abcdefg")),
        (*(Edge("g", name, f"если {name}") for name in "abcd"), *(Edge(name, "g", "назад") for name in "defg")),
    ),
}


@pytest.mark.parametrize("name", DEGENERATE)
def test_degenerate_flow_is_drawn(name: str) -> None:
    geometry = layout(DEGENERATE[name])
    quality = assess(geometry)
    assert (quality.node_overlaps, quality.edges_through_nodes, quality.edge_overlaps) == (0, 0, 0)
    assert (quality.label_label, quality.label_node, quality.out_of_lane) == (0, 0, 0)


@pytest.mark.parametrize("seed", range(60))
def test_fuzz(seed: int) -> None:
    flow = random_flow(seed)
    geometry = layout(flow)
    quality = assess(geometry)
    assert (quality.node_overlaps, quality.edges_through_nodes, quality.edge_overlaps) == (0, 0, 0)
    assert (quality.label_label, quality.label_node, quality.out_of_lane) == (0, 0, 0)
    if len(flow.messages) < 3:  # labels of many messages of one node may have to cross a neighbour
        assert quality.label_edge == 0
    edge_labels = [line.label for line in geometry.edges if line.label]
    assert len(edge_labels) == sum(bool(edge.label) for edge in flow.edges)
    page = type(geometry.frame)(0, 0, geometry.width, geometry.height)
    texts = [item.label for item in (*geometry.nodes, *geometry.lines) if item.label]
    for text in texts:
        assert page.x <= text.rect.x
        assert text.rect.right <= page.right
        assert page.y <= text.rect.y
        assert text.rect.bottom <= page.bottom
