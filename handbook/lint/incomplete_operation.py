"""Неполная операция (incomplete-operation).

Операция описана не целиком. Полное описание отвечает на всё, что спросит новичок и его руководитель: зачем она
(`purpose`), из чего начинают и что остаётся (`inputs`, `outputs`), чем пользуются (`tools`), что делать по шагам
(`steps`), от чего зависит успех (`key_factor`), что внести в CRM (`crm`), что надо уметь (`competencies`), о чём
спрашивают (`questions`) и как часто её проходят (`load`). Чего нет здесь, того не будет на странице операции, в
должностной инструкции и в расчёте нагрузки.

Как исправить: заполните названные ключи. Если ключ здесь лишний — операция, скажем, не касается CRM, — допустите это с
причиной: `# reglament: ignore[incomplete-operation] в CRM ничего не вносят`.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.work import operations_in_force

_PARTS: dict[str, str] = {
    "purpose": "зачем",
    "inputs": "входы",
    "outputs": "выходы",
    "tools": "средства",
    "steps": "шаги",
    "key_factor": "ключевой фактор успеха",
    "crm": "требования к CRM",
    "competencies": "компетенции",
    "questions": "вопросы и ответы",
    "load": "как часто",
}


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every operation with empty parts, once."""
    for operation in operations_in_force(handbook):
        crm = operation.crm
        empty = [
            f"{words} ({key})"
            for key, words in _PARTS.items()
            if not (getattr(operation, key) if key != "crm" else crm.stage or crm.fields or crm.automation)
        ]
        if empty:
            yield Remark(
                f"операция «{operation.title}» описана не целиком, пусто: {', '.join(empty)}",
                (handbook.spot(operation, "id"),),
                "Заполните эти ключи",
            )


RULE = Rule("incomplete-operation", Severity.WARNING, check, __doc__)
