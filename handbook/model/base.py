"""What all source records share: strictness, identifiers, references to one another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

Target = Literal[
    "role",
    "position",
    "department",
    "document",
    "process",
    "operation",
    "meeting",
    "norm",
    "term",
    "indicator",
    "schedule",
    "person",
    "course",
]


class Record(BaseModel):
    """A frozen record of a source file; a key it does not know is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, validate_by_name=True)


def disagreement(message: str, *at: str | int, tip: str | None = None) -> PydanticCustomError:
    """The error of a record whose parts are right each and wrong together.

    Args:
        message: What is wrong, in Russian, without a final full stop.
        at: The way from the record to the part to be shown, by keys as the source spells them.
        tip: How to mend it.
    """
    return PydanticCustomError("disagreement", "{words}", {"words": message, "at": at, "tip": tip})


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a text field as the identifier of another record, so that one rule can check every reference."""

    target: Target


ID_PATTERN = r"^[a-z0-9]+(?:[-_.][a-z0-9]+)*$"

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=80)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]

RoleId = Annotated[Id, Ref("role")]
PositionId = Annotated[Id, Ref("position")]
DepartmentId = Annotated[Id, Ref("department")]
DocumentId = Annotated[Id, Ref("document")]
ProcessId = Annotated[Id, Ref("process")]
OperationId = Annotated[Id, Ref("operation")]
NormId = Annotated[Id, Ref("norm")]
ScheduleId = Annotated[Id, Ref("schedule")]


def _written_out(value: Any) -> Any:  # noqa: ANN401 - raw YAML before validation
    # Pydantic would read a bare number as seconds since 1970 or since midnight.
    if isinstance(value, int | float):
        raise PydanticCustomError("written_out", "нужна дата вида 2026-01-31 или время вида 09:30")
    return value


def _without_zone(clock: time) -> time:
    if clock.tzinfo is not None:
        raise PydanticCustomError("written_out", "нужно время без пояса, вида 09:30: пояс один на всю компанию")
    return clock


Day = Annotated[date, BeforeValidator(_written_out)]
Clock = Annotated[time, BeforeValidator(_written_out), AfterValidator(_without_zone)]


class CaseForms(Record):
    """Hand-written case forms of a title, for the few that automatic inflection cannot know."""

    genitive: Text | None = Field(
        None, title="Родительный: кого, чего", description="С предлогом «без»: руководителя отдела продаж"
    )
    dative: Text | None = Field(
        None, title="Дательный: кому, чему", description="С предлогом «к»: руководителю отдела продаж"
    )
    accusative: Text | None = Field(
        None, title="Винительный: кого, что", description="После «вижу»: руководителя отдела продаж"
    )
    instrumental: Text | None = Field(
        None, title="Творительный: кем, чем", description="С предлогом «с»: руководителем отдела продаж"
    )
    prepositional: Text | None = Field(
        None, title="Предложный: о ком, о чём", description="С предлогом «о»: руководителе отдела продаж"
    )


class ClauseRef(Record):
    """A clause of a document that governs something."""

    document: DocumentId = Field(title="Документ", description="Идентификатор документа из documents/")
    clause: Text | None = Field(None, title="Пункт", description="Номер пункта, например «4.2»")
