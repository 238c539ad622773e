"""Неполная должность (incomplete-position).

У должности есть должностная инструкция (`publication`), а требований к работнику нет: ни образования, ни опыта, ни
того, что он должен знать и уметь, — или не сказано, в каком она подразделении. Инструкция вышла бы без раздела
«Квалификационные требования», и отказать неподходящему кандидату было бы нечем.

Требования должности и её ролей складываются: достаточно написать их в одном месте.

Как исправить: заполните названные ключи у должности или у её роли.

    education: Среднее профессиональное или высшее
    experience: Год продаж компаниям
    knowledge: [порядок применения скидок]
    skills: [считать выгоду клиента при нём]
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.model.people import JobProfile

_WORDS = {
    "education": "образование",
    "experience": "опыт",
    "knowledge": "что должен знать",
    "skills": "что должен уметь",
}


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every position with a job description that asks nothing of the employee."""
    if handbook.lacks("role"):
        return
    for position in handbook.positions.values():
        if position.publication is None:
            continue
        profiles: list[JobProfile] = [position, *(handbook.roles[n] for n in position.roles if n in handbook.roles)]
        empty = [f"{word} ({key})" for key, word in _WORDS.items() if not any(getattr(p, key) for p in profiles)]
        if position.department is None and position.reports_to is not None:
            empty.append("подразделение (department)")
        if empty:
            yield Remark(
                f"должность «{position.title}» описана не целиком, пусто: {', '.join(empty)}",
                (handbook.spot(position, "id"),),
                "Заполните эти ключи у должности или у её роли",
            )


RULE = Rule("incomplete-position", Severity.WARNING, check, __doc__)
