"""An export before it is bytes: titles, rows that know their deals, and how a file of its kind is written."""

from __future__ import annotations

import csv
import html
import io
import json
from dataclasses import dataclass, field
from pathlib import Path

from tests.audit.ingest.books import book
from tests.audit.ingest.damage.deals import Deal

#: What stands for a byte-order mark in front of the text.
MARK = "\ufeff"
ERROR_PAGE = (
    "<html><head><title>502 Bad Gateway</title></head>\n<body>\n<h1>502 Bad Gateway</h1>\n<hr>nginx\n</body></html>\n"
)


@dataclass
class Row:
    """A row of the file.

    Attributes:
        deal: Whose it is; None for junk.
        cells: Its cells in the order of the columns.
        whole: Whether nobody touched what it says.
        blank: Canonical columns whose cells were emptied.
        text: The row as it is written, once it is no longer written from its cells.
        end: The end of the line.
    """

    deal: Deal | None
    cells: list[str]
    whole: bool = True
    blank: set[str] = field(default_factory=set)
    text: str | None = None
    end: str | None = None


@dataclass
class Draft:
    """An export.

    Attributes:
        kind: csv, html, json, jsonl or xlsx.
        fields: Canonical name of every column; empty for columns nobody reads.
        titles: What the file calls them.
        rows: The rows below the header.
        above: Lines before the header.
        below: Lines after the last row.
        delimiter: Between cells.
        quoted: Whether every cell stands in quotes.
        trailing: Whether a delimiter stands after the last cell.
        end: The end of a line.
        encoding: Of the file.
        marked: Whether a byte-order mark stands in front.
        synonyms: Other titles that a profile knows in this place, by canonical name.
        unsure: Canonical columns under a title that nobody can be sure of: their values may be missing, never wrong.
        refusable: Whether so much is damaged that a refusal is right.
        noisy: Whether the bytes were damaged after all rows had been written.
        told: The mutations, for messages.
    """

    kind: str
    fields: list[str]
    titles: list[str]
    rows: list[Row]
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    delimiter: str = ";"
    quoted: bool = False
    trailing: bool = False
    end: str = "\n"
    encoding: str = "utf-8"
    marked: bool = False
    synonyms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)
    refusable: bool = False
    noisy: bool = False
    told: list[str] = field(default_factory=list)

    @property
    def suffix(self) -> str:
        """What a CRM would call such a file."""
        return {"html": "xls", "jsonl": "json"}.get(self.kind, self.kind)


@dataclass
class Piece:
    """Bytes that belong together, and the row they are; None for the header and what is around the rows."""

    data: bytes
    row: Row | None


def line_of(draft: Draft, cells: list[str]) -> str:
    """A row as its kind of file writes it, without the end of the line."""
    if draft.kind == "html":
        return "<tr>" + "".join(f"<td>{html.escape(cell, quote=False)}</td>" for cell in cells) + "</tr>"
    if draft.kind in {"json", "jsonl"}:
        return json.dumps(dict(zip(draft.titles, cells, strict=False)), ensure_ascii=False)
    made = io.StringIO()
    how = csv.QUOTE_ALL if draft.quoted else csv.QUOTE_MINIMAL
    csv.writer(made, delimiter=draft.delimiter, quoting=how, lineterminator="\r\n").writerow(cells)
    return made.getvalue().removesuffix("\r\n") + (draft.delimiter if draft.trailing else "")


def pieces_of(draft: Draft) -> list[Piece]:
    """The file, row by row.

    Raises:
        UnicodeEncodeError: The encoding has no such letters.
    """
    joint = "," if draft.kind == "json" else ""
    last = next((row for row in reversed(draft.rows) if row.text is None), None)
    parts: list[tuple[str, Row | None]] = [(_before(draft), None)]
    for row in draft.rows:
        if row.text is not None:
            parts.append((row.text, row))
        else:
            end = draft.end if row.end is None else row.end
            parts.append((line_of(draft, row.cells) + ("" if row is last else joint) + end, row))
    parts.append((_after(draft), None))
    return [Piece(text.encode(draft.encoding), row) for text, row in parts if text]


def write(draft: Draft, path: Path) -> None:
    """Write a workbook."""
    above = [[line] for line in draft.above]
    below = [[line] for line in draft.below]
    book(path, [*above, draft.titles, *(row.cells for row in draft.rows), *below])


def _before(draft: Draft) -> str:
    lines = [MARK] if draft.marked else []
    lines += [line + draft.end for line in draft.above]
    if draft.kind == "csv":
        return "".join(lines) + line_of(draft, draft.titles) + draft.end
    if draft.kind == "html":
        titles = "".join(f"<th>{html.escape(title, quote=False)}</th>" for title in draft.titles)
        head = '<meta http-equiv="Content-type" content="text/html;charset=UTF-8" />\n<table border="1">\n'
        return "".join(lines) + f"{head}<thead><tr>{titles}</tr></thead>\n<tbody>{draft.end}"
    return "".join(lines) + ('{"result": [' + draft.end if draft.kind == "json" else "")


def _after(draft: Draft) -> str:
    ends = {"html": "</tbody></table>\n", "json": f'], "total": {len(draft.rows)}}}\n'}
    return "".join(line + draft.end for line in draft.below) + ends.get(draft.kind, "")
