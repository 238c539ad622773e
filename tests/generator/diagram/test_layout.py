"""The layout: nothing overlaps, on the sample processes, on degenerate flows and on a fuzz."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from generator.diagram.flow import Doc, Edge, Flow, Kind, Lane, Message, Node, Pool, Timer
from generator.diagram.geometry import EdgeShape, Geometry, NodeShape, Point, Rect, Text
from generator.diagram.layout import layout
from generator.diagram.manner import Manner
from generator.diagram.measure import Style
from generator.diagram.quality import assess
from generator.diagram.slashes import mark_defaults
from generator.diagram.spacing import PRINT
from tests.generator.diagram.samples import proposal, supply

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


def worked(node: Node, edges: tuple[Edge, ...] = (), messages: tuple[Message, ...] = ()) -> Flow:
    """A task between two others."""
    nodes = (task("first"), node, task("last"))
    edges = (Edge("first", node.id), Edge(node.id, "last"), *edges)
    return Flow("p", "Процесс", (LANE,), nodes, edges, (Pool("client", "Клиент"),) if messages else (), messages)


@pytest.mark.parametrize("vertical", [False, True])
@pytest.mark.parametrize("count", [10, 40])
def test_a_label_between_lines_stays_in_sight_of_its_node(count: int, *, vertical: bool) -> None:
    edges = tuple(Edge("work", "last", f"условие {number}") for number in range(count))
    geometry = layout(worked(task("work"), edges), Manner(vertical=vertical))
    assert all(edge.label for edge in geometry.edges[2:])
    assert max(geometry.width, geometry.height) < 2000


@pytest.mark.parametrize("vertical", [False, True])
def test_sheets_and_marks_between_lines_stay_in_sight_of_their_task(*, vertical: bool) -> None:
    papers = tuple(Doc(f"Документ {number}") for number in range(6))
    node = Node("work", Kind.TASK, "Работа", "a", documents=papers, marks=("КТ1", "очень длинная отметка " * 3))
    messages = tuple(Message("work", "client", outgoing=True, label=f"Письмо {number}") for number in range(14))
    geometry = layout(worked(node, messages=messages), Manner(vertical=vertical))
    assert len(shape(geometry, "work").documents) == len(papers)
    assert max(geometry.width, geometry.height) < 2000


@pytest.mark.parametrize("vertical", [False, True])
def test_a_task_is_large_enough_for_all_its_lines(*, vertical: bool) -> None:
    messages = tuple(Message("work", "client", outgoing=True, label=f"Письмо {number}") for number in range(40))
    quality = assess(layout(worked(task("work"), messages=messages), Manner(vertical=vertical)))
    assert (quality.loose_ends, quality.edges_through_nodes, quality.node_overlaps) == (0, 0, 0)


@pytest.mark.parametrize("vertical", [False, True])
@pytest.mark.parametrize("led", [0, 1, 6])
def test_timers_without_a_line_hang_apart(led: int, *, vertical: bool) -> None:
    timers = tuple(Timer(f"t{number}", f"Прошло {number} дней") for number in range(7))
    node = Node("work", Kind.TASK, "Работа", "a", timers=timers)
    geometry = layout(worked(node, tuple(Edge(timer.id, "last") for timer in timers[:led])), Manner(vertical=vertical))
    hung = shape(geometry, "work")
    assert [one.timer for one in hung.timers] == list(timers)
    box = hung.rect
    assert all(box.x < one.rect.centre.x < box.right or one.rect.centre.x in {box.x, box.right} for one in hung.timers)
    quality = assess(geometry)
    assert quality.faults == quality.label_edge


@pytest.mark.parametrize("vertical", [False, True])
def test_a_pool_is_as_broad_as_its_title_needs(*, vertical: bool) -> None:
    pools = tuple(Pool(f"p{number}", "Внешний участник с длинным названием " * 6) for number in range(4))
    messages = tuple(Message("x", pool.id, outgoing=True) for pool in pools)
    flow = Flow("f", "Процесс", (LANE,), (task("x"),), (), pools, messages)
    quality = assess(layout(flow, Manner(vertical=vertical, spacing=PRINT)))
    assert quality.faults == 0


def test_the_mark_of_a_default_way_stands_clear_of_labels() -> None:
    usual = EdgeShape(Edge("g", "x", default=True), (Point(0, 0), Point(60, 0), Point(60, 120)))
    label = Text(("другие",), Rect(10, 5, 45, 25), Style(11))
    other = EdgeShape(Edge("g", "y", "другие"), (Point(0, 0), Point(160, 0)), label)
    slash = mark_defaults([usual, other])[0].slash
    assert slash
    before, after = slash
    assert (before.x + after.x) / 2 == 60
    assert min(before.y, after.y) > label.rect.bottom
