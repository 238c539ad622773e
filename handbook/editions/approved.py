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
#: Files of the first schema have no clauses; they are read as they are.
SCHEMA = 2


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a document as it was printed.

    Attributes:
        number: As Word prints it, without the last full stop: «3.1»; «4, таблица, строка 2», «1.5, перечисление 2».
        text: What it says.
        source: The key of the statement it comes from; None when that cannot be told.
    """

    number: str
    text: str
    source: str | None = None


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
        clauses: The same as it was printed; empty in editions kept before clauses were.
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
    clauses: tuple[Clause, ...] = ()

    @property
    def path(self) -> str:
        """Its file, relative to the folder of approved editions."""
        return f"{self.what}-{self.id}/{self.edition:03d}.json"


class BrokenEditionError(ValueError):
    """A stored edition cannot be read; the text says which, why and what to do, in Russian.

    Attributes:
        trouble: Which and why.
        tip: What to do.
    """

    def __init__(self, trouble: str, tip: str) -> None:
        super().__init__(f"{trouble}: {tip}")
        self.trouble, self.tip = trouble, tip


def digest(statements: Sequence[Statement]) -> str:
    """SHA-256 of the statements of a document."""
    text = "\n".join(f"{one.key}\t{one.text}" for one in statements)
    return hashlib.sha256(text.encode()).hexdigest()


def dump(edition: Approved) -> bytes:
    """The file of an edition; its digest covers all that it says, so that no line of it changes unnoticed."""
    data: dict[str, Any] = {"schema": SCHEMA, "digest": _seal(edition, SCHEMA), **asdict(edition)}
    return ("{\n" + ",\n".join(f" {_json(key)}: {_lines(value)}" for key, value in data.items()) + "\n}\n").encode()


def _lines(value: object) -> str:
    """A list an item a line, for people to read what changed of it; anything else on the line it stands on."""
    if not isinstance(value, tuple) or not value:
        return _json(value)
    return "[\n  " + ",\n  ".join(map(_json, value)) + "\n ]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=date.isoformat)


def _seal(edition: Approved, schema: int) -> str:
    data = asdict(edition)
    if schema == 1:
        del data["clauses"]
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, default=date.isoformat)
    return hashlib.sha256(text.encode()).hexdigest()


def latest(root: Path, what: What, name: str) -> Approved | None:
    """The newest approved edition of a document; None when none was approved.

    Args:
        root: The company's folder.
        what: Which kind of document.
        name: The identifier of its record.

    Raises:
        BrokenEditionError: Its file is no edition.
    """
    files = _files(root, what, name)
    return _load(files[-1]) if files else None


def kept(root: Path, what: What, name: str) -> tuple[Approved, ...]:
    """Every approved edition of a document, the newest last.

    Args:
        root: The company's folder.
        what: Which kind of document.
        name: The identifier of its record.

    Raises:
        BrokenEditionError: One of the files is no edition.
    """
    return tuple(map(_load, _files(root, what, name)))


def _files(root: Path, what: What, name: str) -> list[Path]:
    found = (root / FOLDER / f"{what}-{name}").glob("[0-9]*.json")
    return sorted(found, key=lambda path: (len(path.stem), path.stem))


def _load(path: Path) -> Approved:
    name = (FOLDER / path.parent.name / path.name).as_posix()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        schema = int(data["schema"])
        found = _edition(data, schema) if 0 < schema <= SCHEMA else None
        sealed = found is not None and data["digest"] == _seal(found, schema)
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise BrokenEditionError(f"файл {name} утверждённой редакции не читается", "верните его из git") from error
    if schema > SCHEMA:
        raise BrokenEditionError(f"файл {name} записан более новой версией программы", "обновите её")
    if found is None or not sealed or found.path != f"{path.parent.name}/{path.name}":
        raise BrokenEditionError(f"файл {name} изменён после утверждения", "верните его из git, новый текст утвердите")
    return found


def _edition(data: Any, schema: int) -> Approved:  # noqa: ANN401 - whatever the file holds
    return Approved(
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
        clauses=tuple(Clause(**one) for one in data["clauses"]) if schema > 1 else (),
    )
