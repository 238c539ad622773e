"""Вклад сотрудника (contribution).

Выигранные в периоде сделки двумя способами: по сделкам — кто сделку создал (`deal: author`) или кто за неё отвечает
(`deal: owner`), и по клиентам — за кем закреплён клиент сделки. Разница показывает, кто продаёт чужим клиентам, а чьим
клиентам продают другие. Сделка, у которой нет автора или закреплённого за кем-то клиента, стоит в строке «не указан»:
итоги обоих способов сходятся.

Нужны: сделки — автор или ответственный, клиент, сумма, исход или стадия, дата закрытия; клиенты — ответственный.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.explained import Explained
from handbook.model.indicator import DealIndicator, Per


class Contribution(DealIndicator):
    """What a person brought by deals and by the clients entrusted to them."""

    measure_title: ClassVar[str] = "Вклад сотрудника"

    measure: Literal["contribution"] = Field("contribution", title="Показатель из справочника")
    deal: Annotated[
        Literal["author", "owner"],
        Explained({"author": "тому, кто её завёл", "owner": "тому, кто за неё отвечает"}),
    ] = Field("author", title="Чья сделка", description="Кому засчитать сделку, у которой сменился ответственный")
    per: Per = Field("all", title="По каким периодам", description="На какие периоды разбить строки")
