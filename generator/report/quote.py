"""The clause a norm comes from, quoted from the handbook."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from generator.report.words import last_day
from handbook.book import Handbook, PlacedNorm
from handbook.crossref import CrossRef, expand

_MARKS = re.compile(r"\*\*|__|`")
_LINK = re.compile(r"\[([^\]\[]*)\]\([^)\s]*\)")


@dataclass(frozen=True, slots=True)
class Quote:
    """A clause of a document.

    Attributes:
        document: The document's title.
        clause: Number and title of the clause, empty when the norm cites the document as a whole.
        text: The words of the clause with norms written out, None when the document does not hold it.
    """

    document: str
    clause: str
    text: str | None


def quote(handbook: Handbook, placed: PlacedNorm | None, as_of: date) -> Quote | None:
    """The clause a norm cites, with the values in force on the last day of the audit.

    Args:
        handbook: Where documents and norms stand.
        placed: The norm; None when the result speaks of a norm the handbook no longer has.
        as_of: The first day after the audited state.
    """
    source = placed.norm.source if placed else None
    document = handbook.documents.get(source.document) if source else None
    if source is None or document is None:
        return None
    number = source.clause
    found = next((clause for clause in document.clauses if clause.number == number), None)
    label = f"пункт {number}" if number else ""
    if found is None:
        return Quote(document.title, label, None)
    if found.title:
        label = f"{label} «{found.title}»"
    return Quote(document.title, label, plain(handbook, found.text, as_of))


def plain(handbook: Handbook, text: str, as_of: date) -> str:
    """Prose of the handbook as plain text: references written out, marks of Markdown dropped."""
    last = last_day(as_of)
    text = expand(text, lambda ref: ref.words or _words(handbook, ref, last))
    return _LINK.sub(r"\1", _MARKS.sub("", text)).strip()


def _words(handbook: Handbook, ref: CrossRef, day: date) -> str:
    if ref.target == "norm":
        placed = handbook.norms.get(ref.id)
        return placed.norm.words(day) if placed else ref.id
    tables = {
        "document": handbook.documents,
        "operation": handbook.operations,
        "process": handbook.processes,
        "role": handbook.roles,
        "term": handbook.terms,
    }
    record = tables.get(ref.target, {}).get(ref.id)
    title = str(getattr(record, "title", None) or getattr(record, "term", ref.id))
    return f"«{title}»" if ref.target in {"document", "process", "operation"} else title
