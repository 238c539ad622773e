"""Одно имя на двоих (ambiguous-person).

Имя из `aliases` сотрудника записано и у другого либо совпадает с его полным именем; буквы большие и малые, «ё» и
«е» не различаются. Сделки под таким именем достались бы одному из двух наугад.

Как исправить: оставьте имя у того, кто так записан в CRM; второму впишите его собственное написание.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.model.people import Person
from handbook.russian.text import normalise
from handbook.source.locate import Spot


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every name, full or as in the CRM, that an earlier person has."""
    names = [
        *((person, person.name, handbook.spot(person, "name")) for person in handbook.staff),
        *(
            (person, alias, handbook.spot(person, "aliases", index))
            for person in handbook.staff
            for index, alias in enumerate(person.aliases)
        ),
    ]
    first_of: dict[str, tuple[Person, Spot]] = {}
    for person, name, spot in names:
        first, place = first_of.setdefault(normalise(name), (person, spot))
        if first is not person:
            yield Remark(
                f"под именем «{name}» записаны двое: «{first.name}» и «{person.name}»",
                (spot, place),
                "Оставьте имя у того, кто так записан в CRM; у второго исправьте или уберите",
            )


RULE = Rule("ambiguous-person", Severity.ERROR, check, __doc__)
