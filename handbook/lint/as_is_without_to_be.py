"""Процесс «как есть» без замены (as-is-without-to-be).

Процесс описан как есть (`variant: as-is`), но ни один процесс его не заменяет. Описание старого порядка нужно, чтобы
было с чем сравнить новый; само по себе оно учит работать по-старому.

Как исправить: опишите, как должно быть, и назовите в новом процессе старый: `replaces: [prodat-kak-est]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.flows import successors
from handbook.lint.rule import Remark, Rule


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every process as it is that nothing replaces."""
    replaced = successors(handbook)
    for process in handbook.processes.values():
        if process.variant == "as-is" and process.id not in replaced and not handbook.lacks("process"):
            yield Remark(
                f"процесс «{process.title}» описан «как есть», и ничто его не заменяет",
                (handbook.spot(process, "variant"),),
                f"Добавьте новому процессу «replaces: [{process.id}]»",
            )


RULE = Rule("as-is-without-to-be", Severity.WARNING, check, __doc__)
