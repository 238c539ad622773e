"""Причины отказов (refusal_reasons).

Проигранные в периоде сделки по причинам отказа: число, сумма и доля. Причины приводятся к общему виду: без учёта
регистра, «ё», лишних пробелов и знаков препинания; разные записи одной причины объединяет словарь `refusal_reasons` в
company.yaml (общее название и его варианты). Причина вне словаря называется так, как её пишут чаще всего. Пустая
причина и заглушка («-», «нет») — «не указана». В столбце «Как записано» видны исходные записи.

Разрез `by`: company, owner, pipeline, product, segment, stage (с какой стадии ушли: последняя незакрытая стадия перед
отказом, известна по истории). Сделка без суммы или курса прибавляет к сумме ноль, число таких сделок названо.

Нужны: сделки — причина отказа, исход или стадия, дата закрытия.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.explained import CUTS
from handbook.model.indicator import DealIndicator, Per


class RefusalReasons(DealIndicator):
    """Why deals are lost."""

    measure_title: ClassVar[str] = "Причины отказов"

    measure: Literal["refusal_reasons"] = Field("refusal_reasons", title="Показатель из справочника")
    by: Annotated[Literal["company", "owner", "pipeline", "product", "segment", "stage"], CUTS] = Field(
        "company", title="В каком разрезе", description="По чему разложить строки таблицы"
    )
    per: Per = Field("all", title="По каким периодам", description="На какие периоды разбить строки")
