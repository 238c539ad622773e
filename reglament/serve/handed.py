"""«Решения планёрки», dropped on the page beside an export: promises, and no part of the export."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from reglament.serve.task import CannotError, Task

#: How the workbook ends, and what its hidden sheet of identities is found by.
_BOOK = ".xlsx"
_TIP = "Перетащите выгрузку вместе с одной книгой: той, которую заполнили на последней планёрке"


@dataclass(frozen=True, slots=True)
class Handed:
    """A filled sheet of decisions.

    Attributes:
        file: Its name.
        count: How many decisions it has.
        told: What was read of it, in words.
        unread: What could not be read, in Russian.
    """

    file: str
    count: int
    told: str
    unread: tuple[str, ...]


def lay_apart(task: Task) -> None:
    """Take the sheet of decisions out of what was uploaded.

    Raises:
        CannotError: There are several, there is nothing besides, or it cannot be read.
    """
    from audit.ingest.containers.ownreports import is_decisions

    every = [path for path in sorted(task.export.rglob("*")) if path.is_file()]
    found = [path for path in every if path.suffix.lower() == _BOOK and is_decisions(path)]
    if not found:
        return
    if len(found) > 1:
        names = ", ".join(f"«{path.name}»" for path in found[:4])
        raise CannotError(f"книг с решениями планёрки несколько: {names}", _TIP)
    if len(found) == len(every):
        message = f"«{found[0].name}» — решения планёрки, а выгрузки рядом с ними нет"
        raise CannotError(message, "Перетащите сюда и эту книгу, и файлы новой выгрузки: решения сверяются с нею")
    task.decisions.mkdir(exist_ok=True)
    shutil.move(found[0], task.decisions / found[0].name)
    handed_in(task)


def book_of(task: Task) -> Path | None:
    """The sheet of decisions that was uploaded."""
    return next(iter(task.decisions.glob("*")), None) if task.decisions.is_dir() else None


def handed_in(task: Task) -> Handed | None:
    """What the sheet of decisions says; None when none was uploaded.

    Raises:
        CannotError: It is damaged.
    """
    from generator.doctor.columns import plain
    from handbook.finding import Severity
    from reglament.decisions import filled_in

    book = book_of(task)
    if book is None:
        return None
    promises, findings = filled_in(book)
    if any(item.severity is Severity.ERROR for item in findings):
        raise CannotError(f"«{book.name}» не читается: {findings[0].message}", "Перетащите выгрузку без этой книги")
    told = f"Решения планёрки прочитаны: {len(promises)}" if promises else "Книга решений планёрки не заполнена"
    return Handed(book.name, len(promises), told, tuple(plain(item.message, 300) for item in findings))
