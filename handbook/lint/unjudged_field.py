"""Обязательное поле, которого никто не проверит (unjudged-field).

Операция называет поле CRM обязательным, но ни одна норма вида `required_fields` его не требует: в выгрузке оно может
стоять пустым, и аудит об этом не скажет. О таких полях процесса говорит одно замечание; оно называет первые пять.

Как исправить: впишите поле в `fields` нормы, которая отвечает за карточку, или снимите обязательность.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.norms.required_fields import RequiredFields
from handbook.russian.text import normalise
from handbook.source.locate import Spot
from handbook.work import operations_in_force

#: So many fields a message names.
_FEW = 5


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every process with mandatory fields that no norm requires, once, at the first of them."""
    if handbook.lacks("norm"):
        return
    judged = {
        normalise(name)
        for placed in handbook.norms.values()
        if isinstance(placed.norm, RequiredFields)
        for name in placed.norm.fields
    }
    unjudged: dict[str, list[tuple[str, Spot]]] = {}
    for operation in operations_in_force(handbook):
        for index, field in enumerate(operation.crm.fields):
            if field.mandatory and normalise(field.title) not in judged:
                spot = handbook.spot(operation, "crm", "fields", index, "title")
                unjudged.setdefault(handbook.homes.get(operation.id, ""), []).append((field.title, spot))
    for home, fields in unjudged.items():
        process = handbook.processes.get(home)
        whose = f"процесса «{process.title}»" if process else "операций"
        titles = list(dict.fromkeys(title for title, _ in fields))
        names = ", ".join(f"«{title}»" for title in titles[:_FEW])
        more = f" и ещё {len(titles) - _FEW}" if len(titles) > _FEW else ""
        yield Remark(
            f"обязательных полей {whose} не требует ни одна норма: {names}{more}",
            (fields[0][1],),
            "Допишите эти поля в fields нормы вида required_fields, а у тех, что можно не заполнять, уберите mandatory",
        )


RULE = Rule("unjudged-field", Severity.INFO, check, __doc__)
