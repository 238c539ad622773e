"""What the CRM does and shows by itself: automation, reports and filters, data for the audit."""

from __future__ import annotations

import re
import sys

from generator.crm_spec.model import Automation, DataNeed, Watch
from generator.crm_spec.work import Work, once
from handbook.model.operation import Operation
from handbook.model.people import Role
from handbook.model.process import Process
from handbook.norms import Norm
from handbook.russian.text import folded, normalise

_KINDS = {
    "фильтр": "фильтр",
    "отчет": "отчёт",
    "свод": "отчёт",
    "задач": "задача",
    "уведомлен": "уведомление",
    "список": "список",
    "реестр": "список",
}
#: Letters a title loses at most when it is declined.
_ENDING = 2
_SHORTEST = 4
#: How the dative ends: «клиенту», «клиентам».
_GIVEN = ("у", "ю", "ам", "ям")
_WORD = re.compile(r"[\w-]+")
_NEEDS = re.compile(r"Нуж\w+:?\s.+", re.DOTALL)


def automations(work: Work) -> tuple[Automation, ...]:
    """Everything operations ask the CRM to do by itself."""
    return tuple(
        Automation(work.prose(text), _trigger(process, operation), _addressee(work, text, operation), process.title)
        for process, operation in work.operations()
        for text in operation.crm.automation
    )


def _trigger(process: Process, operation: Operation) -> str:
    if operation.crm.stage and process.funnel:
        return f"стадия «{operation.crm.stage}» ({process.funnel.pipeline}), операция «{operation.title}»"
    return f"операция «{operation.title}»"


def _addressee(work: Work, text: str, operation: Operation) -> str:
    """Who the text names; where it names none, whoever performs the operation."""
    said = _WORD.findall(normalise(text))
    named: dict[str, list[Role]] = {}
    for role in work.book.roles.values():
        for title in filter(None, (role.title, role.short)):
            first = _WORD.findall(normalise(title))[:1]
            if first and any(_sounds(word, first[0]) and _is_told(word, role) for word in said):
                named.setdefault(first[0], []).append(role)
    found = [work.who(role.id).called for word, roles in named.items() for role in _meant(word, roles)]
    return ", ".join(once(found)) or f"{work.who(operation.owner).called} — исполнитель операции"


def _is_told(word: str, role: Role) -> bool:
    """Whether a word is whom something goes to; of the client most automation only speaks."""
    return not role.external or word.endswith(_GIVEN)


def _meant(word: str, roles: list[Role]) -> list[Role]:
    """Of roles whose titles begin alike, the one that is called by that word alone."""
    plain = [role for role in roles if normalise(role.short or role.title) == word]
    return plain or roles


def _sounds(word: str, title: str) -> bool:
    """Whether a word is the first word of a title in some case."""
    stem = title if len(title) <= _SHORTEST else title[: -1 if len(title) < _SHORTEST + _ENDING else -_ENDING]
    return word.startswith(stem) and len(word) <= len(title) + _ENDING + 1


def watches(work: Work) -> tuple[Watch, ...]:
    """What control points are read from: filters and reports by their names."""
    found = []
    for _, operation in work.operations():
        for point in operation.control_points:
            recorded = work.prose(point.recorded)
            norms = [work.book.norms[name].norm for name in point.norms if name in work.book.norms]
            found.append(
                Watch(
                    recorded,
                    _kind(recorded),
                    work.prose(point.information),
                    work.who(point.to).called,
                    work.prose(point.when),
                    once(f"{norm.title}: {norm.words()}" for norm in norms),
                    operation.title,
                )
            )
    return tuple(found)


def _kind(recorded: str) -> str:
    words = folded(recorded)
    return next((kind for stem, kind in _KINDS.items() if stem in words), "запись")


def data(work: Work) -> tuple[DataNeed, ...]:
    """What the norms in force are checked by, one line for each kind of norm."""
    groups: dict[type[Norm], list[Norm]] = {}
    for norm in work.norms:
        groups.setdefault(type(norm), []).append(norm)
    return tuple(
        DataNeed(kind.kind_title, _needs(kind), kind.data_source, once(norm.title for norm in norms))
        for kind, norms in groups.items()
    )


def _needs(kind: type[Norm]) -> str:
    """The tables and columns a kind of norm is checked by: the help page of the kind says it in its last words."""
    page = sys.modules[kind.__module__].__doc__ or ""
    found = _NEEDS.search(page)
    return " ".join(found[0].partition("\n\n")[0].split()) if found else "Столбцы, которые называет запрос нормы."
