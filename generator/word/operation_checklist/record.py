"""What the template of an operation's checklist is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from generator.word.dialect import Named
from generator.word.records import Content


@dataclass(frozen=True, slots=True)
class StartRow:
    """What must be at hand before the work begins."""

    what: Annotated[str, Named("документ", "Документ или запись")]
    source: Annotated[str | None, Named("от", "От кого")]
    state: Annotated[str | None, Named("состояние", "В каком состоянии")]


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step to be ticked off."""

    text: Annotated[str, Named("действие", "Что сделать")]
    who: Annotated[str | None, Named("кто", "Кто выполняет, если не исполнитель операции")]
    document: Annotated[str | None, Named("документ", "С каким документом")]
    deadline: Annotated[str | None, Named("срок", "К какому сроку")]


@dataclass(frozen=True, slots=True)
class ResultRow:
    """What is left when the work is done."""

    what: Annotated[str, Named("документ", "Документ или запись")]
    to: Annotated[str | None, Named("кому", "Кто получает, через запятую")]
    proof: Annotated[str | None, Named("проверка", "По чему видно, что сделано")]


@dataclass(frozen=True, slots=True)
class LimitRow:
    """A norm to be kept."""

    title: Annotated[str, Named("показатель", "Название нормы")]
    requirement: Annotated[str, Named("норматив", "Требование словами")]
    code: Annotated[str, Named("код", "Код нормы: по нему её находят на сайте и в аудите")]


@dataclass(frozen=True, slots=True)
class PointRow:
    """What goes to management."""

    information: Annotated[str, Named("сведения", "Какие сведения")]
    to: Annotated[str, Named("кому", "Кто их получает")]
    when: Annotated[str, Named("когда", "В какой момент")]


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationChecklist(Content):
    """Everything the template of a checklist may use."""

    title: Annotated[str, Named("операция", "Название операции")]
    process: Annotated[str | None, Named("процесс", "Процесс, в котором её выполняют")]
    purpose: Annotated[str | None, Named("зачем", "Что она даёт, предложение")]
    performer: Annotated[str | None, Named("исполнитель", "Кто отвечает за результат")]
    tools: Annotated[str | None, Named("средства", "Где фиксируется факт, через запятую")]
    start: Annotated[tuple[StartRow, ...], Named("начало", "С чего начинают")]
    steps: Annotated[tuple[StepRow, ...], Named("шаги", "Шаги по порядку")]
    results: Annotated[tuple[ResultRow, ...], Named("результат", "Что должно получиться")]
    limits: Annotated[tuple[LimitRow, ...], Named("нормы", "Нормы, которые нельзя нарушить")]
    points: Annotated[tuple[PointRow, ...], Named("контроль", "Контрольные точки")]
    key_factor: Annotated[str | None, Named("главное", "Ключевой фактор успеха, предложение")]
    shortened: Annotated[bool, Named("сокращён", "Поместилось не всё: остальное на сайте")] = False
