"""Workbooks made by hand, part by part, as no honest program makes them; and by honest programs."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_FORMATS = {datetime: "dd.mm.yyyy hh:mm", date: "dd.mm.yyyy", time: "hh:mm", timedelta: "[h]:mm:ss"}


def made_by_hand(path: Path, sheet: str, more: Mapping[str, str] | None = None, head: str = "") -> Path:
    """Write a workbook of one sheet from the XML inside its ``sheetData``."""
    parts = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "_rels/.rels": _relations(f"{_DOCUMENT}/officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets><sheet name="Лист" sheetId="1"'
        ' r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(f"{_DOCUMENT}/worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{_MAIN}"><sheetData>{sheet}</sheetData></worksheet>',
        **(more or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def _relations(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{kind}" Target="{target}"/></Relationships>'
    )


def book(path: Path, rows: Sequence[Sequence[Any]], levels: Mapping[int, int] | None = None) -> Path:
    """Write a workbook of one sheet; dates, times and durations are shown as people have them."""
    with xlsxwriter.Workbook(str(path)) as file:
        formats = {kind: file.add_format({"num_format": shape}) for kind, shape in _FORMATS.items()}
        sheet = file.add_worksheet()
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(number, column, cell, formats.get(type(cell)))
        for row, level in (levels or {}).items():
            sheet.set_row(row - 1, None, None, {"level": level})
    return path
