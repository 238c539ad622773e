"""The cells of a norm's limit taken together: an edit of the edition they show, or a new edition from a later day."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.workbook.celledit import Cell, key_before
from generator.workbook.normcells import limit, limit_words, since
from generator.workbook.outcome import Change, Outcome
from generator.workbook.plan import value_at
from handbook.finding import Place
from handbook.russian.dates import date_short
from handbook.source.edit import Edit, Insert, Remove, Set

_BOUNDS = ("min", "max")
_HOW = "Чтобы предел сменился с даты, впишите её в «Действует с»: прежний останется прежней редакцией"


@dataclass(frozen=True, slots=True)
class Meant:
    """An edited cell and what it means; None for a cleared one."""

    cell: Cell
    value: Any


@dataclass(frozen=True)
class Asked:
    """What the edited cells of one norm's limit ask for.

    Attributes:
        cells: The edited ones by what they hold: ``min``, ``max``, ``from``.
        norm: The norm as it is.
    """

    cells: Mapping[str, Meant]
    norm: Mapping[str, Any]

    @property
    def adds(self) -> bool:
        """Whether a new limit comes with a later day: the edition shown stays, another follows it."""
        return self._later and self._changed and self._has_limit

    def refused(self, outcome: Outcome, source: Place) -> bool:
        """Tell at its cell what cannot be done; whether there is such.

        Args:
            outcome: Where to tell.
            source: Where the edition shown stands.
        """
        if "from" not in self.cells:
            return False
        place, old, new = self.cells["from"].cell.place, self._old_day, self._day
        if self._later and self._has_limit and not self._changed and old:
            message = f"«Действует с» {_told(new)}, а предел прежний: новой редакции не из чего сложиться"
            tip = f"Впишите новый предел в ту же строку или верните {_told(old)}; дату прежнего предела меняют в файле"
            outcome.wrong("workbook-limit", message, place, tip, source)
            return True
        if self.adds and not any(self._new(bound) is not None for bound in _BOUNDS):
            message = f"новая редакция с {_told(new)} осталась без предела"
            outcome.wrong(
                "workbook-limit", message, place, "Впишите «Не менее» или «Не более»: снять предел с даты нельзя"
            )
            return True
        earlier = max(self._others, default=None)
        if not self._later and earlier is not None and (new is None or new <= earlier):
            message = f"предыдущая редакция действует с {_told(earlier)}: эта должна начаться позже"
            outcome.wrong(
                "workbook-limit",
                message,
                place,
                f"Впишите день позже {_told(earlier)} или верните {_told(old)}",
                source,
            )
            return True
        return False

    def warn(self, outcome: Outcome) -> None:
        """Tell whose judgement an edit of the edition shown changes."""
        if not self._has_limit:
            return
        words = limit_words(self.norm)
        for bound in _BOUNDS:
            if bound in self.cells and self._changed_bound(bound):
                facts = f"факты с {_told(self._old_day)}" if self._old_day else "все прежние факты"
                message = f"{facts}, уже судимые по пределу «{words}», будут судиться по новому"
                outcome.warn("workbook-limit", message, self.cells[bound].cell.place, _HOW)
                return
        if self._later and "from" in self.cells:
            message = f"факты до {_told(self._day)} норма судить перестанет: до сих пор она действовала без даты"
            tip = "Если с этого дня меняется предел, впишите и его: прежний останется прежней редакцией"
            outcome.warn("workbook-limit", message, self.cells["from"].cell.place, tip)

    def edits(self) -> Iterator[Edit]:
        """The edits that add an edition; one limit without dates becomes the first of dated ones."""
        base = self._cell.row.base
        if self._dated:
            yield Insert((*base, "limits"), self._edition)
            return
        first = {"from": self.norm.get("since")} | {bound: self.norm.get(bound) for bound in _BOUNDS}
        both = [_filled(first), self._edition]
        yield Set((*base, "limits"), both, key_before(self._cell.plan, ("limits",), self.norm))
        for key in ("since", *_BOUNDS):
            if key in self.norm:
                yield Remove((*base, key))

    def change(self) -> Change:
        """The new edition, for people and for the check of the file."""
        cell, number = self._cell, len(self.norm["limits"]) if self._dated else 1
        # A single limit moves into the list: whatever is wrong with the list is told at the cell of the day.
        pointer = (*cell.row.base, "limits", *((number,) if self._dated else ()))
        inside = () if self._dated else (number,)
        cells = {(*inside, key): meant.cell.place for key, meant in self.cells.items()}
        told = f"новая редакция с {_told(self._day)}: {_words(self._edition)}"
        label, place = f"{cell.plan.noun} {cell.row.key}", self.cells["from"].cell.place
        return Change(label, "", "", told, cell.row.file, pointer, place, cells)

    @property
    def _cell(self) -> Cell:
        return next(iter(self.cells.values())).cell

    @property
    def _dated(self) -> bool:
        return since(self.norm) != ("since",)

    @property
    def _old_day(self) -> date | None:
        return _day(value_at(self.norm, since(self.norm)))

    @property
    def _day(self) -> date | None:
        return _day(self.cells["from"].value) if "from" in self.cells else self._old_day

    @property
    def _later(self) -> bool:
        return self._day is not None and self._day > (self._old_day or date.min)

    @property
    def _has_limit(self) -> bool:
        return any(self._old(bound) is not None for bound in _BOUNDS)

    @property
    def _changed(self) -> bool:
        return any(map(self._changed_bound, _BOUNDS))

    @property
    def _others(self) -> list[date]:
        """Days of the editions before the one shown; one without a day is older than any."""
        if not self._dated:
            return []
        shown = since(self.norm)[1]
        others = (item for number, item in enumerate(self.norm["limits"]) if number != shown)
        return [_day(item.get("from")) or date.min for item in others if isinstance(item, dict)]

    @property
    def _edition(self) -> dict[str, Any]:
        return _filled({"from": self._day} | {bound: self._new(bound) for bound in _BOUNDS})

    def _changed_bound(self, bound: str) -> bool:
        return bool(_amount(self._old(bound)) != _amount(self._new(bound)))

    def _old(self, bound: str) -> Any:  # noqa: ANN401 - YAML data of any shape
        return value_at(self.norm, limit(bound)(self.norm))

    def _new(self, bound: str) -> Any:  # noqa: ANN401 - YAML data of any shape
        return self.cells[bound].value if bound in self.cells else self._old(bound)


def asked(found: Sequence[Meant]) -> Asked:
    """What edited cells of one norm's limit, at least one, ask for."""
    norm = found[0].cell.row.data
    keys = (str(meant.cell.column.place(norm)[-1]) for meant in found)
    return Asked({"from" if key == "since" else key: meant for key, meant in zip(keys, found, strict=True)}, norm)


def _filled(edition: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in edition.items() if value is not None}


def _day(value: Any) -> date | None:  # noqa: ANN401 - YAML data of any shape
    with contextlib.suppress(ValueError):
        return date.fromisoformat(str(value))
    return None


def _told(day: date | None) -> str:
    if day == date.min:
        return "самого начала"
    return date_short(day) if day else "пустую ячейку"


def _amount(value: Any) -> Any:  # noqa: ANN401 - YAML data of any shape
    """A limit by its number and unit, however it is spelt; what is no limit stays itself."""
    from pydantic_core import PydanticCustomError

    from handbook.norms.quantity import parse_quantity

    with contextlib.suppress(PydanticCustomError):
        return parse_quantity(value)
    return value


def _words(edition: Mapping[str, Any]) -> str:
    """A limit in Russian; as it is written when a part of it that was there before is no limit."""
    from pydantic import ValidationError

    from handbook.norms.base import Edition

    try:
        return Edition.model_validate(edition).words
    except ValidationError:
        return limit_words(edition)
