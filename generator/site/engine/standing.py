"""A site that stands, ready for some pages to be made anew: a process that stays keeps loaded what pages share."""

from __future__ import annotations

import os
from collections.abc import Collection, Container, Iterable, Mapping
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self

from generator.folders import Folders
from generator.site.engine import kept
from generator.site.engine.built_page import BuiltPage
from generator.site.engine.mkdocs_run import Collector
from generator.site.engine.rendering import Press, Rendered, ready

#: Settings that follow the records; when others change MkDocs is loaded again.
_OF_SITE = frozenset({"nav", "site_name"})


class Standing:
    """What the pages of a site share, loaded when it is first needed; to be used in a ``with`` statement or closed.

    Attributes:
        folders: Where the Markdown pages lie and the site stands.
    """

    def __init__(self, folders: Folders) -> None:
        """Nothing is loaded yet.

        Args:
            folders: Where the Markdown pages lie and the site stands.
        """
        self.folders = folders
        self._loaded = ExitStack()
        self._press: Press | None = None
        self._settings: Mapping[str, Any] = {}
        self._anchors: dict[str, BuiltPage] = {}
        self._kept: tuple[int, int] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of MkDocs."""
        self._press = None
        self._loaded.close()

    def render(self, settings: Mapping[str, Any], only: Collection[str], heard: Collector) -> list[Rendered]:
        """Some pages made of their Markdown.

        Args:
            settings: What MkDocs builds by.
            only: Which pages, relative to ``docs/``.
            heard: Hears what MkDocs complains of.
        """
        site = self._ready(settings).site(settings, heard)
        return list(site.render(source for source in site.sources if source in only))

    def anchors(self) -> Mapping[str, BuiltPage]:
        """Places that links may lead to, by page of the site."""
        state = kept.anchors_state(self.folders.build)
        if state is None or state != self._kept:
            self._anchors, self._kept = kept.read_anchors(self.folders.build), state
        return self._anchors

    def there(self, coming: Iterable[str]) -> There:
        """Files of the site, with some that are about to be."""
        return There(self.folders, coming)

    def _ready(self, settings: Mapping[str, Any]) -> Press:
        shared = {name: value for name, value in settings.items() if name not in _OF_SITE}
        if self._press is None or shared != self._settings:
            self.close()
            self._press, self._settings = self._loaded.enter_context(ready(settings, self.folders)), shared
        return self._press


class There(Container[str]):
    """Files of a site and those that are about to be: the disk is asked, folder by folder, when a link leads there."""

    def __init__(self, folders: Folders, coming: Iterable[str]) -> None:
        """Nothing is looked at yet.

        Args:
            folders: Where the site stands.
            coming: Files that will stand there.
        """
        self._site, self._coming = folders.site, frozenset(coming)
        self._inside: dict[str, frozenset[str]] = {}

    def __contains__(self, path: object) -> bool:
        if path in self._coming:
            return True
        folder, _, name = str(path).rpartition("/")
        if folder not in self._inside:
            self._inside[folder] = self._files(folder)
        return name in self._inside[folder]

    def _files(self, folder: str) -> frozenset[str]:
        if folder.startswith(("/", "..")):
            return frozenset()
        try:
            # As the disk spells them: another system tells letters apart where this one does not.
            return frozenset(one.name for one in os.scandir(self._site / folder) if one.is_file())
        except (OSError, ValueError):
            return frozenset()
