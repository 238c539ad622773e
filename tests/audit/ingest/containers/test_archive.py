import zipfile
from pathlib import Path

import pytest

from audit.ingest.error import IngestError
from audit.ingest.files import open_exports
from tests.audit.ingest.books import book

DEALS = "ID;Название;Сумма\n1;Ёлка;5\n2;Клён;6\n"
ROWS = {"row": [2, 3], "c0": ["1", "2"], "c1": ["Ёлка", "Клён"], "c2": ["5", "6"]}


def zipped(path: Path, *members: tuple[str | zipfile.ZipInfo, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return path


def failures(*paths: Path) -> list[tuple[str, str]]:
    with pytest.raises(IngestError) as caught:
        open_exports(paths)
    assert all(finding.tip for finding in caught.value.findings)
    return [(finding.code, finding.places[0].file) for finding in caught.value.findings]


def test_every_export_of_an_archive_is_read_by_its_content(tmp_path: Path) -> None:
    inner = book(tmp_path / "x.bin", [["ID", "Название", "Сумма"], ["1", "Ёлка", 5], ["2", "Клён", 6]])
    path = zipped(
        tmp_path / "выгрузка.zip",
        ("2026/deals.csv", DEALS),
        ("2026/книга", inner.read_bytes()),
        ("leads.txt", DEALS.encode("cp1251")),
        ("пусто.csv", "Список лидов пуст!"),
        ("__MACOSX/._deals.csv", b"\0\0"),
        (".DS_Store", b"\0\0"),
        ("читай.md", "a, b\nc, d\n"),
        ("фото.png", b"\x89PNG\r\n"),
    )
    opened = open_exports([path])
    assert [(sheet.file, sheet.source, sheet.blank) for sheet in opened.sheets] == [
        ("выгрузка.zip/2026/deals.csv", "CSV, UTF-8, разделитель «;»", None),
        ("выгрузка.zip/2026/книга", "XLSX", None),
        ("выгрузка.zip/leads.txt", "CSV, Windows-1251, разделитель «;»", None),
        ("выгрузка.zip/пусто.csv", "пустая выгрузка", "Список лидов пуст!"),
    ]
    assert [sheet.cells().to_pydict() for sheet in opened.sheets[:3]] == [ROWS, ROWS, ROWS]
    assert [(item.code, item.message) for item in opened.findings] == [
        ("other-files", "не выгрузки, не читались: фото.png, читай.md")
    ]


@pytest.mark.parametrize("encoding", ["cp866", "utf-8"])
def test_names_in_the_encoding_of_dos_are_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.zip"
    zipped(path, ("xxxxxx.csv", DEALS)) if encoding == "cp866" else zipped(path, ("xxxxxxxxxxxx.csv", DEALS))
    name = "сделки".encode(encoding)
    path.write_bytes(path.read_bytes().replace(b"x" * len(name), name))
    assert [sheet.file for sheet in open_exports([path]).sheets] == ["a.zip/сделки.csv"]


def test_all_bad_files_of_an_archive_are_named_at_once(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", ("a.csv", ""), ("b.xlsx", b"PK\x03\x04 junk"), ("c.csv", DEALS))
    assert failures(path) == [("empty-export", "a.zip/a.csv"), ("broken-workbook", "a.zip/b.xlsx")]


def test_archives_without_exports_are_errors(tmp_path: Path) -> None:
    assert failures(
        zipped(tmp_path / "a.zip"),
        zipped(tmp_path / "b.zip", ("фото.png", b"\x89PNG")),
        zipped(tmp_path / "c.docx", ("[Content_Types].xml", "<a/>"), ("word/document.xml", "<a/>")),
    ) == [("empty-export", "a.zip"), ("no-exports", "b.zip"), ("not-an-export", "c.docx")]


def test_a_torn_archive_is_an_error(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", ("deals.csv", DEALS * 100))
    data = bytearray(path.read_bytes())
    data[60:80] = b"\xff" * 20
    path.write_bytes(bytes(data))
    assert failures(path) == [("broken-archive", "a.zip")]


def test_files_of_an_archive_under_a_password_are_named(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", ("deals.csv", DEALS))
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    assert failures(path) == [("protected-archive", "a.zip/deals.csv")]
