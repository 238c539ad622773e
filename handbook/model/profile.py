"""A CRM profile: how the columns, stages and people of an export are named."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, field_validator
from pydantic_core import PydanticCustomError

from handbook.model.base import Id, Record, Text
from handbook.model.explained import OUTCOMES, Explained
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


def _pattern(text: str) -> str:
    try:
        groups = re.compile(text).groups
    except re.error as error:
        raise PydanticCustomError(
            "pattern", "выражение «{text}» не читается: {why}", {"text": text, "why": str(error)}
        ) from error
    if groups != 1:
        raise PydanticCustomError(
            "pattern", "в выражении «{text}» нужна одна пара скобок: в них то, что берётся из значения", {"text": text}
        )
    return text


Pattern = Annotated[Text, AfterValidator(_pattern)]


def _one_or_many(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _each_one_or_many(value: object) -> object:
    return tuple(map(_one_or_many, value)) if isinstance(value, list | tuple) else value


#: One title or several.
Titles = Annotated[tuple[Text, ...], BeforeValidator(_one_or_many, json_schema_input_type=Text | tuple[Text, ...])]
#: Titles that must all be there; each may be one of several.
Marks = Annotated[
    tuple[tuple[Text, ...], ...],
    BeforeValidator(
        _each_one_or_many,
        json_schema_input_type=Annotated[tuple[Text | tuple[Text, ...], ...], Field(min_length=1)],
    ),
]


class Column(Record):
    """Where a canonical column comes from."""

    titles: Titles = Field(
        (),
        alias="from",
        title="Столбец выгрузки",
        description="Название или несколько возможных; @5 — пятый столбец, @row — номер строки",
    )
    formats: tuple[DateFormat, ...] = Field((), title="Форматы даты", description="Например, %d.%m.%Y")
    default: Text | int | float | date | None = Field(
        None, title="Если пусто", description="Значение вместо пустого; число таких строк видно в отчёте"
    )
    values: dict[str, str] = Field(
        default_factory=dict,
        title="Замены значений",
        description="Слово из выгрузки: слово аудита, например {Исходящий: out, Входящий: in}",
    )
    pattern: Pattern | None = Field(
        None,
        title="Часть значения",
        description="Регулярное выражение с одной парой скобок: берётся то, что в них; где не подошло — пусто",
    )
    scale: float | None = Field(
        None, title="Множитель", gt=0, description="На что умножить число: 0.001 переводит миллисекунды в секунды"
    )
    otherwise: Titles = Field(
        (),
        alias="or",
        title="Если пусто, из столбца",
        description="Откуда взять значение в тех строках, где первый столбец пуст: клиент — компания или контакт",
    )
    by: Annotated[Literal["title"], Explained({"title": "в столбце название сделки вместо её номера"})] | None = Field(
        None, title="По названию", description="title — в столбце название сделки вместо её номера"
    )


class Wide(Record):
    """Columns that hold one moment each: «Date entered "Предложение (Опт)"» is the entry into that stage."""

    titles: Titles = Field(
        alias="from",
        title="Вид названий",
        description='Например, Date entered "{stage} ({pipeline})": в скобках канонические столбцы',
    )
    into: Text = Field(title="Куда", description="Канонический столбец, в который идёт значение")


class TableSource(Record):
    """One file (or one REST answer) that fills one canonical table."""

    table: Text = Field(
        title="Каноническая таблица",
        description="Что лежит в файле: deals — сделки, activities — дела, leads — лиды, invoices — счета…",
    )
    recognise: Marks = Field(
        title="Приметы",
        min_length=1,
        description="Столбцы, по которым файл узнаётся: все должны быть в нём; вместо названия можно дать список "
        "названий, из которых в файле есть хотя бы одно",
    )
    unless: tuple[Text, ...] = Field((), title="Но не с", description="Столбцы, с которыми это другая таблица")
    columns: dict[str, Column] = Field(title="Столбцы", description="Канонический столбец: столбец выгрузки")
    filters: dict[str, tuple[str, ...]] = Field(
        default_factory=dict,
        title="Отбор строк",
        description="Столбец выгрузки: допустимые значения; * — любые знаки, пустая строка — пустая ячейка",
    )
    excluded: dict[str, tuple[str, ...]] = Field(
        default_factory=dict,
        alias="except",
        title="Кроме строк",
        description="Столбец выгрузки: значения строк, которые не нужны; столбца может и не быть",
    )
    prefixes: tuple[Text, ...] = Field(
        (), title="Приставки названий", description="Deal: столбец «Deal - Owner» знаком и как «Owner»"
    )
    wide: Wide | None = Field(None, title="Столбец на каждое значение", description="Один столбец — одна запись")

    @field_validator("columns", mode="before")
    @classmethod
    def _shorthand(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        return {key: {"from": item} if isinstance(item, str | list) else item for key, item in value.items()}


class Dictionary(Record):
    """A file of the export that tells what codes of the others mean."""

    kind: Annotated[
        Literal["users", "pipelines", "stages"],
        Explained({"users": "сотрудники", "pipelines": "воронки", "stages": "стадии"}),
    ] = Field(title="Чьи названия", description="users — сотрудники, pipelines — воронки, stages — стадии")
    recognise: Marks = Field(
        title="Приметы", description="Столбцы, по которым справочник узнаётся среди файлов выгрузки", min_length=1
    )
    code: Text = Field(title="Столбец с кодом", description="Название столбца, где стоит код: ID")
    name: Titles = Field(
        title="Столбец с названием", description="Несколько столбцов (имя и фамилия) соединяются пробелом"
    )
    pipeline: Text | None = Field(None, title="Столбец с кодом воронки", description="Если код стадии в каждой свой")
    filters: dict[str, tuple[str, ...]] = Field(
        default_factory=dict,
        title="Отбор строк",
        description="Какие строки справочника брать: столбец — допустимые значения",
    )


class StageName(Record):
    """How the CRM names a stage of a funnel."""

    names: Titles = Field(alias="crm", title="Название или код в CRM", description='Одно или список: ["C1:NEW", Новая]')
    stage: Text = Field(title="Стадия воронки", description="Название стадии из funnel процесса")
    pipeline: Text | None = Field(None, title="Воронка", description="По умолчанию любая")


class ProfileSettings(Record):
    """What the file itself does not tell."""

    timezone: Timezone | None = Field(None, title="Часовой пояс выгрузки", description="По умолчанию — компании")
    close_date: Annotated[
        Literal["fact", "plan"],
        Explained({"fact": "дата, когда закрыли на самом деле", "plan": "так и осталась плановой"}),
    ] = Field("fact", title="Дата закрытия у закрытых сделок", description="fact — факт, plan — так и остался план")
    pipeline: Text | None = Field(None, title="Воронка", description="Если в выгрузке её нет")
    payment_days: int | None = Field(
        None,
        title="Отсрочка оплаты, дней",
        ge=0,
        le=3650,
        description="Срок оплаты счёта от даты документа, если в выгрузке срока нет",
    )
    test_titles: Titles = Field((), title="Пробные сделки", description="Слова в названии: такие не считаются")


class Profile(Record):
    """A CRM profile: ``crm/*.yaml`` of the company, or one shipped with the product."""

    id: Id = Field(
        title="Идентификатор",
        description=(
            "Латиницей, через дефис; по нему на запись ссылаются другие файлы: nasha-crm; его "
            "можно назвать ключом audit --crm"
        ),
    )
    title: Text = Field(title="Название", description="Как вы называете свою CRM")
    preset: Id | None = Field(None, title="Основа", description="Готовый профиль, который этот уточняет")
    sources: tuple[TableSource, ...] = Field(
        (),
        title="Файлы выгрузки",
        description="Какие файлы приходят и что в каком столбце; с preset — только то, чем ваши отличаются",
    )
    pipelines: dict[str, str] = Field(
        default_factory=dict, title="Воронки", description="Название в CRM: название воронки процесса"
    )
    stages: tuple[StageName, ...] = Field(
        (), title="Стадии", description="Какая стадия CRM какой стадии воронки соответствует"
    )
    stage_names: dict[str, str] = Field(
        default_factory=dict,
        title="Названия стадий",
        description="Код стадии в CRM, а где он в каждой воронке свой — «код воронки:код стадии»: название в CRM",
    )
    outcomes: dict[str, Annotated[Literal["open", "won", "lost"], OUTCOMES]] = Field(
        default_factory=dict,
        title="Исход по стадии",
        description="Что значат стадии CRM, которых нет в воронках: C*:WON — won; * — любые знаки",
    )
    dictionaries: tuple[Dictionary, ...] = Field(
        (), title="Справочники выгрузки", description="Файлы с названиями кодов: сотрудники, воронки, стадии"
    )
    users: dict[str, str] = Field(default_factory=dict, title="Пользователи", description="Код в CRM: имя")
    ignore: tuple[Text, ...] = Field(
        (), title="Не читать", description="Столбцы выгрузки, которые не нужны: команда map о них не спрашивает"
    )
    ignore_stages: tuple[Text, ...] = Field(
        (),
        title="Не стадии воронки",
        description="Стадии CRM, которых нет ни в одной воронке: команда map о них не спрашивает",
    )
    settings: ProfileSettings = Field(
        default_factory=ProfileSettings,
        title="Настройки",
        description="Пояс, смысл даты закрытия, отсрочка — то, чего в самой выгрузке не видно",
    )
