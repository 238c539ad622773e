"""Principles by which people are paid and praised, tied to the norms and indicators they look at."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handbook.model.base import Id, NormId, Record, Ref, RoleId, Text


class Principle(Record):
    """A principle of motivation: ``motivation.yaml``."""

    id: Id = Field(title="Идентификатор")
    title: Text = Field(title="Принцип")
    text: Text = Field(title="Как действует")
    why: Text = Field(title="Зачем")
    roles: tuple[RoleId, ...] = Field((), title="На кого распространяется", description="По умолчанию все роли")
    norms: tuple[NormId, ...] = Field((), title="Нормы, от которых зависит")
    indicators: tuple[Annotated[Id, Ref("indicator")], ...] = Field((), title="Показатели, от которых зависит")
    caution: Text | None = Field(None, title="Чего остерегаться", description="Как принцип могут обойти")
