"""Минимум сделок с продуктом (product_minimum).

Сколько сделок с продуктом `product` сотрудник за календарный месяц создал (`count: created`) или выиграл
(`count: won`). Меньше `min` — нарушение, ровно `min` — соблюдено, ни одной — ноль.

Сделка с продуктом — та, у которой он записан в самой сделке или хотя бы в одной строке товаров; буквы большие и малые и
пробелы по краям не различаются, сделка считается один раз. И созданная, и выигранная сделка относится к тому, чья она
была при создании; созданная — к месяцу создания, выигранная — к месяцу закрытия. Сделки без даты создания, выигранные
без даты закрытия и сделки без ответственного не засчитываются никому и посчитаны.

Если в `scope` есть роль или должность, судятся все их сотрудники, иначе — все, у кого до даты аудита была хоть одна
сделка из `scope`, с продуктом или без. Судятся месяцы от начала проверки, окончившиеся до даты аудита; месяц, на
который пришлось начало, — целиком. Не судится месяц, в котором у сотрудника меньше `min_days` доступных дней
(по умолчанию 15); тот, кого нет в списке сотрудников, доступен все рабочие дни. Редакция — по первому дню месяца.

Нужны: сделки — продукт или строки товаров, ответственный, даты.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.base import Text
from handbook.model.explained import Explained
from handbook.norms.base import Bound, Edition, LimitedNorm
from handbook.norms.quantity import Unit


class ProductMinimum(LimitedNorm):
    """The least number of deals with a product per month."""

    kind_title: ClassVar[str] = "Сделки с продуктом"
    judged: ClassVar[str] = "месяц"
    bounds: ClassVar[tuple[Bound, ...]] = ("min",)
    units: ClassVar[tuple[Unit, ...]] = (Unit.COUNT,)

    kind: Literal["product_minimum"] = Field("product_minimum", title="Вид нормы")
    product: Text = Field(title="Продукт", description="Название продукта или услуги, как в выгрузке: «Сопровождение»")
    count: Annotated[
        Literal["created", "won"], Explained({"created": "заведённые за месяц", "won": "выигранные за месяц"})
    ] = Field("won", title="Что считается", description="Какие сделки с продуктом идут в счёт")
    min_days: Annotated[int, Field(ge=1, le=31)] | None = Field(
        None,
        title="Минимум доступных дней в месяце",
        description="Сколько рабочих дней месяца сотрудник должен отработать, чтобы его судили; без ключа 15",
    )

    def requirement(self, edition: Edition) -> str:
        """The requirement in Russian."""
        return f"{edition.of('сделки', 'сделок')} с продуктом «{self.product}» в месяц"

    def how_judged(self) -> Iterator[str]:
        """How it is judged, for those who work by it."""
        yield (
            "За календарный месяц считаются сделки, в которых этот продукт записан в самой сделке или в её товарах; ни "
            "одной — ноль. Месяц, в котором человек почти не работал, не проверяется."
        )
