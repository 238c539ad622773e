"""Сомнительное склонение (doubtful-inflection).

Название роли, должности, подразделения или документа словарь склоняет неуверенно: в документах оно стоит в косвенных
падежах («подчиняется руководителю…», «положение об отделе…»), и кадровик напечатает ошибку. Все названия во всех
падежах, с отметкой сомнительных, печатает `reglament check --forms`.

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
from handbook.declension import titles
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.russian.cases import Case

_CASES: dict[Case, str] = {
    Case.GENITIVE: "родительный",
    Case.DATIVE: "дательный",
    Case.ACCUSATIVE: "винительный",
    Case.INSTRUMENTAL: "творительный",
    Case.PREPOSITIONAL: "предложный",
}


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every title with cases that neither the dictionary knows nor a person has written."""
    for declined in titles(handbook):
        doubtful = declined.doubtful
        if doubtful:
            words = "; ".join(f"{_CASES[form.case]} — «{form.text}»" for form in doubtful)
            yield Remark(
                f"название «{declined.title}» склоняется неуверенно: {words}",
                (declined.spot,),
                f"Проверьте и впишите рядом forms: {', '.join(form.case.value for form in doubtful)}",
            )


RULE = Rule("doubtful-inflection", Severity.WARNING, check, __doc__)
