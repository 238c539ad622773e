"""Операция без нормы (operation-without-norm).

Операцию не меряет ни одна норма: своей у неё нет, контрольные точки норм не называют и в тексте ссылок `[[norm:…]]`
нет. Хорошо она выполнена или плохо, решает каждый сам, и аудит о ней промолчит.

Как исправить: задайте норму в файле операции, назовите в контрольной точке норму, которой она меряется
(`norms: [n-plan]`), или сошлитесь на норму в сроке шага. Какие нормы бывают — `reglament explain`.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.coverage import with_norm
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.work import operations_in_force


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every operation that no norm measures."""
    normed = with_norm(handbook)
    for operation in operations_in_force(handbook):
        if operation.id not in normed:
            yield Remark(
                f"операцию «{operation.title}» не меряет ни одна норма",
                (handbook.spot(operation, "id"),),
                "Добавьте норму в norms операции или назовите её в контрольной точке",
            )


RULE = Rule("operation-without-norm", Severity.WARNING, check, __doc__)
