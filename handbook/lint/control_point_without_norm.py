"""Контрольная точка без нормы (control-point-without-norm).

Контрольная точка не называет ни одной нормы: руководителю говорят, что показать, но не говорят, какое значение
считать отклонением.

Как исправить: добавьте `norms:` с нормой, по которой видно отклонение. Если мерить нечем — сведения смотрят глазами, —
оставьте как есть.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.work import operations_in_force


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every control point that names no norm."""
    for operation in operations_in_force(handbook):
        for index, point in enumerate(operation.control_points):
            if not point.norms:
                yield Remark(
                    f"контрольная точка «{point.id}» операции «{operation.title}» не измеряется нормой",
                    (handbook.spot(operation, "control_points", index, "id"),),
                    "Назовите норму: «norms: […]»",
                )


RULE = Rule("control-point-without-norm", Severity.INFO, check, __doc__)
