"""Where the header of a table stands."""

from __future__ import annotations

import pytest

from audit.ingest.layout import Layout, Row, find_layout, is_date, is_value
from audit.ingest.sheet import Sheet, sheet_of_table
from audit.ingest.text.csvfile import read_csv
from audit.ingest.text.encoding import Recoded
from tests.audit.ingest.text.test_csvfile import cells

KNOWN = frozenset({"id", "название сделки", "стадия сделки", "сумма", "дата создания", "контрагент"})
DEALS = ("ID", "Название сделки", "Стадия сделки", "Сумма")


def sheet(*rows: Row, known: frozenset[str] = frozenset()) -> Sheet:
    return sheet_of_table("f", "XLSX", enumerate(rows, 1), known)


@pytest.mark.parametrize("known", [frozenset(), KNOWN])
@pytest.mark.parametrize(
    "above",
    [
        (),
        (("Отчёт по сделкам",),),
        (("ООО «Ромашка»",), (), ("Период: 01.01.2026 — 31.03.2026", None, None, None), (None, None)),
        (("Отчёт", "", "", ""), ("Период:", "март 2026", "", ""), ("", "", "", "")),
        (("Выгружено", "01.03.2026"), ("Отбор:", "Воронка", "Розница", "")),
    ],
)
def test_the_header_is_found_below_a_preamble(above: tuple[Row, ...], known: frozenset[str]) -> None:
    found = sheet(*above, DEALS, ("1", "Насос", "Новая", "100"), ("2", "Вентиль", "Новая", "200"), known=known)
    row = len(above) + 1
    assert found.headers == DEALS
    assert (found.header_row, found.rows_read) == (row, 2)
    assert cells(found) == {row + 1: ("1", "Насос", "Новая", "100"), row + 2: ("2", "Вентиль", "Новая", "200")}
    assert found.source == ("XLSX" if row == 1 else f"XLSX, шапка в строке {row}")


def test_a_first_row_as_wide_as_the_data_is_the_header_whatever_the_records_say() -> None:
    rows = [("Поле", "Было", "Стало"), ("Сумма", "ID", "Контрагент"), ("Сумма", "1", "2")]
    assert find_layout(rows, KNOWN) == Layout(0, 0, ("Поле", "Было", "Стало"))


def test_known_titles_find_a_narrow_table_below_wide_remarks() -> None:
    rows = [("Выгрузка", "из", "CRM", "за март"), DEALS, ("1", "Насос", "Новая", "3")]
    assert find_layout(rows, KNOWN) == Layout(1, 1, DEALS)


def test_a_header_of_years_and_numbers_is_a_header() -> None:
    rows = [("Менеджер", "2024", "2025"), ("Белова", "1", "2")]
    assert find_layout(rows, frozenset()) == Layout(0, 0, rows[0])


def test_a_merged_header_of_two_storeys_is_joined() -> None:
    found = sheet(
        ("Задолженность покупателей за март 2026 г.",),
        (),
        ("Контрагент", "ИНН", "Начальный остаток", None, "Конечный остаток", None),
        (None, None, "Долг", "Аванс", "Долг", "Аванс"),
        ("ООО «Вега»", "7701000000", "1", "2", "3", "4"),
    )
    assert found.headers == (
        "Контрагент",
        "ИНН",
        "Начальный остаток / Долг",
        "Начальный остаток / Аванс",
        "Конечный остаток / Долг",
        "Конечный остаток / Аванс",
    )
    assert found.source == "XLSX, шапка в строках 3–4"
    assert cells(found) == {5: ("ООО «Вега»", "7701000000", "1", "2", "3", "4")}


def test_titles_that_say_everything_lose_the_band_above_them() -> None:
    found = sheet(
        ("Сделка", None, None, "Клиент", None),
        ("ID", "Название сделки", "Сумма", "Имя", "Телефон"),
        ("1", "Насос", "5", "Иван", "+7"),
        known=KNOWN,
    )
    assert found.headers == ("ID", "Название сделки", "Сумма", "Имя", "Телефон")
    assert found.source == "XLSX, шапка в строке 2"


def test_a_record_without_its_first_cell_is_no_storey() -> None:
    found = sheet(("ID", "", "Сумма"), ("", "текст", "слово"), ("2", "ещё", "3"))
    assert found.headers == ("ID", "", "Сумма")
    assert found.rows_read == 2


def test_blank_tables_have_no_header() -> None:
    assert find_layout([(None, ""), (" ",)], KNOWN) is None
    found = sheet((None,), ("", " "))
    assert (found.headers, found.rows_read, found.aside) == ((), 2, {1: "пустая строка", 2: "пустая строка"})


def test_pages_glued_together_repeat_the_header() -> None:
    found = sheet(DEALS, ("1", "Насос", "Новая", "5"), ("id", "Название  сделки", "Стадия сделки", "СУММА ", None))
    assert found.aside == {3: "повтор шапки"}
    assert (found.rows_read, len(cells(found))) == (2, 1)


def test_a_csv_with_a_preamble_keeps_the_rows_of_the_file() -> None:
    text = (
        '"Сделки, выгрузка"\n\nПериод;март\n"ID";"Название сделки";"Сумма";\n"1";"Насос";"5";\n\n"2";"Вентиль";"6";\n'
    )
    found = read_csv(Recoded(text.encode(), "UTF-8"), "f.csv", KNOWN)
    assert found.headers == ("ID", "Название сделки", "Сумма")
    assert found.source == "CSV, UTF-8, разделитель «;», шапка в строке 4"
    assert {row: found for row, found in cells(found).items() if any(found)} == {
        5: ("1", "Насос", "5"),
        7: ("2", "Вентиль", "6"),
    }
    assert found.rows_read == 3


@pytest.mark.parametrize("text", ["1", "-1 250,50", "01.03.2026 10:00", "2026-03-01T10:00:00Z", "€ 3.500,00", "+7 900"])
def test_numbers_and_dates_are_no_titles(text: str) -> None:
    assert is_value(text)


@pytest.mark.parametrize("text", ["ID", "Сумма, ₽", "2 этап", "Дата 1", "", "№"])
def test_words_are_no_values(text: str) -> None:
    assert not is_value(text)


@pytest.mark.parametrize(
    ("text", "date"), [("1.3.2026", True), ("2026-03-01 10:00", True), ("1.3", False), ("3.500,00", False)]
)
def test_dates_are_told_from_numbers(text: str, date: bool) -> None:  # noqa: FBT001 - a case of a table
    assert is_date(text) == date


def test_a_storey_stays_where_only_the_first_column_of_a_group_is_filled() -> None:
    rows = [
        ["Покупатель", "ИНН", "Долг на начало", "", "Долг на конец", ""],
        ["", "", "Долг", "Аванс", "Долг", "Аванс"],
        ["ООО «Луч»", "7701234567", "100", "", "50", ""],
        ["ИП Сомов", "770123456789", "", "", "70", ""],
    ]
    found = find_layout(rows, frozenset())
    assert found is not None
    assert (found.first, found.last) == (0, 1)
    assert found.titles[4:] == ("Долг на конец / Долг", "Долг на конец / Аванс")


def test_groups_are_named_only_where_the_titles_below_repeat() -> None:
    found = sheet(
        ("Номер", "Сроки", None, "План", None, "Факт", None),
        (None, "Открыта", "Закрыта", "Сумма", "Штук", "Сумма", "Штук"),
        ("7", "01.03.2026", "02.03.2026", "1", "2", "3", "4"),
    )
    assert found.headers == (
        *("Номер", "Открыта", "Закрыта", "План / Сумма", "План / Штук", "Факт / Сумма", "Факт / Штук"),
    )


def test_the_title_of_a_report_is_no_storey() -> None:
    header = ("ID", "Название", "Этап", "Сумма", "Кто", "Создана", "Закрыта", "Город", "Тип")
    title = ("Отчёт по сделкам", *[""] * 4, "Сформировал Иванов", *[""] * 3)
    assert find_layout([title, header, ("1", *header[1:])], KNOWN) == Layout(1, 1, header)


def test_titles_may_all_end_with_a_colon() -> None:
    found = sheet(("ID:", "Название сделки:", ""), ("1", "Насос", ""), ("2", "Вал", ""), known=KNOWN)
    assert (found.headers, found.rows_read) == (("ID", "Название сделки"), 2)
