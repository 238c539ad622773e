"""Records as the services of CRMs answer them → flat records: amoCRM, HubSpot, Salesforce, 1С, Pipedrive, RetailCRM.

Nested objects become columns ``parent.child``; a table inside a record becomes a table of its own that names the
record it came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from audit.ingest.rest.jsontable import Flat, as_text

Record: TypeAlias = dict[str, Any]
#: A flat record and the table it belongs to; the table of the records themselves is called "".
Placed: TypeAlias = tuple[str, Flat]

#: Objects nested deeper than this stay as they are written.
_DEPTH = 6
_JOINED = "; "
#: Parts of the answers of amoCRM that hold one object in a list.
_AMO_VALUES = ("value_after", "value_before")
_AMO_LINKS = {"companies": "company_id", "contacts": "contact_id"}
_HISTORY = ("property", "value", "timestamp")
#: What says of an element of a list that it is a service's refusal, by service.
_REFUSALS = (("errorCode", "message"), ("error", "error_description"))
#: amoCRM calls its refusals by the numbers of HTTP, in fields that a record may well have.
_AMO_REFUSAL, _REFUSED = frozenset({"title", "status", "detail"}), re.compile(r"[45]\d\d")
#: A record has a number; a refusal has none.
IDS = frozenset({"id", "ID", "Id", "Ref_Key"})


def is_refusal(element: Record) -> bool:
    """Whether an element of a list is no record but a service's refusal."""
    if IDS & element.keys():
        return False
    if element.keys() >= _AMO_REFUSAL:
        return bool(_REFUSED.fullmatch(str(element["status"])))
    return any(all(mark in element for mark in marks) for marks in _REFUSALS)


def flattened(record: Record) -> Iterator[Placed]:
    """A record with its inner tables, flat.

    Args:
        record: An element of a list as a service answered it.

    Yields:
        First the record itself, then the rows of its inner tables.
    """
    attributes = record.get("attributes")
    if isinstance(attributes, dict) and isinstance(attributes.get("type"), str):
        yield from _salesforce(record, attributes)
    elif isinstance(record.get("properties"), dict) or isinstance(record.get("propertiesWithHistory"), dict):
        yield from _hubspot(record)
    elif "Ref_Key" in record:
        yield from _one_c(record)
    elif "_embedded" in record or "custom_fields_values" in record or _AMO_VALUES[0] in record:
        yield "", _amo(record)
        # A funnel of amoCRM lists its stages, which say the names of their numbers.
        inner = record.get("_embedded")
        for stage in _objects(inner.get("statuses")) if isinstance(inner, dict) else ():
            yield "statuses", _flat(stage)
    else:
        yield "", _flat(record)


def _flat(record: Record, prefix: str = "", depth: int = _DEPTH) -> Flat:
    """Nested objects as columns ``parent.child``; one that has a ``value`` is that value, too."""
    found: Flat = {}
    for key, value in record.items():
        title = prefix + key
        if isinstance(value, dict) and value and depth:
            if "value" in value and not isinstance(value["value"], dict | list):
                found[title] = value["value"]
            found |= _flat(value, f"{title}.", depth - 1)
        else:
            found[title] = value
    return found


def _joined(values: Iterable[object]) -> str | None:
    """Several values in one cell, each once."""
    texts = [as_text(value) for value in values]
    return _JOINED.join(dict.fromkeys(text for text in texts if text)) or None


def _objects(value: object) -> list[Record]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _merged(objects: Iterable[Record], prefix: str) -> Flat:
    """Several objects as one: the values of each column joined."""
    found: dict[str, list[object]] = {}
    for item in objects:
        for key, value in _flat(item, prefix).items():
            found.setdefault(str(key), []).append(value)
    return {key: values[0] if len(values) == 1 else _joined(values) for key, values in found.items()}


def _amo(record: Record) -> Flat:
    inner, fields = record.get("_embedded"), _objects(record.get("custom_fields_values"))
    special = {"_embedded", "_links", "custom_fields_values", *_AMO_VALUES}
    found = _flat({key: value for key, value in record.items() if key not in special})
    for side in _AMO_VALUES:
        if side in record:
            # An event that emptied a field stays an event.
            found |= _merged(_objects(record[side]), f"{side}.") or {side: None}
    if isinstance(inner, dict):
        found |= _amo_links(inner)
    for field in fields:
        # Two fields of an account may have one name.
        key = (as_text(field.get("field_name")) or "", as_text(field.get("field_id")) or "")
        values = _objects(field.get("values"))
        found[key] = _joined(item.get("value") for item in values)
    return found


def _amo_links(inner: Record) -> Flat:
    found: Flat = {}
    for key, value in inner.items():
        objects = _objects(value)
        main = next((item for item in objects if item.get("is_main") is True), objects[0] if objects else None)
        if key == "statuses":
            continue
        if key == "tags":
            found["tags"] = _joined(item.get("name") for item in objects)
        elif key == "loss_reason":
            reason = value if isinstance(value, dict) else main
            found["loss_reason"] = reason.get("name") if reason else None
        elif key in _AMO_LINKS:
            found[_AMO_LINKS[key]] = main.get("id") if main else None
        else:
            found[f"_embedded.{key}"] = value
    return found


def _hubspot(record: Record) -> Iterator[Placed]:
    properties, history = record.get("properties"), record.get("propertiesWithHistory")
    special = {"properties", "propertiesWithHistory", "associations"}
    found = _flat({key: value for key, value in record.items() if key not in special})
    found |= {key: value for key, value in properties.items() if key != "id"} if isinstance(properties, dict) else {}
    links = record.get("associations")
    for key, value in (links if isinstance(links, dict) else {}).items():
        results = _objects(value.get("results")) if isinstance(value, dict) else []
        found[f"associations.{key}"] = _joined(item.get("id") for item in results)
    yield "", found
    for name, changes in (history if isinstance(history, dict) else {}).items():
        for change in _objects(changes):
            yield (
                "propertiesWithHistory",
                {"id": record.get("id"), **dict.fromkeys(_HISTORY), **_flat(change), "property": name},
            )


def _salesforce(record: Record, attributes: Record) -> Iterator[Placed]:
    kind = str(attributes["type"])
    reference = attributes.get("referenceId")
    found: Record = {} if reference is None else {"referenceId": reference}
    inner: list[Record] = []
    for key, value in record.items():
        if key == "attributes":
            continue
        if isinstance(value, dict) and isinstance(value.get("records"), list):
            inner += _objects(value["records"])
        elif isinstance(value, dict):
            found[key] = {name: part for name, part in value.items() if name != "attributes"}
        else:
            found[key] = value
    yield kind, _flat(found)
    parent = record.get("Id", reference)
    for child in inner:
        about = child.get("attributes")
        if isinstance(about, dict) and isinstance(about.get("type"), str):
            for name, flat in _salesforce(child, about):
                yield name, ({f"{kind}Id": parent, **flat} if name == about["type"] else flat)


def _one_c(record: Record) -> Iterator[Placed]:
    tables = {key: _objects(value) for key, value in record.items() if isinstance(value, list)}
    yield "", _flat({key: value for key, value in record.items() if key not in tables})
    for name, rows in tables.items():
        for row in rows:
            yield name, {"Ref_Key": record["Ref_Key"], **_flat(row)}
