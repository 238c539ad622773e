"""Events wear the same sign on the picture and in the BPMN file: what each waits for or sends."""

from xml.etree import ElementTree as ET

import pytest

from generator.diagram.bpmn import render_bpmn
from generator.diagram.event_sign import EventSign, event_sign
from generator.diagram.flow import Edge, Flow, Kind, Lane, Message, Node, Pool
from generator.diagram.layout import layout
from generator.diagram.legend import legend
from generator.diagram.svg import render_svg
from generator.diagram.svg_icons import node_icon

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DEFINITIONS = {
    EventSign.RECEIVED: "messageEventDefinition",
    EventSign.SENT: "messageEventDefinition",
    EventSign.TIMER: "timerEventDefinition",
    EventSign.CONDITION: "conditionalEventDefinition",
}


def process(*messages: tuple[str, bool], starts: int = 1) -> Flow:
    beginnings = tuple(Node(f"start{number}", Kind.START, f"Повод {number}", "a") for number in range(starts))
    return Flow(
        "f",
        "Процесс",
        (Lane("a", "Менеджер"),),
        (
            *beginnings,
            Node("mail", Kind.MESSAGE, "Письмо", "a"),
            Node("day", Kind.TIMER, "2 дня", "a"),
            Node("end", Kind.END, "Готово", "a"),
        ),
        (*(Edge(one.id, "mail") for one in beginnings), Edge("mail", "day"), Edge("day", "end")),
        (Pool("client", "Клиент"),),
        tuple(Message(node, "client", outgoing=outgoing) for node, outgoing in messages),
    )


@pytest.mark.parametrize(
    ("flow", "expected"),
    [
        (process(), {"mail": EventSign.RECEIVED, "day": EventSign.TIMER}),
        (
            process(("start0", False), ("mail", True), ("end", True)),
            {"start0": EventSign.RECEIVED, "mail": EventSign.SENT, "day": EventSign.TIMER, "end": EventSign.SENT},
        ),
        (
            process(("mail", True), ("mail", False), ("end", False), starts=2),
            {
                "start0": EventSign.CONDITION,
                "start1": EventSign.CONDITION,
                "mail": EventSign.RECEIVED,
                "day": EventSign.TIMER,
            },
        ),
        (
            process(("start0", False), starts=2),
            {"start0": EventSign.RECEIVED, "mail": EventSign.RECEIVED, "day": EventSign.TIMER},
        ),
    ],
)
def test_the_picture_and_the_file_say_the_same(flow: Flow, expected: dict[str, EventSign]) -> None:
    assert {node.id: sign for node in flow.nodes if (sign := event_sign(flow, node))} == expected
    tree = ET.fromstring(render_bpmn(layout(flow)))  # noqa: S314 - our own output
    written = {
        element.attrib["name"]: next(child.tag for child in element if child.tag.endswith("EventDefinition"))
        for element in tree.iter()
        if element.tag.endswith("Event") and any(child.tag.endswith("EventDefinition") for child in element)
    }
    assert written == {
        node.title: f"{BPMN}{DEFINITIONS[expected[node.id]]}" for node in flow.nodes if node.id in expected
    }
    drawing = render_svg(layout(flow))
    for shape in layout(flow).nodes:
        sign = expected.get(shape.node.id)
        assert node_icon(shape.node.kind, shape.rect, sign=sign) in drawing


def test_a_sent_message_is_a_full_envelope_and_the_legend_tells_them_apart() -> None:
    flow = process(("start0", False), ("mail", True), ("end", True))
    drawing = render_svg(layout(flow))
    assert drawing.count('class="icon full"') == 2
    words = {sign.words for sign in legend(flow)}
    assert {"Начало: пришло сообщение", "Отправлено сообщение", "Завершение: отправлено сообщение"} <= words
    assert "Начало процесса" not in words
    assert "Одно из начал: наступило условие" in {sign.words for sign in legend(process(starts=2))}
