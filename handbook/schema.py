"""JSON Schema of every source file, so that an editor completes keys and shows what they mean in Russian."""

from __future__ import annotations

import json
from typing import Any

from handbook.files import FILE_MODELS
from handbook.indicators import MEASURES
from handbook.model.profile import TableSource
from handbook.norms import KINDS

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
    _explain_kinds(definitions)
    for part in (schema, *definitions.values()):
        for value in part.get("properties", {}).values():
            _list_values(value, definitions)
    _allow_shorthands(schema if kind == "profile" else {}, definitions)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"reglament/{kind}.json"}
    return json.dumps({**head, **schema}, ensure_ascii=False, indent=1) + "\n"


def _explain_kinds(definitions: dict[str, Any]) -> None:
    """Say of every kind of norm and every measure what it is: the title of its help page."""
    told = [(cls.__name__, "kind", cls.kind_title) for cls in KINDS]
    told += [(cls.__name__, "measure", cls.measure_title) for cls in MEASURES]
    for name, key, title in told:
        if name in definitions:
            value = definitions[name]["properties"][key]
            value["description"] = f"{title}; подробно и с примерами — reglament explain {value['const']}"


def _list_values(value: dict[str, Any], definitions: dict[str, Any]) -> None:
    """Name the values of a closed list in the description too: where only that is shown, on a key being completed."""
    listed = _listed(value, definitions)
    told = str(value.get("description", ""))
    meanings = dict(zip(listed.get("enum", ()), listed.get("enumDescriptions", ()), strict=True)) if listed else {}
    if meanings and not all(f"{name} — " in told for name in meanings):
        value["description"] = f"{told}. {'; '.join(f'{name} — {words}' for name, words in meanings.items())}"


def _listed(value: Any, definitions: dict[str, Any]) -> dict[str, Any] | None:  # noqa: ANN401 - a part of a schema
    """The closed list a value may be one of, itself or in its items."""
    if not isinstance(value, dict):
        return None
    part: dict[str, Any] = definitions[value["$ref"].rpartition("/")[2]] if "$ref" in value else value
    if "enum" in part:
        return part
    inside = (*part.get("anyOf", ()), part.get("items"), part.get("additionalProperties"))
    return next((found for one in inside if (found := _listed(one, definitions))), None)


def _allow_shorthands(schema: dict[str, Any], definitions: dict[str, Any]) -> None:
    """Say what the reader of ``profile`` accepts besides the full form: bare titles instead of a column."""
    if not schema:
        return
    source = definitions[TableSource.__name__]["properties"]
    columns = source["columns"]
    columns["additionalProperties"] = {"anyOf": [*_ONE_OR_MANY["anyOf"], columns["additionalProperties"]]}
