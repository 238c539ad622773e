import io
import os
import stat
import struct
import threading
import zipfile
from pathlib import Path
from time import perf_counter

import pytest

from audit.ingest.books.grid import number_of, span
from audit.ingest.books.othergrids import xlsb_span
from audit.ingest.containers import unsafe
from audit.ingest.error import IngestError
from audit.ingest.files import open_exports
from handbook.finding import Finding
from tests.audit.ingest.books import book, made_by_hand

MADE = Path(__file__).parents[1] / "made"
CELL = '<c r="{}"><v>1</v></c>'
#: What is refused is refused at once: nothing is unpacked into memory.
SECONDS = 5


def refused(path: Path) -> Finding:
    begun = perf_counter()
    with pytest.raises(IngestError) as caught:
        open_exports([path])
    assert perf_counter() - begun < SECONDS
    (found,) = caught.value.findings
    assert found.tip
    return found


def cells(*refs: str) -> str:
    return "".join(f"<row>{CELL.format(ref)}</row>" for ref in refs)


def zipped(path: Path, *members: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize(
    "sheet",
    [
        cells("A1", "XFD1048576"),
        cells("A1", "ABCDEF1"),
        cells("A1", "A4294967295"),
        cells("a1", "xfd1048576"),
        cells("A1") + "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
        cells("A1") + '<row><c  s="1" r = "XFD1048576"><v>1</v></c></row>',
        f"<row>{'<c><v>1</v></c>' * 16_385}</row>",
        cells("A1", "ALL100001"),
        cells("ZZ1", "A1048576"),
        cells("A1") + " " * 3_000_000 + cells("XFD1048576"),
    ],
    ids=["corner", "columns", "rows", "lower-case", "quotes", "order", "unplaced", "both", "apart", "far-in-file"],
)
def test_a_cell_far_away_is_refused_before_room_is_made(tmp_path: Path, sheet: str) -> None:
    found = refused(made_by_hand(tmp_path / "a.xlsx", sheet))
    assert found.code == "too-wide"
    assert "«Лист»" in found.message


def test_a_namespace_prefix_hides_no_cell(tmp_path: Path) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rows = '<x:row><x:c r="A1"><x:v>1</x:v></x:c><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>'
    part = f'<x:worksheet xmlns:x="{main}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    assert refused(made_by_hand(tmp_path / "a.xlsx", "", {"xl/worksheets/sheet1.xml": part})).code == "too-wide"


def test_wide_and_tall_sheets_of_an_ordinary_size_are_read(tmp_path: Path) -> None:
    titles = [f"Столбец {number}" for number in range(1_000)]
    wide = book(tmp_path / "wide.xlsx", [titles, *[[f"з{number}" for number in range(1_000)]] * 3])
    claims = made_by_hand(tmp_path / "claims.xlsx", cells("A1", "B2"), head='<?xml version="1.0"?>')
    (first, second) = open_exports([wide, claims]).sheets
    assert (len(first.headers), first.rows_read, second.rows_read) == (1_000, 3, 1)


def test_a_span_is_counted_cell_by_cell() -> None:
    text = b'<row r="2"><c r="B2"/><c/><c/></row><row><c/></row><x:row r="9"/><cols><col min="1"/></cols>'
    assert span([text]) == (3, 4)
    assert span([text[position : position + 1] for position in range(len(text))]) == (3, 4)
    assert [number_of(name) for name in ("A", "Z", "AA", "XFD")] == [1, 26, 27, 16_384]


def test_a_cell_far_away_in_an_old_book_is_refused(tmp_path: Path) -> None:
    data = (MADE / "deals.xls").read_bytes()
    # A cell with an amount is moved to the corner.
    place = data.index(struct.pack("<HHHH", 0x027E, 10, 1, 2))
    moved = data[:place] + struct.pack("<HHHH", 0x027E, 10, 65_535, 65_535) + data[place + 8 :]
    (tmp_path / "a.xls").write_bytes(moved)
    assert refused(tmp_path / "a.xls").code == "too-wide"
    (tmp_path / "b.xls").write_bytes(data[:3_000])
    assert refused(tmp_path / "b.xls").code in {"broken-workbook", "old-excel"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'<table:table-cell office:value-type="float"', b'<table:table-cell %s office:value-type="float"'),
        (b"<table:table-row ", b"<table:table-row %s "),
    ],
    ids=["columns", "rows"],
)
def test_cells_repeated_without_measure_are_refused(tmp_path: Path, before: bytes, after: bytes) -> None:
    more = (
        b'table:number-columns-repeated="1000000000"'
        if b"cell" in before
        else b'table:number-rows-repeated="1000000000"'
    )
    with zipfile.ZipFile(MADE / "deals.ods") as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    path = zipped(tmp_path / "a.ods", *((name, data.replace(before, after % more, 1)) for name, data in members))
    assert refused(path).code == "too-wide"


def test_the_span_of_a_binary_sheet_is_that_of_its_cells() -> None:
    row = lambda number: bytes([0, 4]) + struct.pack("<I", number)  # noqa: E731 - a record in short
    cell = lambda number: bytes([5, 16]) + struct.pack("<Iid", number, 0, 1.5)  # noqa: E731
    other = bytes([0x94, 0x01, 2]) + b"xx"
    assert xlsb_span(other + row(0) + cell(0) + cell(16_383) + row(1_048_575) + cell(3) + other) == (1_048_576, 16_384)
    assert xlsb_span(row(0) + cell(0) + row(5)) == (1, 1)
    assert xlsb_span(b"\x80") == (0, 0)


@pytest.mark.parametrize(
    "part",
    ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "_rels/.rels", "docProps/app.xml"],
)
def test_document_types_are_refused_in_every_part(tmp_path: Path, part: str) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    assert refused(made_by_hand(tmp_path / "a.xlsx", cells("A1"), {part: bomb})).code == "unsafe-xml"


@pytest.mark.parametrize(
    "strings",
    ['<sst uniqueCount="99999999999"/>', '<sst count="99999999999"/>', "<sst/>".encode("utf-16").decode("latin-1")],
    ids=["unique", "count", "utf-16"],
)
def test_a_part_that_promises_what_cannot_be_is_refused(tmp_path: Path, strings: str) -> None:
    path = made_by_hand(tmp_path / "a.xlsx", cells("A1"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", strings.encode("latin-1"))
    assert refused(path).code == "unsafe-xml"


def test_links_to_other_books_are_refused(tmp_path: Path) -> None:
    path = made_by_hand(tmp_path / "a.xlsx", cells("A1"), {"xl/externalLinks/externalLink1.xml": "<externalLink/>"})
    found = refused(path)
    assert found.code == "external-links"
    assert "Разорвать связь" in (found.tip or "")


def test_a_book_under_a_password_is_told_from_old_excel(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 2_000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 2_000)
    assert refused(path).code == "protected-workbook"


def test_a_member_larger_than_promised_is_refused(tmp_path: Path) -> None:
    path = made_by_hand(tmp_path / "a.xlsx", cells("A1") + "<!-- -->" * 1_000)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    place = data.rindex(b"xl/worksheets/sheet1.xml") - 46 + 24
    assert int.from_bytes(data[place : place + 4], "little") == size
    data[place : place + 4] = (size - 5_000).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    assert refused(path).code == "broken-workbook"


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", ("deals.csv", b"0" * (60 << 20)))
    found = refused(path)
    assert (found.code, path.stat().st_size < 100_000) == ("zip-bomb", True)
    path = zipped(tmp_path / "b.xlsx", ("xl/workbook.xml", b" " * (60 << 20)))
    assert refused(path).code == "zip-bomb"


def test_an_archive_of_too_many_files_or_bytes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "a.zip", *((f"{number}.csv", b"ID;A\n1;2\n") for number in range(5)))
    monkeypatch.setattr(unsafe, "MAX_MEMBERS", 4)
    assert refused(path).code == "zip-bomb"
    monkeypatch.setattr(unsafe, "MAX_MEMBERS", 5)
    monkeypatch.setattr(unsafe, "MAX_UNPACKED", 44)
    assert refused(path).code == "zip-bomb"
    monkeypatch.setattr(unsafe, "MAX_UNPACKED", 45)
    assert len(open_exports([path]).sheets) == 5


def test_an_archive_within_an_archive_is_refused(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("deals.csv", "ID;A\n1;2\n")
    found = refused(zipped(tmp_path / "a.zip", ("inner.zip", inner.getvalue())))
    assert (found.code, found.places[0].file) == ("zip-bomb", "a.zip/inner.zip")


@pytest.mark.parametrize(
    "name", ["../x.csv", "/etc/x.csv", "C:/x.csv", "a/../../x.csv", "..\\x.csv", "\\\\server\\x.csv"]
)
def test_a_member_that_climbs_out_is_refused(tmp_path: Path, name: str) -> None:
    found = refused(zipped(tmp_path / "a.zip", (name, b"ID;A\n1;2\n")))
    assert (found.code, name in found.message) == ("unsafe-archive", True)


def test_a_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("deals.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    found = refused(zipped(tmp_path / "a.zip", (link, b"/etc/passwd")))
    assert (found.code, "«deals.csv»" in found.message) == ("unsafe-archive", True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_devices_and_pipes_are_refused_rather_than_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "deals.csv"
    os.mkfifo(pipe)
    done: list[str] = []
    worker = threading.Thread(target=lambda: done.append(refused(pipe).code), daemon=True)
    worker.start()
    worker.join(SECONDS)
    assert done == ["special-file"]
    assert refused(Path("/dev/zero")).code == "special-file"


def test_a_file_too_large_to_be_read_whole_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = book(tmp_path / "a.xlsx", [["ID", "Имя"], ["1", "а"]])
    monkeypatch.setattr(unsafe, "MAX_WHOLE", path.stat().st_size - 1)
    assert refused(path).code == "too-big"
