"""JSON and JSON Lines, as the services of CRMs answer: lists of records however deep, several lists, several pages.

What cannot be read of a file is set aside with its number; what can be read is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from audit.ingest.error import IngestError, failure
from audit.ingest.rest.jsontable import DAMAGED, NOT_A_RECORD, Growing, holds_damage
from audit.ingest.rest.jsonwalk import Cut, Damaged, Element, Event, Opened, Path, Scalar, decoded, unfold, walk
from audit.ingest.rest.partial import has_next, total_of
from audit.ingest.rest.refusals import refusal, refused_in_part
from audit.ingest.rest.restshapes import IDS, Record, flattened, is_refusal
from audit.ingest.sheet import Sheet
from audit.ingest.text.encoding import DAMAGE, Recoded
from handbook.finding import Finding, Place, Severity

_TIP = "Нужен список записей или ответ REST с ключом result; выгрузите данные ещё раз"
#: Keys that services put around their lists.
_WRAPPERS = frozenset({"result", "results", "items", "data", "records", "value", "response", "d", "_embedded"})
#: Lists of an answer that are not the records asked for.
_BESIDE = frozenset({"errors", "validation-errors", "_links"})
#: What a page of an answer tells besides its list.
_MARKS = frozenset(
    {
        *("success", "done", "totalSize", "total", "paging", "pagination", "next", "time", "additional_data"),
        *("odata.metadata", "@odata.context", "_page"),
    }
)
_DAMAGED_TIP = "Выгрузите данные ещё раз целиком; остальные записи учтены"
_SHOWN = 20
#: A first line that ends so is no whole record, but the beginning of a text of many lines.
_OPENINGS = ("[", "{", ",", ":")
#: So many first lines, none longer than that, tell whether each is a record.
_PROBED, _LONGEST = 20, 1 << 16
#: Blanks and byte-order marks, which stand in the middle of files that were written one after another.
_BLANKS = " \t\r\n\v\f\ufeff"


def read_json(recoded: Recoded, file: str) -> list[Sheet]:
    """Read records as tables of text cells; row numbers count the records of a table from 1.

    Args:
        recoded: The text in UTF-8, not blank.
        file: Its name for people.

    Returns:
        A sheet for every list of records and for every table inside them; at least one.

    Raises:
        IngestError: It is not JSON, holds no list of records, or is a service's refusal.
    """
    text = recoded.data.decode(errors="replace")
    lines = _is_lines(text)
    reading = _Reading(file, len(recoded.data), "JSON Lines" if lines else "JSON", torn=DAMAGE in text)
    reading.take(_line_events(text) if lines else walk(text))
    return reading.sheets(text)


def _is_lines(text: str) -> bool:
    """Whether every line is an object of its own: the second one begins like the first, which leaves nothing open.

    One of the first two may be torn or a stranger: then most of the first lines must be whole objects.
    """
    lines = list(islice(_lines(text), _PROBED))
    first, second = [*lines, "", ""][:2]
    if first.startswith("{") and second.startswith("{") and not first.endswith(_OPENINGS):
        return True
    return sum(map(_is_object, lines)) > max(1, len(lines) / 2)


def _is_object(line: str) -> bool:
    try:
        return len(line) <= _LONGEST and line.startswith("{") and isinstance(decoded(line), dict)
    except ValueError:
        return False


def _lines(text: str) -> Iterator[str]:
    """The lines that are not blank; only a line feed ends one, other signs may stand inside a record."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end].strip(_BLANKS)
        if line:
            yield line
        start = end + 1


def _line_events(text: str) -> Iterator[Event]:
    yield Opened(())
    for line in _lines(text):
        try:
            yield Element((), decoded(line))
        except ValueError:
            yield Damaged(())


class _Reading:
    """Tables being filled from the events of one file."""

    def __init__(self, file: str, size: int, source: str, *, torn: bool) -> None:
        self.file, self.size, self.source, self.torn = file, size, source, torn
        self.tables: dict[str, Growing] = {}
        self.scalars: dict[Path, Any] = {}
        self.answers: list[dict[Path, Any]] = []
        self.lists: dict[Path, str] = {}
        self.parts = 0
        self.cut: int | None = None

    def take(self, events: Iterable[Event], *, is_page: bool = False) -> None:
        """Put every record into its table.

        Args:
            events: Of a text, or of one of its pages.
            is_page: Whether they are those of a page: one that tells nothing beside its records is the last.

        Raises:
            IngestError: One of them is a service's refusal, or they are no table.
        """
        told: dict[Path, Any] = {}
        for event in events:
            if isinstance(event, Scalar):
                self.scalars.setdefault(event.path, event.value)
                told[event.path] = event.value
            else:
                self._event(event)
        if told or is_page:
            self.answers.append(told)

    def _event(self, event: Event) -> None:
        match event:
            case Opened(path):
                if _is_records(path):
                    self.lists.setdefault(path, _name(path))
            case Cut(position=position):
                self.cut = position
            case Damaged(path):
                if path in self.lists:
                    self._table(self.lists[path]).skip(DAMAGED)
            case Element(path, value):
                if path in self.lists:
                    self._part(path, value)

    def _part(self, path: Path, value: object) -> None:
        """An element; a list inside a list is a page of the whole, or the answer to one command of a batch."""
        name = self.lists[path]
        if isinstance(value, list) and all(isinstance(record, dict) for record in value):
            self.parts += 1
            for record in value:
                self._element(f"{name}{self.parts}" if path else name, record)
        else:
            self._element(name, value)

    def _element(self, name: str, value: object) -> None:
        if not isinstance(value, dict):
            self._table(name).skip(NOT_A_RECORD)
        elif is_refusal(value):
            raise refusal({(key,): part for key, part in value.items()}, self.file) or _not_records(self.file)
        elif _is_page(value):
            self.take(unfold(value), is_page=True)
        elif self.torn and holds_damage(value):
            self._table(name).skip(DAMAGED)
        else:
            # The answer about one record holds it where others hold a list.
            inner = value.get("result")
            self._record(name, inner if isinstance(inner, dict) and IDS & inner.keys() else value)

    def _record(self, name: str, value: Record) -> None:
        try:
            parts = list(flattened(value))
        except RecursionError:
            self._table(name).skip(DAMAGED)
            return
        for inner, flat in parts:
            self._table(inner or name).add(flat)

    def _table(self, name: str) -> Growing:
        if name not in self.tables:
            self.tables[name] = Growing(self.size, self.file)
        return self.tables[name]

    def sheets(self, text: str) -> list[Sheet]:
        """The tables; of several lists, those that are not empty.

        Raises:
            IngestError: There is none.
        """
        self._single(text)
        used = {name: table for name, table in self.tables.items() if len(table.aside) < table.rows}
        if not used:
            error = refusal(self.scalars, self.file)
            if error or self.tables or not self.lists or self.cut is not None:
                raise error or self._nothing(text)
            return [Growing(self.size, self.file).sheet(self.file, self.source)]
        *_, last = used
        sheets = [
            table.sheet(
                f"{self.file} [{name or 'записи'}]" if len(used) > 1 else self.file,
                self.source,
                self._told(table, text, last=name == last),
            )
            for name, table in used.items()
        ]
        # The first table is that of the records asked for.
        sheets[0].total = max((total for told in self.answers if (total := total_of(told)) is not None), default=None)
        sheets[0].has_next = bool(self.answers) and has_next(self.answers[-1])
        return sheets

    def _single(self, text: str) -> None:
        """Take a text that is one record with lists inside for what it is."""
        for prefix in ((), ("result",), ("data",)):
            if any((*prefix, key) in self.scalars for key in IDS):
                answers = [path for path in self.lists if not path or path[-1] in _WRAPPERS]
                tree = None if answers else _at(text, prefix)
                if isinstance(tree, dict):
                    self.tables.clear()
                    self._record("", tree)

    def _nothing(self, text: str) -> IngestError:
        """Why there is no record at all."""
        reasons = {reason for table in self.tables.values() for reason in table.aside.values()}
        if self.cut is None and DAMAGED not in reasons:
            return _not_records(self.file)
        place = self.cut or 0
        line, column = text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
        where = Place(self.file, line=line, column=column)
        return failure("broken-json", "JSON не читается: запись нарушена в этом месте", where, tip=_TIP)

    def _told(self, table: Growing, text: str, *, last: bool) -> Iterator[Finding]:
        damaged = [row for row, reason in table.aside.items() if reason == DAMAGED]
        if damaged:
            places = tuple(Place(self.file, row=row) for row in damaged[:_SHOWN])
            count = f" (записей: {len(damaged)})" if len(damaged) > 1 else ""
            yield Finding("damaged-rows", Severity.WARNING, f"{DAMAGED}, она отложена{count}", places, _DAMAGED_TIP)
        if last and self.cut is not None:
            place = Place(self.file, line=text.count("\n", 0, self.cut) + 1)
            message = "файл обрывается или испорчен: записи дальше этого места не прочитаны"
            yield Finding("damaged-rows", Severity.WARNING, message, (place,), _DAMAGED_TIP)
        if last:
            yield from refused_in_part(self.scalars, self.file)


def _at(text: str, prefix: Path) -> Any:  # noqa: ANN401 - JSON before validation
    try:
        tree = decoded(text)
    except ValueError:
        return None
    for key in prefix:
        tree = tree.get(key) if isinstance(tree, dict) else None
    return tree


def _is_records(path: Path) -> bool:
    return not path or (path[-1] not in _BESIDE and all(key in _WRAPPERS for key in path[:-1]))


def _name(path: Path) -> str:
    return path[-1] if path and path[-1] not in _WRAPPERS else ""


def _is_page(value: Record) -> bool:
    """Whether an element is a whole answer; a record merely may have a column called «result»."""
    if IDS & value.keys():
        return False
    inner = value.get("result", value.get("_embedded"))
    if isinstance(inner, list | dict):
        return any(isinstance(event, Opened) and _is_records(event.path) for event in unfold(value))
    lists = [key for key, part in value.items() if isinstance(part, list) and key not in _BESIDE]
    return len(lists) == 1 and (len(value) == 1 or bool(_MARKS & value.keys()))


def _not_records(file: str) -> IngestError:
    return failure("no-records", "в файле JSON нет списка записей", Place(file), tip=_TIP)
