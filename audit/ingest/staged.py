"""What staging works with and leaves behind: plans, readers, staging tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from audit.database import Connection
from audit.ingest.convert import Zones
from audit.ingest.people import People
from audit.ingest.recognition.recognise import Match
from audit.ingest.sheet import Sheet
from handbook.finding import Finding

#: Named columns of an export: the title, where it stands, and what the staging table calls it.
Fields = Sequence[tuple[str, tuple[int, ...], str]]

#: Texts that repeat: they are trimmed once each, after they are read.
WORDS = frozenset(
    {
        *("pipeline", "stage", "outcome", "kind", "direction", "result", "status", "object", "field", "measure"),
        *("owner", "employee", "created_by", "changed_by", "first_response_by", "by"),
        *("currency", "source", "segment", "region", "ladder", "product", "open_reason"),
    }
)


@dataclass(frozen=True, slots=True)
class Plan:
    """A plain file to load.

    Attributes:
        match: How it is read.
        name: The staging table to make.
        wanted: Canonical columns to read.
        fields: Columns of the export to keep as text besides.
    """

    match: Match
    name: str
    wanted: frozenset[str]
    fields: Fields


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the database read of a plain file itself.

    Attributes:
        rows: Records of the file.
        odd: Rows for the long way, as text with their numbers; None when there are none.
    """

    rows: int
    odd: Sheet | None


@dataclass(frozen=True)
class Reader:
    """What every match is read with.

    Attributes:
        con: Where the tables are.
        zones: Time zones of the export and of the company.
        people: Who is who.
        currency: Code of the company's currency.
    """

    con: Connection
    zones: Zones
    people: People
    currency: str


@dataclass
class Staged:
    """A staging table and what was learnt while filling it.

    Attributes:
        name: The table: canonical columns, their texts as ``<column>_text``, ``source_row`` and ``aside``.
        match: What it was made from.
        filled: Canonical columns the export really gives.
        columns: Canonical columns the staging table has.
        fields: Columns of the export that norms name, each with the column of the staging table that holds it.
        findings: Remarks on its values.
        aside: Reason of every row that is not used; known once the table is put away.
        defaulted: Columns whose blanks the profile filled, with the number of such rows; known then, too.
        has_texts: Whether the staging table still has the text of every column.
    """

    name: str
    match: Match
    filled: set[str]
    columns: set[str]
    fields: Fields = ()
    findings: list[Finding] = field(default_factory=list)
    aside: dict[int, str] = field(default_factory=dict)
    defaulted: list[tuple[str, int]] = field(default_factory=list)
    has_texts: bool = True

    @property
    def file(self) -> str:
        """The file, for people."""
        return self.match.sheet.file
