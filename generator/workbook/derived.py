"""Cells told from other records: a row of the stage table shows them, their own sheets edit them."""

from __future__ import annotations

from typing import Any

from generator.workbook.normcells import limit_words
from generator.workbook.plan import Titles, value_at
from generator.workbook.sources import Row, Sources


def inputs(row: Row, titles: Titles) -> str:
    """What comes in, from whom, in what state."""
    return "\n".join(
        _joined(
            _name(titles, "document", item.get("document")),
            _led("от: ", _name(titles, "role", item.get("from"))),
            item.get("note"),
        )
        for item in _items(row, "inputs")
    )


def outputs(row: Row, titles: Titles) -> str:
    """What goes out and by what it is seen to be done."""
    return "\n".join(
        _joined(_name(titles, "document", item.get("document")), item.get("note")) for item in _items(row, "outputs")
    )


def consumers(row: Row, titles: Titles) -> str:
    """Who uses the results."""
    found = dict.fromkeys(
        _name(titles, "role", role) for item in _items(row, "outputs") for role in item.get("to") or ()
    )
    return "\n".join(found)


def steps(row: Row, titles: Titles) -> str:
    """What is done, step by step."""
    lines = []
    for number, item in enumerate(_items(row, "steps"), 1):
        by = f"[{_name(titles, 'role', item['role'])}] " if item.get("role") else ""
        lines.append(f"{number}. {by}{_line(item.get('text'))}")
    return "\n".join(lines)


def control_points(row: Row, titles: Titles) -> str:
    """What management learns, to whom and when."""
    return "\n".join(
        _joined(item.get("information"), _led("кому: ", _name(titles, "role", item.get("to"))), item.get("when"))
        for item in _items(row, "control_points")
    )


def crm_fields(row: Row, titles: Titles) -> str:  # noqa: ARG001 - one shape for all derived columns
    """What is written into the CRM."""
    fields = value_at(row.data, ("crm", "fields"))
    found = [item for item in fields if isinstance(item, dict)] if isinstance(fields, list) else []
    return "\n".join(_joined(item.get("title"), item.get("mandatory")) for item in found)


def norms(row: Row, titles: Titles) -> str:  # noqa: ARG001 - one shape for all derived columns
    """Norms that measure the operation."""
    return "\n".join(_joined(item.get("title"), limit_words(item)) for item in _items(row, "norms"))


def published(row: Row, titles: Titles) -> str:  # noqa: ARG001 - one shape for all derived columns
    """Number and edition of a document."""
    number, number_of = (value_at(row.data, ("publication", key)) for key in ("number", "edition"))
    return f"{number}, редакция {number_of or 1}" if number else ""


def steps_of_flow(row: Row, titles: Titles) -> str:
    """Operations of a process in the order of its flow."""
    found = [item.get("operation") for item in _items(row, "flow")]
    return "\n".join(_name(titles, "operation", name) for name in found if name)


def _items(row: Row, key: str) -> list[dict[str, Any]]:
    found = row.data.get(key)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def titles_of(sources: Sources) -> Titles:
    """What records are called in cells told from other records."""
    return {
        (source.kind, str(source.data.get("id"))): str(source.data.get("short") or source.data.get("title") or "")
        for source in sources.values()
    }


def _name(titles: Titles, kind: str, name: Any) -> str:  # noqa: ANN401 - YAML data of any shape
    return titles.get((kind, str(name)), str(name)) if name else ""


def _led(word: str, text: str) -> str:
    return f"{word}{text}" if text else ""


def _joined(*parts: Any) -> str:  # noqa: ANN401 - YAML data of any shape
    return " — ".join(_line(part) for part in parts if part)


def _line(value: Any) -> str:  # noqa: ANN401 - YAML data of any shape
    return " ".join(str(value).split())
