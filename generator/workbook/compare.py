"""An edited workbook against the sources as they are now and as they were when it was exported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from generator.report.safe import clean
from generator.workbook.book import MEMORY, clipped, names_of, remembered
from generator.workbook.celledit import Cell, edit_of
from generator.workbook.codecs import CellError, Names, tidied
from generator.workbook.editions import Meant, asked
from generator.workbook.new import Newcomers
from generator.workbook.outcome import Change, Grid, Outcome
from generator.workbook.plan import Column, Plan, value_at
from generator.workbook.recognise import TITLES, Memory, Signature, by_key, signature, texts_of
from generator.workbook.record import READ_IN_DRAFTS
from generator.workbook.sources import Row, Sources
from generator.workbook.table import Line, Table, tables
from handbook.finding import Place
from handbook.identifiers import identifier, is_identifier
from handbook.model.base import Target
from handbook.source.edit import Edit
from handbook.source.editing.records import edited, rooted, same
from handbook.source.locate import SourceFile, Spot
from handbook.source.yaml12 import Pointer

#: Blanks that pages and letters put in place of the common one when a text is copied.
_BLANKS = str.maketrans("\u00a0\u202f\u2007\u2009", "    ")
_BOTH = "Решите, какое верно, и внесите его в файл; книгу потом выгрузите заново"


def compare(grid: Grid, sources: Sources, book: str, *, whole: bool = True) -> Outcome:
    """What a workbook changes in the sources; nothing is refused in silence.

    Args:
        grid: Sheets of the workbook.
        sources: Every file of the company; none for a company that is made of the workbook.
        book: Its name for people.
        whole: Whether every sheet and column is expected.
    """
    outcome = Outcome(book)
    memory = remembered(grid[MEMORY]) if whole and MEMORY in grid else {}
    if whole and not memory:
        outcome.warn(
            "workbook-sheet",
            "в книге нет памяти о том, какой она была выгружена: правки с двух сторон не различить",
            Place(book),
            "Проверьте список изменений внимательно или выгрузите книгу заново",
        )
    found = list(tables(grid, outcome, whole=whole))
    names, made = _with_new(found, sources, memory)
    comparison = _Comparison(sources, names, memory, outcome, _read(found, whole=whole))
    for table in sorted(found, key=_rank):
        comparison.table(table, made)
    comparison.newcomers.finish()
    return outcome


class _Comparison:
    """What is compared with what."""

    def __init__(self, sources: Sources, names: Names, memory: Memory, outcome: Outcome, read: frozenset[str]) -> None:
        self._sources = sources
        self._names = names
        self._memory = memory
        self._outcome = outcome
        self._state: dict[str, Any] = {}
        self._files: dict[str, SourceFile] = {}
        self.newcomers = Newcomers(sources, names, outcome, read)

    def table(self, table: Table, made: Mapping[tuple[str, int], str]) -> None:
        """Compare one sheet."""
        plan, outcome = table.plan, self._outcome
        rows = by_key(plan, self._sources, self._memory)
        written = {line.key for line in table.lines}
        gone = {key: row for key, row in rows.items() if key not in written}
        formers = {signature(plan, row.owner, texts_of(plan, row)): key for key, row in gone.items()}
        seen: dict[str, int] = {}
        above: Row | None = None
        for line in table.lines:
            row = rows.get(line.key) if line.key else None
            if line.key and line.key in seen:
                outcome.wrong(
                    "workbook-row",
                    f"строка с ключом «{line.key}» уже есть: строка {seen[line.key] + 1}",
                    outcome.place(plan.title, line.number),
                    f"Новой строке очистите столбец «{plan.key_title}», лишнюю удалите",
                )
                continue
            if line.key:
                seen[line.key] = line.number
            if row is not None:
                self._row(table, line, row)
                above = row
            elif (plan.title, line.key) in self._memory:
                outcome.warn(
                    "workbook-conflict",
                    f"записи «{line.key}» ({plan.noun}) в описании больше нет: удалена после выгрузки книги",
                    outcome.place(plan.title, line.number),
                    "Если запись нужна, очистите ей первый столбец: она создастся заново; иначе удалите строку",
                )
            elif self._rekeyed(table, line, gone, formers):
                continue
            elif (plan.title, line.number) in made:
                self.newcomers.take(table, line, made[plan.title, line.number], _behind(plan, above, line, self._names))
            else:
                outcome.wrong(
                    "workbook-row",
                    f"«{line.key}» не может быть идентификатором",
                    outcome.place(plan.title, line.number, table.columns[plan.key_title]),
                    "Только строчная латиница, цифры и дефис; или оставьте ячейку пустой",
                )
        self._missing(plan, gone)

    def _rekeyed(self, table: Table, line: Line, gone: dict[str, Row], formers: dict[Signature, str]) -> bool:
        """Whether a row is a former one whose key was changed or cleared: as a new one it would stand there twice."""
        plan = table.plan
        place = self._outcome.place(plan.title, line.number, table.columns.get(plan.key_title))
        owner = self._names.resolve(plan.owner[1], line.owner) if plan.owner else ""
        former = formers.pop(signature(plan, owner, line.cells), None)
        if former is not None:
            message = f"ключ строки «{former}» " + (f"изменён на «{line.key}»" if line.key else "стёрт")
            tip = f"Верните «{former}»"
            if plan.home != "nested":
                tip += f"; идентификатор меняют в файле {gone[former].file} и всюду, где он назван"
            self._outcome.wrong("workbook-row", message, place, tip)
            del gone[former]
            return True
        if plan.home == "nested" and line.key and self._sources:
            message = f"ключ «{line.key}» незнаком"
            tip = f"Новой строке очистите столбец «{plan.key_title}», прежней верните её ключ"
            self._outcome.wrong("workbook-row", message, place, tip)
            return True
        return False

    def _row(self, table: Table, line: Line, row: Row) -> None:
        plan = table.plan
        if plan.owner and plan.owner[0] in line.cells and not self._is_owner(row.owner, line.owner):
            tip = f"Верните «{row.owner}»; на новом месте добавьте новую строку, а эту уберите из описания"
            self._fixed(table, line, plan.owner[0], "перенести запись в другое место книга не может", tip)
        limits: list[Cell] = []
        for cell in self._edited(table, line, row):
            if cell.column.varying:
                limits.append(cell)
            else:
                self._cell(cell)
        if any(column.varying and self._is_moved(line, row, column, plan) for column in plan.columns):
            self._outdated(limits)
        else:
            self._limits(limits)

    def _edited(self, table: Table, line: Line, row: Row) -> Iterator[Cell]:
        """Cells of a row that were edited and may be; the others that were are told."""
        plan, outcome = table.plan, self._outcome
        then = self._memory.get((plan.title, line.key), {})
        now = texts_of(plan, row)
        for column in plan.columns:
            mine = line.cells.get(column.title)
            if mine is None:
                continue
            if column.derived:
                if then and mine != then.get(column.title, ""):
                    self._fixed(table, line, column.title, "серая ячейка вычислена, правка в ней не переносится")
                continue
            if column.title not in now:
                shown = tidied(clipped(clean(column.codec.show(value_at(row.data, column.place(row.data))))))
                if mine != shown:
                    message = "текст длиннее ячейки и показан не весь, правка не переносится"
                    self._fixed(table, line, column.title, message, f"Правьте его в файле {row.file}")
                continue
            before = then.get(column.title, "") if then else now[column.title]
            if _spaced(mine) in (_spaced(before), _spaced(now[column.title])):
                continue
            place = outcome.place(plan.title, line.number, table.columns[column.title])
            if before != now[column.title]:
                if column.varying and self._is_same(column, mine, row):
                    continue
                source = self._where(row, column)
                message = (
                    f"«{column.title}» изменили и в книге, и в описании: было «{_short(before)}», "
                    f"в книге «{_short(mine)}», в описании «{_short(now[column.title])}»; описание не тронуто"
                )
                outcome.warn("workbook-conflict", message, place, _BOTH, source)
                continue
            yield Cell(plan, column, row, now[column.title], mine, place)

    def _is_moved(self, line: Line, row: Row, column: Column, plan: Plan) -> bool:
        """Whether a cell of a limit is no longer what it was when exported."""
        then = self._memory.get((plan.title, line.key))
        now = tidied(clean(column.codec.show(value_at(row.data, column.place(row.data)))))
        return then is not None and then.get(column.title, "") != now

    def _cell(self, cell: Cell) -> None:
        meant = self._meant(cell)
        if meant is not None:
            self._edit(meant)

    def _outdated(self, cells: list[Cell]) -> None:
        """Tell of edits of a limit that is no longer the one the book shows: they would change another edition."""
        for cell in cells:
            message = f"«{cell.column.title}» не перенесено: предел нормы тем временем изменили в описании"
            self._outcome.warn("workbook-conflict", message, cell.place, _BOTH, self._where(cell.row, cell.column))

    def _limits(self, cells: list[Cell]) -> None:
        """Take the edited cells of a norm's limit together: the day decides what the others mean."""
        found = [self._meant(cell) for cell in cells]
        clear = [meant for meant in found if meant is not None]
        changed = [meant for meant in clear if not self._is_there(meant)]
        if len(clear) < len(found) or not changed:
            return
        one, row = asked(changed), changed[0].cell.row
        if one.refused(self._outcome, self._where(row, changed[0].cell.column)):
            return
        if one.adds:
            for edit in one.edits():
                self._make(row.file, edit)
            self._outcome.changes.append(one.change())
            return
        one.warn(self._outcome)
        for meant in changed:
            self._edit(meant)

    def _meant(self, cell: Cell) -> Meant | None:
        """What a cell means; a mistake in it is told."""
        old = value_at(cell.row.data, cell.column.place(cell.row.data))
        try:
            return Meant(cell, cell.column.codec.read(cell.after, old, self._names) if cell.after else None)
        except CellError as error:
            self._outcome.wrong("workbook-cell", error.message, cell.place, error.tip)
            return None

    def _is_there(self, meant: Meant) -> bool:
        """Whether the sources say already what a cell means."""
        old = value_at(meant.cell.row.data, meant.cell.column.place(meant.cell.row.data))
        return (old is None and meant.value is None) or (bool(meant.cell.after) and same(old, meant.value))

    def _is_same(self, column: Column, text: str, row: Row) -> bool:
        """Whether a cell means what the sources say, spelt otherwise: a day of a letter is a day of the sources."""
        old = value_at(row.data, column.place(row.data))
        try:
            return bool(text) and same(old, column.codec.read(text, old, self._names))
        except CellError:
            return False

    def _make(self, file: str, edit: Edit) -> None:
        state = self._state.setdefault(file, deepcopy(self._sources[file].data))
        self._state[file] = edited(state, rooted(state, edit))
        self._outcome.edits.setdefault(file, []).append(edit)

    def _edit(self, meant: Meant) -> None:
        cell = meant.cell
        plan, row = cell.plan, cell.row
        if self._is_there(meant):
            return
        pointer = cell.column.place(row.data)
        state = self._state.setdefault(row.file, deepcopy(self._sources[row.file].data))
        self._make(row.file, edit_of(cell, pointer, meant.value, state))
        label, whole = f"{plan.noun} {row.key}", (*row.base, *pointer)
        self._outcome.changes.append(
            Change(label, cell.column.title, cell.before, cell.after, row.file, whole, cell.place)
        )

    def _is_owner(self, owner: str, text: str) -> bool:
        """Whether a cell names the record a row belongs to, by its identifier or its title."""
        targets: tuple[Target, ...] = ("operation", "process", "position", "document")
        return owner == text or any(self._names.resolve(target, text) == owner for target in targets)

    def _fixed(
        self, table: Table, line: Line, heading: str, message: str, tip: str = "Где это правится, см. лист «Справка»"
    ) -> None:
        place = self._outcome.place(table.plan.title, line.number, table.columns[heading])
        self._outcome.warn("workbook-cell", f"«{heading}»: {message}", place, tip)

    def _missing(self, plan: Plan, gone: Mapping[str, Row]) -> None:
        for key, row in gone.items():
            if not self._memory or (plan.title, key) in self._memory:
                source = self._place(row.file, row.base)
                self._outcome.warn(
                    "workbook-row",
                    f"строки «{key}» в книге больше нет, {plan.noun} в описании останется",
                    self._outcome.place(plan.title),
                    f"Если она не нужна, уберите её из описания: {source}",
                    source,
                )

    def _where(self, row: Row, column: Column) -> Place:
        return self._place(row.file, (*row.base, *column.place(row.data)))

    def _place(self, file: str, pointer: Pointer) -> Place:
        if file not in self._files:
            self._files[file] = SourceFile(Path(file), file, self._sources[file].text.removeprefix("\ufeff"))
        return self._files[file].place(Spot(file, pointer))


def _with_new(found: list[Table], sources: Sources, memory: Memory) -> tuple[Names, dict[tuple[str, int], str]]:
    """Names with those of new rows among them, and the identifier of every new row by its sheet and number."""
    names = names_of(sources)
    titles = {target: dict(known) for target, known in names.titles.items()}
    made: dict[tuple[str, int], str] = {}
    for table in found:
        plan = table.plan
        there = {row.key for row in plan.rows(sources)}
        known = titles.setdefault(plan.target, {}) if plan.target else {}
        for line in table.lines:
            if line.key and (line.key in there or (plan.title, line.key) in memory):
                continue
            title = next((line.cells[name] for name in TITLES if line.cells.get(name)), "")
            if plan.home == "nested":
                made[plan.title, line.number] = line.key
            elif not line.key:
                made[plan.title, line.number] = identifier(title, known, "bez-nazvaniya")
            elif is_identifier(line.key):
                made[plan.title, line.number] = line.key
            if plan.target and (plan.title, line.number) in made:
                known.setdefault(made[plan.title, line.number], title)
    return Names(titles, names.shorts), made


def _behind(plan: Plan, above: Row | None, line: Line, names: Names) -> int | None:
    """Before which item of a list a new row goes: after the row above it, when that is of the same record."""
    if plan.home != "nested" or above is None or plan.owner is None:
        return None
    last = above.base[-1]
    return last + 1 if above.owner == names.resolve(plan.owner[1], line.owner) and isinstance(last, int) else None


def _rank(table: Table) -> tuple[bool, bool]:
    """New processes come before their operations, and these before what belongs to them."""
    return table.plan.home in {"nested", "norms"}, table.plan.kinds != ("process",)


def _read(found: list[Table], *, whole: bool) -> frozenset[str]:
    """Grey columns of new rows that are read elsewhere: in a new company, those that have a sheet of their own."""
    if whole:
        return frozenset()
    own = {"Контрольные точки": "Контрольные точки", "CRM: поля": "Поля CRM", "Нормы": "Нормы"}
    there = {table.plan.title for table in found}
    return READ_IN_DRAFTS | {heading for heading, title in own.items() if title in there}


def _spaced(text: str) -> str:
    """A text with common blanks only: that a blank is of another kind is no edit."""
    return text.translate(_BLANKS)


def _short(text: str) -> str:
    one = " ".join(text.split())
    return one if len(one) <= _SHOWN else f"{one[: _SHOWN - 1]}…"


_SHOWN = 80
