"""Passports of a process and of its operations: label and lines, none of them empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.word.process_regulation.record import Fact
from generator.word.process_regulation.view import View
from generator.word.words import distinct, phrase, quoted, tidy
from handbook.model.operation import Input, Operation, Output
from handbook.model.process import BLOCK_TITLES
from handbook.russian import upper_first

_KINDS = {"main": "основной", "support": "вспомогательный", "management": "управляющий"}


def passport(view: View) -> tuple[Fact, ...]:
    """The passport of the process."""
    return tuple(fact for label, lines in _process_rows(view) if (fact := _fact(label, lines)))


def operation_facts(view: View, operation: Operation) -> tuple[Fact, ...]:
    """The passport of an operation."""
    return tuple(fact for label, lines in _operation_rows(view, operation) if (fact := _fact(label, lines)))


def _fact(label: str, texts: Iterable[str]) -> Fact | None:
    lines = [phrase(text) for text in distinct(list(texts))]
    if not lines:
        return None
    lines[0] = upper_first(lines[0])
    return Fact(label, (*(f"{line};" for line in lines[:-1]), lines[-1]))


def _process_rows(view: View) -> Iterator[tuple[str, Iterable[str]]]:
    process = view.process
    yield "Владелец процесса", [view.who(process.owner)] if process.owner else []
    yield "Блок и вид", [f"{quoted(BLOCK_TITLES[process.block])}, {_KINDS[process.kind]}"]
    yield "Цель", [view.speech.prose(process.goal)]
    yield "С чего начинается", [view.speech.prose(process.trigger)]
    yield "Входы и поставщики", _inputs(view)
    yield "Чем заканчивается", [view.speech.prose(process.result)]
    yield "Выходы и потребители", _outputs(view)
    yield "Системы", [_tools(view, *view.operations)]
    yield "Воронка в CRM", [quoted(process.funnel.pipeline)] if process.funnel else []


def _inputs(view: View) -> list[str]:
    """What comes from outside: documents no operation of the process makes."""
    made = {one.document for operation in view.operations for one in operation.outputs}
    coming = [one for operation in view.operations for one in operation.inputs]
    kept = [one for one in coming if one.document not in made] or coming
    suppliers: dict[str, list[str]] = {}
    for one in kept:
        suppliers.setdefault(one.document, []).extend([one.source] if one.source else [])
    return [_with(view.named(document), view.whom(roles), "от") for document, roles in suppliers.items()]


def _outputs(view: View) -> list[str]:
    """What leaves the process: documents no operation of it starts from."""
    taken = {one.document for operation in view.operations for one in operation.inputs}
    leaving = [one for operation in view.operations for one in operation.outputs]
    kept = [one for one in leaving if one.document not in taken] or leaving
    takers: dict[str, list[str]] = {}
    for one in kept:
        takers.setdefault(one.document, []).extend(one.to)
    return [_with(view.named(document), view.whom(roles), "для") for document, roles in takers.items()]


def _with(document: str, roles: str, word: str) -> str:
    return f"{document} ({word} {roles})" if roles else document


def _operation_rows(view: View, operation: Operation) -> Iterator[tuple[str, Iterable[str]]]:
    yield "Владелец", _people(view, operation)
    yield "Начинают, когда есть", [_input(view, operation, one) for one in operation.inputs]
    yield "Результат", [_output(view, operation, one) for one in operation.outputs]
    yield "Средства", _means(view, operation)
    yield "Выполняют по", _clauses(view, operation)
    yield "Главное условие", [view.speech.prose(operation.key_factor)] if operation.key_factor else []


def _people(view: View, operation: Operation) -> list[str]:
    owner = view.who(operation.owner) if operation.owner else ""
    setter = f"задачу ставит {view.who(operation.set_by)}" if operation.set_by else ""
    return ["; ".join(part for part in (owner, setter) if part)]


def _tools(view: View, *operations: Operation) -> str:
    return ", ".join(distinct([view.speech.prose(tool) for operation in operations for tool in operation.tools]))


def _means(view: View, operation: Operation) -> list[str]:
    tools = _tools(view, operation)
    stage = f"стадия в CRM {quoted(operation.crm.stage)}" if operation.crm.stage else ""
    return ["; ".join(part for part in (tools, stage) if part)]


def _input(view: View, operation: Operation, one: Input) -> str:
    name = _with(view.named(one.document), view.whom(_others(view, operation, (one.source,))), "от")
    return _noted(view, name, one.note)


def _output(view: View, operation: Operation, one: Output) -> str:
    name = _with(view.named(one.document), view.whom(_others(view, operation, one.to)), "для")
    return _noted(view, name, one.note)


def _noted(view: View, name: str, note: str | None) -> str:
    """A document with what is said of it, after a dash when a colon stands there already."""
    said = phrase(view.speech.prose(note)) if note else ""
    return f"{name}{' —' if ':' in said else ':'} {said}" if said else name


def _others(view: View, operation: Operation, roles: Iterable[str | None]) -> list[str]:
    """Roles of other posts than the owner's: he gives nothing to himself."""
    own = view.who(operation.owner) if operation.owner else ""
    return [role for role in roles if role and view.who(role) != own]


def governing(view: View) -> list[str]:
    """Documents the operations are done by; which clauses of them is said of every operation apart."""
    names = dict.fromkeys(reference.document for operation in view.operations for reference in operation.governed_by)
    return [with_clauses(view, name, []) for name in names]


def _clauses(view: View, operation: Operation) -> list[str]:
    """Documents an operation is done by, with their clauses: «Регламент КП (РГ-02), пункты 2.1, 2.4»."""
    clauses: dict[str, dict[str, None]] = {}
    for reference in operation.governed_by:
        kept = clauses.setdefault(reference.document, {})
        if reference.clause:
            kept[tidy(reference.clause)] = None
    return [with_clauses(view, document, list(numbers)) for document, numbers in clauses.items()]


def with_clauses(view: View, document: str, clauses: list[str]) -> str:
    """A document with its number and clauses."""
    found = view.handbook.documents.get(document)
    name = tidy(found.title) if found else document
    number = f" ({tidy(found.publication.number)})" if found and found.publication else ""
    if not clauses:
        return f"{name}{number}"
    return f"{name}{number}, {'пункт' if len(clauses) == 1 else 'пункты'} {', '.join(sorted(clauses, key=_natural))}"


def _natural(number: str) -> list[tuple[int, str]]:
    return [(int(part) if part.isdecimal() else 0, part) for part in number.split(".")]
