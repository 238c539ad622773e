"""Documents a process makes, for its appendix: what is filled in, and a filled-in sample as plain lines."""

from __future__ import annotations

import re

from generator.word.process_regulation.record import Form
from generator.word.process_regulation.view import View
from generator.word.words import phrase, tidy
from handbook.model.document import Document
from handbook.russian import upper_first

#: Cards of the CRM are filled in there, and are the same in many processes.
_NOT_PRINTED = frozenset({"record", "incoming"})
_RULE = re.compile(r"[|:\-\s]*-{3,}[|:\-\s]*")
_MARKS = re.compile(r"^(?:#{1,6}|>|[-*+]|\d+[.)])\s+")


def forms(view: View) -> tuple[Form, ...]:
    """Documents that the process makes and that say how they look.

    An operation that processes share shows its documents in the regulation of the process it belongs to.
    """
    homes = view.handbook.homes
    made = {
        output.document
        for operation in view.operations
        if homes.get(operation.id, view.process.id) == view.process.id
        for output in operation.outputs
    }
    found = (
        _form(view, document)
        for document in view.documents
        if document.id in made and document.kind not in _NOT_PRINTED
    )
    return tuple(form for form in found if form.fields or form.sample)


def _form(view: View, document: Document) -> Form:
    needed = [phrase(field.title) for field in document.fields if field.required]
    others = [phrase(field.title) for field in document.fields if not field.required]
    parts = [", ".join(needed), f"по случаю — {', '.join(others)}" if needed and others else ", ".join(others)]
    return Form(
        upper_first(tidy(document.title)),
        tidy("; ".join(part for part in parts if part)) or None,
        _lines(view, document.sample or ""),
    )


def _cells(row: str) -> str:
    return " | ".join(cell.strip() for cell in row.rstrip("| ").lstrip("|").split("|"))


def _lines(view: View, markdown: str) -> tuple[str, ...]:
    """A sample as paragraphs: lines of one paragraph joined, rows of a table and items apart."""
    found: list[str] = []
    joined = False
    for line in markdown.splitlines():
        text = line.strip()
        if not text or _RULE.fullmatch(text):
            joined = False
            continue
        apart = text.startswith("|") or bool(_MARKS.match(text))
        plain = view.speech.prose(_cells(text) if text.startswith("|") else _MARKS.sub("", text))
        if joined and not apart:
            found[-1] += f" {plain}"
        else:
            found.append(plain)
        joined = not text.startswith("|")
    return tuple(text for text in map(tidy, found) if text)
