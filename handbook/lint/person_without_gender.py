"""Пол не виден по имени (person-without-gender).

Имя сотрудника не склонить: нет отчества, а имя и фамилия подходят и мужчине, и женщине («Шевченко Саша»). В уведомлении
и в листах ознакомления имя вышло бы в именительном падеже там, где нужен дательный или родительный.

Если таких сотрудников много — список взят из CRM, — о них сказано один раз.

Как исправить: впишите пол или отчество.

    - name: Шевченко Саша
      gender: f
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.russian.numbers import counted

#: More people than this are told of at once.
_MANY = 3


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every employee whose name cannot be declined because the sex is not known."""
    hidden = [person for person in handbook.staff if person.gender is None and _hidden(person.name)]
    if len(hidden) > _MANY:
        names = ", ".join(f"«{person.name}»" for person in hidden[:_MANY])
        people = counted(len(hidden), "сотрудника", "сотрудников", "сотрудников")
        yield Remark(
            f"по именам {people} не видно, мужчина это или женщина: {names} и другие",
            (handbook.spot(hidden[0], "name"),),
            "Впишите каждому отчество либо gender: m или gender: f",
        )
        return
    for person in hidden:
        yield Remark(
            f"по имени «{person.name}» не видно, мужчина это или женщина",
            (handbook.spot(person, "name"),),
            "Впишите рядом gender: m или gender: f",
        )


def _hidden(name: str) -> bool:
    # The dictionary is loaded only when there is something to ask it.
    from handbook.russian import parse_name

    return parse_name(name).gender is None


RULE = Rule("person-without-gender", Severity.WARNING, check, __doc__)
