"""The company: its names, head, departments, working time and sales model."""

from __future__ import annotations

from datetime import time
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from handbook.model.base import CaseForms, Clock, Day, DepartmentId, Id, PositionId, Record, Text


def _known_timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        from handbook.russian.text import suggest

        hint = suggest(name, sorted(available_timezones()))
        raise PydanticCustomError(
            "timezone", "неизвестный часовой пояс{hint}", {"hint": f"; похоже на «{hint}»" if hint else ""}
        ) from error
    return name


Timezone = Annotated[str, AfterValidator(_known_timezone)]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Department(Record):
    """A department of the company."""

    id: Id = Field(title="Идентификатор")
    title: Text = Field(title="Название")
    forms: CaseForms | None = Field(None, title="Формы названия по падежам")
    head: PositionId | None = Field(None, title="Должность руководителя")
    parent: DepartmentId | None = Field(None, title="Вышестоящее подразделение")


class Lunch(Record):
    """The lunch break, which is not working time."""

    start: Clock = Field(title="Начало")
    end: Clock = Field(title="Окончание")


class WorkingTime(Record):
    """The regular working day; norms in working minutes and hours are counted by it."""

    days: tuple[Weekday, ...] = Field(("mon", "tue", "wed", "thu", "fri"), title="Рабочие дни недели")
    start: Clock = Field(time(9), title="Начало рабочего дня")
    end: Clock = Field(time(18), title="Окончание рабочего дня")
    lunch: Lunch | None = Field(Lunch(start=time(13), end=time(14)), title="Обеденный перерыв")


class CalendarOverrides(Record):
    """Days on which the company departs from the production calendar."""

    days_off: tuple[Day, ...] = Field((), title="Дополнительные выходные")
    working_days: tuple[Day, ...] = Field((), title="Дополнительные рабочие дни")
    country: Literal["RU"] = Field("RU", title="Производственный календарь страны")


class Company(Record):
    """The company itself: ``regulations/company.yaml``."""

    name: Text = Field(title="Полное наименование", description="Как в уставе: «Общество с ограниченной …»")
    short_name: Text = Field(title="Краткое наименование", description="Например, ООО «Вектор»")
    site_name: Text = Field("Регламент продаж", title="Название сайта")
    city: Text = Field(title="Город", description="Ставится в шапке документов")
    about: Text | None = Field(None, title="О компании", description="Чем торгует и кому: первая страница сайта")
    head: PositionId = Field(title="Должность руководителя", description="Кто утверждает документы")
    hr: PositionId | None = Field(None, title="Должность кадровика", description="Кто знакомит с документами")
    timezone: Timezone = Field("Europe/Moscow", title="Часовой пояс")
    currency: Text = Field("RUB", title="Валюта учёта", description="Код ISO 4217")
    approval: Literal["person", "order"] = Field(
        "person", title="Способ утверждения", description="person — грифом лица, order — приказом"
    )
    sales_model: Literal["one-level", "manager-assistant", "two-level-lead", "two-level-farmer", "conveyor"] = Field(
        "one-level", title="Модель отдела продаж"
    )
    working_time: WorkingTime = Field(default_factory=WorkingTime, title="Рабочее время")
    calendar: CalendarOverrides = Field(default_factory=CalendarOverrides, title="Отступления от календаря")
    departments: tuple[Department, ...] = Field((), title="Подразделения")
    placeholders: tuple[str, ...] = Field(
        ("-", "—", ".", "?", "0000", "тест", "test", "нет", "123", "xxx", "ххх", "н/д"),
        title="Значения-заглушки",
        description="Поле с таким значением считается незаполненным",
    )
    feedback: Text | None = Field(None, title="Куда писать о регламенте", description="Почта или адрес формы")
