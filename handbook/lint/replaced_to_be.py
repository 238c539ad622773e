"""Заменён не тот процесс (replaced-to-be).

В `replaces` назван процесс, который сам описан «как должно быть» (или этот же самый). Сравнение «как было — как стало»
покажет два действующих порядка и не скажет, по какому работать.

Как исправить: назовите в `replaces` процесс с `variant: as-is`; если старый порядок отменён, поставьте `as-is` ему.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every replaced process that is not as-is."""
    for process in handbook.processes.values():
        for index, name in enumerate(process.replaces):
            old = handbook.processes.get(name)
            if old is not None and old.variant != "as-is":
                yield Remark(
                    f"процесс «{process.title}» заменяет «{old.title}», а тот описан не «как есть»",
                    (handbook.spot(process, "replaces", index),),
                    "Поставьте заменённому процессу «variant: as-is» или уберите его из replaces",
                )


RULE = Rule("replaced-to-be", Severity.WARNING, check, __doc__)
