"""Число в обязанности вместо нормы шага (duty-number).

Шаг или его срок ссылается на норму, а в `duty` того же шага стоит число с единицей. Норму изменят — на сайте и в
регламенте будет новое число, а в должностной инструкции останется прежнее, и верить придётся обоим.

Как исправить: поставьте в обязанность ту же ссылку или уберите срок: его напечатает норма шага.

    text: Ответьте клиенту в срок [[norm:n-reakciya]]
    duty: отвечать клиенту в течение 30 минут               # плохо
    duty: отвечать клиенту в срок [[norm:n-reakciya]]       # хорошо
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.bare_number import unit_pattern
from handbook.lint.prose import plain
from handbook.lint.rule import Remark, Rule
from handbook.norms import LimitedNorm

_CITED = re.compile(r"\[\[norm:([^\]|]+)")
_NUMBER = r"(?<![\w.,])\d[\d\s\u00a0]*(?:[.,]\d+)?[\s\u00a0]*"


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every duty that says in digits what its step says with a norm."""
    for operation in handbook.operations.values():
        for index, step in enumerate(operation.steps):
            if not step.duty:
                continue
            cited = _CITED.findall(f"{step.text} {step.deadline or ''}")
            for name in dict.fromkeys(cited):
                placed = handbook.norms.get(name.strip())
                if placed is None or not isinstance(placed.norm, LimitedNorm) or f"[[norm:{name}" in step.duty:
                    continue
                unit = unit_pattern(placed.norm)
                found = re.search(_NUMBER + unit, plain(step.duty), re.IGNORECASE) if unit else None
                if found:
                    yield Remark(
                        f"в обязанности число «{' '.join(found[0].split())}», а в шаге — норма «{placed.norm.title}»",
                        (handbook.spot(operation, "steps", index, "duty", words=found[0]),),
                        f"Напишите и в обязанности [[norm:{name.strip()}]]",
                    )
                    break


RULE = Rule("duty-number", Severity.WARNING, check, __doc__)
