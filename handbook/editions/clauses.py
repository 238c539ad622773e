"""A paper as numbered statements in words: what people sign, and what later editions are compared with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from handbook.book import Handbook
from handbook.editions.ways import in_words
from handbook.editions.wording import Closed, closed_words, fields, prose, shown
from handbook.model.base import Record, Target
from handbook.model.company import Department
from handbook.model.operation import Operation
from handbook.model.people import Position
from handbook.model.process import Process
from handbook.norms import Norm
from handbook.work import is_judged, operations_of, performers

What = Literal["document", "process", "position", "department"]
_SKIPPED = frozenset({"id", "forms", "norms", "publication"})
#: What of an operation helps to learn it and to plan it, and is no rule to be signed.
_UNSIGNED = frozenset({"load", "questions", "bottleneck", "competencies"})


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a paper.

    Attributes:
        key: Its way, the same from edition to edition: ``clauses/3.2``, ``operation/prinyat-zapros/steps/2``.
        title: The way in Russian: «пункт 3.2», «Требования, 2».
        text: What it says, with the values of norms written out.
    """

    key: str
    title: str
    text: str


def paper(book: Handbook, what: What, name: str) -> tuple[Statement, ...]:
    """The statements of a document, of a process with its operations, of a position with its roles, of a department.

    Args:
        book: The handbook.
        what: Which kind of paper.
        name: The identifier of a record that is there.
    """
    if what == "document":
        return tuple(_record(book, book.documents[name], "", ""))
    if what == "process":
        return tuple(_process(book, book.processes[name]))
    if what == "department":
        return tuple(_department(book, next(one for one in book.company.departments if one.id == name)))
    return tuple(_position(book, book.positions[name]))


def _process(book: Handbook, process: Process) -> Iterator[Statement]:
    yield from _record(book, in_words(book, process), "", "")
    yield from _norms(process.norms)
    for operation in operations_of(book, process):
        yield from _record(book, operation, f"operation/{operation.id}/", f"Операция «{operation.title}», ")
        yield from _norms(operation.norms)


def _department(book: Handbook, department: Department) -> Iterator[Statement]:
    yield from _record(book, department, "", "")
    posts = [one.title for one in book.positions.values() if one.department == department.id]
    for number, title in enumerate(posts, 1):
        yield Statement(f"positions/{number}", f"Должности, {number}", title)


def _position(book: Handbook, position: Position) -> Iterator[Statement]:
    yield from _record(book, position, "", "")
    for name in position.roles:
        if name in book.roles:
            yield from _record(book, book.roles[name], f"role/{name}/", f"Роль «{book.roles[name].title}», ")
    own = set(position.roles)
    for operation in book.operations.values():
        if own & set(performers(operation)):
            yield from _work(book, operation, own)
    for process in book.processes.values():
        if process.owner in own:
            for number, text in enumerate(process.decisions, 1):
                title = f"Решения по процессу «{process.title}», {number}"
                yield Statement(f"process/{process.id}/decisions/{number}", title, prose(book, text))
    yield from _norms(placed.norm for placed in book.norms.values() if is_judged(book, position, placed))


def _work(book: Handbook, operation: Operation, roles: set[str]) -> Iterator[Statement]:
    """Duties of the roles in an operation: their steps, what they approve, whom they deal with and by what means."""
    key, words = f"operation/{operation.id}", f"Операция «{operation.title}»"
    for number, step in enumerate(operation.steps, 1):
        if (step.role or operation.owner) in roles:
            text = prose(book, step.duty or step.text)
            deadline = f" ({prose(book, step.deadline)})" if step.deadline else ""
            yield Statement(f"{key}/steps/{number}", f"{words}, шаг {number}", text + deadline)
        if step.approves in roles:
            what = shown(book, step.document, "document") or "решение"
            yield Statement(f"{key}/approves/{number}", f"{words}, что утверждает в шаге {number}", what)
    for number, one in enumerate(operation.participants, 1):
        if roles & {operation.owner, one.role}:
            title = f"{words}, взаимодействие {number}"
            yield Statement(f"{key}/participants/{number}", title, shown(book, one) or one.role)
    for number, tool in enumerate(operation.tools if operation.owner in roles else (), 1):
        yield Statement(f"{key}/tools/{number}", f"{words}, средство {number}", tool)


def _norms(norms: Any) -> Iterator[Statement]:  # noqa: ANN401 - an iterable of a union of norm kinds
    for norm in norms:
        if isinstance(norm, Norm):
            yield Statement(f"norm/{norm.id}", f"Норма «{norm.title}»", norm.words())


def _record(book: Handbook, record: Record, key: str, words: str) -> Iterator[Statement]:
    for name, written, target in fields(record):
        value = getattr(record, name)
        if name in _SKIPPED or (isinstance(record, Operation) and name in _UNSIGNED) or value in (None, "", (), {}):
            continue
        title = words + (type(record).model_fields[name].title or written)
        closed = closed_words(type(record), name)
        if isinstance(value, tuple):
            yield from _items(book, value, target, (f"{key}{written}", title), closed=closed)
        else:
            yield Statement(f"{key}{written}", title, shown(book, value, target, closed=closed) or "")


def _items(
    book: Handbook, values: tuple[Any, ...], target: Target | None, at: tuple[str, str], *, closed: Closed
) -> Iterator[Statement]:
    for place, value in enumerate(values, 1):
        name = getattr(value, "number", None) or getattr(value, "id", None) or str(place)
        text = shown(book, value, target, closed=closed)
        if text:
            words = f"пункт {name}" if at[0] == "clauses" else f"{at[1]}, {name}"
            yield Statement(f"{at[0]}/{name}", words, text)
