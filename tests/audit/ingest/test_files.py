import os
from pathlib import Path

import pytest
import xlsxwriter

from audit.ingest.error import IngestError
from audit.ingest.files import open_exports


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def workbook(path: Path, *sheets: list[list[object]], start: int = 0) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
        for rows in sheets:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows, start):
                for column, cell in enumerate(row):
                    sheet.write(number, column, cell, day if hasattr(cell, "year") else None)
    return path


def failures(*paths: Path) -> list[str]:
    with pytest.raises(IngestError) as caught:
        open_exports(paths)
    assert all(finding.tip and finding.places for finding in caught.value.findings)
    return [finding.code for finding in caught.value.findings]


def test_a_workbook_is_text_and_its_rows_are_those_of_the_screen(tmp_path: Path) -> None:
    rows: list[list[object]] = [["ID", "Сумма"], ["1234567890123456789", 1250.5], ["2", None], [None, None], ["3", 7]]
    (sheet,) = open_exports([workbook(tmp_path / "a.xlsx", rows, start=2)]).sheets
    assert sheet.headers == ("ID", "Сумма")
    data = sheet.table.to_pydict()
    assert data["row"] == [4, 5, 6, 7]
    assert data["c0"] == ["1234567890123456789", "2", None, "3"]
    assert data["c1"] == ["1250.5", None, None, "7"]


def test_every_sheet_of_a_workbook_counts(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["ID"], ["1"]], [], [["Месяц"], ["2026-01"]])
    assert [sheet.file for sheet in open_exports([path]).sheets] == ["a.xlsx [Sheet1]", "a.xlsx [Sheet3]"]


def test_the_excel_of_bitrix_is_html(tmp_path: Path) -> None:
    html = (
        '\ufeff<meta http-equiv="Content-type" content="text/html;charset=UTF-8" /><table border="1"><thead><tr>'
        "<th>ID</th><th>Название сделки</th></tr></thead><tbody><tr><td>1</td><td>А &amp; Б<br>вторая</td></tr>"
        "<tr><td>2</td><td><b>жирная</b></td></tr></tbody></table>"
    )
    (sheet,) = open_exports([write(tmp_path / "DEAL_1.xls", html)]).sheets
    assert sheet.headers == ("ID", "Название сделки")
    assert sheet.table.to_pydict()["c1"] == ["А & Б\nвторая", "жирная"]


@pytest.mark.parametrize("text", ["Список сделок пуст!", "\ufeffСписок лидов пуст!\n", "<p>Список сделок пуст!</p>"])
def test_the_phrase_of_an_empty_export_is_understood(tmp_path: Path, text: str) -> None:
    (sheet,) = open_exports([write(tmp_path / "deals.csv", text)]).sheets
    assert sheet.blank
    assert "пуст" in sheet.blank


def test_all_unreadable_files_are_named_at_once(tmp_path: Path) -> None:
    found = failures(
        tmp_path / "нет.csv",
        write(tmp_path / "zero.csv", b""),
        write(tmp_path / "spaces.csv", b"\xef\xbb\xbf \r\n "),
        write(tmp_path / "junk.csv", bytes(range(256)) * 20),
        write(tmp_path / "broken.xlsx", b"PK\x03\x04" + b"no zip" * 50),
        write(tmp_path / "old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600),
        write(tmp_path / "page.xls", "<html><body>Войдите</body></html>"),
    )
    assert found == [
        "missing-export",
        "empty-export",
        "empty-export",
        "not-a-text",
        "broken-workbook",
        "old-excel",
        "no-table",
    ]


def test_a_folder_gives_its_exports_and_names_the_rest(tmp_path: Path) -> None:
    write(tmp_path / "b.csv", "ID\n1\n")
    write(tmp_path / "a.json", "[]")
    write(tmp_path / "README.md", "# текст")
    write(tmp_path / "~$b.xlsx", "lock")
    opened = open_exports([tmp_path])
    assert [sheet.file for sheet in opened.sheets] == ["a.json", "b.csv"]
    assert [finding.code for finding in opened.findings] == ["other-files"]
    assert "README.md" in opened.findings[0].message


def test_a_folder_without_exports_is_an_error(tmp_path: Path) -> None:
    assert failures(tmp_path) == ["no-exports"]


def test_a_file_given_twice_is_read_once_and_namesakes_are_told_apart(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder / "deals.csv", "ID\n1\n")
    opened = open_exports([tmp_path / "one", tmp_path / "one" / "deals.csv", tmp_path / "two"])
    assert [sheet.file for sheet in opened.sheets] == ["one/deals.csv", "two/deals.csv"]


DEALS = "ID;Название\n1;Ёлка\n2;Клён\n"


def test_a_folder_is_read_with_the_folders_in_it_and_names_do_not_decide(tmp_path: Path) -> None:
    write(tmp_path / "2026" / "март" / "deals.csv", DEALS)
    write(tmp_path / "2026" / "без расширения", DEALS.encode("cp1251"))
    write(tmp_path / "a.dat", "ID\tНазвание\n1\tЁлка\n")
    write(tmp_path / "a.txt", "Письмо, с запятой\nи ещё строка, да\n")
    write(tmp_path / "b.txt", "<table><tr><td>ID<td>Имя<tr><td>1<td>а</table>")
    write(tmp_path / "c.txt", "<p>Просто страница</p>")
    write(tmp_path / "d", '[{"ID": 1}]')
    write(tmp_path / ".git" / "index.csv", DEALS)
    write(tmp_path / "scan.pdf", b"%PDF-1.7")
    write(tmp_path / "x.csv.bak", DEALS)
    workbook(tmp_path / "книга.bin", [["ID", "Имя"], ["1", "а"]])
    opened = open_exports([tmp_path])
    assert [sheet.file for sheet in opened.sheets] == [
        "2026/без расширения",
        "2026/март/deals.csv",
        "a.dat",
        "b.txt",
        "d",
        "книга.bin",
    ]
    assert [(item.code, item.message) for item in opened.findings] == [
        ("other-files", "не выгрузки, не читались: a.txt, c.txt, scan.pdf, x.csv.bak")
    ]


def test_links_out_of_a_folder_are_not_followed_and_loops_end(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    write(inside / "deals.csv", DEALS)
    write(outside / "secret.csv", DEALS)
    (inside / "a.csv").symlink_to(outside / "secret.csv")
    (inside / "b").symlink_to(outside)
    (inside / "loop").symlink_to(inside)
    (inside / "sub").mkdir()
    (inside / "sub" / "up").symlink_to(inside, target_is_directory=True)
    (inside / "self.csv").symlink_to(inside / "self.csv")
    (inside / "same.csv").symlink_to(inside / "deals.csv")
    opened = open_exports([inside])
    assert [sheet.file for sheet in opened.sheets] == ["deals.csv"]
    assert [(item.code, item.message) for item in opened.findings] == [
        ("other-files", "не выгрузки, не читались: self.csv"),
        ("outside-link", "ссылки ведут за пределы папки, файлы по ним не читались: a.csv, b"),
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_pipes_of_a_folder_are_named_and_not_waited_for(tmp_path: Path) -> None:
    write(tmp_path / "deals.csv", DEALS)
    os.mkfifo(tmp_path / "pipe.csv")
    opened = open_exports([tmp_path])
    assert [item.code for item in opened.findings] == ["special-file"]
    assert len(opened.sheets) == 1


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"MOXCEL\0\x07", "Лист Excel2007"),
        (b"%PDF-1.7", "CSV или XLSX"),
        (b"\x89PNG\r\n\x1a\n", "CSV или XLSX"),
        (b"Rar!\x1a\x07", "Распакуйте"),
    ],
)
def test_a_file_of_another_kind_is_refused_with_the_way_out(tmp_path: Path, content: bytes, word: str) -> None:
    path = write(tmp_path / "отчёт.xls", content)
    with pytest.raises(IngestError) as caught:
        open_exports([path])
    (found,) = caught.value.findings
    assert (found.code, word in (found.tip or "")) == ("not-an-export", True)


def test_the_way_out_for_a_report_of_1c_in_a_folder_is_told(tmp_path: Path) -> None:
    write(tmp_path / "deals.csv", DEALS)
    write(tmp_path / "долг.mxl", b"MOXCEL\0\x07")
    (found,) = open_exports([tmp_path]).findings
    assert "Лист Excel2007" in (found.tip or "")
