"""Возраст дебиторской задолженности (receivables_ageing).

Неоплаченный остаток счетов на дату аудита: срок не наступил, просрочено 1–15 дней («свежая»), 16–30, 31–60, 61–90 и
больше 90. Остаток — сумма счёта минус оплаты до даты аудита; просрочка считается со дня, следующего за сроком. Доля
просроченной — просроченный остаток в процентах от всего остатка. Оплата относится к счёту, который в ней назван, а без
него — к единственному счёту сделки. Счёт с пометкой об оплате и без платежей считается оплаченным. Счёт без срока —
в отдельном столбце «без срока».

Разрез `by`: owner (ответственный за счёт или сделку), segment, company. Счета без суммы или курса не складываются, их
число названо.

Нужны: счета — номер, сумма, срок; оплаты или дата оплаты в счёте.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.explained import CUTS
from handbook.model.indicator import Indicator


class ReceivablesAgeing(Indicator):
    """What clients owe, by how long it is overdue."""

    measure_title: ClassVar[str] = "Возраст дебиторской задолженности"

    measure: Literal["receivables_ageing"] = Field("receivables_ageing", title="Показатель из справочника")
    by: Annotated[Literal["company", "owner", "segment"], CUTS] = Field(
        "owner", title="В каком разрезе", description="По чему разложить строки таблицы"
    )
