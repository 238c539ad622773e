"""Parts of one record that are named alike: departments, clauses, control points."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.model.base import Record
from handbook.model.company import Company
from handbook.model.document import Document
from handbook.model.operation import Operation
from handbook.source.yaml12 import Pointer

#: Which lists of a record hold parts with names, the key of the name, and what people call it.
_NAMED: tuple[tuple[type[Record], str, str, str], ...] = (
    (Company, "departments", "id", "идентификатор"),
    (Document, "clauses", "number", "номер"),
    (Operation, "control_points", "id", "идентификатор"),
)


def twins(record: Record) -> Iterator[tuple[str, str, Pointer, Pointer]]:
    """Every part of a record whose name an earlier part has.

    Yields:
        What the name is called in Russian, the name, its place and the place of the first.
    """
    for cls, parts, key, word in _NAMED:
        if not isinstance(record, cls):
            continue
        first: dict[str, int] = {}
        for index, part in enumerate(getattr(record, parts)):
            name = getattr(part, key)
            if name in first:
                yield word, name, (parts, index, key), (parts, first[name], key)
            first.setdefault(name, index)
