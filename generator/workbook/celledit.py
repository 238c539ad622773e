"""The edit of a source that an edited cell means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.workbook.order import inner_model, rank
from generator.workbook.plan import Column, Plan, value_at
from generator.workbook.sources import Row
from handbook.finding import Place
from handbook.source.edit import Edit, Remove, Set
from handbook.source.yaml12 import Pointer


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that was edited."""

    plan: Plan
    column: Column
    row: Row
    before: str
    after: str
    place: Place


def edit_of(cell: Cell, pointer: Pointer, new: Any, state: Any) -> Edit:  # noqa: ANN401 - YAML data of any shape
    """The edit a cell means, in data with the earlier ones made."""
    base = cell.row.base
    whole = (*base, *pointer)
    if not cell.after:
        # A mapping left without its last key is no record any more.
        while len(whole) > len(base) + 1 and len(value_at(state, whole[:-1])) == 1:
            whole = whole[:-1]
        return Remove(whole)
    holder = value_at(state, whole[:-1])
    return Set(whole, new, key_before(cell.plan, pointer, holder if isinstance(holder, dict) else {}))


def key_before(plan: Plan, pointer: Pointer, holder: Mapping[str, Any]) -> str | None:
    """The key that stands before a new one in the order of the record."""
    model: Any = plan.model
    for step in pointer[:-1]:
        model = inner_model(model, step)
        if model is None:
            return None
    place = rank(model)
    mine = place(str(pointer[-1]))
    return next((key for key in reversed(list(holder)) if place(key) < mine), None)
