"""Ссылка в никуда (unknown-reference).

В описании назван идентификатор, которого нет: роль, документ, операция, норма, термин, — или пункт, которого нет
в документе. Ссылки бывают в ключах (`owner: menedzher`) и в тексте (`[[norm:n-plan]]`). На сайте и в документах
такая ссылка оборвалась бы.

Как исправить: проверьте написание — подсказка предлагает ближайший известный идентификатор или номер — или
опишите недостающее в своём файле.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.crossref import TARGETS, find
from handbook.finding import Severity
from handbook.flow import graph
from handbook.lint.clauses import missing_clauses
from handbook.lint.rule import Remark, Rule
from handbook.model.base import Record, Target
from handbook.russian.text import suggest
from handbook.source.locate import Spot
from handbook.source.yaml12 import Pointer
from handbook.walk import texts

_NAMES: dict[Target, str] = {
    "role": "роли",
    "position": "должности",
    "department": "подразделения",
    "document": "документа",
    "process": "процесса",
    "operation": "операции",
    "norm": "нормы",
    "term": "термина",
    "indicator": "показателя",
    "schedule": "графика работы",
    "course": "курса",
}


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every reference, in keys, in prose and in flows, that leads nowhere."""
    for record in handbook.records():
        for pointer, text, target in texts(record):
            if target is not None:
                yield from _missing(handbook, handbook.spot(record, *pointer), target, text)
            elif "[[" in text:
                yield from _in_prose(handbook, record, pointer, text)
    yield from missing_clauses(handbook)
    for process in handbook.processes.values():
        drawn = graph(process, handbook.operations)
        for arc in drawn.dangling:
            hint = suggest(arc.target, list(drawn.nodes))
            yield Remark(
                f"в ходе процесса нет узла «{arc.target}»",
                (handbook.spot(process, *arc.pointer),),
                f"Возможно, вы имели в виду «{hint}»" if hint else "Добавьте такой узел в flow или исправьте ссылку",
            )


def _missing(handbook: Handbook, spot: Spot, target: Target, name: str) -> Iterator[Remark]:
    if handbook.knows(target, name):
        return
    hint = suggest(name, list(handbook.ids(target)))
    yield Remark(
        f"нет {_NAMES[target]} «{name}»",
        (spot,),
        f"Возможно, вы имели в виду «{hint}»" if hint else "Опишите недостающее или исправьте ссылку",
    )


def _in_prose(handbook: Handbook, record: Record, pointer: Pointer, text: str) -> Iterator[Remark]:
    for reference in find(text):
        target = reference.known_target
        if target is None:
            yield Remark(
                f"в тексте ссылка неизвестного вида «[[{reference.target}:…]]»",
                (handbook.spot(record, *pointer, words=f"[[{reference.target}:"),),
                f"Бывают: {', '.join(f'[[{name}:…]]' for name in TARGETS)}",
            )
        else:
            spot = handbook.spot(record, *pointer, words=f"{target}:{reference.id}")
            yield from _missing(handbook, spot, target, reference.id)


RULE = Rule("unknown-reference", Severity.ERROR, check, __doc__)
