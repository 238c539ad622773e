"""Quantities of norms: a number with a unit, as written by people and as judged by rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, GetPydanticSchema, WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

from handbook.russian.numbers import format_number


class Unit(StrEnum):
    """Units a limit may have; the value is the short name used in sources."""

    COUNT = ""
    DAY = "d"
    WORKING_DAY = "wd"
    HOUR = "h"
    WORKING_HOUR = "wh"
    MINUTE = "min"
    WORKING_MINUTE = "wmin"
    PERCENT = "%"


#: Genitive after «не более», singular and plural.
_WORDS: dict[Unit, tuple[str, str]] = {
    Unit.DAY: ("календарного дня", "календарных дней"),
    Unit.WORKING_DAY: ("рабочего дня", "рабочих дней"),
    Unit.HOUR: ("часа", "часов"),
    Unit.WORKING_HOUR: ("рабочего часа", "рабочих часов"),
    Unit.MINUTE: ("минуты", "минут"),
    Unit.WORKING_MINUTE: ("рабочей минуты", "рабочих минут"),
}

_ALIASES: dict[str, Unit] = {
    **{unit.value: unit for unit in Unit},
    **dict.fromkeys(("дн", "день", "дня", "дней", "days", "day"), Unit.DAY),
    **dict.fromkeys(("календарныйдень", "календарногодня", "календарныхдня", "календарныхдней"), Unit.DAY),
    **dict.fromkeys(("рабдн", "рабдень", "рабдня", "рабдней", "рд"), Unit.WORKING_DAY),
    **dict.fromkeys(("рабочийдень", "рабочегодня", "рабочихдня", "рабочихдней"), Unit.WORKING_DAY),
    **dict.fromkeys(("ч", "час", "часа", "часов", "hours", "hour"), Unit.HOUR),
    **dict.fromkeys(("рабч", "рабчас", "рабчаса", "рабчасов"), Unit.WORKING_HOUR),
    **dict.fromkeys(("рабочийчас", "рабочегочаса", "рабочихчаса", "рабочихчасов"), Unit.WORKING_HOUR),
    **dict.fromkeys(("мин", "минут", "минуты", "минута", "minutes"), Unit.MINUTE),
    **dict.fromkeys(("рабмин", "рабминут", "рабминуты", "рабминута"), Unit.WORKING_MINUTE),
    **dict.fromkeys(("рабочаяминута", "рабочейминуты", "рабочиеминуты", "рабочихминут"), Unit.WORKING_MINUTE),
    **dict.fromkeys(("процент", "процентов", "процента"), Unit.PERCENT),
    **dict.fromkeys(("шт", "раз", "раза"), Unit.COUNT),
}

_SHAPE = re.compile(r"^\s*(?P<number>\d[\d\s\u00a0_]*(?:[.,]\d+)?)\s*(?P<unit>[^\d]*?)\s*$")

#: Beyond these a limit is a slip of the hand, and does not fit the columns it is judged in.
_TOO_MUCH = 10**9
_TOO_MUCH_WORDS = "число слишком велико: предел должен быть меньше миллиарда"
_DECIMALS = 4

#: The same for an editor, which knows no aliases; a little wider than the reader.
PATTERN = (
    r"^\d[\d\s\u00a0_]*([.,]\d+)?\s*("
    r"d|days?|wd|h|hours?|wh|min|minutes|wmin|%|процент(а|ов)?|шт\.?|раза?|р\. ?д\.|рд|"
    r"((раб\.?|рабоч[а-я]+|календарн[а-я]+)\s*)?(дн\.?|день|дня|дней|ч\.?|час(а|ов)?|мин\.?|минут[аы]?)"
    r")?\s*$"
)


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """A number with its unit, such as 45 calendar days or 20 per cent."""

    value: Decimal
    unit: Unit

    def __str__(self) -> str:
        """The quantity as a source would write it."""
        return f"{self.value:f} {self.unit.value}".strip()

    @property
    def words(self) -> str:
        """The quantity as Russian words after «не более» or «не менее»: «45 календарных дней»."""
        number = format_number(self.value)
        if self.unit is Unit.COUNT:
            return number
        if self.unit is Unit.PERCENT:
            return f"{number}\u00a0%"
        return f"{number}\u00a0{self.counted(*_WORDS[self.unit])}"

    def counted(self, one: str, many: str) -> str:
        """The genitive that agrees with the number: «21 дня», «45 дней», «1,5 дня»."""
        whole = self.value == self.value.to_integral_value()
        last_one = whole and self.value % 10 == 1 and self.value % 100 != 11  # noqa: PLR2004 - 11 is plural
        return one if last_one or not whole else many


def parse_quantity(value: Any) -> Quantity:  # noqa: ANN401 - raw YAML before validation
    """Read a quantity as people write it: ``30 d``, ``30 дн``, ``15 раб. мин``, ``20 %`` or a bare number.

    Raises:
        PydanticCustomError: The text is not a number with a known unit, or no limit is so great or so exact.
    """
    if isinstance(value, Quantity):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= _TOO_MUCH:
        # A whole number of thousands of digits cannot even be written out.
        raise PydanticCustomError("quantity", _TOO_MUCH_WORDS)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise PydanticCustomError("quantity", "нужно число с единицей, например «30 d»")
    match = _SHAPE.match(str(value))
    unit = _ALIASES.get(re.sub(r"[.\s\u00a0]", "", match["unit"]).lower()) if match else None
    if match is None or unit is None:
        raise PydanticCustomError(
            "quantity",
            "«{value}» — не число с единицей; единицы: d (дни), wd (рабочие дни), h, wh (рабочие часы), "
            "min, wmin (рабочие минуты), % или без единицы",
            {"value": str(value)},
        )
    try:
        number = Decimal(re.sub(r"[\s\u00a0_]", "", match["number"]).replace(",", "."))
    except InvalidOperation as error:
        raise PydanticCustomError("quantity", "«{value}» — не число", {"value": str(value)}) from error
    if number >= _TOO_MUCH:
        raise PydanticCustomError("quantity", _TOO_MUCH_WORDS)
    if number != round(number, _DECIMALS):
        raise PydanticCustomError("quantity", "после запятой может быть не больше четырёх знаков")
    return Quantity(number, unit)


Limit = Annotated[
    Quantity,
    GetPydanticSchema(lambda _source, _handler: core_schema.is_instance_schema(Quantity)),
    BeforeValidator(parse_quantity),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number", "minimum": 0, "exclusiveMaximum": _TOO_MUCH},
                {"type": "string", "pattern": PATTERN},
            ]
        }
    ),
]
