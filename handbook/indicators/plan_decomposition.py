"""План по дням с переносом (plan_decomposition).

План месяца, разложенный на рабочие дни и людей. Норма дня — план, делённый на доступные рабочие дни сотрудника в этом
месяце (отпуск и дни до приёма не в счёт). Недовыполнение прошедших дней целиком переносится на ближайший: цель дня —
норма дня плюс всё, что к этому дню должно было быть продано и не продано. Перевыполнение уменьшает цель, но не ниже
нуля. Пример: 1 000 000 ₽ на 22 дня — 45 454,55 ₽ в день; на четверых — по 11 363,64 ₽; продали 30 000 ₽ — на
следующий день 60 909,09 ₽. Счёт точный, округляется только показанное.

Месяц — тот, в котором стоит дата аудита; если плана на него нет, последний с планом, и тогда это итог месяца без цели
дня. План без ответственного делится поровну между сотрудниками должностей `positions`, а если они не названы — между
всеми, кто отвечал за сделки и работает в этом месяце. Строка «Компания» считает рабочие дни календаря, а не людей,
поэтому сумма норм дня сотрудников может быть больше.

`fact`: won — сумма выигранных сделок, paid — сумма оплат.

Нужны: план — месяц и сумма; сделки или оплаты.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.base import PositionId
from handbook.model.explained import Explained
from handbook.model.indicator import Indicator


class PlanDecomposition(Indicator):
    """The plan of the month by working days and people, with yesterday's shortfall carried over."""

    measure_title: ClassVar[str] = "План по дням с переносом"

    measure: Literal["plan_decomposition"] = Field("plan_decomposition", title="Показатель из справочника")
    fact: Annotated[Literal["won", "paid"], Explained({"won": "суммой выигранных сделок", "paid": "суммой оплат"})] = (
        Field("won", title="Что считается выполнением", description="Чем план закрывается")
    )
    positions: tuple[PositionId, ...] = Field(
        (),
        title="Между какими должностями делится общий план",
        description=(
            "Идентификаторы должностей, сотрудники которых делят план без ответственного; пусто — все, кто вёл сделки"
        ),
    )
