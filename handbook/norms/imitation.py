"""Имитация работы (imitation).

Признаки того, что CRM заполняют для вида: стадия сменилась без единого действия по сделке за время
посещения; `mass_edit` — много правок за несколько минут; `last_day_losses` — доля отказов месяца,
записанных в его последний рабочий день.

Нужны: история стадий, дела, история изменений.
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

    count: Annotated[int, Field(ge=2)] = Field(title="Число правок")
    minutes: Annotated[int, Field(ge=1)] = Field(title="За минут")


class Imitation(Norm):
    """Signs that the CRM is filled in for show."""

    kind_title: ClassVar[str] = "Имитация работы"
    judged: ClassVar[str] = "сделка или день сотрудника"

    kind: Literal["imitation"] = Field("imitation", title="Вид нормы")
    moves_without_activity: bool = Field(default=False, title="Переходы без действий")
    mass_edit: MassEdit | None = Field(None, title="Массовые правки")
    last_day_losses: Limit | None = Field(None, title="Отказы последнего дня, доля")

    def requirement(self, edition: Edition) -> str:  # noqa: ARG002 - this kind has no numeric limit
        """The requirement in Russian."""
        return "стадии меняются вслед за работой, а не вместо неё"

    def parameters(self) -> Iterator[tuple[str, Quantity, tuple[Unit, ...]]]:
        """The share of losses on the last day."""
        if self.last_day_losses:
            yield "last_day_losses", self.last_day_losses, (Unit.PERCENT,)

    @property
    def requires_nothing(self) -> bool:
        """Whether the parameters leave nothing to judge."""
        return not (self.moves_without_activity or self.mass_edit or self.last_day_losses)
