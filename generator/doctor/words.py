"""Words that the text of a diagnosis, its questions and the comments of a profile share."""

from __future__ import annotations

from collections.abc import Sequence

from generator.doctor.columns import cut, plain
from handbook.diagnosis import ColumnLook
from handbook.russian.numbers import NBSP, format_number

_EXAMPLES, _LONGEST = 3, 24
_TITLES, _TITLE = 40, 60


def percent(share: float) -> str:
    """A confidence: «92 %»; only what is entirely sure is 100 %."""
    value = round(share * 100)
    return f"{99 if value == 100 and share < 1 else value}{NBSP}%"  # noqa: PLR2004 - the whole in per cent


def examples(column: ColumnLook) -> str:
    """A few values of a column in one short line; what there is to say when it has none."""
    values = [cut(plain(value), _LONGEST) for value in column.examples[:_EXAMPLES]]
    return "; ".join(value for value in values if value) or "пусто"


def listed(titles: Sequence[str]) -> str:
    """Titles in quotation marks, no more than a person will read."""
    shown = ", ".join(f"«{plain(title, _TITLE)}»" for title in titles[:_TITLES])
    left = len(titles) - _TITLES
    return f"{shown} и ещё {format_number(left)}" if left > 0 else shown


def stage_name(stage: str, pipeline: str | None) -> str:
    """A stage with its funnel: «КП отправлено (Проекты)»."""
    return f"{plain(stage, _TITLE)} ({plain(pipeline, _TITLE)})" if pipeline else plain(stage, _TITLE)
