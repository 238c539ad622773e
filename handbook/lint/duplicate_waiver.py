"""Исключение записано дважды (duplicate-waiver).

Два исключения разрешают одно и то же нарушение одной нормы. Непонятно, какой срок и какая причина верны; действовало бы
то, что длиннее.

Как исправить: оставьте одно исключение с верным сроком.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every waiver of an object that an earlier one already waives from the same norm."""
    first: dict[tuple[str, str], int] = {}
    for index, waiver in enumerate(handbook.waivers):
        earlier = first.setdefault((waiver.norm, waiver.object), index)
        if earlier != index:
            yield Remark(
                f"исключение нормы «{waiver.norm}» для «{waiver.object}» уже есть",
                (handbook.spot(waiver, "object"), handbook.spot(handbook.waivers[earlier], "object")),
                "Оставьте одно из двух",
            )


RULE = Rule("duplicate-waiver", Severity.WARNING, check, __doc__)
