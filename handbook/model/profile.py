"""A CRM profile: how the columns, stages and people of an export are named."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, field_validator
from pydantic_core import PydanticCustomError

from handbook.model.base import Id, Record, Text
from handbook.model.timezone import Timezone

#: Directives of dates that are read alike everywhere; ``%%`` is the per cent sign itself.
_DIRECTIVES = frozenset("dmYyHMSbBpIfzj%")
_DIRECTIVE = re.compile("%(.?)", re.DOTALL)


def _readable(shape: str) -> str:
    directives = _DIRECTIVE.findall(shape)
    unknown = next((letter for letter in directives if letter not in _DIRECTIVES or not letter), None)
    if unknown is not None:
        raise PydanticCustomError(
            "date_format",
            "в «{shape}» непонятно «%{letter}»; бывают: %d (день), %m (месяц), %Y и %y (год), %H, %I и %p (час), "
            "%M (минута), %S (секунда), %f (доли секунды), %b и %B (месяц по-английски), %j (день года), %z (пояс)",
            {"shape": shape, "letter": unknown},
        )
    if not {"Y", "y"} & set(directives):
        raise PydanticCustomError(
            "date_format", "в «{shape}» нет года (%Y или %y); формат пишут так: %d.%m.%Y", {"shape": shape}
        )
    return shape


DateFormat = Annotated[Text, AfterValidator(_readable)]


class Column(Record):
    """Where a canonical column comes from."""

    titles: tuple[Text, ...] = Field(
        (), alias="from", title="Столбец выгрузки", description="Название или несколько возможных названий"
    )
    formats: tuple[DateFormat, ...] = Field((), title="Форматы даты", description="Например, %d.%m.%Y")
    default: Text | int | float | date | None = Field(
        None, title="Если пусто", description="Значение вместо пустого; число таких строк видно в отчёте"
    )
    values: dict[str, str] = Field(default_factory=dict, title="Замены значений")

    @field_validator("titles", mode="before")
    @classmethod
    def _one_or_many(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value


class TableSource(Record):
    """One file (or one REST answer) that fills one canonical table."""

    table: Text = Field(title="Каноническая таблица")
    recognise: tuple[Text, ...] = Field(
        title="Приметы", min_length=1, description="Столбцы, по которым файл узнаётся: все должны быть в нём"
    )
    unless: tuple[Text, ...] = Field((), title="Но не с", description="Столбцы, с которыми это другая таблица")
    columns: dict[str, Column] = Field(title="Столбцы", description="Канонический столбец: столбец выгрузки")
    filters: dict[str, tuple[Text, ...]] = Field(
        default_factory=dict, title="Отбор строк", description="Столбец выгрузки: допустимые значения"
    )

    @field_validator("columns", mode="before")
    @classmethod
    def _shorthand(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        return {key: {"from": item} if isinstance(item, str | list) else item for key, item in value.items()}


class StageName(Record):
    """How the CRM names a stage of a funnel."""

    names: tuple[Text, ...] = Field(alias="crm", title="Название или код в CRM")
    stage: Text = Field(title="Стадия воронки")
    pipeline: Text | None = Field(None, title="Воронка", description="По умолчанию любая")

    @field_validator("names", mode="before")
    @classmethod
    def _one_or_many(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value


class ProfileSettings(Record):
    """What the file itself does not tell."""

    timezone: Timezone | None = Field(None, title="Часовой пояс выгрузки", description="По умолчанию — компании")
    close_date: Literal["fact", "plan"] = Field(
        "fact", title="Дата закрытия у закрытых сделок", description="fact — факт, plan — так и остался план"
    )
    pipeline: Text | None = Field(None, title="Воронка", description="Если в выгрузке её нет")
    test_titles: tuple[Text, ...] = Field(
        (), title="Пробные сделки", description="Слова в названии: такие не считаются"
    )


class Profile(Record):
    """A CRM profile: ``crm/*.yaml`` of the company, or one shipped with the product."""

    id: Id = Field(title="Идентификатор")
    title: Text = Field(title="Название")
    preset: Id | None = Field(None, title="Основа", description="Готовый профиль, который этот уточняет")
    sources: tuple[TableSource, ...] = Field((), title="Файлы выгрузки")
    pipelines: dict[str, str] = Field(
        default_factory=dict, title="Воронки", description="Название в CRM: название воронки процесса"
    )
    stages: tuple[StageName, ...] = Field((), title="Стадии")
    users: dict[str, str] = Field(default_factory=dict, title="Пользователи", description="Код в CRM: имя")
    settings: ProfileSettings = Field(default_factory=ProfileSettings, title="Настройки")
