"""What a profile gains by a diagnosis and a person's answers: columns, stages, and what is not to be asked again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handbook.diagnosis import SURE, Answers, Choice, ColumnAnswer, ColumnLook, Diagnosis, SheetLook, StageLook
from handbook.russian.text import normalise
from handbook.source.yaml12 import CONTROL
from handbook.tables import TABLE, TABLES

#: Marks of a new source: enough to tell a file, few enough to bear a changed export.
_MARKS = 4
_PLACE = re.compile(r"@(row|[1-9]\d{0,4})")


@dataclass(frozen=True, slots=True)
class NewColumn:
    """A column to be read.

    Attributes:
        name: The canonical column.
        title: How the profile names it: the title of the export, or its place where no title can be written.
        look: The column itself, for the comment.
        confidence: How sure it is; None when a person has said it.
    """

    name: str
    title: str
    look: ColumnLook
    confidence: float | None


@dataclass(frozen=True, slots=True)
class NewSource:
    """Columns to be added to a source of the profile, or a source to be added.

    Attributes:
        table: The canonical table.
        recognise: Its marks: those of the source it adds to, where there is one.
        files: The files it was seen in.
        columns: The columns.
    """

    table: str
    recognise: tuple[tuple[str, ...], ...]
    files: tuple[str, ...]
    columns: tuple[NewColumn, ...]

    @property
    def key(self) -> tuple[str, frozenset[str]]:
        """What makes two sources one: the table and the marks."""
        return self.table, frozenset(title for mark in self.recognise for title in mark)


@dataclass(frozen=True, slots=True)
class NewStage:
    """A stage to be read: what the export calls it and what it is; the confidence is None when a person said it."""

    look: StageLook
    choice: Choice
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Additions:
    """Everything a profile gains.

    Attributes:
        sources: Columns by sources.
        stages: Stages.
        ignore: Titles of columns nobody needs.
        ignore_stages: Stages that are in no funnel.
        columns_left: Columns that nobody has decided about.
        stages_left: Stages that nobody has decided about.
        unknown: Files that are not read at all.
    """

    sources: tuple[NewSource, ...] = ()
    stages: tuple[NewStage, ...] = ()
    ignore: tuple[str, ...] = ()
    ignore_stages: tuple[str, ...] = ()
    columns_left: tuple[tuple[SheetLook, ColumnLook], ...] = ()
    stages_left: tuple[StageLook, ...] = ()
    unknown: tuple[SheetLook, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to write down."""
        return not (self.sources or self.stages or self.ignore or self.ignore_stages)

    @property
    def settled(self) -> bool:
        """Whether nothing is left in doubt."""
        return not (self.columns_left or self.stages_left or self.unknown)


def additions(diagnosis: Diagnosis, answers: Answers | None = None) -> Additions:
    """Put a diagnosis and answers together.

    Args:
        diagnosis: What the doctor found.
        answers: What a person said; None when nobody was asked.
    """
    given = answers or Answers()
    said = {(answer.file, answer.title): answer for answer in given.columns}
    sources = _joined([source for sheet in diagnosis.sheets for source in _sources(sheet, said)])
    taught = {file for source in sources for file in source.files}
    stages, ignored, left = _stages(diagnosis, given)
    return Additions(
        sources=sources,
        stages=stages,
        ignore=tuple(dict.fromkeys(a.title for a in given.columns if a.name is None and writable(a.title))),
        ignore_stages=ignored,
        columns_left=tuple(
            (sheet, column) for sheet, column in diagnosis.doubtful_columns if _is_left(sheet, column, said)
        ),
        stages_left=left,
        unknown=tuple(
            sheet for sheet in diagnosis.sheets if sheet.file not in taught and _is_unknown(sheet, given.columns)
        ),
    )


def writable(title: str) -> bool:
    """Whether a profile may name a column by its title."""
    return bool(title.strip()) and not CONTROL.search(title) and not _PLACE.fullmatch(title.strip())


def open_choices(sheet: SheetLook, column: ColumnLook, said: dict[tuple[str, str], ColumnAnswer]) -> list[Choice]:
    """What a column in doubt may still be, once others of its file were decided."""
    taken = {answer.name for (file, title), answer in said.items() if file == sheet.file and title != column.title}
    return [choice for choice in column.choices if choice.name not in taken]


def other_choices(sheet: SheetLook, column: ColumnLook, said: dict[tuple[str, str], ColumnAnswer]) -> list[Choice]:
    """What else of the sheet's tables a column may be: what is neither offered, nor read, nor decided upon."""
    taken = {answer.name for (file, title), answer in said.items() if file == sheet.file and title != column.title}
    taken |= {choice.name for look in sheet.columns for choice in look.used}
    taken |= {choice.name for choice in column.choices}
    columns = {known.name: known for table in _tables(sheet) for known in TABLE[table].columns}
    return [Choice(name, known.title, 0.0) for name, known in columns.items() if name not in taken]


def _is_left(sheet: SheetLook, column: ColumnLook, said: dict[tuple[str, str], ColumnAnswer]) -> bool:
    return (sheet.file, column.title) not in said and bool(open_choices(sheet, column, said))


def _is_unknown(sheet: SheetLook, answers: Sequence[ColumnAnswer]) -> bool:
    """Whether a file with records is read by nothing, and nobody has said that it need not be."""
    useless = any(column.ignored for column in sheet.columns) or any(item.file == sheet.file for item in answers)
    return bool(sheet.rows) and not sheet.tables and not useless


def _sources(sheet: SheetLook, said: dict[tuple[str, str], ColumnAnswer]) -> Iterator[NewSource]:
    """What one sheet adds: guesses that are sure, and answers."""
    looks = {column.title: column for column in reversed(sheet.columns)}
    if sheet.draft:
        columns = [
            NewColumn(name, _named(looks[title]), looks[title], _confidence(looks[title], name))
            for name, title in sheet.draft.columns.items()
            if title in looks
        ]
        if columns:
            yield NewSource(sheet.draft.table, sheet.draft.recognise, (sheet.file,), tuple(columns))
    chosen: dict[str, list[NewColumn]] = {}
    for (file, title), answer in said.items():
        if file == sheet.file and answer.name is not None and title in looks:
            column = NewColumn(answer.name, _named(looks[title]), looks[title], None)
            chosen.setdefault(table_of(sheet, answer.name), []).append(column)
    for table, found in chosen.items():
        if table:
            yield NewSource(table, _marks(sheet, table, found), (sheet.file,), tuple(found))


def _named(column: ColumnLook) -> str:
    """A column as a profile names it: by its place where the title cannot be written down."""
    numbered = column.title == f"столбец {column.position}"
    return column.title if writable(column.title) and not numbered else f"@{column.position}"


def _confidence(column: ColumnLook, name: str) -> float:
    return next((choice.confidence for choice in column.used if choice.name == name), SURE)


def table_of(sheet: SheetLook, name: str) -> str:
    """The table an answer is about: the first of the sheet that has such a column."""
    return next((table for table in _tables(sheet) if TABLE[table].column(name)), "")


def _tables(sheet: SheetLook) -> list[str]:
    """Tables a sheet fills; for one nobody knows, the table it is like."""
    likely = [table.name for table in TABLES if table.title == sheet.likely]
    return [name for name, _ in sheet.tables] or [home.table for home in sheet.homes] or likely


def _marks(sheet: SheetLook, table: str, columns: Sequence[NewColumn]) -> tuple[tuple[str, ...], ...]:
    """Marks of the source that reads the sheet; of a sheet nobody knows, its own titles, the key first."""
    drafts = [*([sheet.draft] if sheet.draft else []), *sheet.homes]
    home = next((draft for draft in drafts if draft.table == table and draft.recognise), None)
    if home:
        return home.recognise
    keys = {column.name for column in TABLE[table].columns if column.key}
    ranked = sorted(columns, key=lambda column: column.name not in keys)
    return tuple((column.title,) for column in ranked[:_MARKS])


def _joined(sources: Sequence[NewSource]) -> tuple[NewSource, ...]:
    """Sources of one table and one set of marks together, every column once."""
    found: dict[tuple[str, frozenset[str]], NewSource] = {}
    for source in sources:
        other = found.get(source.key)
        if other:
            files = tuple(dict.fromkeys((*other.files, *source.files)))
            columns = {(column.name, column.title): column for column in (*source.columns, *other.columns)}
            ordered = dict.fromkeys((column.name, column.title) for column in (*other.columns, *source.columns))
            found[source.key] = NewSource(source.table, other.recognise, files, tuple(columns[key] for key in ordered))
        else:
            found[source.key] = source
    return tuple(found.values())


def _stages(
    diagnosis: Diagnosis, answers: Answers
) -> tuple[tuple[NewStage, ...], tuple[str, ...], tuple[StageLook, ...]]:
    said = {(answer.pipeline, answer.stage): answer for answer in answers.stages}
    new: dict[tuple[str, str, str | None], NewStage] = {}
    ignored: dict[str, None] = {}
    left: list[StageLook] = []
    for stage in diagnosis.stages:
        answer = said.get((stage.pipeline, stage.stage))
        choice = answer.choice if answer else stage.guess
        if stage.used or stage.ignored:
            continue
        nameable = stage.stage.strip() and not CONTROL.search(stage.stage)
        if choice and nameable:
            key = (normalise(stage.stage), choice.title, choice.pipeline)
            new.setdefault(key, NewStage(stage, choice, None if answer else choice.confidence))
        elif answer and nameable:
            ignored[stage.stage] = None
        else:
            left.append(stage)
    return tuple(new.values()), tuple(ignored), tuple(left)
