"""The JSON Schema of ``audit.json``, made from the records themselves: no field of them is typed twice."""

from __future__ import annotations

import json
import types
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from generator.report.json import LATER, SCHEMA
from generator.report.json_words import CHANGE, RECORDS, SUMMARY, TITLES, VALUES, WHOLE
from generator.report.told import ToldStory
from handbook.audits.comparison import Change
from handbook.measure import Cell
from handbook.result import Result, SetAside, Status, Violation

#: The file the schema is written to, beside those of sources.
FILE = "audit-result.json"

_MONEY = r"^(-?(\d+(\.\d*)?([Ee][+-]?\d+)?|Infinity)|-?s?NaN\d*)$"


def result_schema() -> str:
    """The schema as JSON text."""
    maker = _Maker({})
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": TITLES[Result],
        "description": WHOLE["description"],
        "type": "object",
        "properties": {
            "schema": {"const": SCHEMA, "description": WHOLE["schema"]},
            "summary": _summary(),
            "result": maker.of(Result) | {"description": WHOLE["result"]},
            "story": maker.of(ToldStory) | {"description": WHOLE["story"]},
        },
        "required": ["schema", "summary", "result"],
        "$defs": maker.definitions,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _summary() -> dict[str, Any]:
    count = {"type": "integer", "minimum": 0}
    known: dict[str, Any] = {name: {**count, "description": words} for name, words in SUMMARY.items()}
    known["score"] = {"type": ["number", "null"], "description": SUMMARY["score"]}
    norms = {status.value: {**count, "description": status.word} for status in Status}
    known["norms"] = {
        "type": "object",
        "description": SUMMARY["norms"],
        "properties": norms,
        "required": list(norms),
    }
    return {"type": "object", "title": "Итоги", "properties": known, "required": list(SUMMARY)}


class _Maker:
    """Makes the parts of the schema, each record once."""

    def __init__(self, definitions: dict[str, Any]) -> None:
        self.definitions = definitions

    def of(self, hint: Any) -> dict[str, Any]:  # noqa: ANN401 - a type hint
        """The schema of what a field of this type is written as."""
        if hint == Cell:
            return {"type": ["string", "integer", "null"]}
        origin = get_origin(hint)
        if origin in {Union, types.UnionType}:
            inner = [one for one in get_args(hint) if one is not types.NoneType]
            return {"anyOf": [*(self.of(one) for one in inner), {"type": "null"}]}
        if origin in {tuple, Sequence}:
            return {"type": "array", "items": self.of(get_args(hint)[0])}
        if isinstance(hint, type) and is_dataclass(hint):
            return self._record(hint)
        return _scalar(hint)

    def _record(self, record: type) -> dict[str, Any]:
        if record.__name__ not in self.definitions:
            # Its place is taken first: records stand in the order they are met.
            self.definitions[record.__name__] = {}
            self.definitions[record.__name__] = self._described(record, RECORDS[record])
        return {"$ref": f"#/$defs/{record.__name__}"}

    def _described(self, record: type, words: Mapping[str, str]) -> dict[str, Any]:
        hints = get_type_hints(record)
        names = [item.name for item in fields(record)]
        known = {name: {"description": words[name], **self.of(hints[name])} for name in names}
        if record is SetAside:
            run = {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2}
            known["rows"] = {"description": words["rows"], "type": "array", "items": run}
        if record is Violation:
            known["change"] = {"description": CHANGE, **_scalar(Change)}
        return {
            "type": "object",
            "title": TITLES[record],
            "properties": known,
            "required": [name for name in names if name not in LATER],
        }


def _scalar(hint: Any) -> dict[str, Any]:  # noqa: ANN401 - a type hint
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        meanings = [VALUES.get((hint, item.value)) or str(getattr(item, "word", item.value)) for item in hint]
        return {"enum": [item.value for item in hint], "enumDescriptions": meanings}
    if hint is date:
        return {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
    if hint is Decimal:
        return {"type": "string", "pattern": _MONEY}
    # A number that is not finite is written as null.
    return {"type": {str: "string", int: "integer", float: ["number", "null"], bool: "boolean"}[hint]}
