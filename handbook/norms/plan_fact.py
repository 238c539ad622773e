"""Выполнение плана (plan_fact).

Факт месяца по сотруднику — не меньше заданной доли плана. Факт — сумма выигранных сделок (`won`) или оплат
(`paid`). Неоконченный месяц сравнивается с долей плана, равной доле прошедших доступных дней. Сделки без
суммы прибавляют ноль и считаются отдельно. Строки плана об одном сотруднике и месяце складываются; строка без
показателя (`won` — выиграно, `paid` — оплачено) служит обоим.

Нужны: план (сотрудник, месяц, сумма) и сделки или оплаты.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.explained import Explained
from handbook.norms.base import Bound, Edition, LimitedNorm
from handbook.norms.quantity import Unit


class PlanFact(LimitedNorm):
    """The share of the plan that was fulfilled."""

    kind_title: ClassVar[str] = "Выполнение плана"
    judged: ClassVar[str] = "месяц"
    data_source: ClassVar[str] = "план и CRM"
    bounds: ClassVar[tuple[Bound, ...]] = ("min",)
    units: ClassVar[tuple[Unit, ...]] = (Unit.PERCENT,)

    kind: Literal["plan_fact"] = Field("plan_fact", title="Вид нормы")
    measure: Annotated[
        Literal["won", "paid"], Explained({"won": "выигранные сделки", "paid": "поступившие оплаты"})
    ] = Field("won", title="Что считается фактом", description="Чем закрывается план: продажами или деньгами")

    def requirement(self, edition: Edition) -> str:
        """The requirement in Russian."""
        return f"{edition.words} плана"

    def how_judged(self) -> Iterator[str]:
        """How it is judged, for those who work by it."""
        fact = "поступившие оплаты" if self.measure == "paid" else "выигранные сделки"
        yield (
            f"С планом месяца сравниваются {fact} сотрудника. В неоконченном месяце план берётся по числу прошедших "
            "рабочих дней, без отпуска."
        )
