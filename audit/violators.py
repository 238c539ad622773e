"""The violators of a norm as the database gave them; each becomes a record when somebody looks at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import overload

from audit.engines.base import Row
from audit.prepare.setting import Setting
from audit.rules.base import Rule
from handbook.norms import Norm
from handbook.result import Violation


class Violators(Sequence[Violation]):
    """Violators that are counted at once and described when they are asked for.

    A norm may have a hundred thousand of them, and most reports show twenty.

    Args:
        rows: Answers to the question of a rule, those in breach.
        describe: Makes a record of one.
    """

    def __init__(self, rows: Sequence[Row], describe: Callable[[Row], Violation]) -> None:
        self._rows = rows
        self._describe = describe

    @cached_property
    def _all(self) -> tuple[Violation, ...]:
        return tuple(self._describe(row) for row in self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Violation]:
        return iter(self._all)

    @overload
    def __getitem__(self, index: int) -> Violation: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Violation]: ...
    def __getitem__(self, index: int | slice) -> Violation | Sequence[Violation]:
        if isinstance(index, slice) and "_all" not in self.__dict__:
            return tuple(self._describe(row) for row in self._rows[index])
        return self._all[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(len(self))


def describer(rule: Rule, norm: Norm, setting: Setting) -> Callable[[Row], Violation]:
    """What makes a record of an answer to the question of a rule."""

    def describe(row: Row) -> Violation:
        return Violation(
            key=row["key"],
            object_id=row["object_id"],
            object_title=row["object_title"],
            owner=row["owner"],
            moment=row["moment"],
            actual=_number(row["actual"]),
            limit=_number(row["limit_value"]),
            unit=row["unit"],
            detail=rule.detail(norm, row, setting),
            money=row["money"],
            source_file=row["source_file"],
            source_row=row["source_row"],
            edition=row["edition"],
            stages=rule.stages(row),
            standing=row["is_standing"],
            closed=bool(row.get("is_closed")),
        )

    return describe


def _number(measured: float | Decimal | None) -> float | None:
    return None if measured is None else round(float(measured), 6)
