"""Процесс «как есть» с нормами (as-is-judged).

У процесса «как есть» есть воронка или нормы. Аудит судил бы сделки по порядку, от которого компания ушла, а новичок
увидел бы на его странице требования, которые больше не действуют.

Как исправить: перенесите `funnel` и `norms` в процесс, который его заменил.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every process as it is with a funnel or norms."""
    for process in handbook.processes.values():
        for key, what in (("funnel", "воронка"), ("norms", "нормы")):
            if process.variant == "as-is" and getattr(process, key):
                yield Remark(
                    f"у процесса «как есть» «{process.title}» есть {what}: аудит судил бы по старому порядку",
                    (handbook.spot(process, key, on_key=True),),
                    f"Перенесите {key} в процесс, который его заменил",
                )


RULE = Rule("as-is-judged", Severity.WARNING, check, __doc__)
