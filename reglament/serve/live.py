"""The site kept in step with its sources: the page of an edit first, then everything; pages are told of both."""

from __future__ import annotations

import contextlib
import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.folders import Folders
from generator.site.company_config import FILE as SETTINGS
from generator.writer import MANIFEST
from handbook.layout import REGULATIONS
from reglament.serve.builder import Builder, LostError
from reglament.serve.outcomes import broken
from reglament.serve.partial import is_partial
from reglament.serve.runner import Bounds, Event
from reglament.serve.watch import FOLDERS

#: Editors save in several steps; what follows so soon belongs together.
_PAUSE = 0.05
#: As many pages that somebody looks at are made again after an edit elsewhere; the others wait for the whole site.
_LOOKED_AT = 3
#: A file caught half-written is whole a moment later: mistakes are told only if nothing follows.
_DOUBT = 0.3
_FIRST, _WHOLE = "reglament.serve.first", "reglament.serve.rebuild"
_BOUNDS = {_FIRST: Bounds(2048 << 20, 60), _WHOLE: Bounds(4096 << 20, 900)}


@dataclass(slots=True)
class Live:
    """What is known of the site.

    An edit is answered thrice: the pages of what was changed at once, by a process that stays and remembers, then by
    the same process the pages that somebody looks at, then the whole site by a fresh process, which is given up as soon
    as another edit comes. Only one of the two works at a time: nothing older is ever put over something newer.

    Attributes:
        project: The company's folder.
        spill: For temporary files of the builders.
        version: Grows whenever pages must look again.
        building: Whether it is being built.
        errors: Why it could not be built last time.
        more: How many more errors there are.
        say: Shows a person at the console what is doubtful about a site that was built.
    """

    project: Path
    spill: Path
    say: Callable[[str], None] = lambda _words: None
    version: int = 0
    building: bool = False
    errors: list[dict[str, str]] = field(default_factory=list)
    more: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _files: set[str] = field(default_factory=set)
    _due: bool = False
    _attended: bool = False
    _doubts: str = ""
    _looked_at: Counter[str] = field(default_factory=Counter)
    _wake: threading.Event = field(default_factory=threading.Event)
    _closing: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Build the site when there is none or it is older than its sources, then whenever something changes."""
        if is_stale(self.project):
            self.building = self._due = True
            self._wake.set()
        self._thread = threading.Thread(target=self._run, name="reglament-live", daemon=True)
        self._thread.start()

    def touch(self, files: Collection[str]) -> None:
        """Something has changed.

        Args:
            files: Names of what has changed, relative to the project.
        """
        with self._lock:
            self._files |= set(files)
        self._wake.set()

    def attend(self) -> None:
        """Somebody looks at the site: an edit may follow, and whoever answers it gets ready."""
        if not self._attended:
            self._attended = True
            if not self.building:
                self._wake.set()

    @contextlib.contextmanager
    def looking(self, page: str | None) -> Iterator[None]:
        """Somebody looks at a page meanwhile.

        Args:
            page: Its Markdown page; None is a page of another kind.
        """
        with self._lock:
            self._looked_at.update([page] if page else [])
        try:
            yield
        finally:
            with self._lock:
                self._looked_at -= Counter([page] if page else [])

    def close(self) -> None:
        """Stop building."""
        self._closing.set()
        self._wake.set()
        if self._thread:
            self._thread.join()

    @property
    def state(self) -> dict[str, Any]:
        """What pages are told."""
        return {"version": self.version, "building": self.building, "errors": self.errors, "more": self.more}

    def _run(self) -> None:
        first = Builder(_FIRST, _BOUNDS[_FIRST], self.spill)
        try:
            while self._settled():
                self._turn(first)
        finally:
            first.close()

    def _settled(self) -> bool:
        """Wait until something has changed and nothing more does; whether the server goes on."""
        self._wake.wait()
        while not self._closing.is_set() and self._wake.is_set():
            self._wake.clear()
            self._closing.wait(_PAUSE)
        return not self._closing.is_set()

    def _turn(self, first: Builder) -> None:
        with self._lock:
            files, self._files = self._files, set()
        self._due |= bool(files)
        stands = Folders.of(self.project).start.is_file()
        if not all(map(_is_of_records, files)):
            # Templates and settings are kept by who has read them.
            first.close()
        elif files and stands:
            answer = self._asked(first, {"project": str(self.project), "files": sorted(files)}, self._closing)
            if answer and not self._tell(answer):
                return
            if answer:
                self._make_looked_at(first)
        if (self._attended or self._due) and stands and not first.alive:
            with contextlib.suppress(OSError):
                first.send({"project": str(self.project), "files": []})
        if self._due:
            self._build()

    def _make_looked_at(self, first: Builder) -> None:
        """Make the pages that somebody looks at, unless something has changed by now; once begun they are made."""
        with self._lock:
            pages = [page for page, _ in self._looked_at.most_common(_LOOKED_AT)]
        if pages and not self._wake.is_set():
            answer = self._asked(first, {"project": str(self.project), "pages": sorted(pages)}, self._closing)
            # What is wrong with pages that were not edited the whole build tells.
            if answer and answer.get("built"):
                self._tell(answer)

    def _build(self) -> None:
        """Build everything, unless something changes meanwhile."""
        whole = Builder(_WHOLE, _BOUNDS[_WHOLE], self.spill)
        self.building = True
        try:
            answer = self._asked(whole, {"project": str(self.project)}, self._wake)
        finally:
            whole.close()
            self.building = False
        if answer is None and not self._wake.is_set():
            answer = broken("сборка сайта прервалась: не хватило времени или памяти")
        if answer:
            self._due = False
            self._tell(answer)
            if "doubts" in answer:
                self._doubt(answer["doubts"])

    @staticmethod
    def _asked(builder: Builder, request: Event, give_up: threading.Event) -> Event | None:
        try:
            return builder.ask(request, give_up)
        except (LostError, OSError):
            return None

    def _doubt(self, words: str) -> None:
        """Show at the console what is doubtful, once until it is another thing."""
        if words and words != self._doubts:
            self.say(f"Сайт собран, но проверьте:\n{words}".rstrip("\n"))
        self._doubts = words

    def _tell(self, answer: Event) -> bool:
        """Let pages know of an answer when it is news to them; whether the sources have no errors."""
        errors, more = answer.get("errors", []), answer.get("more", 0)
        if errors and self._wake.wait(_DOUBT):
            return False
        if answer.get("built") or (errors, more) != (self.errors, self.more):
            self.errors, self.more = errors, more
            self.version += 1
        return not errors


def _is_of_records(name: str) -> bool:
    """Whether a file holds records or a page, and no template or setting."""
    return name.partition("/")[0] == REGULATIONS


def sources_of(project: Path) -> tuple[Path, ...]:
    """What the site is made of: folders and a file, those that are there."""
    return tuple(path for path in (project / name for name in (*FOLDERS, SETTINGS)) if path.exists())


def is_stale(project: Path) -> bool:
    """Whether there is no site, or something it is made of was changed later than some of its pages."""
    start = Folders.of(project).start
    if not start.is_file() or is_partial(project):
        return True
    # The writer leaves files that are the same and keeps a list of them, which changes with any of them.
    built = start.stat().st_mtime
    manifest = Folders.of(project).site / MANIFEST
    if manifest.is_file():
        built = max(built, manifest.stat().st_mtime)
    return any(
        _changed_at(path) > built
        for source in sources_of(project)
        for path in (source.rglob("*") if source.is_dir() else [source])
        if path.is_file()
    )


def _changed_at(path: Path) -> float:
    """When a file was changed; an editor may just have put its scratch file away."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
