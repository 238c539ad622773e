"""Words of the picture that are not drawn: what a screen reader says and what is shown on hover."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagram.flow import FactKind, Flow, Kind, Message, Node, Timer

NAMES = {
    Kind.START: "Начало",
    Kind.END: "Завершение",
    Kind.TASK: "Операция",
    Kind.EXCLUSIVE: "Выбор",
    Kind.PARALLEL: "Параллельно",
    Kind.INCLUSIVE: "Выбор нескольких путей",
    Kind.MESSAGE: "Сообщение",
    Kind.TIMER: "Таймер",
    Kind.CALL: "Процесс",
}
#: Control points are drawn as «КТ3» and as a range, «КТ3–5».
_MARK = "КТ"
_RANGE = "–"


def description(flow: Flow) -> str:
    """The picture in a sentence or two."""
    lanes = ", ".join(lane.title for lane in flow.lanes)
    steps = "; ".join(node.title for node in flow.nodes if node.kind.is_task)
    return f"Схема процесса. Участники: {lanes}. Операции: {steps}."


def node_name(flow: Flow, node: Node) -> str:
    """What the node is, who answers for it, and, at a fork, where each way leads."""
    name = _named(NAMES[node.kind], node.title)
    if node.kind.is_task:
        return f"{name}. Владелец: {node.owner}" if node.owner else name
    ways = "; ".join(_ways(flow, node.id)) if node.kind.is_gateway else ""
    return f"{name} {ways}".rstrip() if name.endswith("?") else ". ".join(filter(None, (name, ways)))


def node_tooltip(flow: Flow, node: Node) -> str:
    """The author's tooltip, else the name."""
    return node.tooltip or node_name(flow, node)


def timer_name(flow: Flow, timer: Timer) -> str:
    """What the deadline is, what happens to the task, and what follows."""
    fate = "операция прерывается" if timer.interrupting else "операция продолжается"
    return f"{_named('Срок', timer.title)}: {'; '.join((fate, *_ways(flow, timer.id)))}"


def mark_name(mark: str) -> str:
    """A control point in words."""
    number = mark.removeprefix(_MARK)
    if number == mark:
        return f"Контрольная точка {mark}"
    return f"Контрольные точки {number}" if _RANGE in number else f"Контрольная точка {number}"


def mark_tooltip(node: Node, mark: str) -> str:
    """A control point in words, with what is controlled."""
    points = [fact.title for fact in node.facts if fact.kind is FactKind.CONTROL_POINT] if len(node.marks) == 1 else []
    return "\n".join((mark_name(mark), *points))


def message_name(flow: Flow, message: Message) -> str:
    """Who tells whom what."""
    pool = next((pool.title for pool in flow.pools if pool.id == message.pool), message.pool)
    node = next((node.title for node in flow.nodes if node.id == message.node), message.node)
    way = f"{node} → {pool}" if message.outgoing else f"{pool} → {node}"
    return f"Сообщение «{message.label}»: {way}" if message.label else f"Сообщение: {way}"


def _named(kind: str, title: str) -> str:
    return f"{kind}: {title}" if title else kind


def _ways(flow: Flow, source: str) -> Iterator[str]:
    titles = {node.id: node.title or NAMES[node.kind] for node in flow.nodes}
    for edge in flow.edges:
        if edge.source == source and edge.target in titles:
            yield f"{edge.label} → {titles[edge.target]}" if edge.label else f"→ {titles[edge.target]}"
