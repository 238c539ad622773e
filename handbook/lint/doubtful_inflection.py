"""Сомнительное склонение (doubtful-inflection).

Название роли, должности или подразделения словарь склоняет неуверенно: в документах оно стоит в косвенных падежах
(«подчиняется руководителю…», «утверждает начальник отдела…»), и кадровик напечатает ошибку.

Как исправить: впишите нужные формы сами — написанное человеком важнее словаря.

    title: Лид-менеджер
    forms:
      genitive: лид-менеджера
      dative: лид-менеджеру
      accusative: лид-менеджера
      instrumental: лид-менеджером
      prepositional: лид-менеджере
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.model.base import CaseForms
from handbook.source.locate import Spot

_CASES: dict[str, str] = {
    "genitive": "родительный",
    "dative": "дательный",
    "accusative": "винительный",
    "instrumental": "творительный",
    "prepositional": "предложный",
}


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every title with cases that neither the dictionary knows nor a person has written."""
    for title, forms, spot in _titles(handbook):
        doubtful = _doubtful(title, forms)
        if doubtful:
            words = "; ".join(f"{_CASES[case]} — «{guess}»" for case, guess in doubtful.items())
            yield Remark(
                f"название «{title}» склоняется неуверенно: {words}",
                (spot,),
                f"Проверьте и впишите рядом forms: {', '.join(doubtful)}",
            )


def _titles(handbook: Handbook) -> Iterator[tuple[str, CaseForms | None, Spot]]:
    for records in (handbook.roles, handbook.positions):
        for record in records.values():
            yield record.title, record.forms, handbook.spot(record, "title")
    for index, department in enumerate(handbook.company.departments):
        yield department.title, department.forms, handbook.spot(handbook.company, "departments", index, "title")


def _doubtful(title: str, forms: CaseForms | None) -> dict[str, str]:
    missing = [case for case in _CASES if forms is None or getattr(forms, case) is None]
    if not missing:
        return {}
    # The dictionary is loaded only when there is something to ask it.
    from handbook.russian import Case, inflect

    guesses = {case: inflect(title, Case(case)) for case in missing}
    return {case: guess.text for case, guess in guesses.items() if not guess.confident}


RULE = Rule("doubtful-inflection", Severity.WARNING, check, __doc__)
