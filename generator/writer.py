"""The one writer: whole files or none, only those that changed, only inside the folder given.

New contents are laid beside the old files first and then put in their place one by one, so that a full disk
or a mistake half-way leaves the previous output as it was. Files of the folder that nobody generated are
never touched: what may be removed is known from a list the writer keeps.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.artifact import Artifact

#: The list of files a pruned folder was last written with: path → SHA-256 of the content.
MANIFEST = ".reglament-files.json"

_FORBIDDEN = frozenset('<>:"|?*\\')
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{name}{digit}" for name in ("com", "lpt") for digit in "123456789¹²³"}
)
_LONGEST = 240


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
        WriteError: A path is unsafe, or the disk refuses; nothing was left half-written.
    """
    items = list(artifacts)
    targets = _targets(folder, items)
    changed = [(item, target) for item, target in zip(items, targets, strict=True) if not _same(target, item.content)]
    _put(changed)
    removed = _prune(folder, items) if prune else ()
    names = [item.path for item, _ in changed]
    done = set(names)
    return Written(tuple(names), tuple(item.path for item in items if item.path not in done), removed)


def check_path(path: str) -> str | None:
    """What is wrong with a path of an artifact on any of the systems it may be opened on, in Russian."""
    parts = path.split("/")
    if not path or PurePosixPath(path).is_absolute() or any(part in {"", ".", ".."} for part in parts):
        return "путь должен быть относительным и не выходить из папки"
    for part in parts:
        if any(letter in _FORBIDDEN or not letter.isprintable() for letter in part):
            return f"в имени «{part!a}» есть знак, которого не допускает Windows"
        if part[-1] in " .":
            return f"имя «{part}» кончается точкой или пробелом"
        if part.split(".")[0].rstrip().lower() in _DEVICES:
            return f"имя «{part}» занято в Windows"
        if len(part.encode("utf-8", "replace")) > _LONGEST:
            return f"имя «{part[:40]}…» слишком длинное"
    return None


def _targets(folder: Path, items: Sequence[Artifact]) -> list[Path]:
    taken: dict[str, str] = {}
    found = []
    root = folder.resolve()
    for item in items:
        trouble = check_path(item.path)
        if trouble:
            raise WriteError(f"Файл «{item.path[:200]!a}» не записан: {trouble}")
        same = unicodedata.normalize("NFC", item.path).casefold()
        if same in taken:
            raise WriteError(f"Два файла с одним именем: «{taken[same]}» и «{item.path}»")
        taken[same] = item.path
        target = folder / item.path
        if not target.resolve().is_relative_to(root):
            raise WriteError(f"Файл «{item.path}» не записан: ссылка ведёт за пределы папки {folder}")
        found.append(target)
    return found


def _same(target: Path, content: bytes) -> bool:
    try:
        return target.stat().st_size == len(content) and target.read_bytes() == content
    except OSError:
        return False


def _put(changed: Sequence[tuple[Artifact, Path]]) -> None:
    staged: list[tuple[Path, Path]] = []
    try:
        for number, (item, target) in enumerate(changed):
            aside = target.with_name(f".{os.getpid()}-{number}.tmp")
            with _explained(item.path):
                target.parent.mkdir(parents=True, exist_ok=True)
                staged.append((aside, target))
                aside.write_bytes(item.content)
        for (item, _), (aside, target) in zip(changed, staged, strict=True):
            with _explained(item.path):
                aside.replace(target)
    finally:
        for aside, _ in staged:
            aside.unlink(missing_ok=True)


@contextlib.contextmanager
def _explained(path: str) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        raise WriteError(
            f"Файл «{path}» не записан: нет прав или он открыт в другой программе. Закройте его и повторите"
        ) from error
    except (FileExistsError, IsADirectoryError, NotADirectoryError) as error:
        raise WriteError(
            f"Файл «{path}» не записан: на его месте папка, или на месте папки файл. Уберите помеху и повторите"
        ) from error
    except OSError as error:
        raise WriteError(f"Файл «{path}» не записан: {error.strerror or error}") from error


def _prune(folder: Path, items: Sequence[Artifact]) -> tuple[str, ...]:
    listing = folder / MANIFEST
    present = {item.path for item in items}
    removed = []
    for path, digest in sorted(_known(listing).items()):
        target = folder / path
        if path in present or check_path(path) or not _digest_is(target, digest):
            continue
        if not target.resolve().is_relative_to(folder.resolve()):
            continue
        with _explained(path):
            target.unlink()
        removed.append(path)
        _drop_empty(target.parent, folder)
    table = {item.path: hashlib.sha256(item.content).hexdigest() for item in items}
    content = json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True).encode() + b"\n"
    if not _same(listing, content):
        _put([(Artifact(MANIFEST, content), listing)])
    return tuple(removed)


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
        return hashlib.sha256(target.read_bytes()).hexdigest() == digest
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
