"""Principles by which people are paid and praised, tied to the norms and indicators they look at."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handbook.model.base import Id, NormId, Record, Ref, RoleId, Text


class Principle(Record):
    """A principle of motivation: ``motivation.yaml``."""

    id: Id = Field(
        title="Идентификатор",
        description="Латиницей, через дефис; по нему на запись ссылаются другие файлы: platim-za-dengi",
    )
    title: Text = Field(title="Принцип", description="Короткая фраза, которую запомнят: «Платим за деньги на счёте»")
    text: Text = Field(title="Как действует", description="Что за что начисляется или не начисляется, с примером")
    why: Text = Field(title="Зачем", description="Какое поведение принцип поощряет")
    roles: tuple[RoleId, ...] = Field((), title="На кого распространяется", description="По умолчанию все роли")
    norms: tuple[NormId, ...] = Field(
        (), title="Нормы, от которых зависит", description="Идентификаторы норм, выполнение которых меняет премию"
    )
    indicators: tuple[Annotated[Id, Ref("indicator")], ...] = Field(
        (), title="Показатели, от которых зависит", description="Идентификаторы показателей, по которым её считают"
    )
    caution: Text | None = Field(None, title="Чего остерегаться", description="Как принцип могут обойти")
