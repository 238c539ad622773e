"""A process that stays and makes the first answer to an edit: ``python -m reglament.serve.first``.

It keeps what was read, the modules, the templates and MkDocs, reads only files that changed, and makes only the pages
of the records in them. A request is one line of JSON: ``{"project": …, "files": [names]}``, the answer that of
``outcomes``; with ``"pages"`` instead it asks for pages that somebody looks at, which may show the edits before. A
request with neither means only to get ready, and has no answer.
"""

from __future__ import annotations

import contextlib
import gc
import os
import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reglament.serve import outcomes, partial
from reglament.serve.pipe import Pipe

if TYPE_CHECKING:
    from collections.abc import Collection

    from generator.site.engine.standing import Standing
    from generator.site.given import Given
    from handbook.book import Handbook
    from handbook.model.base import Target
    from handbook.read import Reading

_LINK = "site-link"
#: What a part of a page has in its name: parts are made with the page they go on from.
_PART = re.compile(r"--\d+(?=\.md$)")
#: Kinds of records whose templates are made ready; what is left is made ready by the first edit of its kind.
_REHEARSED: tuple[Target, ...] = ("operation", "process", "role", "document", "norm", "term")


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
        #: Whether records have changed since pages somebody looks at were made, and the pages made with them.
        self._fresh, self._made = True, frozenset[str]()
        self._given: Given | None = None
        self._standing: Standing | None = None

    def get_ready(self) -> None:
        """Read everything and make a page for nobody, so that the first edit need not wait for what is loaded once."""
        from generator.folders import Folders
        from handbook.check import read_for_building
        from reglament.site_facts import gathered

        self._known, errors = read_for_building(self._project)
        today = datetime.now().astimezone().date()
        self._given, _ = gathered(self._known.handbook, Folders.of(self._project), today)
        if not errors and self._stands_apart():
            self._rehearse(self._known.handbook, self._given)

    def answer(self, files: Collection[str]) -> dict[str, Any]:
        """Make the pages that show what was changed in some files.

        Args:
            files: Their names relative to the project.
        """
        from handbook.check import read_for_building
        from reglament.serve.touched import differ, touched

        if self._given is None:
            self.get_ready()
        self._waiting |= set(files)
        reading, errors = read_for_building(self._project, self._known)
        self._known = reading
        if errors:
            return outcomes.told(errors)
        pages = touched(self._waiting, reading.handbook, self._shown)
        self._fresh &= not differ(self._waiting, reading.handbook, self._shown)
        made = self._put(pages)
        if made is not None and "built" in made:
            self._shown, self._made = reading.handbook, pages
            self._waiting.clear()
        return made or {"built": 0}

    def again(self, pages: Collection[str]) -> dict[str, Any]:
        """Make pages that somebody looks at and that may show what was changed in files of other pages.

        Args:
            pages: Markdown pages; what is none is left out.
        """
        from generator.folders import Folders

        docs = Folders.of(self._project).docs
        there = (page for page in pages if (docs / page).is_file())
        wanted = frozenset(_PART.sub("", page) for page in there) - self._made
        if self._fresh or self._shown is None:
            return {"built": 0}
        self._fresh = True
        return self._put(wanted) or {"built": 0}

    def _put(self, pages: Collection[str]) -> dict[str, Any] | None:
        """Put pages into the site as the handbook has them now; None when only the whole build can tell of them."""
        from generator.site.build import build_site

        if not pages or self._known is None or not self._stands_apart():
            return {"built": 0}
        book, standing = self._known.handbook, self._standing
        partial.begin(self._project)
        made = outcomes.outcome(
            lambda: build_site(book, self._project, given=self._facts(), only=pages, standing=standing)
        )
        # Where a link leads may be made with the whole site only.
        errors = made.get("errors", ())
        return None if errors and all(error["code"] == _LINK for error in errors) else made

    def _facts(self) -> Given | None:
        """What is known besides the handbook: sources that were just edited have no day of their last change."""
        if self._given is None:
            return None
        changed = {name: day for name, day in self._given.changed.items() if name not in self._waiting}
        return replace(self._given, changed=changed)

    def _rehearse(self, book: Handbook, given: Given) -> None:
        """Make pages with every step there is between records and HTML, and put them nowhere."""
        from generator.site import paths
        from generator.site.build import rehearse

        firsts = ((target, next(iter(book.ids(target)), "")) for target in _REHEARSED)
        chosen = {page for target, name in firsts if name and (page := paths.page(target, name))}
        if self._standing:
            rehearse(book, self._project, given, self._standing, chosen)

    def _stands_apart(self) -> bool:
        """Whether some pages can be made without the others.

        With hooks, plugins and templates of the company they cannot: those work in a fresh process, on everything.
        """
        from generator.folders import Folders
        from generator.site.company_config import company_config
        from generator.site.engine import kept
        from generator.site.engine.separable import is_separable
        from generator.site.engine.standing import Standing

        folders = Folders.of(self._project)
        self._standing = self._standing or Standing(folders)
        return kept.stands(folders.build) and is_separable(company_config(self._project), self._project)


def main() -> None:
    """Answer request after request; garbage is looked for between them, when nobody waits."""
    gc.disable()
    pipe = Pipe(gently=True)
    first: First | None = None
    while True:
        request = pipe.request()
        first = first or First(Path(request["project"]))
        files, pages = request.get("files", ()), request.get("pages", ())
        if files or pages:
            pipe.tell(**_answered(first, files, pages))
            gc.collect()
        else:
            # What hinders it will hinder the first edit too, and is told then.
            with contextlib.suppress(Exception):
                first.get_ready()
            gc.collect()
            # What is loaded by now stays: it need not be looked through after every answer.
            gc.freeze()


def _answered(first: First, files: Collection[str], pages: Collection[str]) -> dict[str, Any]:
    try:
        return first.answer(files) if files else first.again(pages)
    except Exception as error:
        if os.environ.get("REGLAMENT_DEBUG"):
            raise
        return outcomes.inner(error)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main()
    # MkDocs leaves threads and handlers behind.
    os._exit(0)
