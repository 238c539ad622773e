"""What people do beside what comes of it: four corners divided by the medians of colleagues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from generator.report.charts.marks import Anchor, Chart, Column, Dot, Drawing, Key, Label, Line, Mark, Rect, Table
from generator.report.charts.scale import RIGHT, WIDTH, Scale, ticks, units
from generator.report.charts.source import computed, cuts, rows
from generator.report.charts.wording import brief, cash, count, fitted, initials, money, name, width
from generator.report.gap import gaps_of
from handbook.measure import MeasureResult
from handbook.result import Result
from handbook.russian.numbers import counted

_HEIGHT = 300
_TOP, _BOTTOM = 4, 262
_LEFT = 62
_DOT = 5
_CORNER = 11.0
_SIZE = 11.5
_ROOM = 118.0
_TWO_LINES = 40.0
#: Dots with names, and rows of the table.
_NAMED = 24
_TOLD = 3
_ROWS = 24
_OWN = frozenset({"owner"})
_NOBODY = "не указан"

_SIGNALS = {
    (True, False): "много действий, слабый результат",
    (True, True): "много действий, сильный результат",
    (False, True): "мало действий, сильный результат",
    (False, False): "мало действий, слабый результат",
}


@dataclass(frozen=True, slots=True)
class Worker:
    """A person: contacts made, and money that came of them."""

    title: str
    contacts: float
    money: float


@dataclass(frozen=True, slots=True)
class Box:
    """The room a label takes."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two labels would cover each other."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def quadrant(result: Result) -> tuple[Chart, ...]:
    """The chart of process against result, over the whole period of the audit."""
    told = result.view("process_result")
    if told is None:
        return ()
    if not told.computed:
        title = "Действия рядом с результатом не показаны"
        return (Chart("chart-effort", "Процесс и результат", title, reason=told.reason, gaps=gaps_of(told.missing)),)
    measure = min(computed(result, "process_result"), key=lambda item: len(cuts(item, _OWN)))
    paid = any(column.name == "paid" for column in measure.columns)
    workers = _workers(measure, "paid" if paid else "won_sum")
    if not workers:
        return ()
    middle = (median(item.contacts for item in workers), median(item.money for item in workers))
    ranked = sorted(
        workers, key=lambda item: (_signal(item, middle) != _SIGNALS[True, False], -item.contacts, item.title)
    )
    what = "оплаты" if paid else "сумма выигранных сделок"
    notes = [*_advice(ranked, middle), *measure.notes]
    if len(ranked) > _NAMED:
        people = counted(len(ranked), "сотрудник", "сотрудника", "сотрудников")
        notes.append(f"На графике {people}: подписаны не все, в таблице — первые {min(_ROWS, len(ranked))}")
    picture = _picture(ranked, middle, f"Контакты — вправо, {what} — вверх", result.currency)
    named = {mark.text for mark in picture.marks if isinstance(mark, Label)}
    crowded = [item for item in ranked[:_NAMED] if _named(item) not in named]
    if crowded:
        notes.append(f"Не подписаны, потому что точки рядом с другими: {_people(crowded)}")
    return (
        Chart(
            "chart-effort",
            "Процесс и результат",
            _title(ranked, middle),
            (picture,),
            (
                Key("dot", "fact", "сотрудник"),
                Key("dot", "late", "сигнал: контактов больше медианы, результат меньше"),
                Key("line", "mid", "медианы: у половины коллег больше, у половины меньше"),
            ),
            _table(ranked, middle, what, result.currency),
            tuple(notes),
            gaps=gaps_of(measure.missing),
        ),
    )


def _workers(measure: MeasureResult, result: str) -> list[Worker]:
    sums: dict[str, list[float]] = {}
    for row in rows(measure):
        contacts, brought = row.number("contacts"), row.number(result)
        if contacts is None or brought is None or row.text("owner") in {"", _NOBODY}:
            continue
        both = sums.setdefault(row.text("owner"), [0.0, 0.0])
        both[0] += contacts
        both[1] += brought
    return [Worker(title, contacts, brought) for title, (contacts, brought) in sums.items()]


def _named(worker: Worker) -> str:
    return fitted(initials(worker.title), _ROOM, _SIZE)


def _signal(worker: Worker, middle: tuple[float, float]) -> str:
    if worker.contacts == middle[0] or worker.money == middle[1]:
        return "на медиане"
    return _SIGNALS[worker.contacts > middle[0], worker.money > middle[1]]


def _advice(ranked: Sequence[Worker], middle: tuple[float, float]) -> list[str]:
    """What to do with people of the corners that call for it."""
    corners = {said: [item for item in ranked if _signal(item, middle) == said] for said in _SIGNALS.values()}
    busy, idle = corners[_SIGNALS[True, False]], corners[_SIGNALS[False, False]]
    found: list[str] = []
    if busy:
        found.append(
            f"Что делать с сигналом ({_people(busy)}): контактов достаточно, а результат отстаёт — послушать пять "
            "последних разговоров, посмотреть, на какой стадии и у каких клиентов сделки останавливаются, и "
            "договориться об одном изменении на неделю; добавлять звонков не нужно"
        )
    if idle:
        found.append(
            f"Где мало и действий, и результата ({_people(idle)}): сначала узнать, продажи ли это их работа и весь ли "
            "период они работали, и только потом требовать нормы действий"
        )
    return found


def _people(workers: Sequence[Worker]) -> str:
    more = f" и ещё {len(workers) - _TOLD}" if len(workers) > _TOLD else ""
    return ", ".join(initials(name(item.title)) for item in workers[:_TOLD]) + more


def _title(ranked: Sequence[Worker], middle: tuple[float, float]) -> str:
    weak = [item for item in ranked if _signal(item, middle) == _SIGNALS[True, False]]
    if not weak:
        return "Нет никого, у кого контактов больше, чем у половины коллег, а результат ниже, чем у половины"
    return f"Контактов больше, чем у половины коллег, а результат ниже, чем у половины: {_people(weak)}"


def _picture(ranked: Sequence[Worker], middle: tuple[float, float], about: str, currency: str) -> Drawing:
    across, up = (
        ticks(max(item.contacts for item in ranked), whole=True),
        ticks(max(item.money for item in ranked)) if max(item.money for item in ranked) > 0 else (0.0,),
    )
    low = min(0.0, *(item.money for item in ranked))
    x = Scale(0, across[-1], _LEFT, RIGHT - _DOT)
    y = Scale(low, up[-1], _BOTTOM - _DOT, _TOP + _DOT)
    cross = x(middle[0]), y(middle[1])
    marks: list[Mark] = [
        Rect(cross[0], cross[1], units(RIGHT - cross[0]), units(_BOTTOM - cross[1]), "warned"),
        *_axes(x, y, across, up, currency),
        Line(cross[0], _TOP, cross[0], _BOTTOM, "mid", f"медиана контактов: {count(middle[0])}"),
        Line(_LEFT, cross[1], RIGHT, cross[1], "mid", f"медиана результата: {money(middle[1], currency)}"),
    ]
    dots = [(item, x(item.contacts), y(item.money)) for item in ranked]
    taken = [Box(left - _DOT, top - _DOT, left + _DOT, top + _DOT) for _, left, top in dots]
    lines = [
        Box(cross[0] - 1, _TOP, cross[0] + 1, _BOTTOM),
        Box(_LEFT, cross[1] - 1, RIGHT, cross[1] + 1),
    ]
    names: list[Mark] = []
    for item, left, top in dots:
        weak = _signal(item, middle) == _SIGNALS[True, False]
        hint = f"{item.title}: контактов {count(item.contacts)}, {money(item.money, currency)}"
        marks.append(Dot(left, top, _DOT, "late" if weak else "fact", hint))
    for item, left, top in dots[:_NAMED]:
        placed = _placed(_named(item), left, top, taken, lines)
        if placed:
            names.append(placed)
    return Drawing(WIDTH, _HEIGHT, about, _title(ranked, middle), (*marks, *names, *_corners(cross, taken)))


def _axes(x: Scale, y: Scale, across: Sequence[float], up: Sequence[float], currency: str) -> list[Mark]:
    found: list[Mark] = []
    for number, value in enumerate(across):
        at = x(value)
        found.append(Line(at, _TOP, at, _BOTTOM, "grid"))
        anchor: Anchor = "end" if number == len(across) - 1 else "middle"
        found.append(Label(units(at + _DOT) if anchor == "end" else at, _BOTTOM + 14, brief(value), "tick", anchor))
    for value in up:
        at = y(value)
        found.append(Line(_LEFT, at, RIGHT, at, "grid"))
        found.append(
            Label(_LEFT - 6, units(min(at + 4, _BOTTOM)), fitted(money(value, currency), _LEFT - 8), "tick", "end")
        )
    found.append(Label(RIGHT, _BOTTOM + 30, "контактов за период", "tick", "end"))
    return found


def _corners(cross: tuple[float, float], taken: list[Box]) -> list[Mark]:
    """Names of the corners, where there is room for them."""
    found: list[Mark] = []
    for (contacts, money_), said in _SIGNALS.items():
        left, right = (cross[0], RIGHT) if contacts else (_LEFT, cross[0])
        top, bottom = (_TOP, cross[1]) if money_ else (cross[1], _BOTTOM)
        first, _, second = said.partition(", ")
        lines = (f"{first},", second)
        if max(width(item, _CORNER) for item in lines) > right - left - 8 or bottom - top < _TWO_LINES:
            continue
        # At the outer edge if it is free, else nearer to the middle.
        x = RIGHT - 4 if contacts else _LEFT + 4
        side: Anchor = "end" if contacts else "start"
        edges = range(int(top) + 12, int(bottom) - 17, 6)
        for baseline in edges if money_ else reversed(edges):
            boxes = [_box(text, x, baseline + 12 * line, side, _CORNER) for line, text in enumerate(lines)]
            if not any(box.meets(other) for box in boxes for other in taken):
                taken += boxes
                found += [
                    Label(units(x), units(baseline + 12 * line), text, "corner", side, _CORNER)
                    for line, text in enumerate(lines)
                ]
                break
    return found


def _box(text: str, x: float, baseline: float, side: Anchor, size: float) -> Box:
    wide = width(text, size)
    left = x if side == "start" else x - wide if side == "end" else x - wide / 2
    return Box(left, baseline - size * 0.8, left + wide, baseline + size * 0.25)


def _placed(text: str, x: float, y: float, taken: list[Box], lines: list[Box]) -> Label | None:
    """A name beside its dot where it covers nothing, off the medians if it can be; None when there is no such place."""
    tries: tuple[tuple[float, float, Anchor], ...] = (
        (x + 8, y + 4, "start"),
        (x - 8, y + 4, "end"),
        (x, y - 9, "middle"),
        (x, y + 16, "middle"),
        (x + 6, y - 8, "start"),
        (x - 6, y - 8, "end"),
        (x + 6, y + 15, "start"),
        (x - 6, y + 15, "end"),
        (x + 4, y - 12, "start"),
        (x - 4, y - 12, "end"),
        (x + 4, y + 19, "start"),
        (x - 4, y + 19, "end"),
    )
    for avoided in ([*taken, *lines], taken):
        for left, baseline, side in tries:
            box = _box(text, left, baseline, side, _SIZE)
            inside = box.left >= _LEFT and box.right <= WIDTH and box.top >= 0 and box.bottom <= _BOTTOM + 3
            if inside and not any(box.meets(other) for other in avoided):
                taken.append(box)
                return Label(units(left), units(baseline), text, "name", side, _SIZE)
    return None


def _table(ranked: Sequence[Worker], middle: tuple[float, float], what: str, currency: str) -> Table:
    return Table(
        (
            Column("Сотрудник", numeric=False),
            Column("Контактов"),
            Column(what[:1].upper() + what[1:]),
            Column("Что видно", numeric=False),
        ),
        (
            *(
                (item.title, count(item.contacts), cash(item.money, currency), _signal(item, middle))
                for item in ranked[:_ROWS]
            ),
            ("Медиана", count(middle[0]), cash(middle[1], currency), ""),
        ),
    )
