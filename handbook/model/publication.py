"""The paper life of a document: number, edition, order, approvers, register of changes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handbook.model.base import Day, PositionId, Record, Text


class Order(Record):
    """The order by which an edition was put in force."""

    number: Text = Field(title="Номер приказа")
    on: Day = Field(title="Дата приказа", alias="date")


class Change(Record):
    """One line of the register of changes."""

    edition: Annotated[int, Field(ge=1)] = Field(title="Редакция")
    on: Day = Field(title="Дата", alias="date")
    summary: Text = Field(title="Содержание изменения")
    basis: Text | None = Field(None, title="Основание")


class Publication(Record):
    """How a document is numbered and approved."""

    number: Text = Field(title="Номер документа", description="Например, ДИ-03")
    edition: Annotated[int, Field(ge=1)] = Field(1, title="Редакция")
    on: Day = Field(title="Дата документа", alias="date")
    effective: Day | None = Field(None, title="Дата введения в действие")
    order: Order | None = Field(None, title="Приказ об утверждении")
    developed_by: PositionId | None = Field(None, title="Кто разработал")
    agreed_by: tuple[PositionId, ...] = Field((), title="С кем согласовано")
    review_by: Day | None = Field(None, title="Пересмотреть до")
    changes: tuple[Change, ...] = Field((), title="Изменения")
