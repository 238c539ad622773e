"""Профиль заполняет то, чего нет (profile-columns).

Профиль CRM называет каноническую таблицу или столбец, которых аудит не знает, или значение `default`, которое в
столбец не помещается: слово вместо числа или даты; или ищет сделку по названию там, где её нет. Такая выгрузка не
прочиталась бы.

Как исправить: возьмите название из подсказки; для числового столбца `default` — число, для даты — дата вида
2026-01-31, для признака — `true` или `false`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.model.profile import TableSource
from handbook.russian.text import suggest
from handbook.source.locate import Spot
from handbook.tables import TABLE, Table, Type

_NEEDED = {
    Type.NUMBER: "нужно число",
    Type.DATE: "нужна дата вида 2026-01-31",
    Type.TIMESTAMP: "нужна дата вида 2026-01-31",
    Type.FLAG: "нужно true или false",
}
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
#: Whole digits that a number of the canonical tables has.
_DIGITS = 14


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every table, column and default of a profile that the canonical tables cannot take."""
    for profile in handbook.profiles.values():
        for index, source in enumerate(profile.sources):
            spot = handbook.spot(profile, "sources", index)
            table = TABLE.get(source.table)
            if table is None:
                tip = _tip(source.table, list(TABLE), "Бывают таблицы")
                yield Remark(f"нет таблицы «{source.table}»", (spot.at("table"),), tip)
            else:
                yield from _columns(source, table, spot)
                yield from _wide(source, table, spot)


def _columns(source: TableSource, table: Table, spot: Spot) -> Iterator[Remark]:
    for name, given in source.columns.items():
        column = table.column(name)
        if column is None:
            tip = _tip(name, [known.name for known in table.columns], "Бывают столбцы")
            message = f"в таблице «{table.name}» нет столбца «{name}»"
            yield Remark(message, (spot.at("columns", name, on_key=True),), tip)
        elif given.default is not None and not _fits(given.default, column.type):
            yield Remark(
                f"в столбец «{name}» не годится «{given.default}»: {_NEEDED[column.type]}",
                (spot.at("columns", name, "default"),),
                "Исправьте default или уберите его: пустое останется пустым",
            )
        elif given.scale is not None and column.type is not Type.NUMBER:
            yield Remark(
                f"scale умножает числа, а в столбце «{name}» не число",
                (spot.at("columns", name, "scale"),),
                "Уберите scale",
            )
        elif given.by and (name != "deal_id" or table.name == "deals"):
            yield Remark(
                f"by: {given.by} годится только столбцу deal_id других таблиц: по названию ищется сделка",
                (spot.at("columns", name, "by"),),
                "Уберите by",
            )


def _wide(source: TableSource, table: Table, spot: Spot) -> Iterator[Remark]:
    if source.wide is None:
        return
    names = {source.wide.into, *(name for title in source.wide.titles for name in _PLACEHOLDER.findall(title))}
    for name in sorted(names - {column.name for column in table.columns}):
        tip = _tip(name, [known.name for known in table.columns], "Бывают столбцы")
        yield Remark(f"в таблице «{table.name}» нет столбца «{name}»", (spot.at("wide"),), tip)


def _tip(name: str, known: list[str], otherwise: str) -> str:
    hint = suggest(name, known)
    return f"Возможно, вы имели в виду «{hint}»" if hint else f"{otherwise}: {', '.join(known)}"


def _fits(value: str | float | date, kind: Type) -> bool:
    match kind:
        case Type.TEXT:
            return True
        case Type.NUMBER:
            return not isinstance(value, date) and _is_number(value)
        case Type.FLAG:
            return str(value).lower() in {"true", "false", "1", "0"}
        case Type.DATE | Type.TIMESTAMP:
            return isinstance(value, date) or (isinstance(value, str) and _is_day(value))


def _is_number(value: str | float) -> bool:
    try:
        number = Decimal(str(value))
    except (InvalidOperation, ValueError):
        return False
    return number.is_finite() and abs(number) < 10**_DIGITS


def _is_day(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


RULE = Rule("profile-columns", Severity.ERROR, check, __doc__)
