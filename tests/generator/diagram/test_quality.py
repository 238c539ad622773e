"""The measure itself: a drawing by hand without faults, and every fault that can be made in it is counted once."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from generator.diagram.flow import Doc, Edge, Flow, Kind, Lane, Message, Node, Pool, Timer
from generator.diagram.geometry import (
    Badge,
    DocShape,
    EdgeShape,
    Geometry,
    LaneShape,
    MessageShape,
    NodeShape,
    Point,
    PoolShape,
    Rect,
    Text,
    TimerShape,
)
from generator.diagram.measure import Style
from generator.diagram.quality import assess
from generator.diagram.touching import Box, Form, crossing, passes, piece_of

STYLE = Style(12)
LANES = (Lane("a", "A"), Lane("b", "B"))
TASK = Node("t", Kind.TASK, "Дело", "a", documents=(Doc("Акт"),), marks=("КТ1",), timers=(Timer("c", "час"),))
GATE = Node("g", Kind.EXCLUSIVE, "Да?", "a")
END = Node("e", Kind.END, "Конец", "b")
EDGES = (Edge("t", "g"), Edge("g", "e", "да"), Edge("c", "e"))
MESSAGE = Message("t", "p", outgoing=True, label="КП")


def text(words: str, x: float, y: float, width: float = 40, height: float = 15) -> Text:
    return Text((words,), Rect(x, y, width, height), STYLE, turned=height > width)


def drawing() -> Geometry:
    """Two lanes under a pool; a task with a sheet, a badge and a deadline leads to a diamond, both to an end."""
    nodes = (
        NodeShape(
            TASK,
            Rect(100, 200, 130, 66),
            text=text("Дело", 145, 215),
            badges=(Badge("КТ1", Rect(200, 192, 36, 16)),),
            documents=(
                DocShape(
                    TASK.documents[0],
                    Rect(110, 150, 27, 35),
                    text("Акт", 142, 160, 30),
                    (Point(123.5, 185), Point(123.5, 200)),
                ),
            ),
            timers=(TimerShape(TASK.timers[0], Rect(152, 253, 26, 26), text("час", 182, 275, 30)),),
        ),
        NodeShape(GATE, Rect(300, 208, 50, 50), label=text("Да?", 355, 190, 30)),
        NodeShape(END, Rect(307, 407, 36, 36), label=text("Конец", 300, 448, 50)),
    )
    edges = (
        EdgeShape(EDGES[0], (Point(230, 233), Point(300, 233))),
        EdgeShape(EDGES[1], (Point(325, 258), Point(325, 407)), text("да", 330, 265, 20)),
        EdgeShape(EDGES[2], (Point(165, 279), Point(165, 425), Point(307, 425))),
    )
    message = MessageShape(MESSAGE, (Point(185, 200), Point(185, 60)), text("КП", 190, 70, 25))
    return Geometry(
        flow=Flow("f", "F", LANES, (TASK, GATE, END), EDGES, (Pool("p", "Клиент"),), (MESSAGE,)),
        width=520,
        height=520,
        frame=Rect(10, 100, 500, 400),
        header=Rect(10, 100, 30, 400),
        title=text("F", 17, 280, 15, 40),
        lanes=(
            LaneShape(LANES[0], Rect(40, 100, 470, 200), Rect(40, 100, 30, 200), text("A", 47, 180, 15, 40)),
            LaneShape(LANES[1], Rect(40, 300, 470, 200), Rect(40, 300, 30, 200), text("B", 47, 380, 15, 40)),
        ),
        pools=(PoolShape(Pool("p", "Клиент"), Rect(10, 10, 500, 50), text("Клиент", 230, 27, 50)),),
        nodes=nodes,
        edges=edges,
        messages=(message,),
    )


def counts(geometry: Geometry) -> dict[str, int]:
    quality = assess(geometry)
    names = ["node_overlaps", "edges_through_nodes", "label_label", "label_node", "label_edge", "label_border"]
    names += ["edge_overlaps", "out_of_lane", "clipped", "loose_ends"]
    return {name: getattr(quality, name) for name in names if getattr(quality, name)}


def test_a_sound_drawing_has_no_faults() -> None:
    quality = assess(drawing())
    assert counts(drawing()) == {}
    assert quality.faults == 0
    assert (quality.crossings, quality.tie_crossings, quality.bends) == (0, 0, 1)
    assert (quality.length, quality.area) == (70 + 149 + 146 + 142 + 140, 520 * 520)


def with_node(number: int, **changes: object) -> Geometry:
    made = drawing()
    nodes = list(made.nodes)
    nodes[number] = replace(nodes[number], **changes)  # type: ignore[arg-type]  # names of fields by a caller of ours
    return replace(made, nodes=tuple(nodes))


def with_edge(number: int, *points: tuple[float, float], label: Text | None = None) -> Geometry:
    made = drawing()
    edges = list(made.edges)
    edges[number] = replace(edges[number], points=tuple(Point(*point) for point in points), label=label)
    return replace(made, edges=tuple(edges))


def with_message(*points: tuple[float, float], label: Text | None = None) -> Geometry:
    made = drawing()
    return replace(made, messages=(MessageShape(MESSAGE, tuple(Point(*point) for point in points), label),))


def with_timers(*rects: Rect) -> Geometry:
    return with_node(0, timers=tuple(TimerShape(TASK.timers[0], rect) for rect in rects))


TASK_SHAPE = drawing().nodes[0]
FAULTS: dict[str, tuple[Callable[[], Geometry], dict[str, int]]] = {
    "a label on the tip of an arrow": (
        lambda: with_edge(0, (230, 233), (300, 233), label=text("я", 270, 235, 25)),
        {"label_edge": 1},
    ),
    "a label on its own line": (
        lambda: with_edge(0, (230, 233), (300, 233), label=text("я", 240, 226, 25)),
        {"label_edge": 1},
    ),
    "a label on a diamond": (
        lambda: with_edge(0, (230, 233), (300, 233), label=text("я", 310, 210, 25, 20)),
        {"label_node": 1},
    ),
    "a label in the corner of a diamond's box": (
        lambda: with_edge(0, (230, 233), (300, 233), label=text("я", 290, 196, 20)),
        {},
    ),
    "a label on a label": (
        lambda: with_edge(0, (230, 233), (300, 233), label=text("я", 360, 200, 20)),
        {"label_label": 1},
    ),
    "a label across the border of a lane": (
        lambda: with_edge(0, (230, 233), (300, 233), label=text("я", 400, 290, 20)),
        {"label_border": 1},
    ),
    "a label on a pool": (
        lambda: with_message((185, 200), (185, 60), label=text("КП", 190, 50, 25)),
        {"label_node": 1},
    ),
    "a message that ends before its pool": (lambda: with_message((185, 200), (185, 65)), {"loose_ends": 1}),
    "a message through a sheet": (lambda: with_message((125, 200), (125, 60)), {"label_edge": 1}),
    "a line through a node": (
        lambda: with_edge(2, (165, 279), (165, 295), (240, 295), (240, 230), (360, 230), (360, 425), (343, 425)),
        {"edges_through_nodes": 1},
    ),
    "a line through the timer of its task": (
        lambda: with_edge(0, (165, 266), (165, 290), (325, 290), (325, 258)),
        {"edges_through_nodes": 1, "edge_overlaps": 2, "label_edge": 1},
    ),
    "a line beside the target": (lambda: with_edge(0, (230, 233), (290, 233)), {"loose_ends": 1}),
    "a line to a corner of the diamond's box": (lambda: with_edge(0, (230, 210), (300, 210)), {"loose_ends": 1}),
    "two strangers on one line": (
        lambda: with_edge(1, (300, 233), (250, 233), (250, 425), (307, 425)),
        {"edge_overlaps": 1},
    ),
    "a line out of the frame": (
        lambda: with_edge(0, (230, 233), (250, 233), (250, 90), (325, 90), (325, 208)),
        {"out_of_lane": 1},
    ),
    "a node on a node": (
        lambda: with_node(1, rect=Rect(200, 208, 50, 50), label=None),
        {"node_overlaps": 1, "edges_through_nodes": 1, "loose_ends": 2},
    ),
    "two timers on one spot": (
        lambda: with_timers(Rect(152, 253, 26, 26), Rect(160, 253, 26, 26)),
        {"node_overlaps": 1, "loose_ends": 1},
    ),
    "a timer on the text of its task": (lambda: with_node(0, text=text("Дело", 145, 245)), {"label_node": 1}),
    "a badge on the text of its task": (lambda: with_node(0, text=text("Дело", 175, 203)), {"label_label": 1}),
    "a badge on a line": (lambda: with_node(0, badges=(Badge("КТ1", Rect(220, 225, 36, 16)),)), {"label_edge": 1}),
    "a node outside its lane": (lambda: with_node(2, node=replace(END, lane="a")), {"out_of_lane": 1}),
    "a sheet outside its lane": (
        lambda: with_node(
            0,
            documents=(
                DocShape(
                    Doc("Акт"), Rect(70, 90, 27, 35), text("Акт", 100, 105, 30), (Point(110, 125), Point(110, 200))
                ),
            ),
        ),
        {"out_of_lane": 1},
    ),
    "a tie through a node": (
        lambda: with_node(
            0,
            documents=(
                DocShape(
                    Doc("Акт"), Rect(400, 215, 27, 35), text("Акт", 430, 225, 30), (Point(400, 233), Point(230, 233))
                ),
            ),
        ),
        {"edges_through_nodes": 1},
    ),
    "words wider than their box": (
        lambda: with_node(1, label=text("Очень длинный вопрос", 355, 190, 30)),
        {"clipped": 1},
    ),
    "words outside their task": (lambda: with_node(0, text=text("Дело", 205, 240)), {"clipped": 1}),
    "a label outside the page": (
        lambda: with_node(2, label=text("Конец", 490, 448, 50)),
        {"out_of_lane": 1, "clipped": 2},
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_counted(name: str) -> None:
    make, expected = FAULTS[name]
    assert counts(make()) == expected


def test_lines_of_one_target_may_run_as_one() -> None:
    made = drawing()
    joined = replace(made.edges[2], points=(Point(165, 279), Point(165, 350), Point(325, 350), Point(325, 407)))
    assert counts(replace(made, edges=(*made.edges[:2], joined))) == {}


def test_lines_that_run_as_one_cross_another_once() -> None:
    made = drawing()
    joined = replace(made.edges[2], points=(Point(165, 279), Point(165, 290), Point(325, 290), Point(325, 407)))
    across = MessageShape(MESSAGE, (Point(230, 220), Point(250, 220), Point(250, 380), Point(400, 380), Point(400, 60)))
    quality = assess(replace(made, edges=(*made.edges[:2], joined), messages=(across,)))
    # Over the first edge, over the joined one alone, and over both where they run as one.
    assert quality.crossings == 3


def test_labelled_branches_that_leave_as_one_are_told() -> None:
    made = drawing()
    sent = replace(made.edges[1], edge=Edge("g", "t", "нет"), points=(Point(325, 258), Point(325, 320), Point(90, 320)))
    assert assess(replace(made, edges=(*made.edges, sent))).shared_exits == 1
    aside = replace(sent, points=(Point(350, 233), Point(400, 233), Point(400, 320)))
    assert assess(replace(made, edges=(*made.edges, aside))).shared_exits == 0


def test_an_icon_of_a_task_is_no_place_for_a_badge() -> None:
    assert counts(with_node(0, badges=(Badge("КТ1", Rect(96, 192, 24, 16)),))) == {"label_label": 1}


def test_vertical_lanes_are_columns_with_headers_on_top() -> None:
    lane = LaneShape(LANES[0], Rect(10, 40, 300, 200), Rect(10, 40, 300, 30), text("A", 100, 47))
    node = NodeShape(Node("n", Kind.START, "", "a"), Rect(20, 80, 36, 36))
    made = replace(
        drawing(),
        flow=Flow("f", "F", LANES[:1], (node.node,), ()),
        frame=Rect(10, 10, 300, 230),
        header=Rect(10, 10, 300, 30),
        title=text("F", 100, 17),
        lanes=(lane,),
        pools=(),
        nodes=(node,),
        edges=(),
        messages=(),
        vertical=True,
    )
    assert counts(made) == {}
    under_header = replace(made, nodes=(replace(node, rect=Rect(20, 50, 36, 36)),))
    assert counts(under_header) == {"out_of_lane": 1}


@pytest.mark.parametrize(
    ("form", "start", "end", "expected"),
    [
        (Form.BOX, (0, 9), (9, 0), True),
        (Form.DIAMOND, (0, 4), (4, 0), False),
        (Form.DIAMOND, (0, 6), (6, 0), True),
        (Form.CIRCLE, (0, 2.5), (2.5, 0), False),
        (Form.CIRCLE, (0, 3.5), (3.5, 0), True),
        (Form.BOX, (-5, 5), (15, 5), True),
        (Form.BOX, (-5, 12), (12, -5), True),
        (Form.BOX, (-5, 14), (14, 10.5), False),
        (Form.BOX, (-5, 0), (15, 0), False),
        (Form.BOX, (4, 4), (5, 5), True),
    ],
)
def test_a_piece_passes_a_shape(
    form: Form,
    start: tuple[float, float],
    end: tuple[float, float],
    expected: bool,  # noqa: FBT001 - a case
) -> None:
    assert passes(form, Box(0, 0, 10, 10), piece_of(Point(*start), Point(*end))) is expected


def test_pieces_cross_only_within_both() -> None:
    flat = piece_of(Point(0, 5), Point(10, 5))
    assert crossing(flat, piece_of(Point(0, 0), Point(10, 10))) == Point(5, 5)
    assert crossing(flat, piece_of(Point(5, 5), Point(5, 10))) is None
    assert crossing(flat, piece_of(Point(0, 6), Point(10, 6))) is None
