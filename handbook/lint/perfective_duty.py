"""Обязанность сказана о разовом действии (perfective-duty).

В должностной инструкции обязанность — то, что делают каждый раз: «регистрировать обращение», а не «зарегистрировать».
Шаг операции пишут как указание новичку («Зарегистрируйте обращение»), и в обязанность его переводит программа; если
пары глагола она не знает, в инструкции останется «зарегистрировать». Замечание стоит и там, где обязанность написана
человеком, но глаголом совершенного вида: в `duty` шага и в `duties` роли или должности.

Как исправить: напишите обязанность сами, несовершенным видом («что делать?», а не «что сделать?»).

    steps:
      - text: Завизируйте состав комплекта
        duty: визировать состав комплекта
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.prose import plain
from handbook.lint.rule import Remark, Rule
from handbook.source.locate import Spot

_TIP = "Напишите, что делать каждый раз, а не что сделать однажды: «регистрировать», а не «зарегистрировать»"


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every duty that a job description would print in the perfective."""
    # The dictionary is loaded only when there is something to ask it.
    from handbook.russian import aspect, to_duty, to_infinitive

    for text, spot in _written(handbook):
        if aspect(plain(text)) == "perf":
            yield Remark(f"обязанность «{_start(text)}» — о разовом действии", (spot,), _TIP)
    for operation in handbook.operations.values():
        for index, step in enumerate(operation.steps):
            text = plain(step.text)
            if step.duty or to_duty(text).confident:
                continue
            derived = to_infinitive(text)
            if derived.confident and aspect(derived.text) == "perf":
                yield Remark(
                    f"шаг станет обязанностью «{_start(derived.text)}», а она о разовом действии",
                    (handbook.spot(operation, "steps", index, "text"),),
                    f"Напишите рядом duty. {_TIP}",
                )


def _written(handbook: Handbook) -> Iterator[tuple[str, Spot]]:
    for records in (handbook.roles, handbook.positions):
        for record in records.values():
            for index, text in enumerate(record.duties):
                yield text, handbook.spot(record, "duties", index)
    for operation in handbook.operations.values():
        for index, step in enumerate(operation.steps):
            if step.duty:
                yield step.duty, handbook.spot(operation, "steps", index, "duty")


def _start(text: str) -> str:
    """The first words: enough to know the duty by."""
    words = text.split()
    return " ".join(words[:4]).rstrip(".,;:") + ("…" if len(words) > 4 else "")  # noqa: PLR2004 - as many as are shown


RULE = Rule("perfective-duty", Severity.INFO, check, __doc__)
