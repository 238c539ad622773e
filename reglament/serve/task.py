"""What a worker is asked to do, and the words by which it says that it could not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

Tell = Callable[..., None]
EXPORT, REPORT, SPILL, DECISIONS = "Выгрузка", "report", "spill", "decisions"


@dataclass(frozen=True, slots=True)
class Options:
    """What a person chose for the audit.

    Attributes:
        as_of: The day it stands on.
        first: The first day that is judged.
        last: The last day that is judged.
        compare: Whether it is held against the earlier audit of the company's history.
        pseudonymise: Whether people are named by codes.
        remember: Whether the company's folder learns to read such an export.
        history: Whether the company's history keeps the result.
        save: Whether the report is put into the company's ``build/audit`` too.
    """

    as_of: date | None = None
    first: date | None = None
    last: date | None = None
    compare: bool = False
    pseudonymise: bool = False
    remember: bool = False
    history: bool = False
    save: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One run of a worker.

    Attributes:
        project: The company's folder.
        folder: The folder of the audit: what was uploaded, what is known so far, the report.
        memory: How much memory the database may take, «900MB».
        chosen: Fields of the page by their names.
        skip: Whether to audit the export as it is read now, whatever was chosen.
    """

    project: Path
    folder: Path
    memory: str | None = None
    chosen: Mapping[str, str] = field(default_factory=dict)
    skip: bool = False

    @classmethod
    def of(cls, request: Mapping[str, Any]) -> Task:
        """The task of a request."""
        return cls(
            Path(request["project"]),
            Path(request["folder"]),
            request.get("memory"),
            request.get("chosen") or {},
            bool(request.get("skip")),
        )

    @property
    def export(self) -> Path:
        """Where what was uploaded lies."""
        return self.folder / EXPORT

    @property
    def decisions(self) -> Path:
        """Where the sheet of decisions lies that was uploaded beside the export."""
        return self.folder / DECISIONS

    @property
    def report(self) -> Path:
        """Where the report goes."""
        return self.folder / REPORT

    def options(self) -> Options:
        """What was chosen for the audit.

        Raises:
            CannotError: A date is no date, or the period has no day.
        """
        as_of, first, last = (_day(self.chosen.get(name, "")) for name in ("as_of", "first", "last"))
        if first and last and first > last:
            raise CannotError(f"период начинается {first:%d.%m.%Y}, а кончается раньше, {last:%d.%m.%Y}")
        if first and as_of and first >= as_of:
            message = f"период начинается {first:%d.%m.%Y}, а судить его надо на {as_of:%d.%m.%Y}: поменяйте даты"
            raise CannotError(message)
        ticked = {
            name: self.chosen.get(name) == "1" for name in ("compare", "pseudonymise", "remember", "history", "save")
        }
        return Options(as_of, first, last, **ticked)


class CannotError(Exception):
    """The worker cannot do what it was asked; the text says in Russian why.

    Attributes:
        tip: What to do.
        remarks: Every mistake by itself, as plain data.
    """

    def __init__(self, message: str, tip: str = "", remarks: Sequence[Mapping[str, str]] = ()) -> None:
        super().__init__(message)
        self.tip, self.remarks = tip, tuple(remarks)


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise CannotError(f"«{text[:20]}» — не дата: выберите день в календаре или напишите 2026-09-30") from error
