"""What a profile gains by a diagnosis and a person's answers: columns, stages, and what is not to be asked again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from handbook.diagnosis import (
    ROW,
    SURE,
    Answers,
    Choice,
    ColumnAnswer,
    ColumnLook,
    Diagnosis,
    NameAnswer,
    NameLook,
    SheetLook,
    StageLook,
    suits,
)
from handbook.russian.text import normalise
from handbook.source.yaml_error import CONTROL
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
class NewName:
    """A pipeline or a person under the name of the CRM; the confidence is None when a person said it."""

    name: str
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
        pipelines: Pipelines.
        people: Names of people.
        names_left: Pipelines that nobody has decided about.
        keyless: Files that cannot be written down: the table they fill lacks its key, each with the title of the key.
    """

    sources: tuple[NewSource, ...] = ()
    stages: tuple[NewStage, ...] = ()
    ignore: tuple[str, ...] = ()
    ignore_stages: tuple[str, ...] = ()
    columns_left: tuple[tuple[SheetLook, ColumnLook], ...] = ()
    stages_left: tuple[StageLook, ...] = ()
    unknown: tuple[SheetLook, ...] = ()
    pipelines: tuple[NewName, ...] = ()
    people: tuple[NewName, ...] = ()
    names_left: tuple[NameLook, ...] = ()
    keyless: tuple[tuple[str, str], ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to write down."""
        named = self.pipelines or self.people
        return not (self.sources or self.stages or self.ignore or self.ignore_stages or named)

    @property
    def settled(self) -> bool:
        """Whether nothing is left in doubt."""
        return not (self.columns_left or self.stages_left or self.unknown or self.names_left or self.keyless)


def additions(diagnosis: Diagnosis, answers: Answers | None = None) -> Additions:
    """Put a diagnosis and answers together.

    Args:
        diagnosis: What the doctor found.
        answers: What a person said; None when nobody was asked.
    """
    given = answers or Answers()
    said = {(answer.file, answer.title): answer for answer in given.columns}
    drafted = [source for sheet in diagnosis.sheets for source in _sources(sheet, said, given.deals)]
    homes = [home for sheet in diagnosis.sheets for home in (*sheet.homes, *([sheet.draft] if sheet.draft else []))]
    known = {(home.table, home.recognise) for home in homes}
    keyless = tuple(dict.fromkeys(lack for source in drafted for lack in _keyless(source, known)))
    without = {file for file, _ in keyless}
    sources = _joined([source for source in drafted if not without.intersection(source.files)])
    taught = {file for source in sources for file in source.files}
    stages, ignored, left = _stages(diagnosis, given)
    return Additions(
        sources=sources,
        stages=stages,
        ignore=tuple(dict.fromkeys(a.title for a in given.columns if a.name is None and writable(a.title))),
        ignore_stages=ignored,
        columns_left=tuple(
            (sheet, column)
            for sheet, column in diagnosis.doubtful_columns
            if sheet.file not in given.deals and _is_left(sheet, column, said)
        ),
        stages_left=left,
        unknown=tuple(
            sheet for sheet in diagnosis.sheets if sheet.file not in taught and _is_unknown(sheet, given.columns)
        ),
        pipelines=tuple(_named_so(diagnosis.pipelines, given.pipelines)),
        people=tuple(_named_so(diagnosis.people, given.people)),
        names_left=tuple(
            look
            for look in diagnosis.pipelines
            if not look.guess and all(answer.name != look.name for answer in given.pipelines)
        ),
        keyless=keyless,
    )


def _named_so(looks: Sequence[NameLook], answers: Sequence[NameAnswer]) -> Iterator[NewName]:
    """Names by answers, and by what is sure where nobody was asked."""
    said = {answer.name: answer for answer in answers}
    for look in looks:
        answer = said.get(look.name)
        choice = answer.choice if answer else look.guess
        if choice and look.name.strip() and not CONTROL.search(look.name):
            yield NewName(look.name, choice, None if answer else choice.confidence)


def _keyless(source: NewSource, known: set[tuple[str, tuple[tuple[str, ...], ...]]]) -> Iterator[tuple[str, str]]:
    """The key that a source of its own lacks: without it not a single record could be read, and no audit made."""
    named = {column.name for column in source.columns}
    if (source.table, source.recognise) not in known:
        for column in TABLE[source.table].columns:
            if column.key and column.name not in named:
                yield from ((file, column.title) for file in source.files)


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
    columns = {known.name: known for table in tables_of(sheet) for known in TABLE[table].columns}
    return [
        Choice(name, known.title, 0.0)
        for name, known in columns.items()
        if name not in taken and (not column.kinds or suits(known, column.kinds, blank=not column.examples))
    ]


def _is_left(sheet: SheetLook, column: ColumnLook, said: dict[tuple[str, str], ColumnAnswer]) -> bool:
    return (sheet.file, column.title) not in said and bool(open_choices(sheet, column, said))


def _is_unknown(sheet: SheetLook, answers: Sequence[ColumnAnswer]) -> bool:
    """Whether a file with records is read by nothing, and nobody has said that it need not be."""
    useless = any(column.ignored for column in sheet.columns) or any(item.file == sheet.file for item in answers)
    return bool(sheet.rows) and not sheet.tables and not sheet.separate and not useless


def _sources(sheet: SheetLook, said: dict[tuple[str, str], ColumnAnswer], deals: Sequence[str]) -> Iterator[NewSource]:
    """What one sheet adds: guesses that are sure, and answers."""
    looks = {column.title: column for column in reversed(sheet.columns)}
    mine = [answer for (file, _), answer in said.items() if file == sheet.file]
    if sheet.file in deals:
        sheet = replace(sheet, tables=(("deals", TABLE["deals"].title),), homes=(), draft=None)
    # A file that may be the missing list of deals is not written down as something else by a guess.
    if sheet.draft and not sheet.deals:
        decided = {answer.title for answer in mine} | {answer.name for answer in mine}
        columns = [
            NewColumn(name, _named(looks[title]), looks[title], _confidence(looks[title], name))
            for name, title in sheet.draft.columns.items()
            if title in looks and not decided.intersection((name, title))
        ]
        if columns:
            yield NewSource(sheet.draft.table, sheet.draft.recognise, (sheet.file,), tuple(columns))
    chosen: dict[str, list[NewColumn]] = {}
    for answer in mine:
        if answer.name is None:
            continue
        if answer.title == ROW and ROW not in looks:
            column = NewColumn(answer.name, ROW, ColumnLook(ROW, 0), None)
        elif answer.title in looks:
            column = NewColumn(answer.name, _named(looks[answer.title]), looks[answer.title], answer.confidence)
        else:
            continue
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
    return next((table for table in tables_of(sheet) if TABLE[table].column(name)), "")


def tables_of(sheet: SheetLook) -> list[str]:
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
    marks = [column for column in columns if column.title != ROW]
    ranked = sorted(marks, key=lambda column: column.name not in keys)
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
    # What a stage is can be told once it is known which funnel its pipeline is; those of none are stages of none.
    settled = {answer.name: answer.choice for answer in answers.pipelines}
    waiting = {look.name for look in diagnosis.pipelines if settled.get(look.name, look.guess)}
    unsettled = {look.name for look in diagnosis.pipelines if look.name not in settled} - waiting
    new: dict[tuple[str, str, str | None], NewStage] = {}
    ignored: dict[str, None] = {}
    left: list[StageLook] = []
    for stage in diagnosis.stages:
        answer = said.get((stage.pipeline, stage.stage))
        choice = answer.choice if answer else stage.guess
        if stage.used or stage.ignored or (stage.pipeline in waiting and not answer):
            continue
        if stage.pipeline in unsettled and not answer:
            left.append(stage)
            continue
        nameable = stage.stage.strip() and not CONTROL.search(stage.stage)
        if choice and nameable:
            key = (normalise(stage.stage), choice.title, choice.pipeline)
            new.setdefault(key, NewStage(stage, choice, None if answer else choice.confidence))
        elif (answer or stage.pipeline in settled) and nameable:
            ignored[stage.stage] = None
        else:
            left.append(stage)
    return tuple(new.values()), tuple(ignored), tuple(left)
