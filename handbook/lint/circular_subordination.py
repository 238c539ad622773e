"""Подчинение по кругу (circular-subordination).

Должность через `reports_to` или подразделение через `parent` подчинены в конце концов сами себе. Структуру не
нарисовать, а в должностной инструкции работник окажется начальником собственного начальника.

Как исправить: найдите в цепочке лишнюю ссылку и уберите её или направьте выше; у первого руководителя
`reports_to` нет.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every circle of positions and of departments, told once."""
    positions = handbook.positions
    above = {name: position.reports_to for name, position in positions.items()}
    for circle in _circles(above):
        yield Remark(
            f"должности подчинены по кругу: {_chain([positions[name].title for name in circle])}",
            tuple(handbook.spot(positions[name], "reports_to") for name in circle),
            "Уберите лишний reports_to: у первого руководителя его нет",
        )
    departments = handbook.company.departments
    index = {department.id: number for number, department in reversed(tuple(enumerate(departments)))}
    over = {name: departments[number].parent for name, number in index.items()}
    for circle in _circles(dict(sorted(over.items(), key=lambda item: index[item[0]]))):
        yield Remark(
            f"подразделения подчинены по кругу: {_chain([departments[index[name]].title for name in circle])}",
            tuple(handbook.spot(handbook.company, "departments", index[name], "parent") for name in circle),
            "Уберите лишний parent: у верхнего подразделения его нет",
        )


def _chain(titles: list[str]) -> str:
    return " → ".join(f"«{title}»" for title in [*titles, titles[0]])


def _circles(above: Mapping[str, str | None]) -> Iterator[list[str]]:
    """Circles of a graph in which each node has one way up at most, each from the node that is written first."""
    done: set[str] = set()
    for start in above:
        path: list[str] = []
        node: str | None = start
        while node is not None and node in above and node not in done:
            done.add(node)
            path.append(node)
            node = above[node]
        if node in path:
            circle = path[path.index(node) :]
            order = list(above)
            turn = circle.index(min(circle, key=order.index))
            yield circle[turn:] + circle[:turn]


RULE = Rule("circular-subordination", Severity.ERROR, check, __doc__)
