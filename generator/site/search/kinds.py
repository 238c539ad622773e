"""What kind of page an address is, and how readily it is shown among equals."""

from __future__ import annotations

from typing import Final, Literal

Kind = Literal[
    "operation", "norm", "document", "role", "process", "part", "chapter", "reference", "list", "changes", "own", "home"
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
}

_FOLDERS: dict[str, Kind] = {
    "operations": "operation",
    "norms": "norm",
    "documents": "document",
    "roles": "role",
    "processes": "process",
}
_REFERENCES = frozenset(
    {"glossary", "meetings", "training", "competencies", "motivation", "indicators", "models", "maps"}
)


def kind(page: str) -> Kind:
    """The kind of a built page by its address."""
    folder, _, rest = page.partition("/")
    name = page.removesuffix(".html")
    if not rest:
        if name in _REFERENCES:
            return "reference"
        return "home" if name == "index" else "changes" if name == "changes" else "own"
    if folder not in _FOLDERS:
        return "own"
    if rest == "index.html":
        return "list"
    made = _FOLDERS[folder]
    if rest.endswith("/index.html"):
        return made
    return "part" if made == "role" else "chapter" if made == "process" else made
