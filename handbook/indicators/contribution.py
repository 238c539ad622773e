"""Вклад сотрудника (contribution).

Выигранные в периоде сделки двумя способами: по сделкам — кто сделку создал (`deal: author`) или кто за неё отвечает
(`deal: owner`), и по клиентам — за кем закреплён клиент сделки. Разница показывает, кто продаёт чужим клиентам, а чьим
клиентам продают другие. Сделка, у которой нет автора или закреплённого за кем-то клиента, стоит в строке «не указан»:
итоги обоих способов сходятся.

Нужны: сделки — автор или ответственный, клиент, сумма, исход или стадия, дата закрытия; клиенты — ответственный.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from handbook.model.indicator import DealIndicator, Per


class Contribution(DealIndicator):
    """What a person brought by deals and by the clients entrusted to them."""

    measure_title: ClassVar[str] = "Вклад сотрудника"

    measure: Literal["contribution"] = Field("contribution", title="Показатель из справочника")
    deal: Literal["author", "owner"] = Field("author", title="Чья сделка")
    per: Per = Field("all", title="По каким периодам", description="all — за весь проверяемый период разом")
