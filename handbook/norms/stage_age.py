"""Время на стадии (stage_age).

Сколько сделка стоит на стадии за одно посещение: от входа на стадию до перехода на другую, а незавершённое — до даты
аудита. Если сделку закрыли, а конечной стадии в истории нет, последнее посещение длится до закрытия. Повторные
посещения не складываются: каждое судится отдельно. Предел — в днях (сутки по 86 400 секунд), часах или рабочих часах.
Если истории стадий в выгрузке нет, судится только текущая стадия, и лишь когда известно, когда на неё вошли.

Нужны: история стадий либо дата изменения стадии в сделках.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from handbook.model.base import Text
from handbook.norms.base import Bound, Edition, WorkingTimeNorm
from handbook.norms.quantity import Unit


class StageAge(WorkingTimeNorm):
    """The longest single visit of a stage."""

    kind_title: ClassVar[str] = "Время на стадии"
    judged: ClassVar[str] = "каждое посещение стадии"
    bounds: ClassVar[tuple[Bound, ...]] = ("max",)
    units: ClassVar[tuple[Unit, ...]] = (Unit.DAY, Unit.HOUR, Unit.WORKING_HOUR)

    kind: Literal["stage_age"] = Field("stage_age", title="Вид нормы")
    stage: Text = Field(title="Стадия", description="Название стадии из funnel процесса: «КП отправлено»")

    def requirement(self, edition: Edition) -> str:
        """The requirement in Russian."""
        return f"{edition.words} на стадии «{self.stage}»"

    def how_judged(self) -> Iterator[str]:
        """How it is judged, for those who work by it."""
        yield (
            "Время считается от входа сделки на стадию до перехода на другую, а если она там и стоит — до дня "
            "проверки. Вернулась на стадию — счёт начинается заново."
        )

    def named_stages(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The stages of the scope and of the parameters."""
        yield from super().named_stages()
        yield ("stage",), self.stage
