"""Имитация работы (imitation).

Признаки того, что CRM заполняют для вида. Норма называет один или несколько, проверяются все названные.

`moves_without_activity: true` — сделка ушла со стадии, а за всё время на ней по сделке не было ни одного дела. Время
на стадии — от входа (включая эту секунду) до ухода (уже не включая). Считаются дела любого вида и результата, кроме
сделанных роботом. Судятся все уходы: и в другую воронку, и с конечной стадии, и в ту же секунду. Нарушение — одно на
сделку; последняя стадия, с которой сделка не ушла, не судится. Сделки без истории стадий не судятся и посчитаны.

`mass_edit: {count: 30, minutes: 10}` — сотрудник за день сделал не меньше `count` правок, уложившись в `minutes`
минут; ровно столько минут — тоже нарушение. Правка — каждая запись в истории стадий и в истории полей сделки; если в
истории стадий названы авторы, смены стадии в истории полей не считаются второй раз. Правки разных суток не
складываются. Правки без автора не судятся и посчитаны. Судятся дни, в которые правки были, выходные тоже; дни, когда
сотрудник не работал в компании, не судятся.

`last_day_losses: 30 %` — доля проигранных за месяц сделок, закрытых в его последний рабочий день по календарю компании,
больше названной; ровно столько — соблюдено. Отказ относится к тому, у кого сделка была при закрытии. Судятся
сотрудники, у которых в месяце был хоть один отказ; месяц судится, когда его последний рабочий день прошёл.

Один объект — сделка или день сотрудника; если день нарушен двояко, нарушение одно. Редакция — по дню создания сделки
или по этому дню.

Нужны: история стадий и дела — для первого; история стадий или полей с авторами — для второго; закрытые сделки с
ответственными — для третьего.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.base import Record
from handbook.norms.base import Edition, Norm
from handbook.norms.quantity import Limit, Quantity, Unit


class MassEdit(Record):
    """So many edits within so many minutes are suspicious."""

    count: Annotated[int, Field(ge=2, le=1_000_000)] = Field(
        title="Число правок", description="С какого числа правок подряд день подозрителен: 30"
    )
    minutes: Annotated[int, Field(ge=1, le=1440)] = Field(
        title="За минут", description="За сколько минут подряд они сделаны: 10"
    )


class Imitation(Norm):
    """Signs that the CRM is filled in for show."""

    kind_title: ClassVar[str] = "Имитация работы"
    judged: ClassVar[str] = "сделка или день сотрудника"

    kind: Literal["imitation"] = Field("imitation", title="Вид нормы")
    moves_without_activity: bool = Field(
        default=False,
        title="Переходы без действий",
        description="true — искать сделки, которые ушли со стадии без единого дела на ней",
    )
    mass_edit: MassEdit | None = Field(
        None,
        title="Массовые правки",
        description="Искать дни, когда за несколько минут исправлено много карточек: {count: 30, minutes: 10}",
    )
    last_day_losses: Limit | None = Field(
        None,
        title="Отказы последнего дня, доля",
        description="Какая доля отказов месяца может прийтись на его последний рабочий день: 30 %",
    )

    def requirement(self, edition: Edition) -> str:  # noqa: ARG002 - this kind has no numeric limit
        """The requirement in Russian."""
        return "стадии меняются вслед за работой, а не вместо неё"

    def how_judged(self) -> Iterator[str]:
        """How it is judged, for those who work by it."""
        if self.moves_without_activity:
            yield (
                "Нарушение — сделка перешла на другую стадию, а пока стояла на прежней, по ней не было ни одного дела."
            )
        if self.mass_edit:
            yield (
                "Нарушение — слишком много правок одного сотрудника подряд за несколько минут: так CRM заполняют "
                "задним числом."
            )
        if self.last_day_losses:
            yield (
                "Нарушение — слишком большая доля отказов месяца закрыта в его последний рабочий день: отказ закрывают "
                "тогда, когда он случился."
            )

    def parameters(self) -> Iterator[tuple[str, Quantity, tuple[Unit, ...]]]:
        """The share of losses on the last day."""
        if self.last_day_losses:
            yield "last_day_losses", self.last_day_losses, (Unit.PERCENT,)

    @property
    def requires_nothing(self) -> bool:
        """Whether the parameters leave nothing to judge."""
        return not (self.moves_without_activity or self.mass_edit or self.last_day_losses)
