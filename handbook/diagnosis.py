"""What the import doctor says of an export: how each column and stage is read, how surely, and what is in doubt.

The audit returns these records, the generator renders them; neither knows the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handbook.finding import Finding, Severity
from handbook.result import Result
from handbook.tables import TableColumn, Type

#: From here on a column or a stage is read without asking; below it a person decides.
SURE = 0.8
#: A guess that is not clearly better than the next one is none.
APART = 0.04
#: What values of a column are: written dates, numbers, numbers that may be dates, people of the staff list, stages.
DATE, NUMBER, CLOCK, PERSON, STAGE = "date", "number", "clock", "person", "stage"
#: How a profile says that the number of the row is the number of the record.
ROW = "@row"


@dataclass(frozen=True, slots=True)
class Choice:
    """A canonical column, or a stage of a funnel, that something of an export may be.

    Attributes:
        name: The canonical column, or the title of the stage.
        title: What a person reads: «Ответственный», or the title of the stage.
        confidence: How sure it is, 0…1.
        pipeline: The funnel of a stage; None for a column.
    """

    name: str
    title: str
    confidence: float
    pipeline: str | None = None


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """A column of an export.

    Attributes:
        title: As the export writes it; «столбец 5» when it has none.
        position: Its number, from 1.
        used: What it is read as: one or several canonical columns of the sheet's tables.
        choices: What it may be, the surest first; it is not read while a person has not decided.
        by_norm: Norms name it as it is written: fields that are mandatory.
        ignored: The profile knows it and has no use for it.
        examples: A few different values, as they stand.
        filled: How many of the records that were looked at have it filled, and how many were looked at.
        unread: How many values could not be read, and the rows of the first ones.
        kinds: What its values are: «date», «number», «person», «stage»; nothing for other words.
        blind: Whether not one of its values could be read as what it is taken for.
    """

    title: str
    position: int
    used: tuple[Choice, ...] = ()
    choices: tuple[Choice, ...] = ()
    by_norm: bool = False
    ignored: bool = False
    examples: tuple[str, ...] = ()
    filled: tuple[int, int] = (0, 0)
    unread: tuple[int, tuple[int, ...]] = (0, ())
    kinds: tuple[str, ...] = ()
    blind: bool = False

    @property
    def known(self) -> bool:
        """Whether the audit reads it, or knows that it need not."""
        return bool(self.used) or self.by_norm or self.ignored


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """A source to be added to the profile, so that the sheet is read without asking.

    Attributes:
        table: The canonical table.
        recognise: Titles by which the file is known, each with its alternatives.
        columns: Canonical column → the export's title.
        adds: Whether the preset knows the file, and only these columns are new.
    """

    table: str
    recognise: tuple[tuple[str, ...], ...]
    columns: dict[str, str]
    adds: bool


@dataclass(frozen=True, slots=True)
class DealColumn:
    """What may be a main column of deals in a sheet that nobody knows as a list of deals.

    Attributes:
        name: The canonical column.
        title: What a person reads.
        places: Numbers of columns, from 1, each with how sure it is: the likeliest first, 0 where only the values do
            not speak against it.
    """

    name: str
    title: str
    places: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class SheetLook:
    """A table of an export.

    Attributes:
        file: Name for people.
        source: What it is: «CSV, Windows-1251, разделитель «;»».
        header_row: The row the header ends on.
        rows: Records below it.
        tables: Canonical tables it fills, with their titles; empty when the sheet is not known.
        profile: The profile that knows it; None for a guess.
        columns: Its columns in their order.
        draft: What to add to the profile, None when nothing is to be added.
        likely: For a sheet that is not known, the table it may be; empty otherwise.
        homes: Where an answer about a column goes: the sources that read the sheet, or that may read it, each with
            its marks and without columns.
        deals: The main columns of deals, for a sheet that may be the list of deals the export lacks.
        separate: The profile of a second CRM whose deals these are; they are not read beside those of the first.
    """

    file: str
    source: str
    header_row: int
    rows: int
    tables: tuple[tuple[str, str], ...]
    profile: str | None
    columns: tuple[ColumnLook, ...]
    draft: SourceDraft | None = None
    likely: str = ""
    homes: tuple[SourceDraft, ...] = ()
    deals: tuple[DealColumn, ...] = ()
    separate: str = ""

    @property
    def share(self) -> float:
        """Share of the titled columns that are known, 0…1."""
        return sum(column.known for column in self.columns) / len(self.columns) if self.columns else 0.0


@dataclass(frozen=True, slots=True)
class StageLook:
    """A stage, as the export writes it.

    Attributes:
        pipeline: As the export writes it, None when it does not tell.
        stage: As the export writes it.
        rows: In how many records.
        used: What it is read as; None while nobody has decided.
        choices: What it may be, the surest first.
        ignored: The profile says that it belongs to no funnel.
    """

    pipeline: str | None
    stage: str
    rows: int
    used: Choice | None
    choices: tuple[Choice, ...] = ()
    ignored: bool = False

    @property
    def guess(self) -> Choice | None:
        """What it is without asking, where no profile says it: a sure choice that no other one comes near."""
        return None if self.used is not None or self.ignored else surest(self.choices)


@dataclass(frozen=True, slots=True)
class NameLook:
    """A pipeline or a person that the company knows under another name.

    Attributes:
        name: As the export writes it.
        rows: In how many records, 0 when that is not known.
        choices: What it may be, the surest first.
    """

    name: str
    rows: int
    choices: tuple[Choice, ...] = ()

    @property
    def guess(self) -> Choice | None:
        """What it is without asking."""
        return surest(self.choices)


def suits(column: TableColumn, kinds: Sequence[str], *, blank: bool) -> bool:
    """Whether values of these kinds may stand in a canonical column: a date is nobody's name and no sum.

    Args:
        column: The canonical column.
        kinds: Kinds of the values.
        blank: Whether there are no values at all.
    """
    if blank:
        return True
    if column.type in {Type.DATE, Type.TIMESTAMP}:
        return bool({DATE, CLOCK} & set(kinds))
    if column.type is Type.NUMBER:
        return NUMBER in kinds and DATE not in kinds
    if column.type is Type.FLAG:
        return not {DATE, PERSON} & set(kinds)
    return DATE not in kinds or column.key


def surest(choices: tuple[Choice, ...]) -> Choice | None:
    """A choice that is sure and that no other one comes near; choices stand by their confidence."""
    if not choices or choices[0].confidence < SURE:
        return None
    first, *others = choices
    return first if all(first.confidence - other.confidence >= APART for other in others) else None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What the import doctor says.

    Attributes:
        profile: The profile the export is read by.
        own: Whether it is a profile of the company.
        preset: The shipped profile it stands on, or that it is.
        sheets: Every table of the export.
        stages: Every stage of the deals and of their history.
        result: A trial audit: which norms the export proves and what the others lack; None when it cannot be made.
        findings: What is wrong with the export, for a person.
        pipelines: Pipelines that are none of the company's funnels by their names.
        people: Names that the staff list does not know and that are probably of somebody in it.
    """

    profile: str
    own: bool
    preset: str
    sheets: tuple[SheetLook, ...]
    stages: tuple[StageLook, ...]
    result: Result | None
    findings: tuple[Finding, ...] = ()
    pipelines: tuple[NameLook, ...] = ()
    people: tuple[NameLook, ...] = ()

    @property
    def doubtful_columns(self) -> tuple[tuple[SheetLook, ColumnLook], ...]:
        """Columns about which a person is asked: those that have choices and are not read.

        A sheet that another shipped profile reads is left to it: this profile would know only a part of its columns.
        """
        return tuple(
            (sheet, column)
            for sheet in self.sheets
            if sheet.profile in {None, self.profile}
            for column in sheet.columns
            if column.choices and not column.known
        )

    @property
    def doubtful_stages(self) -> tuple[StageLook, ...]:
        """Stages about which a person is asked: nothing says what they are, and no guess is sure."""
        return tuple(stage for stage in self.stages if stage.used is None and stage.guess is None and not stage.ignored)

    @property
    def complete(self) -> bool:
        """Whether there is nothing to ask and nothing to write down."""
        new = any(sheet.draft or sheet.deals for sheet in self.sheets) or any(stage.guess for stage in self.stages)
        named = any(name.choices for name in (*self.pipelines, *self.people))
        return not (self.doubtful_columns or self.doubtful_stages or new or named)

    @property
    def unfit(self) -> str:
        """Why the export cannot be audited as it is read, in Russian; empty when it can."""
        if self.result is None:
            told = [item.message for item in self.findings if item.severity is Severity.ERROR]
            return told[0] if told else "сделки не прочитаны"
        blind = [(sheet.file, column.title) for sheet in self.sheets for column in sheet.columns if column.blind]
        if blind:
            file, title = blind[0]
            return f"в столбце «{title}» файла {file} не прочиталось ни одно значение"
        if self.result.verdicts and not any(verdict.checked for verdict in self.result.verdicts):
            return "эта выгрузка не доказывает ни одной нормы"
        return ""


@dataclass(frozen=True, slots=True)
class ColumnAnswer:
    """What a person said of a column: read it as this canonical column, or None — leave it out for good.

    Attributes:
        file: The file.
        title: The column, as the export writes it.
        name: The canonical column.
        confidence: How sure the doctor was, where the person only let it pass; None for an answer.
    """

    file: str
    title: str
    name: str | None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class StageAnswer:
    """What a person said of a stage: it is this stage of a funnel, or None — leave it unknown."""

    pipeline: str | None
    stage: str
    choice: Choice | None


@dataclass(frozen=True, slots=True)
class NameAnswer:
    """What a person said of a pipeline or of a person: this one of the company, or None — none of them."""

    name: str
    choice: Choice | None


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person said of everything in doubt.

    Attributes:
        columns: Of columns; the title «@row» with the key of a table means that records are known by their rows.
        stages: Of stages.
        pipelines: Of pipelines.
        people: Of names.
        deals: Files that are lists of deals, as a person said.
    """

    columns: tuple[ColumnAnswer, ...] = ()
    stages: tuple[StageAnswer, ...] = ()
    pipelines: tuple[NameAnswer, ...] = ()
    people: tuple[NameAnswer, ...] = ()
    deals: tuple[str, ...] = ()
