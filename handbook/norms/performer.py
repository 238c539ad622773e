"""Кто выполняет (performer).

Задаётся одно из двух. `stage` и `roles`: на стадию `stage` сделку переводит сотрудник, чья должность несёт хотя бы
одну из ролей `roles`. `distinct`: на две названные стадии сделку переводят разные люди («четыре глаза»).

Считаются все входы на стадию до даты аудита, первая стадия новой сделки — тоже вход; подряд идущие записи об одной
стадии — один вход в день первой из них, и сделали его все, кого они называют. Стадия узнаётся по названию в любой
воронке. Каждый вход судится по редакции нормы, которая действовала в его день; входы раньше начала проверки (`--from`)
не судятся. Сделка и стадия — один объект: сколько бы раз сделка на неё ни входила, нарушение одно, и довольно одного
неверного входа.

Роль — по нынешней должности из staff.yaml; у того, кого в списке нет, роли нет, и его вход — нарушение. Вход без
указания человека не судится, такие посчитаны. «Четыре глаза» судят сделки, которые люди переводили на обе стадии:
нарушение — если есть человек, который переводил и на первую, и на вторую, в любом порядке и при любом по счёту входе.
Нарушение относится ко второй стадии и ко дню входа на неё. Здесь человек вне списка — тоже человек.

Воронки и ответственные в `scope` — те, что были у сделки при входе. Сделки без истории стадий не судятся и посчитаны.

Нужны: история стадий с автором перехода; для ролей — список сотрудников с должностями.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from handbook.model.base import RoleId, Text, disagreement
from handbook.norms.base import Edition, Norm


class Performer(Norm):
    """Only certain roles may move deals into a stage; or two people must have done it."""

    kind_title: ClassVar[str] = "Исполнитель"
    judged: ClassVar[str] = "каждый переход"

    kind: Literal["performer"] = Field("performer", title="Вид нормы")
    stage: Text | None = Field(
        None, title="Стадия", description="Название стадии, перевод на которую — чужая или своя работа"
    )
    roles: tuple[RoleId, ...] = Field(
        (),
        title="Кто вправе",
        description="Идентификаторы ролей, которым разрешён этот перевод: [hanter, lid-menedzher]",
    )
    distinct: tuple[Text, Text] | None = Field(
        None,
        title="Разные люди на стадиях",
        description="Две стадии, на которые сделку переводят разные люди: [Проектное решение, КП защищено]",
    )

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if self.distinct and (self.stage or self.roles):
            raise disagreement(
                "норма требует и роли на стадии, и разных людей на двух стадиях",
                "distinct",
                tip="Сделайте две нормы: одну с stage и roles, другую с distinct",
            )
        if self.distinct and self.distinct[0] == self.distinct[1]:
            raise disagreement(
                f"стадия «{self.distinct[0]}» названа дважды: на неё всегда переводит один и тот же человек",
                "distinct",
                tip="Назовите две разные стадии",
            )
        return self

    def requirement(self, edition: Edition) -> str:  # noqa: ARG002 - this kind has no numeric limit
        """The requirement in Russian."""
        if self.distinct:
            return f"стадии «{self.distinct[0]}» и «{self.distinct[1]}» выполняют разные люди"
        return f"стадию «{self.stage}» выполняет назначенная роль"

    def how_judged(self) -> Iterator[str]:
        """How it is judged, for those who work by it."""
        if self.distinct:
            yield "На две названные стадии сделку переводят разные люди: один делает, другой проверяет."
        else:
            yield (
                "На названную стадию сделку переводит тот, чья должность несёт назначенную роль. Довольно одного "
                "перехода другим человеком, чтобы сделка была нарушением."
            )

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
