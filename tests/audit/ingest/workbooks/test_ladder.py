from pathlib import Path
from typing import Any

import pytest

from audit.ingest.books.ladder import GROUP_ROW
from audit.ingest.books.xlsxfile import read_workbook
from audit.ingest.sheet import Sheet
from tests.audit.ingest.books import book

HEADER = ["Контрагент", "ИНН", "Долг"]
ELKA, IVANOV = ["ООО «Ёлка»", "7701234567", 300], ["Иванов Иван Иванович", None, 50]
CONTRACT = ["Договор № 5 от 01.02.2025", None, 300]
FIRST = ["Реализация (акт, накладная) 00000001 от 31.01.2026 12:00:00", None, 100]
SECOND = ["Корректировка долга № 112 от 05.02.2026", None, 200]
THIRD = ["Реализация (акт) № А-7/2 от 06.02.2026", None, 50]
ADDED = ("Документ: вид", "Документ: номер", "Документ: дата")


def read(tmp_path: Path, rows: list[list[Any]], levels: dict[int, int] | None = None) -> Sheet:
    (sheet,) = read_workbook(book(tmp_path / "долг.xlsx", rows, levels), "долг.xlsx")
    return sheet


def cells(sheet: Sheet) -> list[list[str | None]]:
    return [list(row) for row in zip(*sheet.cells().to_pydict().values(), strict=True)]


REPORT = [
    ["Задолженность покупателей за Январь 2026 г. - Февраль 2026 г."],
    [],
    HEADER,
    ELKA,
    CONTRACT,
    FIRST,
    SECOND,
    IVANOV,
    ["<...>", None, 50],
    THIRD,
    ["Итого", None, 350],
]
LEVELS = {5: 1, 6: 2, 7: 2, 9: 1, 10: 2}
DOCUMENTS = [
    [
        6,
        FIRST[0],
        None,
        "100",
        "ООО «Ёлка»",
        CONTRACT[0],
        "Реализация (акт, накладная)",
        "00000001",
        "31.01.2026 12:00:00",
    ],
    [7, SECOND[0], None, "200", "ООО «Ёлка»", CONTRACT[0], "Корректировка долга", "112", "05.02.2026"],
    [10, THIRD[0], None, "50", IVANOV[0], None, "Реализация (акт)", "А-7/2", "06.02.2026"],
    [11, "Итого", None, "350", None, None, None, None, None],
]


@pytest.mark.parametrize("levels", [LEVELS, None], ids=["outline", "evidence"])
def test_documents_are_records_and_the_steps_above_are_their_columns(
    tmp_path: Path, levels: dict[int, int] | None
) -> None:
    sheet = read(tmp_path, REPORT, levels)
    assert sheet.headers == (*HEADER, "Группа 1", "Группа 2", *ADDED)
    assert sheet.source == "XLSX, шапка в строке 3, отчёт с группами"
    assert (sheet.rows_read, sheet.aside) == (8, dict.fromkeys((4, 5, 8, 9), GROUP_ROW))
    assert cells(sheet) == DOCUMENTS


def test_invoices_may_lie_right_under_customers(tmp_path: Path) -> None:
    invoices = [["Счет на оплату № 1 от 01.02.2026", None, 1], ["Счёт на оплату № 2 от 2.02.2026", None, 2]]
    sheet = read(tmp_path, [HEADER, ELKA, invoices[0], IVANOV, invoices[1]])
    assert sheet.headers == (*HEADER, "Группа 1", *ADDED)
    assert [row[4:] for row in cells(sheet)] == [
        ["ООО «Ёлка»", "Счет на оплату", "1", "01.02.2026"],
        [IVANOV[0], "Счёт на оплату", "2", "2.02.2026"],
    ]


def test_a_step_with_nothing_below_is_a_record(tmp_path: Path) -> None:
    rows = [HEADER, ELKA, CONTRACT, FIRST, SECOND, IVANOV, ["ИП Сидоров", "770123456789", 5]]
    sheet = read(tmp_path, rows)
    assert [(row[0], row[1], row[4], row[5]) for row in cells(sheet)[2:]] == [
        (6, IVANOV[0], None, None),
        (7, "ИП Сидоров", None, None),
    ]
    assert sheet.aside == dict.fromkeys((2, 3), GROUP_ROW)


def test_levels_alone_are_enough(tmp_path: Path) -> None:
    rows = [["Статья", "Сумма"], ["Юг", 3], ["Ростов", 1], ["Сочи", 2], ["Север", 4], ["Мурманск", 4]]
    sheet = read(tmp_path, rows, {3: 1, 4: 1, 6: 1})
    assert cells(sheet) == [
        [3, "Ростов", "1", "Юг"],
        [4, "Сочи", "2", "Юг"],
        [6, "Мурманск", "4", "Север"],
    ]


@pytest.mark.parametrize(
    ("rows", "levels"),
    [
        ([["ID", "Название"], [1, "а"], [2, "б"], [3, "в"]], {3: 1, 4: 1}),
        ([["ID", "Название"], [1, "а"], [2, "б"]], {2: 1, 3: 1}),
        ([["Название", "Сумма"], ["Реализация 1 от 01.02.2026", 1], ["Ёлка", 2], ["Акт 2 от 01.02.2026", 3]], None),
        ([["Название", "Сумма"], ["Ёлка", 2], ["Поставка от 01.02.2026", 3], ["Замер от 02.02.2026", 3]], None),
        ([["Название", "Сумма"], ["Ёлка", 2], ["Реализация № 1 от 01.02.2026", 3], ["Замер", 3]], None),
        (
            [
                ["Deal - Title", "Deal - ID", "Deal - Value", "Deal - Stage"],
                ["ООО Вектор — поставка", 1, 10, "Новая"],
                ["Счет 15 от 12.01.2026", 2, 20, "Новая"],
                ["Счет 16 от 13.01.2026", 3, 30, "Торг"],
            ],
            None,
        ),
        (
            [
                ["Название", "ID", "Сумма"],
                ["ООО Вектор — поставка", 1, 10],
                ["Счет 15 от 12.01.2026", 2, 20],
                ["Счет 16 от 13.01.2026", 3, 30],
            ],
            None,
        ),
        (
            [["Название", "Этап", "Сумма"], ["Насос", "Новая", 1], ["Вал", "Торг", 2], ["Шкив", "Торг", 3]],
            {3: 1, 4: 1},
        ),
    ],
    ids=[
        *("numbers-grouped", "all-grouped", "documents-first", "no-documents", "one-document"),
        *("deals-called-invoices", "numbered-invoices", "grouped-by-hand"),
    ],
)
def test_lists_are_left_alone(tmp_path: Path, rows: list[list[Any]], levels: dict[int, int] | None) -> None:
    sheet = read(tmp_path, rows, levels)
    assert (sheet.headers, sheet.aside) == (tuple(rows[0]), {})
    assert [row[1:] for row in cells(sheet)] == [[str(cell) for cell in row] for row in rows[1:]]
