"""Facts of the company's folder that its site shows: when sources changed, which Word files and editions there are."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.layout import REGULATIONS

if TYPE_CHECKING:
    from generator.artifact import Artifact
    from generator.folders import Folders
    from generator.site.given import Given
    from handbook.addressees import Paper
    from handbook.book import Handbook
    from handbook.editions.approved import Approved, BrokenEditionError
    from handbook.finding import Finding

#: A history that takes longer to tell, in seconds, is not waited for.
_PATIENCE = 10.0
#: Commits looked through; a source untouched for longer is not dated.
_COMMITS = 5000
#: What begins the line of a commit: its day and how git decorates it follow.
_COMMIT = "\x01"
#: How git decorates a commit whose parents a shallow clone has left out: all its files look new.
_CUT = "grafted"
#: What a clock that was never set shows, in any zone.
_EPOCH = date(1970, 1, 2)
#: Settings that would have git run programs or look at more than the history.
_CALM = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "-c", "log.showSignature=false")
_PLAIN = ("-z", "--relative", "--no-color", "--no-ext-diff", "--no-textconv")


def given(handbook: Handbook, folders: Folders) -> Given:
    """What the site shows besides the handbook.

    Args:
        handbook: The company.
        folders: Where Word documents and pictures for paper lie.
    """
    from generator.site.given import Given

    return Given(
        changed=changed(handbook.root),
        word=word(handbook, folders.documents),
        prints=prints(handbook, folders.prints),
        kept=kept(handbook),
    )


def files(folders: Folders, known: Given) -> Iterator[Artifact]:
    """What the site offers for download and does not make itself, as files of it.

    Args:
        folders: Where Word documents and pictures for paper lie.
        known: What there is.
    """
    yield from copies(folders.documents, known.word)
    yield from _pictures(folders.prints, known.prints)


def word(handbook: Handbook, documents: Path) -> dict[str, int]:
    """Word documents of a company that stand in a folder, with their sizes; what others put there is theirs."""
    from generator.documents.files import everything, placed

    found: dict[str, int] = {}
    for _, _, name in placed(handbook, everything(handbook)):
        path = documents / name
        with contextlib.suppress(OSError):
            if path.is_file():
                found[name] = path.stat().st_size
    return {name: found[name] for name in sorted(found)}


def prints(handbook: Handbook, folder: Path) -> dict[str, int]:
    """Processes whose pictures for paper stand in a folder, with the sizes of the files."""
    from generator.png_files import png_name

    found: dict[str, int] = {}
    for name in handbook.processes:
        with contextlib.suppress(OSError):
            found[name] = (folder / png_name(name)).stat().st_size
    return found


def copies(documents: Path, names: Mapping[str, int]) -> Iterator[Artifact]:
    """Word documents as files of the site; one that cannot be read is left out, the check of links names it."""
    from generator.artifact import Artifact
    from generator.site.downloads import FOLDER

    for name in names:
        with contextlib.suppress(OSError):
            yield Artifact(f"{FOLDER}/{name}", (documents / name).read_bytes())


def _pictures(folder: Path, names: Mapping[str, int]) -> Iterator[Artifact]:
    from generator.artifact import Artifact
    from generator.png_files import png_name
    from generator.site.pictures.process_pictures import print_path

    for name in names:
        with contextlib.suppress(OSError):
            yield Artifact(print_path(name), (folder / png_name(name)).read_bytes())


def kept(handbook: Handbook) -> dict[Paper, tuple[Approved, ...]]:
    """Approved editions of what people sign; ``doubts`` tells of those that cannot be read."""
    return {paper: editions for paper, editions in _editions(handbook) if isinstance(editions, tuple) and editions}


def doubts(handbook: Handbook) -> Iterator[Finding]:
    """What the site cannot tell of editions, or tells otherwise than the sources, and why."""
    from handbook.editions.approved import FOLDER
    from handbook.finding import Finding, Place, Severity
    from handbook.published import subject

    for paper, editions in _editions(handbook):
        if not isinstance(editions, tuple):
            words = f"история документа «{subject(handbook, paper).title}» не показана: {editions}"
            yield Finding("broken-edition", Severity.WARNING, words, (Place(FOLDER.as_posix()),))
            continue
        published = subject(handbook, paper).publication
        if editions and published and editions[-1].edition > published.edition:
            yield Finding(
                "broken-edition",
                Severity.WARNING,
                f"утверждена редакция {editions[-1].edition}, а в описании стоит {published.edition}",
                (Place((FOLDER / editions[-1].path).as_posix()),),
                "Верните из git либо описание с этой редакцией, либо историю без неё",
            )


def _editions(handbook: Handbook) -> Iterator[tuple[Paper, tuple[Approved, ...] | BrokenEditionError]]:
    """Papers with their approved editions, or with why these cannot be read."""
    from handbook.addressees import papers
    from handbook.editions import approved

    for paper in papers(handbook):
        try:
            yield paper, approved.kept(handbook.root, paper.what, paper.id)
        except approved.BrokenEditionError as error:
            yield paper, error


def changed(project: Path) -> dict[str, date]:
    """The day each source was last changed, by its path relative to the project, as git knows it.

    A source with changes that are not committed has none, nor has one whose last change a shallow clone has left out or
    whose commit has a day that cannot be: no date is better than a wrong one. A file that was only renamed keeps its
    day. Nobody's name is read. Without git, outside a repository and with a history that takes too long there are no
    days at all.

    Args:
        project: The company's folder.
    """
    git = _git(project)
    if git is None:
        return {}
    shape = (f"--max-count={_COMMITS}", f"--format={_COMMIT}%cs %D", "--name-status", "-M100%")
    history = _told(git, project, "log", *shape)
    touched = _told(git, project, "diff", "HEAD", "--name-only")
    if history is None or touched is None:
        return {}
    days = dict(_days(history.split("\0")))
    for name in touched.split("\0"):
        days.pop(name, None)
    return {name: days[name] for name in sorted(days)}


def _days(parts: list[str]) -> Iterator[tuple[str, date]]:
    """Files with the day of their last change, of a history that is told the newest first."""
    now: dict[str, str] = {}
    known: set[str] = set()
    day: date | None = None
    waiting = iter(parts)
    for part in waiting:
        line = part.lstrip("\n")
        if line.startswith(_COMMIT):
            written, _, marks = line[1:].partition(" ")
            day = None if _CUT in marks.split(", ") else _day(written)
        elif line.startswith("R"):
            before, after = next(waiting, ""), next(waiting, "")
            # Only the same bytes under another name count as renamed: the change itself lies further back.
            now[before] = now.pop(after, after)
        elif line:
            name = next(waiting, "")
            present = now.get(name, name)
            if present not in known:
                known.add(present)
                if day and line != "D":
                    yield present, day


def _day(written: str) -> date | None:
    """The day of a commit, if a computer whose clock was right can have written it."""
    with contextlib.suppress(ValueError):
        day = date.fromisoformat(written)
        # East of here it may be tomorrow already.
        if _EPOCH < day <= datetime.now(UTC).date() + timedelta(days=1):
            return day
    return None


def _git(project: Path) -> str | None:
    """The program; one that lies in the company's own folder is not run."""
    found = shutil.which("git")
    inside = found is not None and Path(found).resolve().is_relative_to(project.resolve())
    return None if inside else found


def _told(git: str, project: Path, command: str, *words: str) -> str | None:
    """What git answers; None when it has nothing to say of this folder."""
    world = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    world |= {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - the words are ours, the paths come after «--»
            [git, "-C", str(project), *_CALM, command, *_PLAIN, *words, "--", REGULATIONS],
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
