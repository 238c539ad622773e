"""New rows: the record each makes, the file or the list it goes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.workbook.codecs import Names
from generator.workbook.outcome import Change, Outcome
from generator.workbook.plan import value_at
from generator.workbook.record import Arrival, arrival
from generator.workbook.sources import Sources
from generator.workbook.table import Line, Table
from handbook.finding import Place
from handbook.layout import REGULATIONS
from handbook.model.base import Target
from handbook.source.edit import Edit, Insert, Set
from handbook.source.yaml12 import Pointer

_COMPANY = f"{REGULATIONS}/norms.yaml"
_OPERATION: tuple[str, Target] = ("Операция", "operation")
_FOLDERS = {"role": "roles", "document": "documents"}


@dataclass(frozen=True, slots=True)
class Added:
    """A record for a list of a file that is there.

    Attributes:
        file: The file.
        pointer: The list.
        index: Before which item of the list as it is now.
        label: What it is, for people.
        arrival: The row and its record.
    """

    file: str
    pointer: Pointer
    index: int
    label: str
    arrival: Arrival


@dataclass(frozen=True, slots=True)
class _Home:
    """A list of a file, and before which of its items a record goes; None for the end."""

    file: str
    pointer: Pointer
    index: int | None = None


@dataclass
class Newcomers:
    """New rows on their way into the sources."""

    sources: Sources
    names: Names
    outcome: Outcome
    #: Grey columns that are read elsewhere.
    read: frozenset[str] = frozenset()
    added: list[Added] = field(default_factory=list)
    #: Files that are to be made, by what they hold and its identifier.
    files: dict[tuple[str, str], str] = field(default_factory=dict)

    def take(self, table: Table, line: Line, name: str, index: int | None) -> None:
        """Make a record of a new row.

        Args:
            table: Its sheet.
            line: The row.
            name: Its identifier.
            index: For a row of a list of another record: before which item it goes; None for the end.
        """
        plan = table.plan
        new = arrival(table, line, self.names, self.outcome, self.read)
        if plan.home == "nested":
            self._nested(new, index)
            return
        new = new.named(name, self._cell(new, plan.key_title))
        if plan.home == "file":
            self._file(new, name)
        elif plan.home == "list":
            self._append(new)
        else:
            self._norm(new)

    def finish(self) -> None:
        """Turn what goes to lists that are there into edits, and tell of them."""
        groups: dict[tuple[str, Pointer], list[Added]] = {}
        for item in self.added:
            groups.setdefault((item.file, item.pointer), []).append(item)
        for (file, pointer), items in groups.items():
            items.sort(key=lambda item: item.index)
            there = value_at(self.sources[file].data, pointer)
            edits = self.outcome.edits.setdefault(file, [])
            if isinstance(there, list) and there:
                edits += _inserts(pointer, items)
            else:
                edits.append(Set(pointer, [item.arrival.record for item in items]))
            for number, item in enumerate(items):
                self._tell(item.arrival, item.label, file, (*pointer, item.index + number))

    def _tell(self, new: Arrival, label: str, file: str, pointer: Pointer) -> None:
        self.outcome.changes.append(Change(label, "", "", _told(new.record), file, pointer, new.place, new.cells))

    def _cell(self, new: Arrival, heading: str) -> Place:
        return self.outcome.place(new.plan.title, new.line.number, new.table.columns.get(heading))

    def _file(self, new: Arrival, name: str) -> None:
        plan = new.plan
        path = self._path(new, name)
        if path is None:
            where = self._cell(new, plan.owner[0]) if plan.owner else new.place
            message = f"не сказано, к какому процессу относится {plan.noun}"
            self.outcome.wrong("workbook-row", message, where, "Выберите процесс из списка")
            return
        if path in self.sources or path in self.outcome.created:
            message = f"файл {path} уже есть: идентификатор «{name}» занят"
            self.outcome.wrong("workbook-row", message, new.place, "Дайте записи другой идентификатор")
            return
        self.files[plan.kinds[0], name] = path
        self.outcome.created[path] = new.record
        self._tell(new, f"{plan.noun} {name}", path, ())

    def _path(self, new: Arrival, name: str) -> str | None:
        kind, owner = new.plan.kinds[0], new.line.owner
        if kind == "process":
            return f"{REGULATIONS}/processes/{new.record.get('block', 'sell')}/{name}/process.yaml"
        if kind == "operation":
            process = self._home("process", self.names.resolve("process", owner)) if owner else None
            return f"{process.rpartition('/')[0]}/{name}.yaml" if process else None
        return f"{REGULATIONS}/{_FOLDERS[kind]}/{name}.yaml"

    def _home(self, kind: str, name: str) -> str | None:
        there = (item.name for item in self.sources.values() if item.kind == kind and item.data.get("id") == name)
        return self.files.get((kind, name)) or next(there, None)

    def _append(self, new: Arrival) -> None:
        path, pointer = f"{REGULATIONS}/{new.plan.alone}", new.plan.list_pointer
        if path not in self.sources:
            self.outcome.created.setdefault(path, {})
        self._into(new, _Home(path, pointer), f"{new.plan.noun} {new.record['id']}")

    def _norm(self, new: Arrival) -> None:
        owner, label = new.line.owner, f"{new.plan.noun} {new.record['id']}"
        for target in ("operation", "process"):
            path = self._home(target, self.names.resolve(target, owner))
            if path is not None:
                self._into(new, _Home(path, ("norms",)), label)
                return
        path = f"{REGULATIONS}/positions.yaml"
        posts = value_at(
            self.sources[path].data if path in self.sources else self.outcome.created.get(path), ("positions",)
        )
        post = self.names.resolve("position", owner)
        index = next((number for number, item in enumerate(posts or ()) if item.get("id") == post), None)
        if index is not None:
            self._into(new, _Home(path, ("positions", index, "norms")), label)
        elif owner in {"", "company"}:
            if _COMPANY not in self.sources:
                self.outcome.created.setdefault(_COMPANY, {})
            self._into(new, _Home(_COMPANY, ("norms",)), label)
        else:
            tip = "Назовите операцию, процесс или должность; норме всей компании — company"
            self.outcome.wrong("workbook-row", f"«{owner}» — такой записи нет", self._cell(new, "Где стоит"), tip)

    def _nested(self, new: Arrival, index: int | None) -> None:
        plan, written = new.plan, new.line.owner
        title, target = plan.owner or _OPERATION
        path = self._home(target, self.names.resolve(target, written)) if written else None
        if path is None:
            message = f"«{written}» — такой записи нет" if written else f"у новой строки не заполнено «{title}»"
            self.outcome.wrong("workbook-row", message, self._cell(new, title), "Выберите значение из списка")
            return
        self._into(new, _Home(path, plan.list_pointer, index), f"{plan.noun}, {title.lower()} {written}")

    def _into(self, new: Arrival, home: _Home, label: str) -> None:
        """Put a record into a list of a file, one that is there or one that is to be made."""
        path, pointer = home.file, home.pointer
        if path in self.outcome.created:
            items = _list_in(self.outcome.created[path], pointer)
            items.append(new.record)
            self._tell(new, label, path, (*pointer, len(items) - 1))
            return
        there = value_at(self.sources[path].data, pointer)
        at = len(there) if isinstance(there, list) and home.index is None else home.index or 0
        self.added.append(Added(path, pointer, at, label, new))


def _list_in(data: dict[str, Any], pointer: Pointer) -> list[Any]:
    """The list at a pointer, made when it is not there."""
    holder: Any = data
    for step in pointer[:-1]:
        holder = holder.setdefault(step, {}) if isinstance(holder, dict) else holder[step]
    found: list[Any] = holder.setdefault(pointer[-1], [])
    return found


def _inserts(pointer: Pointer, items: list[Added]) -> list[Edit]:
    """Insertions from the last to the first, so that the places of the earlier ones stay true."""
    return [Insert(pointer, item.arrival.record, item.index) for item in reversed(items)]


def _told(record: Mapping[str, Any]) -> str:
    """What a new record says first."""
    for key in ("title", "term", "text", "information", "question", "document", "role"):
        if record.get(key):
            return str(record[key])
    return ""
