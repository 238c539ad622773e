"""What is known of a way to share a sale among people: a sales model, and how the departments around it are cut."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handbook.model.base import Id, NormId, Record, Text
from handbook.model.people import Position

_Texts = Annotated[tuple[Text, ...], Field(min_length=1)]


class Watched(Record):
    """A norm that shows first when the model stops holding."""

    norm: NormId = Field(title="Норма")
    why: Text = Field(title="Что по ней видно")


class SalesModel(Record):
    """A sales model: which posts a sales department has and which functional roles each of them carries."""

    id: Id = Field(title="Идентификатор")
    title: Text = Field(title="Название")
    summary: Text = Field(title="Суть", description="Кто что делает, одна–две фразы")
    applies: _Texts = Field(title="Когда подходит")
    strengths: _Texts = Field(title="Сильные стороны")
    weaknesses: _Texts = Field(title="Слабые стороны")
    watch: tuple[Watched, ...] = Field(title="За какими нормами следить", min_length=1)
    grows_into: Id | None = Field(None, title="Во что вырастает", description="Идентификатор следующей модели")
    positions: tuple[Position, ...] = Field(title="Должности отдела продаж", min_length=1)


class OrgStructure(Record):
    """A way to divide salespeople among chiefs."""

    id: Id = Field(title="Идентификатор")
    title: Text = Field(title="Название")
    how: Text = Field(title="Как устроена")
    applies: _Texts = Field(title="Когда подходит")
    strengths: _Texts = Field(title="Сильные стороны")
    weaknesses: _Texts = Field(title="Слабые стороны")
