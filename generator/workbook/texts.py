"""Files as they will be: those that are there edited in place, new ones written whole."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from generator.workbook.order import ordered
from generator.workbook.outcome import Outcome
from generator.workbook.sources import Sources
from handbook.files import FILE_MODELS
from handbook.layout import REGULATIONS, kind_of
from handbook.source.edit import EditError, apply
from handbook.source.editing.written import mapping


def texts(outcome: Outcome, sources: Sources) -> dict[str, str]:
    """Every file that changes: its name → its text; what cannot be edited in place is told in the outcome."""
    found = {}
    for name, edits in outcome.edits.items():
        try:
            found[name] = apply(sources[name].text, edits)
        except EditError as error:
            places = [change.place for change in outcome.changes if change.file == name]
            outcome.wrong(
                "workbook-cell", f"файл {name}: {error}", places[0], "Внесите эту правку в файл сами", *places[1:]
            )
    return found | {name: written(name, data) for name, data in outcome.created.items()}


def written(name: str, data: Mapping[str, Any]) -> str:
    """A new file: the schema for editors, then its keys in the order of the record.

    Raises:
        ValueError: No file of that name has a place among the sources.
    """
    relative = PurePosixPath(name).relative_to(REGULATIONS)
    kind = kind_of(str(relative))
    if kind is None:
        raise ValueError(name)
    up = "../" * (len(relative.parts) - 1)
    return f"# yaml-language-server: $schema={up}.schema/{kind}.json\n{mapping(ordered(data, FILE_MODELS[kind]))}"
