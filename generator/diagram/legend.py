"""What the signs of one drawing mean, each beside a small picture made by the drawing's own icons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.diagram import sizes
from generator.diagram.event_sign import EventSign, event_sign
from generator.diagram.flow import Flow, Kind
from generator.diagram.geometry import Point, Rect, Text
from generator.diagram.labels import BADGE_STYLE
from generator.diagram.markup import box, circle, line, text
from generator.diagram.svg_icons import node_icon, sheet_icon, timer_icon

_WIDTH, _HEIGHT = 72, 54
#: Width and height of the box every sign is drawn in.
ROOM = (_WIDTH, _HEIGHT)
_CENTRE = Point(_WIDTH / 2, _HEIGHT / 2)
_TIMER = 28.0
_EVENTS = {
    (Kind.START, None): "Начало процесса",
    (Kind.START, EventSign.RECEIVED): "Начало: пришло сообщение",
    (Kind.START, EventSign.CONDITION): "Одно из начал: наступило условие",
    (Kind.END, None): "Завершение: толстое кольцо",
    (Kind.END, EventSign.SENT): "Завершение: отправлено сообщение",
    (Kind.MESSAGE, EventSign.RECEIVED): "Пришло сообщение",
    (Kind.MESSAGE, EventSign.SENT): "Отправлено сообщение",
    (Kind.TIMER, EventSign.TIMER): "Наступил срок",
}
_WORDS = {
    Kind.TASK: "Операция; у каждой своя страница",
    Kind.CALL: "Другой процесс со своей схемой",
    Kind.EXCLUSIVE: "Выбор: дальше одним из путей",
    Kind.PARALLEL: "Все пути сразу, дальше — когда пройдены все",
    Kind.INCLUSIVE: "Один или несколько путей сразу",
}


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign and its meaning.

    Attributes:
        body: Markup styled by the drawing's own style sheet, in a box of ``ROOM``.
        words: What it means.
    """

    body: str
    words: str

    @property
    def picture(self) -> str:
        """The sign as a small picture of its own."""
        return f'<svg width="48" height="36" viewBox="0 0 {_WIDTH} {_HEIGHT}" aria-hidden="true">{self.body}</svg>'


def legend(flow: Flow) -> tuple[Sign, ...]:
    """Signs this flow is drawn with, and no others."""
    return tuple(Sign(body, words) for body, words in _signs(flow))


def _nodes(flow: Flow) -> Iterator[tuple[str, str]]:
    events = {(node.kind, event_sign(flow, node)) for node in flow.nodes}
    for (kind, sign), words in _EVENTS.items():
        if (kind, sign) in events:
            yield node_icon(kind, _room(kind), sign=sign), words
    used = {node.kind for node in flow.nodes}
    for kind, words in _WORDS.items():
        if kind in used:
            yield node_icon(kind, _room(kind)), words


def _signs(flow: Flow) -> Iterator[tuple[str, str]]:
    yield from _nodes(flow)
    timers = {timer.interrupting for node in flow.nodes for timer in node.timers}
    if True in timers:
        yield _deadline(interrupting=True), "Срок вышел: операция прерывается"
    if False in timers:
        yield _deadline(interrupting=False), "Срок вышел: операция продолжается, рядом начинается ещё одна"
    if flow.edges:
        yield _flow(slash=False), "Что делают дальше"
    if any(edge.default for edge in flow.edges):
        yield _flow(slash=True), "Обычный путь: по нему идут, если не выполнено условие других ветвей"
    if flow.messages:
        yield _message(), "Сообщение: от кружка к стрелке"
    if any(node.documents for node in flow.nodes):
        yield sheet_icon(_around(sizes.DOC_WIDTH, sizes.DOC_HEIGHT)), "Документ, который готовит операция"
    if any(node.marks for node in flow.nodes):
        yield _mark(), "Контрольная точка: сведения уходят руководителю"


def _room(kind: Kind) -> Rect:
    if kind.is_task:
        return _around(_WIDTH - 6, _HEIGHT - 8)
    return _around(sizes.GATEWAY, sizes.GATEWAY) if kind.is_gateway else _around(sizes.EVENT, sizes.EVENT)


def _around(width: float, height: float) -> Rect:
    return Rect(_CENTRE.x - width / 2, _CENTRE.y - height / 2, width, height)


def _deadline(*, interrupting: bool) -> str:
    task = box(Rect(3, 4, _WIDTH - 6, _CENTRE.y), "shape task", sizes.TASK_RADIUS)
    circle_box = Rect(_CENTRE.x - _TIMER / 2, 4 + _CENTRE.y - _TIMER / 2, _TIMER, _TIMER)
    return task + timer_icon(circle_box, interrupting=interrupting)


def _flow(*, slash: bool) -> str:
    y, tip = _CENTRE.y, _WIDTH - 4.0
    back = tip - sizes.ARROW
    head = f'<path class="arrow" d="M{tip} {y}L{back} {y - sizes.ARROW_HALF}V{y + sizes.ARROW_HALF}Z"/>'
    mark = line(Point(12, y - sizes.SLASH), Point(22, y + sizes.SLASH), "flow") if slash else ""
    return line(Point(4, y), Point(back, y), "flow") + head + mark


def _message() -> str:
    y, tip = _CENTRE.y, _WIDTH - 4.0
    back = tip - sizes.ARROW
    head = f'<path class="hollow" d="M{back} {y - sizes.ARROW_HALF}L{tip} {y}L{back} {y + sizes.ARROW_HALF}Z"/>'
    return line(Point(7, y), Point(back, y), "message") + circle(Point(7, y), sizes.DOT, "hollow") + head


def _mark() -> str:
    rect = _around(38, sizes.BADGE_HEIGHT)
    words = Rect(rect.x, rect.centre.y - BADGE_STYLE.leading / 2, rect.width, BADGE_STYLE.leading)
    return box(rect, "badge", sizes.BADGE_HEIGHT / 2) + text(Text(("КТ1",), words, BADGE_STYLE), "badge-text")
