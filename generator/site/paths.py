"""Where every page stands: one place decides, pages, diagrams, navigation and reports ask."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from generator.names import is_device
from handbook.model.base import Target

HOME = "index.md"
ROLES = "roles/index.md"
OPERATIONS = "operations/index.md"
PROCESSES = "processes/index.md"
DOCUMENTS = "documents/index.md"
NORMS = "norms/index.md"
GLOSSARY = "glossary.md"
MEETINGS = "meetings.md"
TRAINING = "training.md"
COMPETENCIES = "competencies.md"
MOTIVATION = "motivation.md"
INDICATORS = "indicators.md"
MODELS = "models.md"
MAPS = "maps.md"
STRUCTURES = "models/_part-structures.md"

CHANGES = "changes.md"

#: Pages of the section of a role: first days, norms, documents, contacts, self-test, acquaintance sheet.
RolePart = Literal["nachalo", "normy", "dokumenty", "svyazi", "proverka", "oznakomlenie"]

#: Pages of the section of a process: its documents, funnel, norms, control points, what passes to other processes.
ProcessPart = Literal["dokumenty", "voronka", "normy", "kontrol", "svyazi"]

#: Names that mean something to MkDocs, so that a record may not have them as a file.
_TAKEN = frozenset({"index", "readme"})
_FOLDERS: dict[Target, str] = {"operation": "operations", "document": "documents", "norm": "norms"}
_SECTIONS: dict[Target, str] = {"process": "processes", "role": "roles"}
_ODD = re.compile(r"[^A-Za-z0-9.]")
_CONTINUED = re.compile(r"(.+)--([1-9][0-9]*)\.md")


def page(target: Target, name: str) -> str | None:
    """The Markdown page of a record, relative to ``docs/``; None when such records have no page of their own."""
    if target in _FOLDERS:
        return f"{_FOLDERS[target]}/{_file(name)}.md"
    if target in _SECTIONS:
        # A folder of its own, so that the record heads its section in the navigation.
        return f"{_SECTIONS[target]}/{_file(name)}/index.md"
    places: dict[Target, str] = {
        "term": GLOSSARY,
        "position": ROLES,
        "department": ROLES,
        "course": TRAINING,
        "indicator": INDICATORS,
    }
    return places.get(target)


def role_page(role: str, part: RolePart) -> str:
    """A page of the section of a role beside its first one."""
    return f"{_SECTIONS['role']}/{_file(role)}/{part}.md"


def document_operations(document: str) -> str:
    """Operations that use a document many use."""
    return f"{_FOLDERS['document']}/{_file(document)}/operacii.md"


def role_control(role: str) -> str:
    """What a role is told of, when it is told of much."""
    return f"{_SECTIONS['role']}/{_file(role)}/kontrol.md"


def sheet(role: str, number: int) -> str:
    """A page of the acquaintance sheet of a role: the first is a page of its section, more go on from it."""
    first = role_page(role, "oznakomlenie")
    return first if number == 1 else f"{first.removesuffix('.md')}-{number}.md"


def process_page(process: str, part: ProcessPart) -> str:
    """A page of the section of a process beside its first one."""
    return f"{_SECTIONS['process']}/{_file(process)}/{part}.md"


def part(index: str, name: str) -> str:
    """A part of a long index; no record has a page of this name: identifiers begin with no underscore."""
    return f"{posixpath.dirname(index)}/_part-{name}.md"


def detail(index: str, name: str) -> str:
    """A page that tells more about one entry of an index that is a page of its own: ``meetings/planerka.md``."""
    return f"{index.removesuffix('.md')}/{_file(name)}.md"


def continued(page: str, number: int) -> str:
    """A page that goes on from another: ``documents/kp--2.md``; no identifier has two dashes side by side."""
    return f"{page.removesuffix('.md')}--{number}.md"


def continuations(pages: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Pages that go on from each of those that are too long for one, in their order.

    Args:
        pages: Generated pages.
    """
    found: dict[str, list[tuple[int, str]]] = {}
    for page in pages:
        match = _CONTINUED.fullmatch(page)
        if match:
            found.setdefault(f"{match[1]}.md", []).append((int(match[2]), page))
    return {first: tuple(page for _, page in sorted(several)) for first, several in found.items()}


def anchor(target: Target, name: str) -> str:
    """The anchor of a record on the page it stands on; empty when the page is all its own."""
    return f"{target}-{name}" if target in {"term", "position", "course", "indicator"} else ""


def clause(number: str) -> str:
    """The anchor of a clause of a document: «4.2» → ``p-4.2``."""
    return "p-" + _ODD.sub(lambda match: f"-{ord(match[0]):x}-", number)


def url(target: Target, name: str) -> str | None:
    """The address of a record relative to the root of the site: ``norms/n-plan.html``."""
    path = page(target, name)
    if path is None:
        return None
    place = anchor(target, name)
    return html(path) + (f"#{place}" if place else "")


def html(path: str) -> str:
    """The built file of a Markdown page."""
    return path.removesuffix(".md") + ".html"


def relative(start: str, goal: str) -> str:
    """The way from one page to another as a link: both relative to the root, the goal perhaps with an anchor."""
    path, mark, place = goal.partition("#")
    return f"{_way(posixpath.dirname(start), path)}{mark}{place}"


@lru_cache(maxsize=1 << 16)
def _way(folder: str, path: str) -> str:
    """Kept, because the pages of one folder link to the same places over and over."""
    return posixpath.relpath(path, folder or ".")


def _file(name: str) -> str:
    return f"_{name}" if name.split(".", maxsplit=1)[0] in _TAKEN or is_device(name) else name
