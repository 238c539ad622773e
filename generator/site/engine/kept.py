"""What is kept of the last build, beside its pages: read back only as it was written, by whoever wrote it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.artifact import Artifact
from generator.site.engine.built_page import BuiltPage
from generator.site.engine.rendering import Aim, Rendered
from generator.site.search import Section
from generator.writer import write

#: The folder of what is kept, in the folder of build files.
FOLDER = ".site"
_PAGES = "pages.json"
#: Only what a link may lead to: a tenth of the rest, read at every edit of the preview.
_ANCHORS = "anchors.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a page.

    Attributes:
        made_of: A digest of everything the page was made of.
        content: A digest of the built page.
        rendered: The page without its content, which stands in the site.
    """

    made_of: str
    content: str
    rendered: Rendered


def stands(build: Path) -> bool:
    """Whether anything is kept of pages."""
    return (build / FOLDER / _PAGES).is_file()


def read_pages(build: Path) -> dict[str, Kept]:
    """What was kept of pages, by Markdown page; nothing when it is not as it was written."""
    try:
        return {source: _kept(source, row) for source, row in read(build, _PAGES).items()}
    except (AttributeError, KeyError, TypeError, ValueError):
        return {}


def anchors_state(build: Path) -> tuple[int, int] | None:
    """What tells one set of kept places from another without reading it; None when there is none."""
    try:
        found = (build / FOLDER / _ANCHORS).stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def read_anchors(build: Path) -> dict[str, BuiltPage]:
    """Places that links may lead to, by built page, and nothing else of the pages."""
    try:
        return {path: BuiltPage(frozenset(anchors), (), ()) for path, anchors in read(build, _ANCHORS).items()}
    except TypeError:
        return {}


def write_pages(build: Path, pages: Iterable[Kept]) -> None:
    """Keep what is known of pages.

    Raises:
        WriteError: The disk refuses.
    """
    rows = list(pages)
    keep(build, _ANCHORS, {one.rendered.path: sorted(one.rendered.page.anchors) for one in rows})
    keep(build, _PAGES, {one.rendered.source: _row(one) for one in rows})


def read(build: Path, name: str) -> dict[str, Any]:
    """A table kept by this name; empty when there is none or it is not as it was written."""
    try:
        content = (build / FOLDER / name).read_bytes()
        sign, _, body = content.partition(b"\n")
        found = json.loads(body) if hashlib.sha256(body).hexdigest().encode() == sign else {}
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def keep(build: Path, name: str, table: Mapping[str, object]) -> None:
    """Keep a table by a name.

    Raises:
        WriteError: The disk refuses.
    """
    body = json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()
    sign = hashlib.sha256(body).hexdigest().encode()
    write(build / FOLDER, [Artifact(name, sign + b"\n" + body)])


def _row(kept: Kept) -> dict[str, object]:
    one = kept.rendered
    return {
        "made_of": kept.made_of,
        "content": kept.content,
        "path": one.path,
        "remarks": one.remarks,
        "aims": [(aim.goal, aim.anchor, aim.link) for aim in one.aims],
        "page": {"anchors": sorted(one.page.anchors), "links": one.page.links, "loads": one.page.loads},
        "sections": [(part.place, part.heading, part.text, part.stems, part.weights) for part in one.sections],
    }


def _kept(source: str, row: dict[str, Any]) -> Kept:
    page, path = row["page"], row["path"]
    rendered = Rendered(
        source,
        path,
        b"",
        tuple((level, words) for level, words in row["remarks"]),
        tuple(Aim(*aim) for aim in row["aims"]),
        BuiltPage(frozenset(page["anchors"]), tuple(page["links"]), tuple(page["loads"])),
        tuple(Section(path, *section) for section in row["sections"]),
    )
    return Kept(row["made_of"], row["content"], rendered)
