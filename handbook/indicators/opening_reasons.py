"""Результаты по причинам открытия (opening_reasons).

Что выходит из сделок, открытых по разным причинам (реклама, выставка, инициатива клиента): сколько открыто в периоде,
сколько из них выиграно, проиграно и ещё открыто на дату аудита, сумма выигранных и средний чек. Конверсия — выигранные
в процентах от закрытых. Записи, отличающиеся регистром, «ё», пробелами и знаками препинания, — одна причина.

Разрез `by`: company, owner, pipeline, product, segment.

Нужны: сделки — причина открытия, дата создания, исход или стадия.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.explained import CUTS
from handbook.model.indicator import DealIndicator, Per


class OpeningReasons(DealIndicator):
    """What becomes of deals by the reason they were opened for."""

    measure_title: ClassVar[str] = "Результаты по причинам открытия"

    measure: Literal["opening_reasons"] = Field("opening_reasons", title="Показатель из справочника")
    by: Annotated[Literal["company", "owner", "pipeline", "product", "segment"], CUTS] = Field(
        "company", title="В каком разрезе", description="По чему разложить строки таблицы"
    )
    per: Per = Field("all", title="По каким периодам", description="На какие периоды разбить строки")
