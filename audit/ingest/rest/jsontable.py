"""A table that grows record by record, whatever keys a record has: only the last few thousand records are objects."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

from audit.ingest.error import failure
from audit.ingest.sheet import Sheet, clean_headers
from audit.ingest.text.encoding import DAMAGE
from handbook.finding import Finding, Place

if TYPE_CHECKING:
    import pyarrow as pa

#: What a column is called, and what tells it from others of that title; only the first part is shown.
Key: TypeAlias = str | tuple[str, str]
#: A record without nesting.
Flat: TypeAlias = dict[Key, Any]

DAMAGED = "запись JSON нарушена"
NOT_A_RECORD = "не запись: в списке записей стоит другое значение"

_CHUNK = 5000
_ENCODER = json.JSONEncoder(ensure_ascii=False)
#: So many cells a table may have for each byte of its file, and at least; beyond it every record has keys of its own.
_CELLS_A_BYTE, _FEWEST_CELLS = 1, 1 << 23


class Growing:
    """A table being filled.

    Args:
        limit: Bytes of the file, by which the number of cells is bounded.
        file: Its name for people.
    """

    def __init__(self, limit: int, file: str) -> None:
        self.rows = 0
        self.aside: dict[int, str] = {}
        self._file = file
        self._cells = max(_CELLS_A_BYTE * limit, _FEWEST_CELLS)
        self._places: dict[Key, int] = {}
        self._numbers: list[int] = []
        self._columns: list[list[str | None]] = []
        self._chunks: list[tuple[pa.Array, ...]] = []

    def add(self, record: Flat) -> None:
        """Append a record.

        Raises:
            IngestError: The records have too few keys in common to be a table.
        """
        self.rows += 1
        filled = len(self._numbers)
        self._numbers.append(self.rows)
        for key, value in record.items():
            place = self._places.get(key)
            if place is None:
                place = self._places[key] = len(self._columns)
                self._columns.append([None] * filled)
                self._check()
            self._columns[place].append(value if value.__class__ is str else as_text(value))
        if len(record) < len(self._columns):
            for column in self._columns:
                if len(column) == filled:
                    column.append(None)
        if filled + 1 == _CHUNK:
            self._flush()

    def skip(self, reason: str) -> None:
        """Account for a record that cannot be used."""
        self.rows += 1
        self.aside[self.rows] = reason

    def sheet(self, name: str, source: str, findings: Iterable[Finding] = ()) -> Sheet:
        """The finished table; it is let go of here.

        Args:
            name: Of the sheet, for people.
            source: What it is.
            findings: Remarks on it.
        """
        import pyarrow as pa

        self._flush()
        titles = [key if isinstance(key, str) else key[0] for key in self._places]
        headers = clean_headers([_whole(title) or "(без названия)" for title in titles], self._file)
        data = {"row": pa.chunked_array([chunk[0] for chunk in self._chunks], pa.int64())}
        for place in range(len(headers)):
            parts = [
                chunk[place + 1] if place + 1 < len(chunk) else pa.nulls(len(chunk[0]), pa.string())
                for chunk in self._chunks
            ]
            data[f"c{place}"] = pa.chunked_array(parts, pa.string())
        self._chunks = []
        blank = None if self.rows else "пустой список записей"
        return Sheet(name, source, headers, pa.table(data), self.rows, self.aside, blank=blank, findings=(*findings,))

    def _flush(self) -> None:
        import pyarrow as pa

        self._check()
        texts = [pa.array(_encodable(column), pa.string()) for column in self._columns]
        self._chunks.append((pa.array(self._numbers, pa.int64()), *texts))
        self._numbers = []
        self._columns = [[] for _ in self._columns]

    def _check(self) -> None:
        if len(self._columns) * self.rows > self._cells:
            raise failure(
                "too-wide",
                f"в {self.rows} записях {len(self._columns)} разных полей: это не таблица",
                Place(self._file),
                tip="Проверьте, что в файле список однородных записей; выгрузите данные ещё раз",
            )


def _encodable(column: list[str | None]) -> list[str | None]:
    """The texts of a column, halves of a torn pair of signs put as «?»: JSON can write what no text can hold."""
    try:
        "".join(filter(None, column)).encode()
    except UnicodeEncodeError:
        return [text and _whole(text) for text in column]
    return column


def _whole(text: str) -> str:
    return text.encode(errors="replace").decode()


def as_text(value: Any) -> str | None:  # noqa: ANN401 - JSON before validation
    """A value of JSON as the text of a cell; a list or an object as it was written, an empty one as nothing."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if not value:
        return None
    try:
        return _ENCODER.encode(value)
    except RecursionError:
        return "(слишком глубокая вложенность)"


def holds_damage(value: Any) -> bool:  # noqa: ANN401 - JSON before validation
    """Whether something that is no text stands in a value or in a key, however deep."""
    parts = [value]
    while parts:
        part = parts.pop()
        if isinstance(part, dict):
            parts += [*part, *part.values()]
        elif isinstance(part, list):
            parts += part
        elif isinstance(part, str) and DAMAGE in part:
            return True
    return False
