"""Takes a file from the browser piece by piece, within the limits; what did not come whole is removed."""

from __future__ import annotations

import contextlib
import errno
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

from reglament.serve.jobs import Job
from reglament.serve.limits import Limits
from reglament.serve.names import safe_path
from reglament.serve.words import size

#: The disk is looked at again after so many bytes.
_LOOK = 32 << 20
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


class UploadError(Exception):
    """A file is not taken; the text says in Russian why.

    Attributes:
        status: The status of the answer.
    """

    def __init__(self, message: str, status: int = 413) -> None:
        super().__init__(message)
        self.status = status


def check_before(job: Job, limits: Limits, name: str, promised: int | None) -> None:
    """Refuse a file that would not fit before a byte of it has come.

    Args:
        job: The audit.
        limits: What it may take.
        name: The name of the file.
        promised: How many bytes the browser says it has.

    Raises:
        UploadError: It does not fit.
    """
    if job.state != "uploading":
        raise UploadError("Эта проверка уже идёт: начните новую", 409)
    if len(job.files) >= limits.files:
        raise UploadError(f"Файлов больше {limits.files}: соберите их в один архив ZIP")
    _check_size(job, limits, name, promised or 0)
    if shutil.disk_usage(job.folder).free < (promised or 0) + limits.spare:
        raise UploadError("На диске не хватает места: освободите его и повторите", 507)


async def take(job: Job, limits: Limits, given: str, pieces: AsyncIterator[bytes]) -> str:
    """Take a file.

    Args:
        job: The audit.
        limits: What it may take.
        given: The name the browser gives it.
        pieces: Its content.

    Returns:
        The name it is stored under.

    Raises:
        UploadError: It is too large, or the disk is full.
    """
    name = safe_path(given, {path.lower() for path in job.files})
    target = job.export / name
    # The place is taken at once: files come in side by side.
    job.files[name] = 0
    whole = False
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        await _write(job, limits, name, target, pieces)
        whole = True
    except OSError as error:
        if error.errno in _FULL:
            raise UploadError("На диске кончилось место: освободите его и повторите", 507) from error
        raise UploadError(f"Файл не записать на диск: {error.strerror or error}", 507) from error
    finally:
        if not whole:
            job.files.pop(name, None)
            _remove(target)
    return name


async def _write(job: Job, limits: Limits, name: str, target: Path, pieces: AsyncIterator[bytes]) -> None:
    looked = 0
    with target.open("xb") as file:
        async for piece in pieces:
            if not piece:
                continue
            job.files[name] += len(piece)
            _check_size(job, limits, name, 0)
            if job.cancelled.is_set():
                raise UploadError("Проверка отменена", 409)
            if job.files[name] - looked > _LOOK:
                looked = job.files[name]
                if shutil.disk_usage(target.parent).free < limits.spare:
                    raise UploadError("На диске кончается место: освободите его и повторите", 507)
            file.write(piece)


def _check_size(job: Job, limits: Limits, name: str, more: int) -> None:
    if job.files.get(name, 0) + more > limits.file:
        raise UploadError(
            f"Файл больше {size(limits.file)}: выгрузите период короче или таблицы по отдельности, лучше в CSV"
        )
    if sum(job.files.values()) + more > limits.total:
        raise UploadError(f"Файлы вместе больше {size(limits.total)}: выгрузите период короче")


def _remove(target: Path) -> None:
    with contextlib.suppress(OSError):
        target.unlink(missing_ok=True)
