"""Damaged texts: what can be read is used, what cannot is set aside with its row and reason."""

from __future__ import annotations

import random
import time

import pytest

from audit.ingest.error import IngestError
from audit.ingest.sheet import DAMAGED_ROW, OPEN_QUOTE_ROW, RAGGED_ROW, TORN_ROW, Sheet
from audit.ingest.text.csvfile import read_csv
from audit.ingest.text.encoding import Recoded, recode
from tests.audit.ingest.text.test_csvfile import cells

HEADER = "ID;Название;Стадия;Сумма;Дата\n"


def rows(count: int, start: int = 1) -> list[str]:
    return [f"{n};Сделка {n};Новая;{n}00,50;01.03.2026\n" for n in range(start, start + count)]


def whole(n: int) -> tuple[str, ...]:
    return (str(n), f"Сделка {n}", "Новая", f"{n}00,50", "01.03.2026")


def read_bytes(raw: bytes) -> Sheet:
    return read_csv(recode(raw, "f.csv"), "f.csv")


def read(text: str) -> Sheet:
    return read_csv(Recoded(text.encode(), "UTF-8"), "f.csv")


def codes(sheet: Sheet) -> list[tuple[str, tuple[int | None, ...]]]:
    return [(finding.code, tuple(place.row for place in finding.places)) for finding in sheet.findings]


def test_a_row_with_stray_bytes_is_set_aside() -> None:
    raw = (HEADER + "".join(rows(20))).encode().replace("Сделка 7;".encode(), b"\xd0\xa1\xff\xfe\xd0 7;")
    sheet = read_bytes(raw)
    assert sheet.aside == {8: DAMAGED_ROW}
    assert cells(sheet) == {n + 1: whole(n) for n in range(1, 21) if n != 7}
    assert codes(sheet) == [("damaged-rows", (8,))]
    assert sheet.rows_read == 20


def test_a_tail_in_another_encoding_is_read() -> None:
    raw = (HEADER + "".join(rows(12))).encode() + "".join(rows(3, 13)).encode("cp1251")
    sheet = read_bytes(raw)
    assert sheet.aside == {}
    assert cells(sheet) == {n + 1: whole(n) for n in range(1, 16)}
    assert sheet.source == "CSV, UTF-8 и Windows-1251, разделитель «;»"


def test_a_utf8_tail_of_a_windows_file_is_read() -> None:
    raw = (HEADER + "".join(rows(12))).encode("cp1251") + "".join(rows(3, 13)).encode()
    assert cells(read_bytes(raw)) == {n + 1: whole(n) for n in range(1, 16)}


@pytest.mark.parametrize("encoding", ["koi8-r", "cp866"])
def test_other_cyrillic_encodings_are_known_by_their_letters(encoding: str) -> None:
    text = HEADER + "".join(rows(30)) + "31;Поставка насосного оборудования на объект;В работе;1;02.03.2026\n"
    sheet = read_bytes(text.encode(encoding))
    assert sheet.headers == ("ID", "Название", "Стадия", "Сумма", "Дата")
    assert cells(sheet)[32][1] == "Поставка насосного оборудования на объект"


def test_capital_letters_of_windows_are_no_other_encoding() -> None:
    text = (HEADER + "".join(rows(30))).upper()
    assert recode(text.encode("cp1251"), "f.csv").title == "Windows-1251"


def test_rows_with_control_characters_are_set_aside() -> None:
    text = HEADER + "".join(rows(20)).replace("Сделка 3;", "Сде\0лка 3;").replace("Сделка 9;", "\x02;")
    sheet = read_bytes(text.encode())
    assert sheet.aside == {4: DAMAGED_ROW, 10: DAMAGED_ROW}
    assert codes(sheet) == [("damaged-rows", (4, 10))]


def test_a_damaged_header_stops_the_audit() -> None:
    with pytest.raises(IngestError) as caught:
        read_bytes((HEADER.replace("Стадия", "Ста\0дия") + "".join(rows(20))).encode())
    assert caught.value.findings[0].code == "not-a-text"
    assert caught.value.findings[0].places[0].row == 1


def test_too_many_damaged_rows_stop_the_audit() -> None:
    text = HEADER + "".join(rows(10)).replace("Новая", "Но\0вая")
    with pytest.raises(IngestError) as caught:
        read_bytes(text.encode())
    assert caught.value.findings[0].code == "not-a-text"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_cut_in_the_middle_of_a_letter_loses_one_row(encoding: str) -> None:
    sheet = read_bytes((HEADER + "".join(rows(20))).encode(encoding)[:-3])
    assert cells(sheet) == {n + 1: whole(n) for n in range(1, 20)}
    assert sheet.aside == {21: DAMAGED_ROW}


def test_a_record_torn_by_a_line_break_is_joined() -> None:
    lines = rows(30)
    lines[4] = "5;Сделка\nвторая строка\n\nчетвёртая;Новая;500,50;01.03.2026\n"
    sheet = read(HEADER + "".join(lines))
    assert cells(sheet)[6] == ("5", "Сделка\nвторая строка\n\nчетвёртая", "Новая", "500,50", "01.03.2026")
    assert cells(sheet)[10] == whole(6)
    assert (sheet.rows_read, sheet.aside, codes(sheet)) == (30, {}, [("torn-rows", (6,))])


def test_a_short_row_among_whole_ones_is_set_aside() -> None:
    lines = rows(30)
    lines[4] = "5;Сделка 5\n"
    sheet = read(HEADER + "".join(lines))
    assert sheet.aside == {6: TORN_ROW}
    assert codes(sheet) == [("torn-rows", (6,))]
    assert cells(sheet) == {n + 1: whole(n) for n in range(1, 31) if n != 5}


def test_a_writer_that_leaves_empty_cells_out_is_understood() -> None:
    sheet = read("a;b;c;d\n" + "1;2;3;4\n5;6\n7;8\n" * 10)
    assert (len(sheet.padded), sheet.aside) == (20, {})
    assert cells(sheet)[3] == ("5", "6", "", "")


def test_decimal_commas_between_commas_are_mended() -> None:
    text = "ID,Название,Сумма,Стадия\n" + "".join(f"{n},Сделка,12{n},50,Новая\n" for n in range(10, 40))
    sheet = read(text + "40,Сделка,100,Новая\n41,Сделка, с запятой,100,Новая\n")
    assert cells(sheet)[2] == ("10", "Сделка", "1210,50", "Новая")
    assert cells(sheet)[32] == ("40", "Сделка", "100", "Новая")
    assert sheet.aside == {33: RAGGED_ROW}
    assert [code for code, _ in codes(sheet)] == ["decimal-commas", "wide-rows"]


def test_an_open_quote_costs_its_own_record_only() -> None:
    lines = [f'"{n}";"Сделка {n}";"Новая";"{n}";"01.03.2026"\n' for n in range(1, 21)]
    lines[6] = '"7";"Сделка 7";"Новая";"7";"01.03.20\n'
    lines[11] = '"12";"Сделка\nв две строки";"Новая";"12";"01.03.2026"\n'
    sheet = read(HEADER + "".join(lines))
    assert sheet.aside == {8: OPEN_QUOTE_ROW}
    assert codes(sheet) == [("damaged-rows", (8,))]
    assert cells(sheet)[9] == ("8", "Сделка 8", "Новая", "8", "01.03.2026")
    assert cells(sheet)[13] == ("12", "Сделка\nв две строки", "Новая", "12", "01.03.2026")
    assert sheet.rows_read == 20


def test_a_file_cut_inside_quotes_loses_its_last_record() -> None:
    text = HEADER + "".join(f'"{n}";"Сделка {n}";"Новая";"{n}";"01.03.2026"\n' for n in range(1, 21))
    sheet = read(text[:-20])
    assert sheet.aside == {21: OPEN_QUOTE_ROW}
    assert len(cells(sheet)) == 19


def test_quotes_with_a_backslash_are_read() -> None:
    sheet = read('"ID";"Название"\n"1";"ООО \\"Ромашка\\""\n"2";"C:\\папка\\"\n"3";"ООО \\"Вега\\" и Ко"\n')
    assert [row[1] for row in cells(sheet).values()] == ['ООО "Ромашка"', "C:\\папка\\", 'ООО "Вега" и Ко']


def test_a_repeated_header_is_set_aside() -> None:
    sheet = read(HEADER + "".join(rows(3)) + HEADER + "".join(rows(2, 4)))
    assert sheet.aside == {5: "повтор шапки"}
    assert [row[0] for row in cells(sheet).values()] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    "text",
    [
        HEADER + '"' * 99_999,
        HEADER + '1;"\n' * 60_000,
        HEADER + '1;"x\n' * 30_000 + "1;2;3;4;5\n",
        HEADER + "1;2\n" * 60_000,
        HEADER + ("1" + ",5" * 2000 + "\n") * 50,
        ("a,b,c\n" + ("1," * 2000 + "5\n") * 50),
        HEADER + '\\"' * 60_000,
    ],
)
def test_nothing_takes_long(text: str) -> None:
    start = time.perf_counter()
    sheet = read(text)
    assert time.perf_counter() - start < 5
    assert sheet.rows_read == len({*cells(sheet), *sheet.aside})


@pytest.mark.parametrize("seed", range(60))
def test_any_damage_leaves_every_row_accounted_for(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - reproducible damage
    raw = bytearray((HEADER + "".join(rows(60))).encode(dice.choice(["utf-8", "cp1251", "utf-16"])))
    for _ in range(dice.randrange(1, 6)):
        at = dice.randrange(200, len(raw))
        raw[at : at + dice.randrange(3)] = dice.choice([b"", b'"', b"\n", b";", b"\0", b"\xff", b'";"', b"\r\n\r\n"])
    try:
        sheet = read_bytes(bytes(raw[: dice.choice([len(raw), dice.randrange(400, len(raw))])]))
    except IngestError as error:
        assert all(finding.places and finding.tip for finding in error.findings)  # noqa: PT017 - either will do
        return
    used = cells(sheet)
    assert not used.keys() & sheet.aside.keys()
    assert sheet.rows_read == len(used) + len(sheet.aside)


DAMAGE = {
    "a line break": lambda line, at: f"{line[:at]}\n{line[at:]}",
    "a quote": lambda line, at: f'{line[:at]}"{line[at:]}',
    "a delimiter": lambda line, at: f"{line[:at]};{line[at:]}",
    "a NUL": lambda line, at: f"{line[:at]}\0{line[at:]}",
    "a letter lost": lambda line, at: line[:at] + line[at + 1 :],
    "an end cut off": lambda line, at: line[:at] + "\n",
    "junk below": lambda line, at: f"{line}{'#%$' * at}\n",
}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("quote", ["", '"'])
@pytest.mark.parametrize("end", ["\n", ";\n"])
@pytest.mark.parametrize("kind", DAMAGE)
def test_one_damaged_row_costs_no_other(kind: str, end: str, quote: str, encoding: str) -> None:
    for seed in range(12):
        dice = random.Random(seed)  # noqa: S311 - reproducible damage
        lines = [
            ";".join(f"{quote}{cell}{quote}" for cell in row) + end
            for row in (HEADER.strip().split(";"), *(whole(n) for n in range(1, 61)))
        ]
        hurt = dice.randrange(1, 61)
        lines[hurt] = DAMAGE[kind](lines[hurt], dice.randrange(1, len(lines[hurt]) - 1))
        sheet = read_bytes("".join(lines).encode(encoding))
        used = set(cells(sheet).values())
        assert {whole(n) for n in range(1, 61) if n != hurt} <= used
        assert sheet.rows_read == len(cells(sheet)) + len(sheet.aside)
