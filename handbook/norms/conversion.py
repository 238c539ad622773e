"""Конверсия (conversion).

Доля сделок, дошедших до стадии `to`, среди дошедших до стадии `from`, по сотруднику и периоду. Основание:
`closed` — по закрытым в периоде сделкам, `cohort` — по вошедшим в `from` в этом периоде. Если дошедших
меньше `min_count` (обычно 20), период не судится. Рядом показан 95-процентный интервал Уилсона; нарушение,
интервал которого накрывает норму, помечено «статистически не доказано».

Нужна история стадий.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.base import Text
from handbook.model.explained import PERIODS, Explained
from handbook.norms.base import PERIOD_TITLES, Bound, Edition, LimitedNorm
from handbook.norms.quantity import Unit


class Conversion(LimitedNorm):
    """The share of deals that reach one stage after another."""

    kind_title: ClassVar[str] = "Конверсия"
    judged: ClassVar[str] = "период"
    bounds: ClassVar[tuple[Bound, ...]] = ("min",)
    units: ClassVar[tuple[Unit, ...]] = (Unit.PERCENT,)

    kind: Literal["conversion"] = Field("conversion", title="Вид нормы")
    start: Text = Field(
        alias="from", title="От стадии", description="Название стадии, с которой начинают счёт: «Квалификация»"
    )
    to: Text = Field(title="До стадии", description="Название стадии, до которой надо дойти: «Сделка выиграна»")
    basis: Annotated[
        Literal["closed", "cohort"],
        Explained({"closed": "закрытые в этом периоде", "cohort": "вошедшие на первую стадию в этом периоде"}),
    ] = Field("cohort", title="Основание", description="Какие сделки взять в счёт")
    per: Annotated[Literal["month", "quarter"], PERIODS] = Field(
        "month", title="Период", description="За какой период считается доля"
    )
    min_count: Annotated[int, Field(ge=1)] = Field(
        20,
        title="Наименьшее число сделок",
        description="При меньшем числе сделок доля случайна, и период не судится: 20",
    )

    def period(self) -> str:
        """What one judged object is."""
        return PERIOD_TITLES[self.per]

    def requirement(self, edition: Edition) -> str:
        """The requirement in Russian."""
        return f"{edition.words} от стадии «{self.start}» до «{self.to}»"

    def how_judged(self) -> Iterator[str]:
        """How it is judged, for those who work by it."""
        yield (
            "Доля сделок, дошедших до второй стадии, среди дошедших до первой, за период по каждому сотруднику. Когда "
            "сделок слишком мало, период не проверяется: по двум-трём сделкам о человеке не судят."
        )

    def named_stages(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The stages of the scope and of the parameters."""
        yield from super().named_stages()
        yield ("from",), self.start
        yield ("to",), self.to
