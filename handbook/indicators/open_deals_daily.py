"""Открытые сделки по дням (open_deals_daily).

Сколько сделок было открыто в конце каждого дня: по компании и по каждому ответственному, за последние `days` дней до
даты аудита. Сделка открыта в день, если создана не позже него, а закрыта позже; так же считает норма open_deals.
Сделка принадлежит тому, кто отвечал за неё в конце дня. Дни до начала проверки и до первой сделки не показаны, выходные
показаны. Ряд одного человека виден с первого дня периода, даже если сделок у него ещё нет.

Сделки без даты создания и закрытые без даты закрытия не учтены, их число названо.

Нужны: сделки — номер, дата создания, исход или дата закрытия; для разбивки по людям — ответственный.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.indicator import DealIndicator, IndicatorKind


class OpenDealsDaily(DealIndicator):
    """How many deals were open at the end of every day, in the company and by owner."""

    measure_title: ClassVar[str] = "Открытые сделки по дням"
    usual_kind: ClassVar[IndicatorKind] = "process"

    measure: Literal["open_deals_daily"] = Field("open_deals_daily", title="Показатель из справочника")
    days: Annotated[int, Field(ge=1, le=366)] = Field(
        91, title="За сколько последних дней", description="Дни до даты аудита: 91 — квартал"
    )
