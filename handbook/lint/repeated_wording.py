"""Повтор слово в слово (repeated-wording).

Две операции говорят одно и то же: десять и больше слов подряд совпадают в их шагах, ответах или действиях при
отклонении. Правку внесут в одном месте и забудут в другом; а читатель решит, что и остальное скопировано.

Как исправить: оставьте текст там, где работу делают, а в другом месте сошлитесь на операцию или на пункт регламента:
`[[operation:soglasovat-kp]]`, `[[document:reglament-kp]]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.model.operation import Operation
from handbook.source.yaml12 import Pointer

_RUN = 10
_WORD = re.compile(r"\w+")
_SHOWN = 5


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every operation that repeats a run of words of an earlier one, each such pair once."""
    first: dict[str, tuple[Operation, Pointer]] = {}
    for operation in handbook.operations.values():
        told: set[str] = set()
        for pointer, text in _texts(operation):
            words = _WORD.findall(text.lower())
            for start in range(len(words) - _RUN + 1):
                run = " ".join(words[start : start + _RUN])
                earlier, place = first.setdefault(run, (operation, pointer))
                if earlier is not operation and earlier.id not in told:
                    told.add(earlier.id)
                    shown = " ".join(words[start : start + _SHOWN])
                    yield Remark(
                        f"операция «{operation.title}» повторяет слово в слово операцию «{earlier.title}»: «{shown}…»",
                        (handbook.spot(operation, *pointer), handbook.spot(earlier, *place)),
                        "Оставьте текст в одном месте, в другом сошлитесь на него",
                    )


def _texts(operation: Operation) -> Iterator[tuple[Pointer, str]]:
    for index, step in enumerate(operation.steps):
        yield ("steps", index, "text"), step.text
    for index, question in enumerate(operation.questions):
        if question.answer is not None:
            yield ("questions", index, "answer"), question.answer
    for index, point in enumerate(operation.control_points):
        yield ("control_points", index, "on_deviation"), point.on_deviation


RULE = Rule("repeated-wording", Severity.WARNING, check, __doc__)
