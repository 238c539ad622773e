"""Число открытых сделок (open_deals).

Сколько сделок открыто у сотрудника на конец дня: созданы не позже этого дня и не закрыты до его конца
включительно. Судится каждый доступный рабочий день сотрудника; с параметром `days: calendar` максимум
судится и в выходные. День, когда сотрудник не работал (отпуск, выходной, до приёма, после увольнения), по
минимуму не судится.

Если судить начинают с первого дня выгрузки, сделок, открытых раньше, в ней может не быть. Вердикт от этого не меняется,
но рядом с нарушениями минимума это сказано; начало проверки сдвигает `--from`.

Нужны: сделки — дата создания, дата закрытия, ответственный; для точности — история смены ответственных.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.explained import Explained
from handbook.norms.base import Bound, Edition, LimitedNorm
from handbook.norms.quantity import Unit


class OpenDeals(LimitedNorm):
    """How many deals an owner may and must have open at the end of a day."""

    kind_title: ClassVar[str] = "Открытые сделки"
    judged: ClassVar[str] = "конец рабочего дня"
    bounds: ClassVar[tuple[Bound, ...]] = ("min", "max")
    units: ClassVar[tuple[Unit, ...]] = (Unit.COUNT,)

    kind: Literal["open_deals"] = Field("open_deals", title="Вид нормы")
    days: Annotated[
        Literal["available", "calendar"],
        Explained(
            {
                "available": "только дни, когда сотрудник работал",
                "calendar": "все дни; минимум и тогда судится лишь по рабочим",
            }
        ),
    ] = Field("available", title="Какие дни судятся", description="В какие дни считать открытые сделки")

    def requirement(self, edition: Edition) -> str:
        """The requirement in Russian."""
        return edition.of("открытой сделки", "открытых сделок")

    def how_judged(self) -> Iterator[str]:
        """How it is judged, for those who work by it."""
        yield (
            "Считается, сколько сделок открыто у сотрудника на конец рабочего дня. В отпуске, в выходной, до приёма и "
            "после увольнения наименьшее число не требуют."
        )
