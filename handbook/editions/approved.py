"""Approved editions: one JSON file each under ``history/approved/``, kept in git beside the sources."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from handbook.editions.clauses import Statement, What

FOLDER = Path("history") / "approved"
SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Approved:
    """An edition as it was approved.

    Attributes:
        what: Which kind of paper.
        id: The identifier of its record.
        title: What it was called.
        number: Its number.
        edition: Its edition, from 1.
        order: The number of the order.
        on: The date of the order.
        effective: The day it came into force.
        summary: What had changed.
        statements: What it said.
    """

    what: What
    id: str
    title: str
    number: str
    edition: int
    order: str
    on: date
    effective: date
    summary: str
    statements: tuple[Statement, ...]

    @property
    def path(self) -> str:
        """Its file, relative to the folder of approved editions."""
        return f"{self.what}-{self.id}/{self.edition:03d}.json"


class BrokenEditionError(ValueError):
    """A stored edition cannot be read; the text says which and why, in Russian."""


def digest(statements: Sequence[Statement]) -> str:
    """SHA-256 of the statements of a paper."""
    text = "\n".join(f"{one.key}\t{one.text}" for one in statements)
    return hashlib.sha256(text.encode()).hexdigest()


def dump(edition: Approved) -> bytes:
    """The file of an edition; its digest covers all that it says, so that no line of it changes unnoticed."""
    data: dict[str, Any] = {"schema": SCHEMA, "digest": _seal(edition), **asdict(edition)}
    return (json.dumps(data, ensure_ascii=False, indent=1, default=date.isoformat) + "\n").encode()


def _seal(edition: Approved) -> str:
    text = json.dumps(asdict(edition), ensure_ascii=False, sort_keys=True, default=date.isoformat)
    return hashlib.sha256(text.encode()).hexdigest()


def latest(root: Path, what: What, name: str) -> Approved | None:
    """The newest approved edition of a paper; None when none was approved.

    Args:
        root: The company's folder.
        what: Which kind of paper.
        name: The identifier of its record.

    Raises:
        BrokenEditionError: Its file is no edition.
    """
    files = sorted((root / FOLDER / f"{what}-{name}").glob("[0-9]*.json"), key=lambda path: (len(path.stem), path.stem))
    return _load(files[-1]) if files else None


def _load(path: Path) -> Approved:
    name = (FOLDER / path.parent.name / path.name).as_posix()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        found = Approved(
            what=data["what"],
            id=data["id"],
            title=data["title"],
            number=data["number"],
            edition=int(data["edition"]),
            order=data["order"],
            on=date.fromisoformat(data["on"]),
            effective=date.fromisoformat(data["effective"]),
            summary=data["summary"],
            statements=tuple(Statement(**one) for one in data["statements"]),
        )
        told = data["digest"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BrokenEditionError(f"файл {name} утверждённой редакции не читается: верните его из git") from error
    if told != _seal(found) or found.path != f"{path.parent.name}/{path.name}":
        raise BrokenEditionError(f"файл {name} изменён после утверждения: верните его из git, новый текст утвердите")
    return found
