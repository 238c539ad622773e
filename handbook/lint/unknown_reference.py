"""Ссылка в никуда (unknown-reference).

В описании назван идентификатор, которого нет: роль, документ, операция, норма, термин, — пункт, которого нет в
документе, или контрольная точка, которой нет в операции. Ссылки бывают в ключах (`owner: menedzher`) и в тексте
(`[[norm:n-plan]]`). На сайте и в документах такая ссылка оборвалась бы.

Как исправить: проверьте написание — если ошибка в одной-двух буквах, подсказка назовёт верный идентификатор, а по
названию записи скажет её идентификатор. Если такой записи ещё нет, опишите её; если больше нет — уберите ссылку.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook, Written
from handbook.crossref import TARGETS, find
from handbook.finding import Severity
from handbook.flow import graph
from handbook.lint.clauses import missing_clauses
from handbook.lint.rule import Remark, Rule
from handbook.memo import of_record
from handbook.model.base import Record, Target
from handbook.near import near
from handbook.source.locate import Spot
from handbook.source.messages import called_tip
from handbook.source.yaml12 import Pointer
from handbook.walk import texts

_NAMES: dict[Target, str] = {
    "role": "роли",
    "position": "должности",
    "department": "подразделения",
    "document": "документа",
    "process": "процесса",
    "operation": "операции",
    "meeting": "совещания",
    "norm": "нормы",
    "term": "термина",
    "indicator": "показателя",
    "schedule": "графика работы",
    "course": "курса",
}


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every reference, in keys, in prose and in flows, that leads nowhere."""
    for record in handbook.records():
        for pointer, text, target in _references(record):
            if target is None:
                yield from _in_prose(handbook, Written(record, pointer, text, None))
            elif not handbook.knows(target, text):
                yield from _missing(handbook, handbook.spot(record, *pointer), target, text)
    yield from missing_clauses(handbook)
    yield from _missing_points(handbook)
    for process in handbook.processes.values():
        drawn = graph(process, handbook.operations)
        for arc in drawn.dangling:
            hint = near(arc.target, drawn.nodes)
            yield Remark(
                f"в ходе процесса нет узла «{arc.target}»",
                (handbook.spot(process, *arc.pointer),),
                f"Возможно, вы имели в виду «{hint}»; если узла больше нет — уберите ссылку"
                if hint
                else "Добавьте такой узел в flow, исправьте ссылку или уберите её",
            )


@of_record
def _references(record: Record) -> tuple[tuple[Pointer, str, Target | None], ...]:
    """Texts of a record that are references or may hold some."""
    return tuple(one for one in texts(record) if one[2] is not None or "[[" in one[1])


def _missing(handbook: Handbook, spot: Spot, target: Target, name: str) -> Iterator[Remark]:
    if handbook.knows(target, name):
        return
    yield Remark(f"нет {_NAMES[target]} «{name}»", (spot,), _way_out(handbook, target, name))


def _way_out(handbook: Handbook, target: Target, name: str) -> str:
    id_ = handbook.called(target, name)
    if id_:
        return called_tip(id_)
    hint = near(name, handbook.ids(target))
    if hint:
        return f"Возможно, вы имели в виду «{hint}»; если записи больше нет — уберите ссылку"
    return "Опишите недостающее, исправьте ссылку или уберите её"


def _missing_points(handbook: Handbook) -> Iterator[Remark]:
    """Control points that a meeting looks at and their operation does not have."""
    for meeting in handbook.meetings.values():
        for index, item in enumerate(meeting.control_points):
            operation = handbook.operations.get(item.operation)
            points = [point.id for point in operation.control_points] if operation else []
            if operation is not None and item.point not in points:
                hint = near(item.point, points)
                known = f"Есть точки: {', '.join(points)}" if points else "У операции нет контрольных точек"
                way = f"Возможно, вы имели в виду «{hint}»" if hint else known
                yield Remark(
                    f"в операции «{operation.title}» нет контрольной точки «{item.point}»",
                    (handbook.spot(meeting, "control_points", index, "point"),),
                    f"{way}; если точки больше нет — уберите ссылку",
                )


def _in_prose(handbook: Handbook, written: Written) -> Iterator[Remark]:
    for reference in find(written.text):
        target = reference.known_target
        if target is None:
            yield Remark(
                f"в тексте ссылка неизвестного вида «[[{reference.target}:…]]»",
                (handbook.spot(written.record, *written.pointer, words=f"[[{reference.target}:"),),
                f"Бывают: {', '.join(f'[[{name}:…]]' for name in TARGETS)}",
            )
        else:
            spot = handbook.spot(written.record, *written.pointer, words=f"{target}:{reference.id}")
            yield from _missing(handbook, spot, target, reference.id)


RULE = Rule("unknown-reference", Severity.ERROR, check, __doc__)
