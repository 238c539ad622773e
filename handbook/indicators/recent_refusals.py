"""Отказы последних дней (recent_refusals).

Сделки, проигранные за последние `days` дней до даты аудита, поимённо: номер и название, ответственный, день, причина,
сумма и стадия, с которой ушли (последняя незакрытая перед отказом; известна по истории стадий). Причина приведена к
общему виду, как в refusal_reasons; рядом — то, что записано в CRM. Пустая причина и заглушка — «не указана». Первыми
стоят отказы последнего дня, в одном дне — самые дорогие. Отказы раньше начала проверки не показаны.

Проигранные сделки без даты закрытия не учтены, их число названо.

Нужны: сделки — номер, исход или стадия, дата закрытия; для причин — причина отказа.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.indicator import DealIndicator


class RecentRefusals(DealIndicator):
    """Deals lost in the last days, one by one."""

    measure_title: ClassVar[str] = "Отказы последних дней"

    measure: Literal["recent_refusals"] = Field("recent_refusals", title="Показатель из справочника")
    days: Annotated[int, Field(ge=1, le=366)] = Field(
        7, title="За сколько последних дней", description="Дни до даты аудита: 7 — неделя"
    )
