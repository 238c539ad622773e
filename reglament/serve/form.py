"""The records of a page that asks how an export is to be read: plain data, so that they cross a pipe."""

from __future__ import annotations

from dataclasses import dataclass

#: Values of a choice that are none of those offered: put it off, and «nothing of these».
LATER, NONE, YES = "", "-", "1"
#: The records of a file are known by their rows.
BY_ROW = "@row"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing a person may choose."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind among those that may be chosen: the stages of a funnel."""

    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A choice.

    Attributes:
        name: The name of its field in the form.
        label: What is asked.
        hint: What helps to answer: values of a column.
        options: What may be chosen.
        more: What is less likely, by kinds.
        chosen: What is chosen beforehand.
        doubt: Whether a person is asked; otherwise a guess that may be corrected.
    """

    name: str
    label: str
    hint: str
    options: tuple[Option, ...]
    more: tuple[Group, ...] = ()
    chosen: str = LATER
    doubt: bool = True


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file: its title, a few values, what it is read as."""

    title: str
    examples: str
    reads: str
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A file of the export.

    Attributes:
        name: Its name for people.
        source: What it is: «CSV, Windows-1251».
        rows: How many records, in words.
        reads: What it is read as; empty when it is not.
        note: What there is to say of it besides.
        columns: Its columns.
        question: Whether it is what it looks like.
        more: What else is asked of it: which of its columns are the main ones of a list of deals, or its key.
    """

    name: str
    source: str
    rows: str
    reads: str
    note: str
    columns: tuple[Column, ...]
    question: Question | None = None
    more: tuple[Question, ...] = ()

    @property
    def doubts(self) -> int:
        """How many questions it has."""
        own = [column.question for column in self.columns if column.question]
        return sum(one.doubt for one in (*own, *self.more)) + (self.question is not None)


@dataclass(frozen=True, slots=True)
class Match:
    """A stage, a pipeline or a person: what the export calls it and what it is."""

    kind: str
    name: str
    reads: str
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something wrong with the export, with a way to mend it."""

    severity: str
    word: str
    message: str
    where: str
    tip: str


@dataclass(frozen=True, slots=True)
class Form:
    """Everything the page shows.

    Attributes:
        profile: The profile the export is read by.
        files: Files.
        matches: Pipelines, stages, people, those in doubt first.
        remarks: What is wrong.
        proved: Which norms can be checked, in words.
        unfit: Why the export cannot be audited as it is; empty when it can.
        trouble: Why the last answers were not kept.
        unclear: What is not understood while nobody has answered, in words.
        goes_on: Whether answers surely raise more questions: stages wait for their funnels.
    """

    profile: str
    files: tuple[File, ...]
    matches: tuple[Match, ...]
    remarks: tuple[Remark, ...]
    proved: str
    unfit: str
    trouble: str = ""
    unclear: tuple[str, ...] = ()
    goes_on: bool = False

    @property
    def doubts(self) -> int:
        """How many questions there are."""
        return sum(file.doubts for file in self.files) + sum(
            match.question is not None and match.question.doubt for match in self.matches
        )
