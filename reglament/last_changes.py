"""The day each source was last changed, as git knows it."""

from __future__ import annotations

import contextlib
import os
import posixpath
import shutil
import subprocess
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from handbook.layout import REGULATIONS

#: A history that takes longer to tell, in seconds, is not waited for.
_PATIENCE = 10.0
#: Commits looked through; a source untouched for longer is not dated.
_COMMITS = 5000
#: Moves of the company's folder that are followed back; each asks for the history once more.
_MOVES = 3
#: What begins the line of a commit: its day and how git decorates it follow.
_COMMIT = "\x01"
#: How git decorates a commit whose parents a shallow clone has left out: all its files look new.
_CUT = "grafted"
#: What a clock that was never set shows, in any zone.
_EPOCH = date(1970, 1, 2)
#: Settings that would have git run programs, look at more than the history or tell it in another way.
_CALM = tuple(
    word
    for setting in (
        *("core.fsmonitor=false", "core.quotePath=false", "diff.relative=false"),
        *("log.showSignature=false", "log.follow=false", "log.showRoot=true"),
    )
    for word in ("-c", setting)
)
_PLAIN = ("-z", "--no-color", "--no-ext-diff", "--no-textconv")


def last_changes(project: Path, today: date) -> dict[str, date]:
    """The day each source was last changed, by its path relative to the project.

    A source with changes that are not committed has none, nor has one whose last change a shallow clone has left out or
    whose commit has a day that cannot be: no date is better than a wrong one. A file that was only renamed or moved
    keeps its day, also when the company's whole folder was. Nobody's name is read. Without git, outside a repository
    and with a history that takes too long there are no days at all.

    Args:
        project: The company's folder.
        today: No commit has a later day but where it is tomorrow already.
    """
    git = _git(project)
    where = _told(git, project, "rev-parse", "--show-prefix") if git else None
    if git is None or where is None:
        return {}
    prefix = where.removesuffix("\n")
    history = _history(git, project, f"{prefix}{REGULATIONS}")
    touched = _told(git, project, "diff", *_PLAIN, "HEAD", "--relative", "--name-only", "--", REGULATIONS)
    if history is None or touched is None:
        return {}
    inside = f"{prefix}{REGULATIONS}/"
    days = {name.removeprefix(prefix): day for name, day in _days(history, today) if name.startswith(inside)}
    for name in touched.split("\0"):
        days.pop(name, None)
    return {name: days[name] for name in sorted(days)}


def _history(git: str, project: Path, folder: str) -> str | None:
    """Commits that touched a folder or what became of it, the newest first, each with all it changed.

    Args:
        git: The program.
        project: The company's folder.
        folder: The folder, relative to the root of the repository.
    """
    shape = (f"--max-count={_COMMITS}", f"--format={_COMMIT}%cs %D", "--name-status", "-M100%", "--full-diff")
    places = {folder}
    found: str | None = None
    for _ in range(1 + _MOVES):
        paths = (f":(top,literal){place}" for place in sorted(places))
        told = _told(git, project, "log", *_PLAIN, *shape, "--", *paths)
        if told is None:
            break
        found = told
        before = {posixpath.dirname(name) for name in _origins(told, places)}
        if not before:
            break
        places |= before
    return found


def _origins(history: str, places: Collection[str]) -> Iterator[str]:
    """Names that files of some folders had outside of these."""
    for _, name, before in _events(history):
        if before and _is_inside(name, places) and not _is_inside(before, places):
            yield before


def _is_inside(name: str, places: Iterable[str]) -> bool:
    return any(not place or name.startswith(f"{place}/") for place in places)


def _events(history: str) -> Iterator[tuple[str, str, str]]:
    """Commits and what they did: the line of a commit or a letter of git, the name, what it was before a move."""
    waiting = iter(history.split("\0"))
    for part in waiting:
        line = part.lstrip("\n")
        if line.startswith("R"):
            before = next(waiting, "")
            yield line, next(waiting, ""), before
        elif line:
            yield line, "" if line.startswith(_COMMIT) else next(waiting, ""), ""


def _days(history: str, today: date) -> Iterator[tuple[str, date]]:
    """Files with the day of their last change, of a history that is told the newest first."""
    now: dict[str, str] = {}
    known: set[str] = set()
    day: date | None = None
    for line, name, before in _events(history):
        if line.startswith(_COMMIT):
            written, _, marks = line[1:].partition(" ")
            day = None if _CUT in marks.split(", ") else _day(written, today)
        elif before:
            # Only the same bytes under another name count as renamed: the change itself lies further back.
            now[before] = now.pop(name, name)
        elif (present := now.get(name, name)) not in known:
            known.add(present)
            if day and line != "D":
                yield present, day


def _day(written: str, today: date) -> date | None:
    """The day of a commit, if a computer whose clock was right can have written it."""
    with contextlib.suppress(ValueError):
        day = date.fromisoformat(written)
        # East of here it may be tomorrow already.
        if _EPOCH < day <= today + timedelta(days=1):
            return day
    return None


def _git(project: Path) -> str | None:
    """The program; one that lies in the company's own folder is not run."""
    found = shutil.which("git")
    inside = found is not None and Path(found).resolve().is_relative_to(project.resolve())
    return None if inside else found


def _told(git: str, project: Path, *words: str) -> str | None:
    """What git answers; None when it has nothing to say of this folder."""
    world = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    world |= {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - the words are ours, the paths come after «--»
            [git, "-C", str(project), *_CALM, *words],
            env=world,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
