"""The site kept in step with its sources: what changes is built anew, aside, and pages are told of it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.folders import Folders
from generator.site.company_config import FILE as SETTINGS
from generator.writer import MANIFEST
from reglament.serve.runner import Bounds, Ending, Event, run
from reglament.serve.watch import FOLDERS

#: Editors save in several steps; what follows so soon belongs together.
_PAUSE = 0.4
_BUILDER = "reglament.serve.rebuild"
_BOUNDS = Bounds(4096 << 20, 900)


@dataclass(slots=True)
class Live:
    """What is known of the site.

    Attributes:
        project: The company's folder.
        spill: For temporary files of the builder.
        version: Grows whenever pages must look again.
        building: Whether it is being built.
        errors: Why it could not be built last time.
        more: How many more errors there are.
    """

    project: Path
    spill: Path
    version: int = 0
    building: bool = False
    errors: list[dict[str, str]] = field(default_factory=list)
    more: int = 0
    _wake: threading.Event = field(default_factory=threading.Event)
    _closing: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Build the site when there is none or it is older than its sources, then whenever something changes."""
        if is_stale(self.project):
            self.building = True
            self._wake.set()
        self._thread = threading.Thread(target=self._run, name="reglament-live", daemon=True)
        self._thread.start()

    def touch(self) -> None:
        """Something has changed."""
        self._wake.set()

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
        while True:
            self._wake.wait()
            while not self._closing.is_set() and self._wake.is_set():
                self._wake.clear()
                self._closing.wait(_PAUSE)
            if self._closing.is_set():
                return
            self._build()

    def _build(self) -> None:
        heard: list[Event] = []
        ending: Ending
        self.building = True
        request = {"project": str(self.project)}
        try:
            ending = run(_BUILDER, request, heard.append, _BOUNDS, self._closing, self.spill)
        except OSError:
            ending = "crashed"
        outcome = heard[-1] if heard else {}
        self.building = False
        if "built" in outcome:
            self.errors, self.more = [], 0
        elif "errors" in outcome:
            self.errors, self.more = outcome["errors"], outcome["more"]
        elif ending != "cancelled":
            message = "сборка сайта прервалась: не хватило времени или памяти"
            self.errors, self.more = [{"where": "", "excerpt": "", "message": message, "tip": "", "code": ""}], 0
        self.version += 1


def sources_of(project: Path) -> tuple[Path, ...]:
    """What the site is made of: folders and a file, those that are there."""
    return tuple(path for path in (project / name for name in (*FOLDERS, SETTINGS)) if path.exists())


def is_stale(project: Path) -> bool:
    """Whether there is no site, or something it is made of was changed later."""
    start = Folders.of(project).start
    if not start.is_file():
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
