"""Watches a company's sources for changes."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from generator.environment import COMPANY_FOLDER
from generator.site.company_config import FILE as SETTINGS
from handbook.layout import REGULATIONS

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers.api import BaseObserver

#: Folders of what the site is made of; besides them there is the file of settings.
FOLDERS = (REGULATIONS, COMPANY_FOLDER)
#: Reading a file is no change of it.
_CHANGES = frozenset({"created", "modified", "moved", "deleted"})
_APPEARS = frozenset({"created", "moved"})
#: Editors keep such files beside those they edit.
_SCRATCH = (".swp", ".swx", ".tmp", ".bak", "~")


def watch(project: Path, changed: Callable[[Collection[str]], None]) -> Callable[[], None]:
    """Watch the sources of a company; returns what ends that.

    Args:
        project: The company's folder.
        changed: Called, in another thread, with the names of what may have changed, relative to the project.
    """
    from watchdog.events import FileSystemEventHandler

    # macOS tells the real paths of what has changed, whatever was asked for.
    project = Path(os.path.realpath(project))

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if event.event_type not in _CHANGES:
                return
            if event.is_directory and event.event_type in _APPEARS:
                folders = [path for path in _paths(event) if path in _folders(project) and path.is_dir()]
                for path in folders:
                    _follow(observer, handler, path)
                if folders:
                    changed([path.name for path in folders])
            elif not event.is_directory and (names := sources_among(project, _paths(event))):
                changed(names)

    handler = Handler()
    observer = _started(project, handler)

    def stop() -> None:
        observer.stop()
        observer.join()

    return stop


def sources_among(project: Path, paths: Iterable[Path]) -> tuple[str, ...]:
    """Which of changed files are sources: their names relative to the project."""
    found = []
    for path in paths:
        try:
            relative = path.relative_to(project)
        except ValueError:
            continue
        parts = relative.parts
        hidden = any(part.startswith(".") for part in parts) or path.name.endswith(_SCRATCH)
        known = any(name in FOLDERS for name in parts[:1]) or parts == (SETTINGS,)
        if known and not hidden:
            found.append(relative.as_posix())
    return tuple(found)


def _folders(project: Path) -> tuple[Path, ...]:
    return tuple(project / name for name in FOLDERS)


def _follow(observer: BaseObserver, handler: FileSystemEventHandler, folder: Path) -> None:
    """Watch a folder of sources that has just appeared, or appeared again."""
    from watchdog.observers.api import ObservedWatch

    with contextlib.suppress(KeyError):
        observer.unschedule(ObservedWatch(str(folder), recursive=True))
    with contextlib.suppress(OSError):
        observer.schedule(handler, str(folder), recursive=True)


def _paths(event: FileSystemEvent) -> list[Path]:
    return [Path(str(path)) for path in (event.src_path, event.dest_path) if path]


def _started(project: Path, handler: FileSystemEventHandler) -> BaseObserver:
    from watchdog.observers import Observer
    from watchdog.observers.polling import PollingObserver

    for kind in (Observer, PollingObserver):
        observer: BaseObserver = kind()
        try:
            # New folders and a settings file may appear later: the company's folder itself is watched for them.
            observer.schedule(handler, str(project), recursive=False)
            for folder in _folders(project):
                if folder.is_dir():
                    observer.schedule(handler, str(folder), recursive=True)
            observer.start()
        except OSError:
            # The system has no watchers left, or none for this disk: look at the files themselves.
            observer.unschedule_all()
            continue
        return observer
    raise OSError("за изменениями файлов следить нельзя")
