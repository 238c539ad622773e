"""A handbook of another time: of a folder, or of a revision of the git repository the company lies in."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from handbook.layout import REGULATIONS
from reglament.console import give_up, shown


@contextmanager
def company_of(name: str, project: Path) -> Iterator[Path]:
    """The folder of a company as a name says it.

    Args:
        name: A folder that holds ``regulations/``, or a git revision: ``HEAD~1``, a tag, a commit.
        project: The company's own folder, whose repository knows the revision.

    Raises:
        SystemExit: There is no such folder or revision; the message says the way out.
    """
    folder = Path(name)
    if (folder / REGULATIONS).is_dir():
        yield folder.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="reglament-") as made:
        _unpack(_archive(name, project), Path(made), name)
        yield Path(made)


def _archive(revision: str, project: Path) -> bytes:
    """The sources of a revision as a tar archive."""
    if revision.startswith("-"):
        give_up(f"«{revision}» — не папка и не ревизия git")
    if not project.is_dir():
        give_up(f"папки {shown(project)} нет", "Назовите папку компании ключом --project")
    if not _git(project, "rev-parse", "--git-dir"):
        give_up(
            f"«{revision}» — не папка с {REGULATIONS}/, а папка {shown(project)} не под git",
            "Назовите папку с прежней редакцией описания",
        )
    commit = _git(project, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if not commit:
        tip = "Ревизии показывает «git log --oneline»; можно назвать тег, ветку или HEAD~1"
        if _git(project, "rev-parse", "--is-shallow-repository").strip() == b"true":
            tip = "Хранилище получено не целиком, прежних ревизий в нём нет: git fetch --unshallow --tags"
        give_up(f"нет ни папки «{revision}» с {REGULATIONS}/, ни такой ревизии git", tip)
    found = _git(project, "archive", "--format=tar", commit.decode().strip(), REGULATIONS)
    if not found:
        give_up(f"в ревизии «{revision}» нет папки {REGULATIONS}/", "Выберите ревизию, в которой описание уже было")
    return found


def _git(project: Path, *arguments: str) -> bytes:
    """What git prints; nothing when it fails or is not installed."""
    try:
        # The words are the program's own and a revision that git itself has parsed.
        done = subprocess.run(["git", *arguments], cwd=project, capture_output=True, check=False)  # noqa: S603, S607
    except FileNotFoundError:
        give_up("программа git не найдена", "Установите git или назовите папку с прежней редакцией")
    return done.stdout if done.returncode == 0 else b""


def _unpack(archive: bytes, folder: Path, revision: str) -> None:
    """Lay out folders and plain files: a link in a repository might lead anywhere."""
    try:
        with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
            for member in packed:
                target = folder / member.name
                if not target.resolve().is_relative_to(folder.resolve()):
                    continue
                content = packed.extractfile(member) if member.isfile() else None
                if content:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(content.read())
    except (tarfile.TarError, OSError) as error:
        give_up(f"ревизию «{revision}» не разложить во временную папку: {error}", "Назовите папку с прежней редакцией")
