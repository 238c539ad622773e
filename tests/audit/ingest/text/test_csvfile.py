from pathlib import Path

import pytest

from audit.ingest.error import IngestError
from audit.ingest.sheet import OPEN_QUOTE_ROW, Sheet, is_footer
from audit.ingest.text.csvfile import read_csv
from audit.ingest.text.encoding import Recoded
from audit.ingest.text.plain import read_text_file


def read(text: str) -> Sheet:
    return read_csv(Recoded(text.encode(), "UTF-8"), "f.csv")


def cells(sheet: Sheet) -> dict[int, tuple[str, ...]]:
    """Cells of every kept row by its number."""
    width = len(sheet.headers)
    data = sheet.table.sort_by("row").to_pydict()
    columns = [data[f"c{number}"] for number in range(width)]
    return dict(zip(data["row"], zip(*columns, strict=True), strict=True))


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_found_by_the_header(delimiter: str) -> None:
    header = delimiter.join(["ID", '"Имя, фамилия; и отчество"', "Сумма"])
    sheet = read(f"{header}\n" + delimiter.join(["1", "Иван", '"10,5"']) + "\n")
    assert sheet.headers == ("ID", "Имя, фамилия; и отчество", "Сумма")
    assert cells(sheet) == {2: ("1", "Иван", "10,5")}


def test_a_row_is_a_record_and_not_a_line() -> None:
    sheet = read('ID;Текст\n1;"две\nстроки ""и кавычки"""\n2;одна\n')
    assert cells(sheet) == {2: ("1", 'две\nстроки "и кавычки"'), 3: ("2", "одна")}
    assert sheet.rows_read == 2


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_and_none_at_the_end_of_the_file(end: str) -> None:
    assert cells(read(f"a;b{end}1;2{end}3;4")) == {2: ("1", "2"), 3: ("3", "4")}


def test_a_delimiter_after_the_last_field_makes_no_column() -> None:
    sheet = read('"a";"b";\n"1";"2";\n')
    assert sheet.headers == ("a", "b")
    assert cells(sheet) == {2: ("1", "2")}


def test_a_trailing_delimiter_in_the_rows_only_is_no_shift() -> None:
    assert cells(read("a;b\n1;2;\n3;4;\n")) == {2: ("1", "2"), 3: ("3", "4")}


def test_headers_lose_their_padding_and_may_repeat() -> None:
    sheet = read("ID;Бюджет\u00a0 ; Источник;Источник\n1;2;3;4\n")
    assert sheet.headers == ("ID", "Бюджет", "Источник", "Источник")
    assert sheet.index["источник"] == (2, 3)


def test_broken_rows_are_counted_with_their_reasons() -> None:
    sheet = read("a;b;c\n1;2;3\n\n4;5\n6;7;8;9\nИтого: 2\n10;11;12\n")
    assert sheet.rows_read == 6
    assert set(cells(sheet)) == {2, 3, 4, 7}
    assert sheet.padded == (4,)
    assert cells(sheet)[4] == ("4", "5", "")
    assert sheet.aside == {
        5: "ячеек больше, чем столбцов: похоже на сдвиг",
        6: "итог, подпись или подвал, а не запись",
    }


def test_an_open_quote_costs_one_row() -> None:
    rows = "".join(f"{number};x\n" for number in range(2, 50))
    sheet = read('a;b\n1;"never closed\n' + rows)
    assert sheet.aside == {2: "кавычка не закрыта"}
    assert cells(sheet) == {number + 1: (str(number), "x") for number in range(2, 50)}


@pytest.mark.parametrize("text", ["1;ул. Ленина, д. 5, кв. 7, эт. 8\n", '1;"x, y; z"\n', "1;1250,50\n"])
def test_marks_inside_cells_are_no_delimiters(text: str) -> None:
    sheet = read("Номер;Адрес\n" + text * 5)
    assert sheet.headers == ("Номер", "Адрес")
    assert sheet.aside == {}


def test_line_ends_of_several_kinds_in_one_file() -> None:
    assert cells(read("a;b\r\n1;2\n3;4\r5;6\r\n")) == {2: ("1", "2"), 3: ("3", "4"), 4: ("5", "6")}


@pytest.mark.parametrize("footer", ["Итого: 2", "Grand Totals (2 records)", "Confidential Information", "<...>"])
def test_a_cell_alone_in_its_row_is_no_record(footer: str) -> None:
    sheet = read(f"a;b;c\n1;2;3\n{footer}\n4;5;6\n")
    assert sheet.aside == {3: "итог, подпись или подвал, а не запись"}


@pytest.mark.parametrize(
    "cell",
    [
        *("Итого", "ИТОГО:", "Итого по менеджеру Белова:", "Всего", "Всего: 25", "Отобрано: 25", "Total", "Subtotal"),
        *("Grand Totals (25 records)", "Confidential Information - Do Not Distribute", "<...>"),
        "Copyright © 2000-2025 salesforce.com, inc. All rights reserved.",
    ],
)
def test_footers_are_known_by_their_first_cell(cell: str) -> None:
    assert is_footer(("", cell, "5"))
    assert not is_footer(("17", cell, "5"))


@pytest.mark.parametrize("cell", ["Итоговая поставка", "Тотальная замена", "Totalfina", "Всероссийский союз", "Copy"])
def test_titles_that_begin_alike_are_no_footers(cell: str) -> None:
    assert not is_footer((cell,))


def test_an_endless_header_is_refused() -> None:
    with pytest.raises(IngestError, match="не кончается"):
        read('"a;b\n' + "x" * (2 << 20))


def test_too_many_columns_are_refused() -> None:
    with pytest.raises(IngestError, match="столбцов"):
        read("a;" * 100_001 + "b\n1\n")


def test_a_long_file_of_one_line_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"ID;x" * 80_000)
    with pytest.raises(IngestError, match="не кончается"):
        read_text_file(path, "a.csv", frozenset({"id"}))


@pytest.mark.parametrize(
    ("line", "aside"),
    [
        ('50;"D"x;Розница;5;"Ира Белова";01.03.2026', {}),
        ('50;"D;Розница;5;Ира Белова;01.03.2026', {51: OPEN_QUOTE_ROW}),
        ('50;D";Розница;5;"Ира Белова;01.03.2026', {51: OPEN_QUOTE_ROW}),
        ('50;"D";Розница;5;"Ира Белова;01.03.2026', {51: OPEN_QUOTE_ROW}),
        ('50;D" x";Розница;5;"Ира ""Белова;01.03.2026', {51: OPEN_QUOTE_ROW}),
        ('50;D 15" труба;Розница;5;Ира Белова;01.03.2026', {}),
        ('50;D";Розница;5;"Ира\nБелова";01.03.2026', {}),
    ],
)
def test_a_broken_quote_costs_its_own_row_only(line: str, aside: dict[int, str]) -> None:
    rows = [f'{number};"D{number}";Розница;5;"Ира Белова";01.03.2026' for number in range(1, 61)]
    rows[49] = line
    sheet = read("ID;Название;Воронка;Сумма;Ответственный;Дата\n" + "\n".join(rows) + "\n")
    good = {str(number) for number in range(1, 61)} - ({"50"} if aside else set())
    assert (sheet.rows_read, sheet.aside) == (60, aside)
    assert {row[0] for row in cells(sheet).values()} == good


def test_rows_in_one_quoted_cell_are_named() -> None:
    with pytest.raises(IngestError, match="слиплись"):
        read('"ID;Название сделки;Стадия;Сумма"\n"1;Насос;Новая;5"\n"2;Вал;Новая;6"\n')
