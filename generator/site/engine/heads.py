"""What was read of Markdown pages, kept until a page is another file: the menu asks for the heads of all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

#: A file as the disk knows it: its number there, size and time of change.
State = tuple[int, int, int]


@dataclass(slots=True)
class _Read:
    """A page as it was read.

    Attributes:
        state: The file it was read from.
        markdown: Its text without the head.
        meta: Its head.
        title: Its title as rendering found it; empty until somebody asked.
    """

    state: State
    markdown: str | None
    meta: Mapping[str, Any]
    title: str = ""


class Heads:
    """Pages read so far, by their path relative to ``docs/``."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self._known: dict[str, _Read] = {}

    def read(self, page: Page, config: MkDocsConfig) -> None:
        """Let a page know its text and its head, read anew if the file is another."""
        name, state = page.file.src_uri, _state(page.file.abs_src_path)
        known = self._known.get(name)
        if known is not None and known.state == state:
            page.markdown, page.meta = known.markdown, dict(known.meta)
            return
        page.read_source(config)
        if state is not None:
            self._known[name] = _Read(state, page.markdown, dict(page.meta))

    def entitle(self, page: Page) -> bool:
        """Give a page the title that rendering found in the same text; whether there is one."""
        known = self._known.get(page.file.src_uri)
        if known is None or not known.title:
            return False
        page._title_from_render = known.title  # noqa: SLF001 - rendering sets it, and nothing else does
        # Pages count as rendered only with content; the menu shows none of it.
        page.content = ""
        return True

    def keep_title(self, page: Page) -> None:
        """Remember the title of a rendered page."""
        known = self._known.get(page.file.src_uri)
        if known is not None:
            known.title = page._title_from_render or ""  # noqa: SLF001 - there is no other way to it


def _state(path: str | None) -> State | None:
    try:
        found = Path(path or "").stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
