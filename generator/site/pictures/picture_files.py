"""A picture of a page as files: an SVG to open and download, and a script that hands the same picture to its page.

A page holds no picture, only room for it: a script puts the picture in, because only an inlined picture has links,
focus and the colours of the page. What a script loads by its address works from a folder as it does from a server;
nothing else does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.artifact import Artifact
from generator.site import paths
from handbook.book import Handbook
from handbook.model.base import Target

#: How deep the folders of pictures lie: links of every picture begin with this way to the root.
ROOT = "../../"


@dataclass(frozen=True, slots=True)
class Room:
    """The place of a picture in a page.

    Attributes:
        title: For screen readers.
        file: The picture as an SVG file, relative to the root of the site.
        width: Its natural width.
        height: Its natural height.
    """

    title: str
    file: str
    width: float
    height: float

    @property
    def script(self) -> str:
        """The script that hands the picture over, relative to the root of the site."""
        return self.file.removesuffix(".svg") + ".js"


def href_of(book: Handbook) -> Callable[[Target, str], str | None]:
    """Addresses of records for all pictures; None for what does not exist."""

    def href(target: Target, name: str) -> str | None:
        url = paths.url(target, name) if name in book.ids(target) else None
        return ROOT + url if url else None

    return href


def files_of(room: Room, alone: str, inline: str) -> Iterator[Artifact]:
    """The files of a picture.

    Args:
        room: Its place.
        alone: The picture as a file of its own.
        inline: The picture to be put into a page.
    """
    # In a page without scripts the file stands in a frame, and its links must not open there.
    yield Artifact(room.file, alone.replace("<a href=", '<a target="_top" href=').encode())
    name = room.file.removesuffix(".svg")
    # These two end a line for JavaScript before 2019, and for nobody else.
    body = json.dumps(inline, ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    yield Artifact(room.script, f"reglament.picture({json.dumps(name)}, {body});\n".encode())
