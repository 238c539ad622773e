"""What the template of the daily report is given; every number is in words already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from generator.word.dialect import Named
from generator.word.records import Card, Content


@dataclass(frozen=True, slots=True)
class Side:
    """The plan and the fact of one person by one measure."""

    plan: Annotated[str, Named("план", "План месяца")]
    due: Annotated[str, Named("должно", "Сколько должно быть сделано к этому дню")]
    made: Annotated[str, Named("сделано", "Сколько сделано")]
    gap: Annotated[str, Named("отклонение", "Недобор со знаком минус, перевыполнение со знаком плюс")]
    last: Annotated[str, Named("цель", "Цель дня с переносом; когда месяц окончен — выполнение плана")]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of the table of the plan."""

    who: Annotated[str, Named("сотрудник", "Чей план")]
    first: Annotated[Side, Named("первый", "По первому показателю: обычно продажи")]
    second: Annotated[Side, Named("второй", "По второму показателю: обычно оплаты")]


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of the month by people."""

    title: Annotated[str, Named("заголовок", "«План и факт: сентябрь 2026, ₽»")]
    first: Annotated[str, Named("первый", "Название первого показателя")]
    second: Annotated[str | None, Named("второй", "Название второго показателя, если их два")]
    last: Annotated[str, Named("последний", "Название последнего столбца: «Цель на 16.09»")]
    rows: Annotated[tuple[PlanRow, ...], Named("строки", "По сотрудникам, отстающие первыми")]
    total: Annotated[PlanRow, Named("итог", "По компании")]


@dataclass(frozen=True, slots=True)
class LateRow:
    """How much of what lasts is whose."""

    who: Annotated[str, Named("сотрудник", "За кем числится")]
    deals: Annotated[str, Named("сделки", "Просроченных стадий, сделок и плановых дат")]
    tasks: Annotated[str, Named("задачи", "Просроченных задач")]
    answers: Annotated[str, Named("ответы", "Обращений, клиентов и претензий без ответа")]
    payments: Annotated[str, Named("оплаты", "Просроченных счетов и заказов")]
    other: Annotated[str, Named("прочее", "Незаполненных полей и прочего, что ещё можно исправить")]
    total: Annotated[str, Named("всего", "Всего")]


@dataclass(frozen=True, slots=True)
class WorstRow:
    """A breach by name."""

    what: Annotated[str, Named("объект", "Сделка, задача, счёт с названием")]
    who: Annotated[str, Named("сотрудник", "За кем числится")]
    norm: Annotated[str, Named("норма", "Какая норма нарушена")]
    over: Annotated[str, Named("сверх", "Факт и на сколько он отличается от нормы")]
    money: Annotated[str, Named("сумма", "Сумма; пусто, если её нет")]


@dataclass(frozen=True, slots=True)
class RefusalRow:
    """A deal lost in the last days."""

    day: Annotated[str, Named("день", "Когда отказались")]
    deal: Annotated[str, Named("сделка", "Номер и название сделки")]
    who: Annotated[str, Named("сотрудник", "Кто её вёл")]
    stage: Annotated[str, Named("стадия", "С какой стадии ушли")]
    reason: Annotated[str, Named("причина", "Причина отказа, как она записана")]
    money: Annotated[str, Named("сумма", "Сумма сделки")]


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyReport(Content):
    """Everything the template of the daily report may use."""

    day: Annotated[str, Named("день", "Последний учтённый день")]
    period: Annotated[str, Named("период", "За какие дни проверены нормы")]
    score: Annotated[Card, Named("оценка", "Оценка компании")]
    made: Annotated[Card, Named("выполнение", "Сколько сделано от того, что должно быть сделано")]
    late: Annotated[Card, Named("просрочено", "Сколько нарушений длится и на какую сумму")]
    lost: Annotated[Card, Named("отказано", "Сколько отказов за последние дни и на какую сумму")]
    plan: Annotated[Plan | None, Named("план", "План месяца по сотрудникам, если его можно посчитать")]
    late_rows: Annotated[tuple[LateRow, ...], Named("просрочки", "По сотрудникам, у кого больше — первыми")]
    late_total: Annotated[LateRow, Named("просрочки_итог", "По компании")]
    late_none: Annotated[str | None, Named("без_просрочек", "У кого просрочек нет, предложение")]
    worst: Annotated[tuple[WorstRow, ...], Named("худшие", "С чего начать, самое важное первым")]
    worst_more: Annotated[str | None, Named("худшие_ещё", "Сколько не вошло и где остальные, предложение")]
    refusals_title: Annotated[str, Named("отказы_заголовок", "«Отказы с 09.09.2026 по 15.09.2026»")]
    refusals: Annotated[tuple[RefusalRow, ...], Named("отказы", "Отказы последних дней, крупные первыми")]
    refusals_more: Annotated[str | None, Named("отказы_ещё", "Сколько не вошло, или почему отказов нет, предложение")]
    news: Annotated[str | None, Named("новое", "Что изменилось с прошлого аудита, предложение")]
    news_rows: Annotated[tuple[WorstRow, ...], Named("новые", "Новые и вернувшиеся нарушения, самое важное первым")]
    notes: Annotated[tuple[str, ...], Named("примечания", "Чего нельзя было посчитать и почему")]
