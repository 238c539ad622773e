"""JSON Schema of every source file, so that an editor completes keys and shows what they mean in Russian."""

from __future__ import annotations

import json
from typing import Any

from handbook.model.profile import TableSource
from handbook.read import FILE_MODELS

_ONE_OR_MANY: dict[str, Any] = {
    "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
}


def schemas() -> dict[str, str]:
    """The schemas as JSON text, by file name: ``operation.json``, ``role.json``…"""
    return {f"{kind}.json": _render(kind, model.model_json_schema()) for kind, model in FILE_MODELS.items()}


def _render(kind: str, schema: dict[str, Any]) -> str:
    definitions = schema.get("$defs", {})
    for part in (schema, *definitions.values()):
        # The descriptions of records are English docstrings; editors show those of keys, which are Russian.
        part.pop("description", None)
        part.pop("title", None)
    _allow_shorthands(schema if kind == "profile" else {}, definitions)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"reglament/{kind}.json"}
    return json.dumps({**head, **schema}, ensure_ascii=False, indent=1) + "\n"


def _allow_shorthands(schema: dict[str, Any], definitions: dict[str, Any]) -> None:
    """Say what the reader of ``profile`` accepts besides the full form: bare titles instead of a column."""
    if not schema:
        return
    source = definitions[TableSource.__name__]["properties"]
    columns = source["columns"]
    columns["additionalProperties"] = {"anyOf": [*_ONE_OR_MANY["anyOf"], columns["additionalProperties"]]}
