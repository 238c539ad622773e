"""Workbooks looked over before they are opened: links, document types, grids, sizes that are not as promised."""

from __future__ import annotations

import zipfile
from collections import deque
from functools import partial

from audit.ingest.books.grid import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, fits, within
from audit.ingest.books.othergrids import ods_span, xlsb_span
from audit.ingest.books.parts import BrokenXmlError, UnsafeXmlError, check_root, sheet_parts
from audit.ingest.containers.inflate import TornError, pieces
from audit.ingest.containers.unsafe import check_archive, encrypted
from audit.ingest.error import IngestError, failure
from handbook.finding import Place

_LINKS = "xl/externalLinks/"
_XML = (".xml", ".rels", ".vml")
BOOK_TIP = "Откройте книгу в Excel, сохраните её заново как XLSX или выгрузите данные в CSV"


def inspect(archive: zipfile.ZipFile, file: str, kind: str = "XLSX") -> dict[str, str]:
    """Look a workbook over, every part of it that a reader may open.

    Args:
        archive: The workbook.
        file: Its name for people.
        kind: «XLSX», «XLSB» or «ODS».

    Returns:
        Name of every sheet → the XML member that holds its cells.

    Raises:
        IngestError: It must not be opened: a bomb, external links, document types, an endless grid.
    """
    check_archive(archive, file)
    if any(name.startswith(_LINKS) for name in archive.namelist()):
        raise _linked(file)
    if any(map(encrypted, archive.infolist())):
        raise failure("protected-workbook", "книга под паролем", Place(file), tip="Снимите пароль и сохраните заново")
    try:
        if kind != "XLSX":
            _check_other(archive, file, kind)
        parts = sheet_parts(archive) if kind == "XLSX" else {}
        held = {part: name for name, part in parts.items()}
        for member in archive.infolist():
            if member.filename in held:
                _check_sheet(archive, member, held[member.filename], file)
            elif member.filename.lower().endswith(_XML):
                _check_part(archive, member)
    except UnsafeXmlError as error:
        raise failure(
            "unsafe-xml",
            "внутри книги XML с DOCTYPE, сущностями или неправдоподобным числом элементов: так устроены файлы,"
            " которые вешают программы",
            Place(file),
            tip=BOOK_TIP,
        ) from error
    except (TornError, BrokenXmlError) as error:
        message = "книга повреждена: части архива не читаются"
        raise failure("broken-workbook", message, Place(file), tip=BOOK_TIP) from error
    return parts


def _check_part(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    check_root(pieces(archive, member))
    # A reader unpacks to the very end: the size must be what was promised.
    deque(pieces(archive, member), maxlen=0)


def _check_sheet(archive: zipfile.ZipFile, member: zipfile.ZipInfo, sheet: str, file: str) -> None:
    prefixed = ":" in check_root(pieces(archive, member))
    if not fits(partial(pieces, archive, member), prefixed=prefixed):
        raise far_cell(f"лист «{sheet}»", file)


def _check_other(archive: zipfile.ZipFile, file: str, kind: str) -> None:
    for member in archive.infolist():
        if kind == "ODS" and member.filename == "content.xml":
            size = ods_span(pieces(archive, member))
        elif kind == "XLSB" and member.filename.startswith("xl/worksheets/") and member.filename.endswith(".bin"):
            size = xlsb_span(b"".join(pieces(archive, member)))
        else:
            continue
        if not within(size):
            raise far_cell("лист книги", file)


def far_cell(what: str, file: str) -> IngestError:
    """The refusal of a sheet whose grid is too large.

    Args:
        what: The sheet, in words.
        file: The book.
    """
    return failure(
        "too-wide",
        f"{what} занимает больше {MAX_COLUMNS} столбцов, {MAX_ROWS} строк или {MAX_CELLS} клеток:"
        " в нём есть клетка далеко от таблицы",
        Place(file),
        tip="Скопируйте таблицу на новый лист, сохраните книгу заново или выгрузите данные в CSV",
    )


def _linked(file: str) -> IngestError:
    return failure(
        "external-links",
        "книга ссылается на другие книги: значения в ней могут быть устаревшими или чужими",
        Place(file),
        tip="В Excel: «Данные» → «Изменить связи» → «Разорвать связь», затем сохраните книгу",
    )
