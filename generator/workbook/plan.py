"""What a sheet is: whose records it shows, in which columns, and what of them may be edited."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from generator.workbook.codecs import TEXT, Codec
from generator.workbook.sources import Row, Source, Sources
from handbook.layout import Kind
from handbook.model.base import Record, Target
from handbook.model.process import BLOCK_TITLES
from handbook.source.editing.records import has
from handbook.source.yaml12 import Pointer

#: Kind and identifier of a record → what it is called.
Titles = Mapping[tuple[str, str], str]
#: A value that is told from others and cannot be edited, of a record with the titles of all the others at hand.
Derived = Callable[[Row, Titles], str]


@dataclass(frozen=True)
class Column:
    """A column of a sheet.

    Attributes:
        title: Its heading.
        pointer: Where in the record the value stands.
        codec: How it is shown and read.
        width: Characters.
        note: What the key means; taken from the record when empty.
        target: What the value refers to, for the list to choose from.
        choices: Words to choose from.
        derived: How to tell the value when it is not one of the record's own; such a cell cannot be edited.
        varying: Where the value stands, when that depends on the record.
        required: Whether a new row must say it.
        unpacked: What a grey cell of a new row says in keys of the record itself.
    """

    title: str
    pointer: Pointer = ()
    codec: Codec = TEXT
    width: int = 26
    note: str = ""
    target: Target | None = None
    choices: tuple[str, ...] = ()
    derived: Derived | None = None
    varying: Callable[[Mapping[str, Any]], Pointer] | None = None
    required: bool = False
    unpacked: Callable[[str], dict[str, Any]] | None = None

    def place(self, data: Mapping[str, Any]) -> Pointer:
        """Where the value stands in a record."""
        return self.varying(data) if self.varying else self.pointer


@dataclass(frozen=True)
class Plan:
    """A sheet.

    Attributes:
        title: Its name.
        noun: What a row is, in Russian: «операция».
        home: Whether a record is a file, an item of a list in one file, or an item of a list of another record.
        kinds: Which files hold the records.
        path: The list in the file or in the record.
        model: The record, for notes and the order of keys.
        columns: What is shown, after the key and the owner.
        target: What other records refer to these as.
        key_title: The heading of the first column.
        owner: Heading of the second column, and what it refers to.
        alone: Whether the records stand in one file of the company, by its name.
    """

    title: str
    noun: str
    home: Literal["file", "list", "nested", "norms"]
    kinds: tuple[Kind, ...]
    model: type[Record]
    columns: tuple[Column, ...]
    path: str = ""
    target: Target | None = None
    key_title: str = "Идентификатор"
    owner: tuple[str, Target] | None = None
    alone: str = ""

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of all columns."""
        owner = (self.owner[0],) if self.owner else ()
        return (self.key_title, *owner, *(column.title for column in self.columns))

    @property
    def list_pointer(self) -> Pointer:
        """The list of records in its file."""
        return tuple(self.path.split("."))

    def rows(self, sources: Sources) -> Iterator[Row]:
        """Records of the sheet in the order of the sources; operations in the order of their work."""
        found = [source for source in sources.values() if source.kind in self.kinds]
        for source in _by_flow(found, sources) if self.kinds == ("operation",) else found:
            yield from self._rows_of(source, sources)

    def _rows_of(self, source: Source, sources: Sources) -> Iterator[Row]:
        name = str(source.data.get("id", ""))
        if self.home == "file":
            owner = process_of(source.name, sources) if source.kind == "operation" else ""
            yield Row(name, owner, source.name, (), source.data)
        elif self.home == "list":
            for index, item in _records(source.data.get(self.path)):
                yield Row(str(item.get("id", index + 1)), "", source.name, (self.path, index), item)
        elif self.home == "nested":
            for index, item in _records(value_at(source.data, self.list_pointer)):
                yield Row(f"{name}/{index + 1}", name, source.name, (*self.list_pointer, index), item)
        else:
            yield from _norms(source)


def _by_flow(operations: list[Source], sources: Sources) -> list[Source]:
    """Operations by the client's way through the blocks, then by the flow of their process."""
    blocks = list(BLOCK_TITLES)
    flows: dict[str, list[str]] = {}
    for source in sources.values():
        if source.kind == "process":
            nodes = source.data.get("flow")
            named = (
                [item.get("operation") for item in nodes if isinstance(item, dict)] if isinstance(nodes, list) else []
            )
            flows[source.name.rpartition("/")[0]] = [str(name) for name in named if name]

    def place(source: Source) -> tuple[int, str, int, str]:
        folder = source.name.rpartition("/")[0]
        block, flow, name = folder.split("/")[-2], flows.get(folder, []), str(source.data.get("id"))
        number = flow.index(name) if name in flow else len(flow)
        return blocks.index(block) if block in blocks else len(blocks), folder, number, source.name

    return sorted(operations, key=place)


def process_of(file: str, sources: Sources) -> str:
    """The process in whose folder an operation stands; empty when there is none."""
    found = sources.get(f"{file.rpartition('/')[0]}/process.yaml")
    return str(found.data.get("id", "")) if found else ""


def value_at(data: Any, pointer: Pointer) -> Any:  # noqa: ANN401 - YAML data of any shape
    """The value at a pointer; None where there is none."""
    for step in pointer:
        if not has(data, step):
            return None
        data = data[step]
    return data


def _records(value: Any) -> Iterator[tuple[int, dict[str, Any]]]:  # noqa: ANN401 - YAML data of any shape
    for index, item in enumerate(value if isinstance(value, list) else ()):
        if isinstance(item, dict):
            yield index, item


def _norms(source: Source) -> Iterator[Row]:
    holders: list[tuple[str, Pointer, Any]] = [(str(source.data.get("id", "company")), (), source.data)]
    if source.kind == "positions":
        holders = [
            (str(item.get("id", "")), ("positions", index), item)
            for index, item in _records(source.data.get("positions"))
        ]
    for owner, base, holder in holders:
        for index, item in _records(holder.get("norms")):
            yield Row(str(item.get("id", "")), owner, source.name, (*base, "norms", index), item)
