"""The one writer: whole files or none, only those that changed, only inside the folder given.

New contents are laid beside the old files, then every old file is probed, and only then they are replaced one by
one: a full disk, missing rights or a document open in Word leave the previous output as it was. What happens
between the probe and the last replacement (a power cut, a file opened that very moment) may leave some files new
and some old, each of them whole. Files of the folder that nobody generated are never touched: what may be removed
is known from a list the writer keeps.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath

from generator import names
from generator.artifact import Artifact

#: The list of files a pruned folder was last written with: path → SHA-256 of the content; of both contents, the one
#: that stood and the one to come, while it is being written.
MANIFEST = ".reglament-files.json"
#: Where new contents wait, and how old they are when nobody will ever come for them, in seconds.
_ASIDE = re.compile(r"\.\d+-\d+\.tmp")
_LONG_AGO = 3600.0
#: What a disk refuses with, in words.
_REASONS = {
    errno.ENOSPC: "на диске нет места. Освободите его и повторите",
    errno.EDQUOT: "место, отведённое вам на диске, кончилось. Освободите его и повторите",
    errno.EROFS: "диск доступен только для чтения. Переложите папку на другой и повторите",
    errno.ENAMETOOLONG: "путь к нему слишком длинный. Переложите папку ближе к корню диска и повторите",
    errno.EIO: "диск не отвечает. Проверьте его и повторите",
}


class WriteError(OSError):
    """The output could not be written; the text says in Russian what and how to mend it."""


@dataclass(frozen=True, slots=True)
class Written:
    """What writing did to the folder; paths are relative to it, in order of the artifacts."""

    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def write(folder: Path, artifacts: Iterable[Artifact], *, prune: bool = False) -> Written:
    """Write artifacts into a folder.

    Args:
        folder: The output folder; made when missing.
        artifacts: The files; no two may have the same path, letter case aside.
        prune: Remove files that an earlier pruning call wrote and this one does not, unless someone has
            edited them since. Meant for folders that are generated whole.

    Returns:
        Which files changed, which already were as they should be, which were removed.

    Raises:
        WriteError: A path is unsafe, or the disk refuses; no file is half-written, and the old ones stand unless
            the disk changed its mind between probing and replacing.
    """
    items = list(artifacts)
    targets = _targets(folder, items)
    changed = [(item, target) for item, target in zip(items, targets, strict=True) if not _same(target, item.content)]
    stale = _stale(folder, items) if prune else {}
    table = _table(items) if prune else {}
    _put([_announced(folder, changed, table), *changed] if prune and changed else changed, stale)
    if prune:
        _remove(folder, stale)
        _remember(folder, table)
        if changed:
            _sweep(folder)
    done = {item.path: None for item, _ in changed}
    return Written(tuple(done), tuple(item.path for item in items if item.path not in done), tuple(stale))


def write_some(folder: Path, artifacts: Iterable[Artifact]) -> Written:
    """Write some files of a folder that is generated whole: the others stay, and are still known as generated.

    Args:
        folder: The output folder.
        artifacts: The files.

    Raises:
        WriteError: As ``write`` does.
    """
    items = list(artifacts)
    written = write(folder, items)
    _remember(folder, _known(folder / MANIFEST) | _table(items))
    return written


def check_path(path: str) -> str | None:
    """What is wrong with a path of an artifact on any of the systems it may be opened on, in Russian."""
    parts = path.split("/")
    if not path or PurePosixPath(path).is_absolute() or any(part in {"", ".", ".."} for part in parts):
        return "путь должен быть относительным и не выходить из папки"
    return next((found for part in parts if (found := names.trouble(part))), None)


def _targets(folder: Path, items: Sequence[Artifact]) -> list[Path]:
    taken: dict[str, str] = {}
    found = []
    root = folder.resolve()
    # Many files stand in few folders, and following a path to its end is slow.
    is_inside = lru_cache(partial(_inside, root=root))
    for item in items:
        trouble = check_path(item.path)
        if trouble:
            raise WriteError(f"Файл «{names.visible(item.path[:200])}» не записан: {trouble}")
        same = names.key(item.path)
        if same in taken:
            raise WriteError(f"Два файла с одним именем: «{taken[same]}» и «{item.path}»")
        taken[same] = item.path
        target = folder / item.path
        if not is_inside(target if target.is_symlink() else target.parent):
            raise WriteError(f"Файл «{item.path}» не записан: ссылка ведёт за пределы папки {folder}")
        found.append(target)
    return found


def _inside(target: Path, root: Path) -> bool:
    try:
        return target.resolve().is_relative_to(root)
    except (OSError, RuntimeError):
        return False  # links that lead in a circle lead nowhere


def _same(target: Path, content: bytes) -> bool:
    try:
        return target.stat().st_size == len(content) and target.read_bytes() == content
    except OSError:
        return False


def _put(changed: Sequence[tuple[Artifact, Path]], stale: Mapping[str, Path]) -> None:
    """Replace the changed files once nothing seems to keep them, and those to be removed, from being touched."""
    staged: list[tuple[Path, Path]] = []
    made: set[Path] = set()
    try:
        for number, (item, target) in enumerate(changed):
            aside = target.with_name(f".{os.getpid()}-{number}.tmp")
            with _explained(item.path, target):
                if target.parent not in made:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    made.add(target.parent)
                staged.append((aside, target))
                _lay(aside, item.content)
        for path, target in (*((item.path, target) for item, target in changed), *stale.items()):
            with _explained(path, target):
                _probe(target)
        for (item, _), (aside, target) in zip(changed, staged, strict=True):
            with _explained(item.path, target):
                aside.replace(target)
        staged.clear()
    finally:
        for aside, _ in staged:
            aside.unlink(missing_ok=True)


def _lay(aside: Path, content: bytes) -> None:
    try:
        aside.write_bytes(content)
    except FileNotFoundError:
        # Another build has just removed the folder, which it had emptied.
        aside.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(content)


def _probe(target: Path) -> None:
    """Fail as replacing or removing the file would, and change nothing.

    Raises:
        OSError: A folder stands in its place, or another program holds it.
    """
    if target.is_dir():
        raise IsADirectoryError(target)
    if target.exists():
        # Renaming to itself asks Windows for the right to delete: a file open in Word or Excel refuses it.
        with contextlib.suppress(FileNotFoundError):  # another build has just removed it
            target.rename(target)
        if os.name == "nt" and not os.access(target, os.W_OK):
            raise PermissionError(target)


@contextlib.contextmanager
def _explained(path: str, target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        obstacle = _obstacle(target)
        if obstacle:
            reason = obstacle
        elif isinstance(error, PermissionError):
            reason = "нет прав или он открыт в другой программе. Закройте его и повторите"
        else:
            reason = _REASONS.get(error.errno or 0, str(error.strerror or error))
        raise WriteError(f"Файл «{path}» не записан: {reason}") from error


def _obstacle(target: Path) -> str | None:
    """What stands on the way to a file: a folder in its place, or a file in place of one of its folders."""
    with contextlib.suppress(OSError):
        if target.is_dir():
            return f"на его месте папка {target}. Уберите её и повторите"
        nearest = next((parent for parent in target.parents if os.path.lexists(parent)), None)
        if nearest and not nearest.is_dir():
            return f"на месте папки файл {nearest}. Уберите его и повторите"
    return None


def _stale(folder: Path, items: Sequence[Artifact]) -> dict[str, Path]:
    """Files an earlier call wrote, nobody has edited since, and this call does not make."""
    root = folder.resolve()
    present = {names.key(item.path) for item in items}
    return {
        path: folder / path
        for path, digest in sorted(_known(folder / MANIFEST).items())
        if names.key(path) not in present
        and check_path(path) is None
        and _inside(folder / path, root)
        and _digest_is(folder / path, digest)
    }


def _remove(folder: Path, stale: Mapping[str, Path]) -> None:
    for path, target in stale.items():
        with _explained(path, target):
            target.unlink(missing_ok=True)
        _drop_empty(target.parent, folder)


def _sweep(folder: Path) -> None:
    """Remove what builds that were killed have left aside; one that is at work has just written its own."""
    # Another build may remove a folder at any moment.
    with contextlib.suppress(OSError):
        for path in folder.rglob(".*-*.tmp"):
            if _ASIDE.fullmatch(path.name) and time.time() - path.stat().st_mtime > _LONG_AGO:
                path.unlink()


def _table(items: Iterable[Artifact]) -> dict[str, str]:
    return {item.path: hashlib.sha256(item.content).hexdigest() for item in items}


def _remember(folder: Path, table: Mapping[str, str]) -> None:
    """Keep the list of what was written, for the next call to know what it may remove."""
    content = _listing(table)
    listing = folder / MANIFEST
    if not _same(listing, content):
        _put([(Artifact(MANIFEST, content), listing)], {})


def _announced(
    folder: Path, changed: Sequence[tuple[Artifact, Path]], coming: Mapping[str, str]
) -> tuple[Artifact, Path]:
    """The list with what is about to be written beside what stands: a build cut short leaves no file unknown."""
    table = _known(folder / MANIFEST)
    for item, _ in changed:
        table[item.path] = f"{table.get(item.path, '')} {coming[item.path]}".strip()
    return Artifact(MANIFEST, _listing(table)), folder / MANIFEST


def _listing(table: Mapping[str, str]) -> bytes:
    return json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True).encode() + b"\n"


def _known(listing: Path) -> dict[str, str]:
    try:
        table = json.loads(listing.read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(table, dict):
        return {}
    return {path: digest for path, digest in table.items() if isinstance(digest, str)}


def _digest_is(target: Path, digest: str) -> bool:
    try:
        return hashlib.sha256(target.read_bytes()).hexdigest() in digest.split()
    except OSError:
        return False


def _drop_empty(start: Path, folder: Path) -> None:
    """Remove folders that pruning has emptied, up to the output folder itself."""
    current = start
    while current != folder:
        try:
            current.rmdir()
        except OSError:
            return
        current = current.parent
