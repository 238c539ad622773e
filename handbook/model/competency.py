"""The dictionary of competencies: what each level looks like at work and what it changes in sales."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handbook.model.base import Id, Record, Text
from handbook.model.training import CourseId


class CompetencyCard(Record):
    """A competency with its five levels: ``competencies.yaml``. Roles and operations name it by its title."""

    id: Id = Field(
        title="Идентификатор",
        description=("Латиницей, через дефис; по нему на запись ссылаются другие файлы: rabota-s-vozrazheniyami"),
    )
    title: Text = Field(title="Название", description="Так её называют роли, должности и операции")
    why: Text = Field(
        title="На что влияет в продажах", description="Что теряет продажа, когда компетенции не хватает, одна фраза"
    )
    levels: Annotated[tuple[Text, ...], Field(min_length=5, max_length=5)] = Field(
        title="Уровни", description="Пять строк: как ведёт себя человек на уровне 1, 2, 3, 4 и 5"
    )
    checked_by: Text = Field(
        title="Как оценивают", description="Как узнают уровень: «запись звонка по листу оценки», «зачёт»"
    )
    courses: tuple[CourseId, ...] = Field(
        (), title="Чем развивают", description="Идентификаторы курсов из training.yaml"
    )
