import pytest

from audit.ingest.csvfile import read_csv
from audit.ingest.encoding import Recoded
from audit.ingest.error import IngestError
from audit.ingest.sheet import Sheet


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


def test_an_open_quote_stops_the_audit_at_its_row() -> None:
    rows = "".join(f'{number};"x"\n' for number in range(2, 50))
    with pytest.raises(IngestError) as caught:
        read('a;b\n1;"never closed\n' + rows.replace('"', ""))
    finding = caught.value.findings[0]
    assert finding.code == "endless-record"
    assert finding.places[0].row == 2


def test_an_endless_header_is_refused() -> None:
    with pytest.raises(IngestError, match="не кончается"):
        read('"a;b\n' + "x" * (2 << 20))


def test_too_many_columns_are_refused() -> None:
    with pytest.raises(IngestError, match="столбцов"):
        read("a;" * 100_001 + "b\n1\n")
