"""Which identifiers a source file speaks for, whether or not it could be read: references to them are no mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from handbook.layout import Kind
from handbook.model.base import ID_PATTERN, Target

#: What the records of a file are to others; its own record comes first.
_HOLDS: dict[Kind, tuple[Target, ...]] = {
    "company": ("department", "schedule"),
    "role": ("role",),
    "positions": ("position", "norm"),
    "document": ("document",),
    "process": ("process", "norm"),
    "operation": ("operation", "norm"),
    "glossary": ("term",),
    "norms": ("norm",),
    "indicators": ("indicator",),
    "meetings": ("meeting",),
    "training": ("course",),
}
_OWN: tuple[Kind, ...] = ("role", "document", "process", "operation")
_LISTS: dict[str, Target] = {
    "positions": "position",
    "terms": "term",
    "norms": "norm",
    "indicators": "indicator",
    "meetings": "meeting",
    "departments": "department",
    "schedules": "schedule",
    "courses": "course",
}
#: An identifier in a text that is not YAML.
_WRITTEN_ID = re.compile(r"""^[\s\-{]*id:\s*["']?([a-z0-9][a-z0-9._-]*)""", re.MULTILINE)


#: Claimed when some record of a kind is written whose identifier nobody can tell.
ANY = "*"


def in_data(kind: Kind, data: Mapping[Any, Any]) -> Iterator[tuple[Target, str]]:
    """Identifiers in data that may turn out to be wrong in other ways."""
    if kind in _OWN:
        yield _claim(_HOLDS[kind][0], data)
    for key, target in _LISTS.items():
        for item in _items(data, key):
            yield _claim(target, item)
            for norm in _items(item, "norms"):
                yield _claim("norm", norm)


def in_name(kind: Kind | None, path: Path) -> Iterator[tuple[Target, str]]:
    """What the name of a file promises; a file that is not in its place may have been meant for any."""
    name = path.parent.name if kind == "process" else path.stem
    for own in _OWN:
        if kind in (own, None):
            yield _HOLDS[own][0], name


def in_text(kind: Kind, path: Path, text: str) -> Iterator[tuple[Target, str]]:
    """Identifiers of a file that did not become data: those seen in its text, and the one its name promises."""
    yield from in_name(kind, path)
    for index, target in enumerate(_HOLDS.get(kind, ())):
        if index > 0 or kind not in _OWN:
            yield target, ANY
        for identity in _WRITTEN_ID.findall(text):
            yield target, identity


def _claim(target: Target, item: object) -> tuple[Target, str]:
    identity = item.get("id") if isinstance(item, dict) else None
    return target, identity if isinstance(identity, str) and re.match(ID_PATTERN, identity) else ANY


def _items(data: object, key: str) -> list[Any]:
    found = data.get(key) if isinstance(data, dict) else None
    if isinstance(found, list):
        return found
    # Something is written under the key that cannot be told apart into records.
    return [] if found is None else [found]
