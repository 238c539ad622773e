"""What a file says: kinds of events and tasks, conditions, deadlines, documents, words and facts."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from generator.diagram.bpmn import render_bpmn
from generator.diagram.bpmn.durations import iso_duration
from generator.diagram.flow import Edge, Flow, Kind, Lane, Message, Node, Pool
from generator.diagram.layout import layout
from generator.diagram.measure import clean
from tests.generator.diagram.bpmn.drawn import HOSTILE, NAMES, Drawn, everything, renamed


@pytest.fixture(scope="module")
def whole(drawn: dict[str, Drawn]) -> Drawn:
    return drawn["everything"]


def kind(drawn: Drawn, name: str) -> str:
    """Element and event definition of a node: ``startEvent message``."""
    found = drawn.one(name)
    tags = [str(child.tag).rpartition("}")[2] for child in found]
    what = [tag.removesuffix("EventDefinition") for tag in tags if tag.endswith("EventDefinition")]
    return " ".join([str(found.tag).rpartition("}")[2], *what])


def small(*nodes: Node, edges: tuple[Edge, ...] = (), messages: tuple[Message, ...] = ()) -> Drawn:
    pools = (Pool("client", "Клиент"),) if messages else ()
    return Drawn(layout(Flow("small", "Малый", (Lane("a", "А"),), nodes, edges, pools, messages)))


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        ("Event_start", "startEvent message"),
        ("Activity_prepare", "userTask"),
        ("Activity_deliver", "callActivity"),
        ("Gateway_choice", "exclusiveGateway"),
        ("Gateway_some", "inclusiveGateway"),
        ("Gateway_split", "parallelGateway"),
        ("Event_sent", "intermediateThrowEvent message"),
        ("Event_reply", "intermediateCatchEvent message"),
        ("Event_wait", "intermediateCatchEvent timer"),
        ("Event_late", "boundaryEvent timer"),
        ("Event_done", "endEvent message"),
        ("Event_lost", "endEvent"),
    ],
)
def test_kinds(whole: Drawn, node: str, expected: str) -> None:
    assert kind(whole, node) == expected


def test_gateways_say_whether_they_split_or_join(whole: Drawn) -> None:
    found = {name: whole.one(f"Gateway_{name}").get("gatewayDirection") for name in ("choice", "split", "join")}
    assert found == {"choice": "Diverging", "split": "Diverging", "join": "Converging"}


def test_conditions_stand_on_branches_of_choices_but_the_default(whole: Drawn) -> None:
    conditions = {
        flow.get("name"): flow.findtext("bpmn:conditionExpression", namespaces=NAMES)
        for flow in whole.find("//bpmn:sequenceFlow[bpmn:conditionExpression]")
    }
    assert conditions == {"нет": "нет", "правки": "правки", "договор": "договор", "счёт": "счёт"}
    assert whole.one("Gateway_choice").get("default") == "Flow_choice.some"
    assert whole.one("Flow_choice.some").get("name") == "да"


def test_a_branch_without_words_says_so() -> None:
    gate, ends = Node("g", Kind.EXCLUSIVE, "Что?", "a"), (Node("x", Kind.END, "X", "a"), Node("y", Kind.END, "Y", "a"))
    drawn = small(gate, *ends, edges=(Edge("g", "x", "да"), Edge("g", "y")))
    assert drawn.words("//bpmn:conditionExpression/text()") == ["да", "условие не названо"]
    assert drawn.one("Flow_g.y").get("name") is None


def test_deadlines(whole: Drawn) -> None:
    late, warn = whole.one("Event_late"), whole.one("Event_warn")
    assert (late.get("attachedToRef"), late.get("cancelActivity")) == ("Activity_prepare", None)
    assert (warn.get("attachedToRef"), warn.get("cancelActivity")) == ("Activity_prepare", "false")
    assert whole.words("//*[@id='Event_late']//bpmn:timeDuration/text()") == ["PT2H"]
    # Working days are no duration of ISO 8601: they stay words, an expression without a type.
    (words,) = whole.find("//*[@id='Event_warn']//bpmn:timeDuration")
    assert (words.text, list(words.attrib)) == ("3 рабочих дня", [])
    assert whole.words("//bpmn:lane[@id='Lane_a']/bpmn:flowNodeRef/text()")[1:4] == [
        "Activity_prepare",
        "Event_late",
        "Event_warn",
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2 часа", "PT2H"),
        ("30 мин.", "PT30M"),
        ("Через 3 дня", "P3D"),
        ("Прошло три дня", "P3D"),
        ("Прошла неделя", None),
        ("Клиент молчит дольше 7\u00a0дней", "P7D"),
        ("дольше часа", None),
        ("Не взят дольше 8 рабочих часов", None),
        ("Прошла одна неделя", "P1W"),
        ("14 календарных дней", "P14D"),
        ("2 месяца", "P2M"),
        ("1 год", "P1Y"),
        ("сутки", None),
        ("трое суток", "P3D"),
        ("3 рабочих дня", None),
        ("не более 2 часов", None),
        ("2 часа без ответа", None),
        ("Пятница, 9:30", None),
        ("2 клиента", None),
        ("", None),
    ],
)
def test_durations_only_where_the_words_say_no_more(words: str, expected: str | None) -> None:
    assert iso_duration(words) == expected


def test_sheets_of_one_document_share_it(whole: Drawn) -> None:
    found = {one.get("id"): one.get("dataObjectRef") for one in whole.find("//bpmn:dataObjectReference")}
    assert found == {
        "DataObjectReference_prepare.kp": "DataObject_kp",
        "DataObjectReference_prepare.calc": "DataObject_calc",
        "DataObjectReference_remind.kp": "DataObject_kp",
    }
    assert whole.words("//bpmn:dataObject/@id") == ["DataObject_kp", "DataObject_calc"]
    assert whole.words("//bpmn:userTask[@id='Activity_remind']//bpmn:targetRef/text()") == [
        "DataObjectReference_remind.kp"
    ]


def test_pools_and_messages(whole: Drawn) -> None:
    pools = {one.get("name"): one.get("processRef") for one in whole.find("//bpmn:participant")}
    assert pools == {"Продать": "sell", "Клиент": None, "Банк": None}
    asked = whole.one("MessageFlow_start.from.client")
    assert (asked.get("sourceRef"), asked.get("targetRef"), asked.get("name")) == (
        "Participant_client",
        "Event_start",
        "Запрос",
    )
    assert whole.one("MessageFlow_prepare.to.client").get("sourceRef") == "Activity_prepare"
    declared = {one.get("name"): one.get("id") for one in whole.find("/*/bpmn:message")}
    assert declared == {
        "Запрос": "Message_start",
        "Договор": "Message_sent",
        "Ответ": "Message_reply",
        "Поручение": "Message_done",
    }


def test_messages_of_one_name_are_one() -> None:
    nodes = [Node(name, Kind.MESSAGE, "Ответ", "a") for name in ("one", "two")]
    drawn = small(*nodes, edges=(Edge("one", "two"),))
    assert drawn.words("//@messageRef") == ["Message_one", "Message_one"]


def test_several_ways_to_begin_are_told_apart_by_their_conditions() -> None:
    starts = [Node(name, Kind.START, title, "a") for name, title in (("one", "Есть места"), ("two", "Пришёл лид"))]
    task = Node("do", Kind.TASK, "Сделать", "a")
    drawn = small(*starts, task, edges=(Edge("one", "do"), Edge("two", "do")))
    assert [kind(drawn, f"Event_{name}") for name in ("one", "two")] == ["startEvent conditional"] * 2
    assert drawn.words("//bpmn:condition/text()") == ["Есть места", "Пришёл лид"]
    assert kind(small(starts[0], task, edges=(Edge("one", "do"),)), "Event_one") == "startEvent"


def test_words_and_facts(whole: Drawn) -> None:
    task = whole.one("Activity_prepare")
    assert task.findtext("bpmn:documentation", namespaces=NAMES) == (
        "Зачем: клиент получает ответ\nШаги:\n1. Посчитайте цену\n"
        "Нормы:\n— Срок КП: не более 2 часов\nКонтрольные точки:\n— КТ1. Просроченные КП: кому — РОП"
    )
    extensions = [
        (str(one.tag).rpartition("}")[2], dict(one.attrib), one.text)
        for one in task.iterfind("bpmn:extensionElements/*", NAMES)
    ]
    assert extensions == [
        ("norm", {"ref": "n-kp", "title": "Срок КП"}, "не более 2 часов"),
        ("controlPoint", {"ref": "kt", "title": "КТ1. Просроченные КП"}, "кому — РОП"),
        ("mark", {}, "КТ1"),
        ("link", {"href": "operations/prepare.html"}, None),
    ]
    assert whole.words("//bpmn:process/bpmn:documentation/text()") == ["Цель: продать"]


def test_hostile_texts_stay_text(drawn: dict[str, Drawn]) -> None:
    one = drawn["hostile"]
    said = clean(f"Подготовить КП{HOSTILE}")
    assert "<script>" in said
    assert said in one.words("//bpmn:userTask/@name")
    assert one.find("//script") == []
    # A link that would run something is left out.
    assert one.find("//bpmn:lane//reglament:link") == []
    assert len(one.find("//bpmn:userTask")) == len(drawn["everything"].find("//bpmn:userTask"))


def test_a_new_title_changes_no_identifier(whole: Drawn) -> None:
    other = Drawn(layout(renamed(everything(), lambda text: text and f"{text} иначе")))
    assert set(other.words("//@id")) == set(whole.words("//@id"))


def test_parallel_ways_and_repeated_messages_have_names_of_their_own() -> None:
    nodes = (Node("x", Kind.EXCLUSIVE, "Что?", "a"), Node("y", Kind.TASK, "Y", "a"))
    twice = (Message("y", "client", outgoing=True),) * 2
    drawn = small(*nodes, edges=(Edge("x", "y", "да"), Edge("x", "y", "нет")), messages=twice)
    assert drawn.words("//bpmn:sequenceFlow/@id") == ["Flow_x.y", "Flow_x.y.2"]
    assert drawn.words("//bpmn:messageFlow/@id") == ["MessageFlow_y.to.client", "MessageFlow_y.to.client.2"]


def test_vertical_lanes_are_marked_so(drawn: dict[str, Drawn]) -> None:
    for name, expected in (("everything", {"true"}), ("everything-vertical", {"false"})):
        assert set(drawn[name].words("//bpmndi:BPMNShape/@isHorizontal")) == expected


def test_the_same_bytes_under_any_hash_seed(whole: Drawn) -> None:
    script = (
        "import sys; from generator.diagram.layout import layout; from generator.diagram.bpmn import render_bpmn;"
        "from tests.generator.diagram.bpmn.drawn import everything;"
        "sys.stdout.buffer.write(render_bpmn(layout(everything())))"
    )
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        made = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=True)
        assert made.stdout == whole.content
    assert render_bpmn(replace(whole.geometry)) == whole.content
