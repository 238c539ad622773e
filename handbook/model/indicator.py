"""An indicator the company watches: one measure of a closed list with its parameters, and the reason for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.base import Id, PositionId, Record, RoleId, Text
from handbook.model.explained import Explained

IndicatorKind = Literal["process", "result"]
Per = Annotated[
    Literal["all", "month", "quarter"],
    Explained({"all": "за весь проверяемый период разом", "month": "по месяцам", "quarter": "по кварталам"}),
]
#: How many rows of a long list are worth showing.
Top = Annotated[int, Field(ge=1, le=1000)]


class Indicator(Record):
    """An indicator; the measure decides what is computed and which parameters there are."""

    #: Russian name of the measure.
    measure_title: ClassVar[str] = ""
    #: What kind of indicator the measure usually makes.
    usual_kind: ClassVar[IndicatorKind] = "result"

    id: Id = Field(
        title="Идентификатор",
        description="Латиницей, через дефис; по нему на запись ссылаются другие файлы: p-konversiya",
    )
    title: Text = Field(title="Название", description="Как показатель назван в отчёте: «Воронка продаж»")
    kind: Annotated[IndicatorKind, Explained({"process": "что делают", "result": "что получилось"})] = Field(
        title="Вид показателя", description="process — что делают, result — что получилось; смотрят их вместе"
    )
    measure: str = Field(
        title="Показатель из справочника",
        description=("Что вычисляется; список и параметры каждого — reglament explain stage_conversion и другие"),
    )
    why: Text = Field(title="Зачем за ним следят", description="Какое решение по нему принимают")
    owner: RoleId | None = Field(
        None,
        title="Какая роль за него отвечает",
        description="Идентификатор роли: кто объясняет, почему показатель такой",
    )
    position: PositionId | None = Field(
        None,
        title="Какая должность за него отвечает",
        description="Идентификатор должности, если отвечает не роль, а одна должность",
    )
    target: Text | None = Field(
        None, title="Ориентир", description="К чему стремятся, словами; число, по которому судят, — это норма"
    )

    def named_pipelines(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every pipeline the indicator names, with its place inside it; measures of deals override it."""
        yield from ()


class DealIndicator(Indicator):
    """An indicator over deals, of some pipelines or of all."""

    pipelines: tuple[Text, ...] = Field((), title="Воронки", description="По умолчанию все")

    def named_pipelines(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The pipelines of the parameter."""
        for index, pipeline in enumerate(self.pipelines):
            yield ("pipelines", index), pipeline
