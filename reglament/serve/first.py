"""A process that stays and makes the first answer to an edit: ``python -m reglament.serve.first``.

It keeps what was read, the modules and the templates, reads only files that changed, and makes only the pages of the
records in them. A request is one line of JSON: ``{"project": …, "files": [names]}``, the answer that of ``outcomes``;
a request without files means only to get ready, and has no answer.
"""

from __future__ import annotations

import contextlib
import gc
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reglament.serve import outcomes, partial
from reglament.serve.pipe import Pipe

if TYPE_CHECKING:
    from collections.abc import Collection

    from generator.site.given import Given
    from handbook.book import Handbook
    from handbook.read import Reading


class First:
    """What is known of a company between two edits."""

    def __init__(self, project: Path) -> None:
        """Nothing is read yet.

        Args:
            project: The company's folder.
        """
        self._project = project
        self._known: Reading | None = None
        #: What the pages show for sure, once some were made here.
        self._shown: Handbook | None = None
        #: Changed files whose pages have not been made since.
        self._waiting: set[str] = set()
        self._given: Given | None = None

    def get_ready(self) -> None:
        """Read everything and make a page for nobody, so that the first edit need not wait for what is loaded once."""
        from generator.folders import Folders
        from handbook.check import read_for_building
        from reglament.site_facts import given

        self._known, errors = read_for_building(self._project)
        self._given = given(self._known.handbook, Folders.of(self._project))
        if not errors and self._stands_apart():
            self._rehearse(self._known.handbook, self._given)

    def answer(self, files: Collection[str]) -> dict[str, Any]:
        """Make the pages that show what was changed in some files.

        Args:
            files: Their names relative to the project.
        """
        from generator.site.build import build_site
        from handbook.check import read_for_building
        from reglament.serve.touched import touched

        if self._given is None:
            self.get_ready()
        self._waiting |= set(files)
        reading, errors = read_for_building(self._project, self._known)
        self._known = reading
        if errors:
            return outcomes.told(errors)
        pages = touched(self._waiting, reading.handbook, self._shown)
        made = {"built": 0}
        if pages and self._stands_apart():
            partial.begin(self._project)
            made = outcomes.outcome(
                lambda: build_site(reading.handbook, self._project, given=self._facts(), only=pages)
            )
        if "built" in made:
            self._shown = reading.handbook
            self._waiting.clear()
        return made

    def _facts(self) -> Given | None:
        """What is known besides the handbook: sources that were just edited have no day of their last change."""
        if self._given is None:
            return None
        changed = {name: day for name, day in self._given.changed.items() if name not in self._waiting}
        return replace(self._given, changed=changed)

    def _rehearse(self, book: Handbook, given: Given) -> None:
        """Make a page of every step there is between records and HTML, and put it nowhere."""
        from generator.folders import Folders
        from generator.site import paths
        from generator.site.config import CONFIG
        from generator.site.engine.mkdocs_run import quiet
        from generator.site.engine.rendering import opened
        from generator.site.pages import pages

        folders = Folders.of(self._project)
        chosen = {page for name in list(book.operations)[:1] if (page := paths.page("operation", name))}
        pages(book, self._project, given, chosen)
        with quiet() as collector, opened(folders.build / CONFIG, folders.site, collector) as site:
            for _ in site.render(source for source in site.sources if source in chosen):
                pass

    def _stands_apart(self) -> bool:
        """Whether some pages can be made without the others.

        With hooks, plugins and templates of the company they cannot: those work in a fresh process, on everything.
        """
        from generator.folders import Folders
        from generator.site.company_config import company_config
        from generator.site.engine import kept
        from generator.site.engine.separable import is_separable

        build = Folders.of(self._project).build
        return kept.stands(build) and is_separable(company_config(self._project), self._project)


def main() -> None:
    """Answer request after request; garbage is looked for between them, when nobody waits."""
    gc.disable()
    pipe = Pipe(gently=True)
    first: First | None = None
    while True:
        request = pipe.request()
        first = first or First(Path(request["project"]))
        if request["files"]:
            pipe.tell(**_answered(first, request["files"]))
        else:
            # What hinders it will hinder the first edit too, and is told then.
            with contextlib.suppress(Exception):
                first.get_ready()
        gc.collect()


def _answered(first: First, files: Collection[str]) -> dict[str, Any]:
    try:
        return first.answer(files)
    except Exception as error:
        if os.environ.get("REGLAMENT_DEBUG"):
            raise
        return outcomes.inner(error)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main()
    # MkDocs leaves threads and handlers behind.
    os._exit(0)
