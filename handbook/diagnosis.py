"""What the import doctor says of an export: how each column and stage is read, how surely, and what is in doubt.

The audit returns these records, the generator renders them; neither knows the other.
"""

from __future__ import annotations

from dataclasses import dataclass

from handbook.finding import Finding
from handbook.result import Result

#: From here on a column or a stage is read without asking; below it a person decides.
SURE = 0.8
#: A guess that is not clearly better than the next one is none.
APART = 0.04


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
        if self.used is not None or self.ignored or not self.choices or self.choices[0].confidence < SURE:
            return None
        first, *others = self.choices
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
    """

    profile: str
    own: bool
    preset: str
    sheets: tuple[SheetLook, ...]
    stages: tuple[StageLook, ...]
    result: Result | None
    findings: tuple[Finding, ...] = ()

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
        new = any(sheet.draft for sheet in self.sheets) or any(stage.guess for stage in self.stages)
        return not self.doubtful_columns and not self.doubtful_stages and not new


@dataclass(frozen=True, slots=True)
class ColumnAnswer:
    """What a person said of a column: read it as this canonical column, or None — leave it out for good."""

    file: str
    title: str
    name: str | None


@dataclass(frozen=True, slots=True)
class StageAnswer:
    """What a person said of a stage: it is this stage of a funnel, or None — leave it unknown."""

    pipeline: str | None
    stage: str
    choice: Choice | None


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person said of everything in doubt."""

    columns: tuple[ColumnAnswer, ...] = ()
    stages: tuple[StageAnswer, ...] = ()
