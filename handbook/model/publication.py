"""The paper life of a document: number, edition, order, approvers, register of changes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handbook.model.base import Day, PositionId, Record, Text


class Order(Record):
    """The order by which an edition was put in force."""

    number: Text = Field(title="Номер приказа", description="Как в журнале приказов: 3-П")
    on: Day = Field(title="Дата приказа", description="День подписания: 2026-01-12", alias="date")


class Change(Record):
    """One line of the register of changes."""

    edition: Annotated[int, Field(ge=1)] = Field(
        title="Редакция", description="Какой по счёту редакции касается строка: 2"
    )
    on: Day = Field(title="Дата", description="День, когда изменение утверждено: 2026-06-22", alias="date")
    summary: Text = Field(
        title="Содержание изменения", description="Что изменилось, одной фразой: «сокращена длительность сделки»"
    )
    basis: Text | None = Field(None, title="Основание", description="Почему и чем введено: приказ, протокол")


class Publication(Record):
    """How a document is numbered and approved."""

    number: Text = Field(title="Номер документа", description="Например, ДИ-03")
    edition: Annotated[int, Field(ge=1)] = Field(
        1, title="Редакция", description="Порядковый номер действующей редакции: 1, 2, 3…"
    )
    on: Day = Field(
        title="Дата документа", description="День утверждения, а у проекта — день составления: 2026-01-12", alias="date"
    )
    effective: Day | None = Field(
        None,
        title="Дата введения в действие",
        description="С какого дня документ действует, если не с даты утверждения",
    )
    order: Order | None = Field(
        None,
        title="Приказ об утверждении",
        description="Реквизиты приказа: {number: 3-П, date: 2026-01-12}; у проекта не пишется",
    )
    developed_by: PositionId | None = Field(
        None, title="Кто разработал", description="Идентификатор должности автора, например rop"
    )
    agreed_by: tuple[PositionId, ...] = Field(
        (),
        title="С кем согласовано",
        description="Идентификаторы должностей, чьи визы нужны: [yurist, kommercheskij-direktor]",
    )
    review_by: Day | None = Field(
        None, title="Пересмотреть до", description="До какого дня документ надо перечитать; о просрочке скажет check"
    )
    changes: tuple[Change, ...] = Field(
        (),
        title="Изменения",
        description="По строке на редакцию, первая — «введён впервые»; их печатает лист изменений",
    )
