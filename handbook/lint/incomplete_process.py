"""Неполный процесс (incomplete-process).

Руководителю процесса не сказано, чем он управляет: какие решения обязан принимать (`decisions`), на какие показатели
смотреть (`indicators`), какой отчёт и когда получает (`reports`); у основного процесса — какие стадии B2B-продажи он
покрывает (`b2b_stages`). Процессу «как есть» этого не нужно: им управляли без описания.

Как исправить: заполните названные ключи.

    decisions:
      - Продолжать ли сделку, в которой клиент дважды сдвинул дату решения
    indicators: [p-voronka]
    reports:
      - {document: otchet-nedeli, by: rop, to: kommercheskij-direktor, when: "понедельник, до 12:00"}
    b2b_stages: [lead-conversion]
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule

_PARTS: dict[str, str] = {
    "decisions": "решения руководителя",
    "indicators": "показатели",
    "reports": "отчётность",
    "b2b_stages": "стадии B2B-продажи",
}


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every process with empty parts, once."""
    for process in handbook.processes.values():
        empty = [
            f"{words} ({key})"
            for key, words in _PARTS.items()
            if not getattr(process, key) and (key != "b2b_stages" or process.kind == "main")
        ]
        if empty and process.variant == "to-be":
            yield Remark(
                f"процесс «{process.title}» описан не целиком, пусто: {', '.join(empty)}",
                (handbook.spot(process, "id"),),
                "Заполните эти ключи",
            )


RULE = Rule("incomplete-process", Severity.WARNING, check, __doc__)
