"""Which files are too dangerous to be opened at all, and in which words they are refused."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path, PurePosixPath, PureWindowsPath

from audit.ingest.error import IngestError, failure
from handbook.finding import Place

#: Of an archive: members, bytes unpacked, and how many times larger than packed they may be once they are many.
MAX_MEMBERS, MAX_UNPACKED, MAX_RATIO, RATIO_FROM = 10_000, 2 << 30, 200, 50 << 20
#: A file that is read whole may be no larger.
MAX_WHOLE = 512 << 20
_BOMB_TIP = "Распакуйте архив сами и дайте программе файлы выгрузки; проверьте, откуда он"
_PLAIN = (stat.S_IFREG, stat.S_IFDIR, 0)
_ENCRYPTED = 1


def check_regular(path: Path, name: str) -> None:
    """Refuse devices and pipes, from which a program may read for ever.

    Raises:
        IngestError: The path is no ordinary file.
        OSError: It cannot be looked at.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise failure(
            "special-file",
            "это не файл, а устройство, канал или сокет: читать его можно бесконечно",
            Place(name),
            tip="Дайте обычный файл выгрузки",
        )


def check_size(path: Path, name: str) -> None:
    """Refuse a file that would not fit in memory.

    Raises:
        IngestError: It is larger than ``MAX_WHOLE``.
        OSError: It cannot be looked at.
    """
    size = path.stat().st_size
    if size > MAX_WHOLE:
        raise failure(
            "too-big",
            f"файл больше {MAX_WHOLE >> 20} МиБ ({size >> 20} МиБ), а такой вид файла читается целиком",
            Place(name),
            tip="Выгрузите данные частями или в CSV (UTF-8): его база читает сама, не держа в памяти",
        )


def check_archive(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse a ZIP that unpacks into too much, or whose members climb out of it.

    Args:
        archive: The archive; only its list of members is looked at.
        name: Its name for people.

    Raises:
        IngestError: It is a bomb, or a member is unsafe.
    """
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise failure("zip-bomb", f"в архиве {len(members)} файлов", Place(name), tip=_BOMB_TIP)
    size = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if size > MAX_UNPACKED:
        raise failure("zip-bomb", f"архив распаковывается в {size / (1 << 30):.1f} ГиБ", Place(name), tip=_BOMB_TIP)
    if size > RATIO_FROM and size > MAX_RATIO * packed:
        message = f"архив распаковывается в {size >> 20} МиБ — в {size // max(packed, 1)} раз больше, чем занимает"
        raise failure("zip-bomb", message, Place(name), tip=_BOMB_TIP)
    seen: set[str] = set()
    for member in members:
        trouble = "названо дважды" if member.filename in seen else _trouble(member)
        if trouble:
            raise _unsafe(member.filename, trouble, name)
        seen.add(member.filename)


def _trouble(member: zipfile.ZipInfo) -> str | None:
    path, windows = PurePosixPath(member.filename), PureWindowsPath(member.filename)
    if path.is_absolute() or windows.drive or windows.root or ".." in (*path.parts, *windows.parts):
        return "ведёт за пределы архива"
    if stat.S_IFMT(member.external_attr >> 16) not in _PLAIN:
        return "не файл, а ссылка или устройство"
    return None


def _unsafe(member: str, trouble: str, name: str) -> IngestError:
    return failure(
        "unsafe-archive",
        f"«{member[:200]}» в архиве — {trouble}",
        Place(name),
        tip="Соберите архив заново из самих файлов выгрузки или дайте программе папку с ними",
    )


def encrypted(member: zipfile.ZipInfo) -> bool:
    """Whether a password is needed to unpack it."""
    return bool(member.flag_bits & _ENCRYPTED)
