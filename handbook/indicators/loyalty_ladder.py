"""Лестница приверженности (loyalty_ladder).

Сколько клиентов стоит на каждой ступени на дату аудита (К1…К5) и `back` дней назад (Кп1…Кп5). Покупка — выигранная
сделка. Потенциальный — ни покупок, ни сделок, ни разговоров. Посетитель — покупок нет, но была сделка или состоявшийся
контакт. Покупатель — одна покупка. Клиент — две и больше. Приверженец — отмечен так в карточке клиента («Ступень
приверженности»). Отметка не имеет даты: в прошлом приверженцем считается отмеченный клиент, у которого к тому дню уже
была покупка.

Считаются клиенты справочника и сделок, появившиеся до нужного дня; у кого даты нет — были всегда. Если отметок в
выгрузке нет, пятая ступень не вычисляется.

Разрез `by`: company, segment, owner (за кем закреплён клиент).

Нужны: сделки — клиент, исход или стадия, дата закрытия; лучше со справочником клиентов.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.explained import CUTS
from handbook.model.indicator import Indicator


class LoyaltyLadder(Indicator):
    """How many clients stand on each step of loyalty, now and some time ago."""

    measure_title: ClassVar[str] = "Лестница приверженности"

    measure: Literal["loyalty_ladder"] = Field("loyalty_ladder", title="Показатель из справочника")
    by: Annotated[Literal["company", "owner", "segment"], CUTS] = Field(
        "company", title="В каком разрезе", description="По чему разложить строки таблицы"
    )
    back: Annotated[int, Field(ge=1, le=3650)] = Field(
        90,
        title="Сколько дней назад сравнивать",
        description="С каким днём сравнить ступени: 90 — как было три месяца назад",
    )
