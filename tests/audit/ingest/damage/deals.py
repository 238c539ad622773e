"""Deals of a company that sells, with the canonical values an import of them must give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import accumulate
from random import Random

#: Canonical columns that are compared, in their order.
FIELDS = ("deal_id", "title", "pipeline", "stage", "owner", "amount", "created_at", "client_id")
Values = tuple[str | Decimal | datetime | None, ...]

_STAGES = {"Розница": ("Новая", "В работе", "Успех", "Отказ"), "Опт": ("Новая", "Торг", "Продано", "Слив")}
#: How a CRM may write the people of ``tests.audit.ingest.given.company``.
_OWNERS = {
    "Белова Ирина Сергеевна": ("Белова Ирина Сергеевна", "Ирина Белова", "Ира Белова"),
    "Чернышёв Павел Евгеньевич": ("Чернышёв Павел Евгеньевич", "Павел Чернышёв", "Павел Чернышев"),
}
_GOODS = ("насосов", "кабеля", "бумаги офисной", "светильников", "дверей", "станка", "мебели для кухни")
_WHAT = ("Поставка {}", "Закупка {} на склад", "Монтаж {}, этап 2", "Договор на поставку {}", "{} для филиала в Перми")
_CLIENTS = ("ООО «Вектор»", "ИП Сидоров А. В.", "АО «Камский завод»", "ООО Ромашка", "Мария Кузнецова", 'ПАО "Север"')
_COMMENTS = (
    *("", "", "", "перезвонить в среду", "просит скидку 5%", "ждём оплату, потом отгрузка; счёт 15", "нужен счёт"),
    *('сказал: "дорого; подумаю"', "созвонились\nждёт КП", "1) договор\n2) счёт;\n\n3) «отгрузка»", "C:\\сканы\\"),
)


@dataclass(frozen=True, slots=True)
class Deal:
    """A deal as the company knows it; ``written_owner`` is how its CRM writes the person."""

    deal_id: str
    title: str
    pipeline: str
    stage: str
    owner: str
    amount: Decimal
    created_at: datetime
    client_id: str
    written_owner: str
    comment: str

    @property
    def values(self) -> Values:
        """What the table of deals must hold."""
        return tuple(getattr(self, name) for name in FIELDS)


def random_deals(dice: Random, count: int) -> list[Deal]:
    """Deals in the order of their numbers, which are long, as they are in large CRMs, or short."""
    number = dice.choice((dice.randrange(1, 900), dice.randrange(10**6, 10**8), dice.randrange(10**17, 10**18)))
    numbers = accumulate(dice.randrange(1, 20) for _ in range(count))
    return [_deal(dice, number + step) for step in numbers]


def _deal(dice: Random, number: int) -> Deal:
    pipeline = dice.choice(list(_STAGES))
    owner = dice.choice(list(_OWNERS))
    title = dice.choice(_WHAT).format(dice.choice(_GOODS))
    return Deal(
        str(number),
        f"{title[0].upper()}{title[1:]} {dice.randrange(1, 400)}",
        pipeline,
        dice.choice(_STAGES[pipeline]),
        owner,
        Decimal(dice.randrange(100, 90_000_000)) / 100,
        datetime(2026, 1, 1) + timedelta(minutes=dice.randrange(200_000)),  # noqa: DTZ001 - company time
        dice.choice(_CLIENTS),
        dice.choice(_OWNERS[owner]),
        dice.choice(_COMMENTS),
    )
