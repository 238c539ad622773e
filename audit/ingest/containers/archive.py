"""What a ZIP is, a workbook or a bundle of exports, and the files of a bundle."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from audit.ingest.containers.unsafe import check_archive, encrypted
from audit.ingest.error import failure
from handbook.finding import Place

#: Names inside a ZIP that tell a workbook, and what it is then.
_BOOKS = (("xl/workbook.bin", "XLSB"), ("xl/workbook.xml", "XLSX"), ("content.xml", "ODS"))
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_OTHER = (("word/", "документ Word"), ("ppt/", "презентация PowerPoint"))
_UTF8 = 0x800
_TIP = "Соберите архив заново или дайте программе папку с файлами выгрузки"


def archive_of(source: Path | bytes) -> zipfile.ZipFile:
    """A ZIP open for reading.

    Raises:
        BadZipFile: It is none.
        OSError: It cannot be read.
    """
    return zipfile.ZipFile(source if isinstance(source, Path) else io.BytesIO(source))


def book_kind(source: Path | bytes) -> str | None:
    """«XLSX», «XLSB» or «ODS» for a workbook; None for a bundle of files.

    Args:
        source: A file that begins like a ZIP.
    """
    try:
        with archive_of(source) as archive:
            names = set(archive.namelist())
            found = next((kind for name, kind in _BOOKS if name in names), None)
            if found == "ODS" and archive.read("mimetype")[: len(_ODS)] != _ODS:
                return None
            # A workbook may keep its book anywhere; its list of types it always keeps here.
            return found or ("XLSX" if "[Content_Types].xml" in names and not document_kind(archive) else None)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError, RuntimeError):
        # What is broken is told by the reader of workbooks: that is what it most probably was.
        return "XLSX"


def document_kind(archive: zipfile.ZipFile) -> str | None:
    """What an office document is that holds no tables, in words; None for anything else."""
    names = archive.namelist()
    return next((kind for folder, kind in _OTHER if any(name.startswith(folder) for name in names)), None)


def members(source: Path | bytes, file: str, *, nested: bool) -> Iterator[tuple[str, bytes]]:
    """The files of a bundle with their names inside it, one at a time, by name; hidden ones are left out.

    Args:
        source: The bundle.
        file: Its name for people.
        nested: Whether it was itself found in a bundle.

    Raises:
        IngestError: It is unsafe, broken, under a password, or the second bundle within another.
    """
    try:
        with archive_of(source) as archive:
            check_archive(archive, file)
            what = document_kind(archive)
            if what:
                tip = "Выгрузите таблицу из CRM в CSV или XLSX"
                raise failure("not-an-export", f"это {what}, а не выгрузка", Place(file), tip=tip)
            if nested:
                tip = "Распакуйте внутренний архив и положите файлы рядом с остальными"
                raise failure("zip-bomb", "архив внутри архива не читается", Place(file), tip=tip)
            found = sorted((real_name(member), member) for member in archive.infolist() if not member.is_dir())
            for name, member in found:
                if not hidden(name):
                    yield name, _content(archive, member, f"{file}/{name}")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise failure(
            "broken-archive", "архив повреждён: его файлы не распаковываются", Place(file), tip=_TIP
        ) from error


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, place: str) -> bytes:
    if encrypted(member):
        raise failure("protected-archive", "файл в архиве под паролем", Place(place), tip="Распакуйте архив сами")
    return archive.read(member)


def hidden(name: str) -> bool:
    """Whether a file is one that programs keep for themselves: hidden, a lock, or in such a folder."""
    return any(part.startswith((".", "~$", "__MACOSX")) or part == "Thumbs.db" for part in name.split("/"))


def real_name(member: zipfile.ZipInfo) -> str:
    """The name of a member; archivers of Russian Windows write it in the encoding of DOS and do not say so."""
    if member.flag_bits & _UTF8:
        return member.filename
    raw = member.filename.encode("cp437", errors="replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp866")
