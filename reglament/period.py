"""The days a command is asked about."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from reglament.console import give_up

#: How people and programs write a day.
DAYS = ("%Y-%m-%d", "%d.%m.%Y")


class Day(click.DateTime):
    """A day as people and programs write it."""

    def __init__(self) -> None:
        super().__init__(DAYS)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - the signature is click's
        """The midnight it begins with.

        Raises:
            BadParameter: It is written otherwise, or there is no such day.
        """
        try:
            return super().convert(value.strip() if isinstance(value, str) else value, param, ctx)
        except click.BadParameter:
            self.fail(f"«{value}» — не дата; пишите 2026-10-01 или 01.10.2026", param, ctx)


def refuse_empty(first: datetime | None, last: datetime | None, as_of: datetime | None) -> None:
    """A period without a day is a slip of the hand.

    Args:
        first: The first day asked about.
        last: The last one.
        as_of: The day at whose midnight all is judged.

    Raises:
        SystemExit: There is no day between them.
    """
    if first and last and first > last:
        give_up(
            f"период начинается {first:%d.%m.%Y}, а кончается раньше, {last:%d.%m.%Y}",
            "Поменяйте местами даты ключей --from и --to или исправьте одну из них",
        )
    if first and as_of and first >= as_of:
        give_up(
            f"период начинается {first:%d.%m.%Y}, а судить его надо по состоянию на 00:00 {as_of:%d.%m.%Y}",
            "Дата --as-of должна быть позже даты --from",
        )
