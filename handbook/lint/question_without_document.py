"""Вопрос без документа (question-without-document).

Вопрос новичка не ведёт ни в какой документ. Ответ, написанный только здесь, никем не утверждён: в споре на него не
сошлёшься, и при пересмотре регламента он останется старым.

Как исправить: назовите документ и пункт, где стоит ответ; если такого пункта нет, допишите его в регламент.

    questions:
      - question: Кто меняет плановую дату?
        answer: Менеджер, со слов клиента.
        document: reglament-crm
        clause: "3.3"
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.work import operations_in_force


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every question that names no document."""
    for operation in operations_in_force(handbook):
        for index, question in enumerate(operation.questions):
            if question.document is None:
                what = "ответ ни на чём не основан" if question.answer else "ответа нет"
                yield Remark(
                    f"вопрос «{question.question}» операции «{operation.title}» не ведёт в документ: {what}",
                    (handbook.spot(operation, "questions", index, "question"),),
                    "Добавьте document и clause — где стоит ответ",
                )


RULE = Rule("question-without-document", Severity.WARNING, check, __doc__)
