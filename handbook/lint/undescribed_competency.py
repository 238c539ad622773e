"""Неописанная компетенция (undescribed-competency).

Роль, должность или операция требует компетенции, которой нет в словаре competencies.yaml. Её уровень ничего не значит:
никто не сказал, чем третий отличается от четвёртого и как это проверить. Пока словаря нет, проверка молчит.

Как исправить: возьмите название из словаря буква в букву или опишите компетенцию там.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.model.operation import Operation
from handbook.model.people import JobProfile
from handbook.russian.text import normalise, suggest


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every competency that the dictionary lacks."""
    known = {normalise(card.title): card.title for card in handbook.competencies.values()}
    if not known:
        return
    records: tuple[JobProfile | Operation, ...] = (
        *handbook.roles.values(),
        *handbook.positions.values(),
        *handbook.operations.values(),
    )
    for record in records:
        for index, competency in enumerate(record.competencies):
            if normalise(competency.title) not in known:
                hint = suggest(competency.title, list(known.values()))
                yield Remark(
                    f"компетенции «{competency.title}» нет в словаре",
                    (handbook.spot(record, "competencies", index, "title"),),
                    f"Возможно, вы имели в виду «{hint}»" if hint else "Опишите её в competencies.yaml",
                )


RULE = Rule("undescribed-competency", Severity.WARNING, check, __doc__)
