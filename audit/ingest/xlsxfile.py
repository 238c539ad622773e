"""Workbooks: every cell as text, so that identifiers never pass through floating point on our side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit.ingest.error import failure
from audit.ingest.sheet import Sheet, clean_headers
from handbook.finding import Place

if TYPE_CHECKING:
    import fastexcel

_TIP = "Откройте книгу в Excel, сохраните её заново как XLSX или выгрузите данные в CSV"


def read_workbook(raw: bytes, file: str) -> list[Sheet]:
    """Read every sheet that has a header; the first row that is not blank is the header.

    Args:
        raw: The whole file.
        file: Its name for people.

    Raises:
        IngestError: The book is broken, protected or empty.
    """
    import fastexcel

    try:
        book = fastexcel.read_excel(raw)
        found = [(name, _sheet(book, name, file)) for name in book.sheet_names]
    except fastexcel.FastExcelError as error:
        raise failure("broken-workbook", "книга не открывается", Place(file), tip=_TIP) from error
    sheets = [sheet for _, sheet in found if sheet is not None]
    if not sheets:
        raise failure("empty-workbook", "в книге нет ни одной заполненной строки", Place(file), tip=_TIP)
    return sheets


def _sheet(book: fastexcel.ExcelReader, name: str, file: str) -> Sheet | None:
    import pyarrow as pa

    # skip_rows=0 keeps blank rows at the top, so that row numbers are those a person sees.
    loaded = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
    batch = loaded.to_arrow()
    header = next((row for row in range(batch.num_rows) if any(c[row].as_py() for c in batch.columns)), None)
    if header is None:
        return None
    title = file if len(book.sheet_names) == 1 else f"{file} [{name}]"
    headers = clean_headers([column[header].as_py() for column in batch.columns], title)
    body = batch.slice(header + 1)
    first = header + 2
    data = {"row": pa.array(range(first, first + body.num_rows), pa.int64())}
    data |= {f"c{position}": column.cast(pa.string()) for position, column in enumerate(body.columns[: len(headers)])}
    return Sheet(title, "XLSX", headers, pa.table(data), body.num_rows)
