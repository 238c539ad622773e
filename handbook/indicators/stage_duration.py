"""Длительность стадий (stage_duration).

Сколько календарных дней сделки проводят на каждой незакрытой стадии. Считаются оконченные посещения: вошли и вышли до
даты аудита, вышли не раньше начала проверки; несколько посещений одной стадии — отдельные случаи. Среднее — сумма
длительностей, делённая на число посещений. Медиана — длительность посередине упорядоченного списка, при чётном числе —
полусумма двух средних. P75 и P90 — наименьшая длительность, не дольше которой длились 75 и 90 % посещений. Рядом —
сколько сделок стоит на стадии сейчас: их длительность ещё не известна и в среднее не входит.

Разрез `by`: company, owner (кто отвечал за сделку при входе на стадию), product, segment.

Нужна история стадий.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.explained import CUTS
from handbook.model.indicator import DealIndicator, IndicatorKind


class StageDuration(DealIndicator):
    """How long deals stay at each stage."""

    measure_title: ClassVar[str] = "Длительность стадий"
    usual_kind: ClassVar[IndicatorKind] = "process"

    measure: Literal["stage_duration"] = Field("stage_duration", title="Показатель из справочника")
    by: Annotated[Literal["company", "owner", "product", "segment"], CUTS] = Field(
        "company", title="В каком разрезе", description="По чему разложить строки таблицы"
    )
