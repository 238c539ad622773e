"""A drawing with its file, and two flows: one of everything BPMN has to say, one of everything XML may stumble on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from lxml import etree

from generator.diagram.bpmn import render_bpmn
from generator.diagram.flow import (
    Doc,
    Edge,
    Fact,
    FactKind,
    Flow,
    Kind,
    Lane,
    Message,
    Node,
    Pool,
    Timer,
)
from generator.diagram.geometry import Geometry

NAMES = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "reglament": "urn:reglament:bpmn:1",
}
HOSTILE = "</x>&\"' <script>\0\x1b\ud800 ]]>&lt;"


@dataclass(frozen=True)
class Drawn:
    """A finished layout, its file, and the file taken apart."""

    geometry: Geometry

    @property
    def flow(self) -> Flow:
        return self.geometry.flow

    @cached_property
    def content(self) -> bytes:
        return render_bpmn(self.geometry)

    @cached_property
    def root(self) -> etree._Element:
        return etree.fromstring(self.content)

    def find(self, path: str) -> list[etree._Element]:
        found = self.root.xpath(path, namespaces=NAMES)
        assert isinstance(found, list)
        return [one for one in found if isinstance(one, etree._Element)]

    def one(self, name: str) -> etree._Element:
        """The element of an identifier."""
        (found,) = self.find(f"//*[@id='{name}']")
        return found

    def words(self, path: str) -> list[str]:
        found = self.root.xpath(path, namespaces=NAMES)
        assert isinstance(found, list)
        return [str(one) for one in found]


def everything() -> Flow:
    """One of each: events, gateways, a call, deadlines that stop the work and that do not, a shared document."""
    a, b = "a", "b"
    nodes = (
        Node("start", Kind.START, "Пришёл запрос", a),
        Node(
            "prepare",
            Kind.TASK,
            "Подготовить КП",
            a,
            "operations/prepare.html",
            documents=(Doc("КП", "documents/kp.html", "kp"), Doc("Расчёт", None, "calc")),
            marks=("КТ1",),
            timers=(Timer("late", "2 часа"), Timer("warn", "3 рабочих дня", interrupting=False)),
            note="Зачем: клиент получает ответ\nШаги:\n1. Посчитайте цену",
            facts=(
                Fact(FactKind.NORM, "n-kp", "Срок КП", "не более 2 часов"),
                Fact(FactKind.CONTROL_POINT, "kt", "КТ1. Просроченные КП", "кому — РОП"),
            ),
        ),
        Node("remind", Kind.TASK, "Напомнить", b, documents=(Doc("КП", None, "kp"),)),
        Node("escalate", Kind.TASK, "Сказать РОПу", b),
        Node("choice", Kind.EXCLUSIVE, "Клиент согласен?", a),
        Node("some", Kind.INCLUSIVE, "Что нужно?", a),
        Node("split", Kind.PARALLEL, "", a),
        Node("join", Kind.PARALLEL, "", a),
        Node("deliver", Kind.CALL, "Поставить", b),
        Node("train", Kind.TASK, "Обучить", a),
        Node("sent", Kind.MESSAGE, "Договор отправлен", a),
        Node("reply", Kind.MESSAGE, "Ответ", a),
        Node("wait", Kind.TIMER, "Прошло три дня", a),
        Node("done", Kind.END, "Продано", a),
        Node("lost", Kind.END, "Отказ", a),
        Node("warned", Kind.END, "РОП знает", b),
    )
    edges = (
        Edge("start", "prepare"),
        Edge("late", "escalate"),
        Edge("warn", "remind"),
        Edge("escalate", "warned"),
        Edge("remind", "warned"),
        Edge("prepare", "choice"),
        Edge("choice", "some", "да", default=True),
        Edge("choice", "lost", "нет"),
        Edge("choice", "prepare", "правки"),
        Edge("some", "sent", "договор"),
        Edge("some", "wait", "счёт"),
        Edge("sent", "reply"),
        Edge("reply", "split"),
        Edge("split", "deliver"),
        Edge("split", "train"),
        Edge("deliver", "join"),
        Edge("train", "join"),
        Edge("join", "done"),
        Edge("wait", "done"),
    )
    messages = (
        Message("start", "client", outgoing=False, label="Запрос"),
        Message("prepare", "client", outgoing=True, label="КП"),
        Message("sent", "client", outgoing=True, label="Договор"),
        Message("reply", "client", outgoing=False),
        Message("done", "bank", outgoing=True, label="Поручение"),
    )
    return Flow(
        "sell",
        "Продать",
        (Lane(a, "Менеджер", "roles/a.html"), Lane(b, "Ассистент")),
        nodes,
        edges,
        (Pool("client", "Клиент"), Pool("bank", "Банк")),
        messages,
        "Цель: продать",
    )


def renamed(flow: Flow, say: Callable[[str], str]) -> Flow:
    """The same flow in other words."""
    return replace(
        flow,
        title=say(flow.title),
        note=say(flow.note),
        lanes=tuple(replace(lane, title=say(lane.title)) for lane in flow.lanes),
        nodes=tuple(
            replace(
                node,
                title=say(node.title),
                note=say(node.note),
                marks=tuple(map(say, node.marks)),
                documents=tuple(replace(doc, title=say(doc.title)) for doc in node.documents),
                timers=tuple(replace(timer, title=say(timer.title)) for timer in node.timers),
                facts=tuple(replace(fact, title=say(fact.title), text=say(fact.text)) for fact in node.facts),
            )
            for node in flow.nodes
        ),
        edges=tuple(replace(edge, label=say(edge.label)) for edge in flow.edges),
        pools=tuple(replace(pool, title=say(pool.title)) for pool in flow.pools),
        messages=tuple(replace(message, label=say(message.label)) for message in flow.messages),
    )


def hostile() -> Flow:
    """Every text and every identifier full of what XML may stumble on."""
    flow = renamed(everything(), lambda text: f"{text}{HOSTILE}")

    def bad(name: str) -> str:
        return f'1 {name}/<&"é\n'

    return replace(
        flow,
        id=bad(flow.id),
        lanes=tuple(replace(lane, id=bad(lane.id), href="javascript:alert(1)") for lane in flow.lanes),
        nodes=tuple(
            replace(
                node,
                id=bad(node.id),
                lane=bad(node.lane),
                href='a"><script>',
                documents=tuple(replace(doc, id=bad(doc.id)) for doc in node.documents),
                timers=tuple(replace(timer, id=bad(timer.id)) for timer in node.timers),
                facts=tuple(replace(fact, id=bad(fact.id)) for fact in node.facts),
            )
            for node in flow.nodes
        ),
        edges=tuple(replace(edge, source=bad(edge.source), target=bad(edge.target)) for edge in flow.edges),
        pools=tuple(replace(pool, id=bad(pool.id)) for pool in flow.pools),
        messages=tuple(replace(one, node=bad(one.node), pool=bad(one.pool)) for one in flow.messages),
    )
