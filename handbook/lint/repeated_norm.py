"""Норма записана дважды (repeated-norm).

Две нормы меряют одно и то же (один вид, те же параметры и охват), весят одинаково и в одно время задают один предел:
так бывает, когда файл операции скопировали. Аудит насчитает каждое нарушение дважды, а когда предел изменят, поправят
одну из двух.

Как исправить: оставьте одну норму, а в другом месте сошлитесь на неё — `norms: [n-kp]` в контрольной точке или
`[[norm:n-kp]]` в тексте.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.norm_conflict import by_measure, in_force
from handbook.lint.rule import Remark, Rule
from handbook.norms import LimitedNorm


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every norm that says what an earlier one says, once."""
    for norms in by_measure(handbook):
        for index, second in enumerate(norms):
            first = next((norm for norm in norms[:index] if _repeat(norm, second)), None)
            if first is not None:
                yield Remark(
                    f"норма «{second.title}» ({second.id}) повторяет норму «{first.title}» ({first.id})",
                    (handbook.spot(second, "id"), handbook.spot(first, "id")),
                    f"Оставьте одну и сошлитесь на неё: «norms: [{first.id}]» или [[norm:{first.id}]]",
                )


def _repeat(first: LimitedNorm, second: LimitedNorm) -> bool:
    return first.severity is second.severity and any(
        since < other_end and other_since < end and (one.min, one.max) == (other.min, other.max)
        for since, end, one in in_force(first)
        for other_since, other_end, other in in_force(second)
    )


RULE = Rule("repeated-norm", Severity.WARNING, check, __doc__)
