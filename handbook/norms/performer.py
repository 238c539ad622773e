"""Кто выполняет (performer).

На стадию `stage` сделку переводит сотрудник, чья должность несёт одну из ролей `roles`; либо две стадии
`distinct` выполняют разные люди («четыре глаза»). Переход без указания человека не судится.

Нужны: история стадий с автором перехода, staff.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from handbook.model.base import RoleId, Text
from handbook.norms.base import Edition, Norm


class Performer(Norm):
    """Only certain roles may move deals into a stage; or two people must have done it."""

    kind_title: ClassVar[str] = "Исполнитель"
    judged: ClassVar[str] = "каждый переход"

    kind: Literal["performer"] = Field("performer", title="Вид нормы")
    stage: Text | None = Field(None, title="Стадия")
    roles: tuple[RoleId, ...] = Field((), title="Кто вправе")
    distinct: tuple[Text, Text] | None = Field(None, title="Разные люди на стадиях")

    def requirement(self, edition: Edition) -> str:  # noqa: ARG002 - this kind has no numeric limit
        """The requirement in Russian."""
        if self.distinct:
            return f"стадии «{self.distinct[0]}» и «{self.distinct[1]}» выполняют разные люди"
        return f"стадию «{self.stage}» выполняет назначенная роль"

    def named_stages(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The stages of the scope and of the parameters."""
        yield from super().named_stages()
        if self.stage:
            yield ("stage",), self.stage
        for index, stage in enumerate(self.distinct or ()):
            yield ("distinct", index), stage

    @property
    def requires_nothing(self) -> bool:
        """Whether the parameters leave nothing to judge."""
        return self.distinct is None and not (self.stage and self.roles)
