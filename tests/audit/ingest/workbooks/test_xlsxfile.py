from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from audit.ingest.books.xlsxfile import read_workbook
from audit.ingest.error import IngestError
from audit.ingest.sheet import REPEATED_HEADER, Sheet
from handbook.finding import Finding
from tests.audit.ingest.books import book, made_by_hand

MADE = Path(__file__).parents[1] / "made"


def read(path: Path, *known: str) -> Sheet:
    (sheet,) = read_workbook(path, path.name, frozenset(known))
    return sheet


def column(tmp_path: Path, cells: list[Any]) -> list[str | None]:
    rows = [["Ключ", "Значение"], *([f"к{number}", cell] for number, cell in enumerate(cells))]
    return list(read(book(tmp_path / "a.xlsx", rows)).cells().to_pydict()["c1"])


def brief(finding: Finding) -> tuple[str, list[tuple[int | None, str | None]]]:
    return finding.code, [(place.row, place.field) for place in finding.places]


@pytest.mark.parametrize(
    ("cells", "texts"),
    [
        ([1103, 1103.0, 0.1 + 0.2, 1250.5, -7], ["1103", "1103", "0.3", "1250.5", "-7"]),
        ([True, False], ["true", "false"]),
        (["1234567890123456789", "007"], ["1234567890123456789", "007"]),
        (
            [datetime.fromisoformat("2026-01-31 12:05:07"), datetime.fromisoformat("2026-02-01")],
            ["2026-01-31 12:05:07", "2026-02-01 00:00:00"],
        ),
        ([date(2026, 1, 31), None, "позже"], ["2026-01-31", None, "позже"]),
        ([time(9, 5), time(18, 0)], ["9:05:00", "18:00:00"]),
        ([timedelta(hours=30, minutes=5, seconds=7), timedelta(seconds=95)], ["30:05:07", "0:01:35"]),
        ([timedelta(hours=59 * 24 + 1), timedelta(hours=61 * 24 + 2)], ["1417:00:00", "1466:00:00"]),
        ([timedelta(0), date(2026, 1, 31)], ["1899-12-31 00:00:00", "2026-01-31 00:00:00"]),
    ],
    ids=["numbers", "flags", "texts", "moments", "days", "times", "durations", "months-long", "blank-day"],
)
def test_a_cell_comes_out_as_people_write_it(tmp_path: Path, cells: list[Any], texts: list[str | None]) -> None:
    assert column(tmp_path, cells) == texts


def test_titles_above_the_table_are_no_rows_and_rows_are_numbered_as_on_the_screen(tmp_path: Path) -> None:
    rows = [
        ["Сделки за январь"],
        [],
        ["ID", "Сумма", "Стадия"],
        [1, 5, "Новая"],
        [2, 6, "Успех"],
        [],
        [3, 7, "Новая"],
        ["", " "],
    ]
    sheet = read(book(tmp_path / "a.xlsx", rows))
    assert (sheet.headers, sheet.header_row, sheet.rows_read) == (("ID", "Сумма", "Стадия"), 3, 4)
    assert sheet.source == "XLSX, шапка в строке 3"
    assert sheet.cells().to_pydict() == {
        "row": [4, 5, 6, 7],
        "c0": ["1", "2", None, "3"],
        "c1": ["5", "6", None, "7"],
        "c2": ["Новая", "Успех", None, "Новая"],
    }


def test_a_table_far_down_the_sheet_is_found(tmp_path: Path) -> None:
    sheet = read(book(tmp_path / "a.xlsx", [*[[]] * 60, ["ID", "Сумма"], [1, 5]]))
    assert (sheet.header_row, sheet.cells().to_pydict()) == (61, {"row": [62], "c0": ["1"], "c1": ["5"]})


def test_a_merged_header_of_two_storeys_is_joined(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as file:
        sheet = file.add_worksheet()
        sheet.merge_range("A1:A2", "Покупатель")
        sheet.merge_range("B1:C1", "На начало")
        sheet.write_row("B2", ["Долг", "Аванс"])
        sheet.write_row("A3", ["ООО Ёлка", 10, 20])
        sheet.write_row("A4", ["ООО Клён", 30, 40])
    found = read(path)
    assert found.headers == ("Покупатель", "Долг", "Аванс")
    assert found.cells().to_pydict() == {
        "row": [3, 4],
        "c0": ["ООО Ёлка", "ООО Клён"],
        "c1": ["10", "30"],
        "c2": ["20", "40"],
    }


def test_a_header_repeated_within_the_table_is_set_aside(tmp_path: Path) -> None:
    sheet = read(book(tmp_path / "a.xlsx", [["ID", "Сумма"], ["1", "5"], ["ID", "Сумма"], ["2", "6"]]))
    assert (sheet.rows_read, sheet.aside, sheet.cells().to_pydict()["row"]) == (3, {3: REPEATED_HEADER}, [2, 4])


def test_errors_of_formulas_are_blanks_and_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as file:
        sheet = file.add_worksheet()
        sheet.write_row("A1", ["ID", "Сумма", "Срок"])
        sheet.write_row("A2", ["1", "5", "#ДЕЛ/0!"])
        sheet.write("A3", "2")
        sheet.write_formula("B3", "=1/0", None, "#DIV/0!")
        sheet.write_string("C3", "#REF!")
    found = read(path)
    assert found.cells().to_pydict() == {"row": [2, 3], "c0": ["1", "2"], "c1": ["5", None], "c2": [None, None]}
    assert [brief(item) for item in found.findings] == [("formula-errors", [(2, "Срок"), (3, "Сумма"), (3, "Срок")])]


def test_numbers_that_excel_has_cut_short_are_named_and_long_texts_are_not(tmp_path: Path) -> None:
    rows = [["ID", "Ключ"], [1234567890123456789, "1234567890123456789"], [12, "9876543210987654321"]]
    found = read(book(tmp_path / "a.xlsx", rows))
    assert found.cells().to_pydict()["c1"] == ["1234567890123456789", "9876543210987654321"]
    assert [brief(item) for item in found.findings] == [("lost-digits", [(2, "ID")])]


def test_formulas_are_their_values_and_those_saved_without_one_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    made = openpyxl.Workbook()
    for row in (["ID", "Сумма", "Дата"], [1, "=2+3", "x"], [2, 7, "y"]):
        made.active.append(row)
    made.save(path)
    found = read(path)
    assert found.cells().to_pydict()["c1"] == [None, "7"]
    assert [brief(item) for item in found.findings] == [("uncomputed-formulas", [(2, "Сумма")])]
    with xlsxwriter.Workbook(str(path)) as file:
        sheet = file.add_worksheet()
        sheet.write_row("A1", ["ID", "Сумма"])
        sheet.write_formula("A2", "=1+1", None, 2)
        sheet.write_formula("B2", '=""', None, "")
    assert read(path).cells().to_pydict() == {"row": [2], "c0": ["2"], "c1": [None]}


def test_values_to_the_right_of_the_table_are_named(tmp_path: Path) -> None:
    found = read(book(tmp_path / "a.xlsx", [["ID", "Сумма"], ["1", "5", None, "пометка"], ["2", "6"]]), "id", "сумма")
    assert found.cells().to_pydict() == {"row": [2, 3], "c0": ["1", "2"], "c1": ["5", "6"]}
    assert [brief(item) for item in found.findings] == [("untitled-columns", [(2, None)])]


def test_hidden_sheets_are_read_and_charts_and_blank_sheets_are_not(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as file:
        for name in ("Пусто", "Скрытый", "Глубоко"):
            sheet = file.add_worksheet(name)
            if name != "Пусто":
                sheet.write_row("A1", ["ID", name])
                sheet.write_row("A2", ["1", "x"])
        file.get_worksheet_by_name("Скрытый").hide()
        file.get_worksheet_by_name("Глубоко").very_hidden()
        chart = file.add_chart({"type": "line"})
        chart.add_series({"values": "=Скрытый!$A$1:$A$2"})
        file.add_chartsheet("График").set_chart(chart)
    assert [(item.file, item.headers) for item in read_workbook(path, "a.xlsx")] == [
        ("a.xlsx [Скрытый]", ("ID", "Скрытый")),
        ("a.xlsx [Глубоко]", ("ID", "Глубоко")),
    ]


def test_a_book_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IngestError) as caught:
        read(book(tmp_path / "a.xlsx", [[], [" "]]))
    assert [item.code for item in caught.value.findings] == ["empty-workbook"]


def test_a_book_is_read_from_its_bytes_as_from_its_path(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [["ID", "Сумма"], ["1", 5]])
    (sheet,) = read_workbook(path.read_bytes(), "a.xlsx")
    assert sheet.cells().to_pydict() == read(path).cells().to_pydict()


def test_cells_without_references_stand_one_after_another(tmp_path: Path) -> None:
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    rows = "".join(f"<row>{''.join(map(cell.format, row))}</row>" for row in (["ID", "Имя"], ["1", "а"], ["2", "б"]))
    found = read(made_by_hand(tmp_path / "a.xlsx", rows))
    assert found.cells().to_pydict() == {"row": [2, 3], "c0": ["1", "2"], "c1": ["а", "б"]}


@pytest.mark.parametrize(
    ("name", "kind", "moments", "flags"),
    [
        ("deals.xls", "XLS", ["2026-01-31 12:05:00", "2026-02-01 00:00:00"], ["true", "false"]),
        ("deals.ods", "ODS", ["2026-01-31T12:05:00", "2026-02-01"], ["1", "0"]),
    ],
)
def test_books_of_old_excel_and_of_libreoffice_are_read(
    name: str, kind: str, moments: list[str], flags: list[str]
) -> None:
    (sheet,) = read_workbook(MADE / name, name, kind=kind)
    assert (sheet.source, sheet.headers) == (kind, ("ID", "Название сделки", "Сумма", "Дата создания", "Закрыта"))
    assert sheet.cells().to_pydict() == {
        "row": [2, 3],
        "c0": ["1234567890123456789", "2"],
        "c1": ["Поставка «Ёлка»", "Обслуживание"],
        "c2": ["1250.5", "7"],
        "c3": moments,
        "c4": flags,
    }


def test_a_cell_merged_over_rows_stands_in_all_of_them(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as file:
        sheet = file.add_worksheet()
        sheet.write_row("A1", ["Менеджер", "ID", "Сумма"])
        sheet.merge_range("A2:A4", "Белова")
        for row in range(1, 6):
            sheet.write_row(row, 1, [row, row * 10])
        sheet.write("A6", "Чернышёв")
    found = read(path)
    assert found.cells()["c0"].to_pylist() == ["Белова", "Белова", "Белова", None, "Чернышёв"]
    (told,) = found.findings
    assert (told.code, [place.row for place in told.places]) == ("merged-cells", [3, 4])


def test_rows_in_one_cell_are_named(tmp_path: Path) -> None:
    rows = [["ID;Название сделки;Стадия;Сумма"], ["1;Насос;Новая;5"], ["2;Вал;Новая;6"]]
    with pytest.raises(IngestError, match="слиплись"):
        read(book(tmp_path / "a.xlsx", rows))
