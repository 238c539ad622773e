"""What kind of page an address is, and how readily it is shown among equals."""

from __future__ import annotations

import re
from typing import Final, Literal

Kind = Literal[
    "operation",
    "norm",
    "document",
    "role",
    "process",
    "part",
    "chapter",
    "reference",
    "topic",
    "list",
    "changes",
    "own",
    "home",
]

#: Among pages that answer alike, what is done and how much of it comes before lists and overviews.
READINESS: Final[dict[Kind, float]] = {
    "operation": 1.0,
    "norm": 1.0,
    "document": 0.94,
    "role": 1.0,
    "process": 0.9,
    "part": 0.8,
    "chapter": 0.8,
    "reference": 0.86,
    "topic": 0.8,
    "own": 0.95,
    "list": 0.6,
    "changes": 0.45,
    "home": 0.6,
}

#: How a reader is told what he will open.
NAMES: Final[dict[Kind, str]] = {
    "operation": "Операция",
    "norm": "Норма",
    "document": "Документ",
    "role": "Роль",
    "process": "Процесс",
    "part": "Страница роли",
    "chapter": "Процесс",
    "home": "Выберите здесь свою роль",
}

_FOLDERS: dict[str, Kind] = {
    "operations": "operation",
    "norms": "norm",
    "documents": "document",
    "roles": "role",
    "processes": "process",
}
_ALONE: dict[str, Kind] = {"index": "home", "changes": "changes"}
#: How the part of a long index and the number of a page that goes on are written in an address.
_PART = "_part-"
_GOES_ON = re.compile(r"--\d+(?=\.html$)")
_REFERENCES = frozenset(
    {"glossary", "meetings", "training", "competencies", "motivation", "indicators", "models", "maps"}
)


def kind(page: str) -> Kind:
    """The kind of a built page by its address."""
    page = _GOES_ON.sub("", page)
    folder, _, rest = page.partition("/")
    name = page.removesuffix(".html")
    if not rest:
        return "reference" if name in _REFERENCES else _ALONE.get(name, "own")
    if folder in _REFERENCES:
        return "reference" if rest.startswith(_PART) else "topic"
    if folder not in _FOLDERS:
        return "own"
    if rest == "index.html" or rest.startswith(_PART):
        return "list"
    made = _FOLDERS[folder]
    if rest.endswith("/index.html"):
        return made
    return "part" if made == "role" else "chapter" if made == "process" else made
