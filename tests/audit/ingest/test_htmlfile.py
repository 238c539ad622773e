import tracemalloc
from pathlib import Path
from time import perf_counter

import pytest

from audit.ingest.error import IngestError
from audit.ingest.files import open_exports
from audit.ingest.htmlfile import read_html
from audit.ingest.sheet import DAMAGED_ROW, REPEATED_HEADER, Sheet
from audit.ingest.text.encoding import recode

HEAD = "<table border='1'><tr><th>ID<th>Имя</tr>"


def read(text: str | bytes, *known: str) -> Sheet:
    raw = text if isinstance(text, bytes) else text.encode()
    return read_html(recode(raw, "a.xls"), "a.xls", frozenset(known))[0]


def rows(text: str | bytes, *known: str) -> list[list[str]]:
    data = read(text, *known).cells().to_pydict()
    return [list(row) for row in zip(*data.values(), strict=True)]


def failure(text: str) -> tuple[str, int | None, int | None]:
    with pytest.raises(IngestError) as caught:
        read(text)
    (found,) = caught.value.findings
    return found.code, found.places[0].row, found.places[0].line


@pytest.mark.parametrize(
    ("body", "cells"),
    [
        ("<tr><td>1<td>А &amp; Б &#8381; &lt;b&gt;</table>", [[2, "1", "А & Б ₽ <b>"]]),
        ("<tr><td>1<td>а<br>б<br/>в</table>", [[2, "1", "а\nб\nв"]]),
        ("<tr><td>1<td>ж<b>и<i>р</i></b>ный <a href='x'>хвост</a>!</table>", [[2, "1", "жирный хвост!"]]),
        ("<tr><td>1<td>до<!-- нет -->после</table>", [[2, "1", "допосле"]]),
        ("<tr><td>1<td>&nbsp;&nbsp;подзадача</table>", [[2, "1", "\u00a0\u00a0подзадача"]]),
        ("<tr><td>1<td>а<tr><td>2<td>б", [[2, "1", "а"], [3, "2", "б"]]),
        ("<tr><td>1</td><td>а</td></tr><tr><td>2</td><td>оборв", [[2, "1", "а"], [3, "2", "оборв"]]),
        ("<tr><td rowspan=2>1<td>а<tr><td>б<tr><td>3<td>в</table>", [[2, "1", "а"], [3, "1", "б"], [4, "3", "в"]]),
        ("<tr><td>1<td onclick='f()' style='x'>а</table>", [[2, "1", "а"]]),
        ("<tr><td>1<td>a < b & c > d</table>", [[2, "1", "a < b & c > d"]]),
        ("<tr><td>1<td>а<tr><td>2<td>в</table>мусор<<", [[2, "1", "а"], [3, "2", "в"]]),
        ("<tr><td>1<td rowspan=x colspan=''>а</table>", [[2, "1", "а"]]),
    ],
    ids=[
        "entities",
        "breaks",
        "tags",
        "comment",
        "indent",
        "unclosed",
        "torn",
        "spans",
        "events",
        "marks",
        "zero",
        "no-number",
    ],
)
def test_cells_are_read_as_a_browser_shows_them(body: str, cells: list[list[object]]) -> None:
    assert rows(HEAD + body) == cells


def test_a_merged_header_of_two_storeys_is_joined() -> None:
    sheet = read(
        "<table><tr><th rowspan=2>Клиент<th colspan=2>Долг</tr><tr><th>Начало<th>Конец</tr>"
        "<tr><td>а<td>1<td>2</tr><tr><td>б<td>3<td>4</tr></table>"
    )
    assert sheet.headers == ("Клиент", "Начало", "Конец")
    assert sheet.cells().to_pydict() == {"row": [3, 4], "c0": ["а", "б"], "c1": ["1", "3"], "c2": ["2", "4"]}


def test_the_table_with_known_titles_is_taken_else_the_longest() -> None:
    menu = "<table><tr><td>меню<td>о нас<tr><td>а<td>б<tr><td>в<td>г</table>"
    deals = HEAD + "<tr><td>1<td>а</table>"
    assert rows(menu + deals, "id", "имя") == [[2, "1", "а"]]
    assert rows(f"<table><tr><td>слева<td>{deals}</table>", "id", "имя") == [[2, "1", "а"]]
    assert rows(deals + menu) == [[2, "а", "б"], [3, "в", "г"]]


def test_pages_of_one_table_are_one_sheet_and_other_tables_are_sheets_too() -> None:
    text = (
        "<table><tr><td>Выгружено<td>01.03.2026</table>"
        f"{HEAD}<tr><td>1<td>а</table>{HEAD}<tr><td>2<td>б</table>"
        "<table><tr><td>Сотрудник<td>План<tr><td>Белова<td>100</table>"
    )
    sheets = read_html(recode(text.encode(), "a.xls"), "a.xls", frozenset({"id", "имя"}))
    assert [(sheet.file, sheet.headers, sheet.rows_read, sheet.aside) for sheet in sheets] == [
        ("a.xls", ("ID", "Имя"), 3, {3: REPEATED_HEADER}),
        ("a.xls [4]", ("Сотрудник", "План"), 1, {}),
    ]
    assert sheets[0].cells().to_pydict() == {"row": [2, 4], "c0": ["1", "2"], "c1": ["а", "б"]}


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("claim", ["windows-1251", "utf-8", "koi8-r"])
def test_bytes_are_trusted_and_not_what_the_text_says_of_itself(encoding: str, claim: str) -> None:
    text = f"<meta charset='{claim}'>{HEAD}<tr><td>1<td>Привет, мир и все остальные<tr><td>2<td>б</table>"
    assert rows(text.encode(encoding)) == [[2, "1", "Привет, мир и все остальные"], [3, "2", "б"]]


@pytest.mark.parametrize("tag", ["script", "IFRAME", "object", "embed"])
def test_active_content_is_refused_with_its_row(tag: str) -> None:
    assert failure(f"{HEAD}<tr><td>1<td><{tag} src='x'></table>") == ("html-script", 2, None)
    assert failure(f"<html>\n<{tag}>\n{HEAD}") == ("html-script", None, 2)


@pytest.mark.parametrize("span", ["colspan=1000000", "rowspan=99999999", "colspan=99999999999999999999"])
def test_cells_that_span_absurdly_much_are_refused(span: str) -> None:
    assert failure(f"{HEAD}<tr><td {span}>1<td>а</table>")[0] == "too-wide"


def test_a_page_without_a_table_is_refused() -> None:
    assert failure("<html><body>Войдите</body></html>")[0] == "no-table"
    assert failure("<table>" + "<table><tr><td>" * 3_000)[0] == "no-table"


def test_a_large_table_is_read_in_bounded_time_and_memory() -> None:
    line = "<tr>" + "<td>значение</td>" * 10 + "</tr>"
    text = "<table><tr>" + "".join(f"<th>Столбец {place}</th>" for place in range(10)) + "</tr>" + line * 20_000
    raw = text.encode()
    tracemalloc.start()
    begun = perf_counter()
    sheet = read(raw)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sheet.rows_read == 20_000
    assert perf_counter() - begun < 20
    assert peak < 10 * len(raw)


@pytest.mark.parametrize("byte", [b"\xff", b"\x98", b"\0"])
def test_damaged_bytes_cost_only_their_row(byte: bytes, tmp_path: Path) -> None:
    body = "".join(f"<tr><td>{number}<td>Петров Иван</tr>" for number in range(1, 101))
    raw = f"{HEAD}{body}</table>".encode()
    place = raw.index("<td>7<td>Пет".encode()) + 14
    path = tmp_path / "a.xls"
    path.write_bytes(raw[:place] + byte + raw[place:])
    (sheet,) = open_exports([path]).sheets
    assert (sheet.rows_read, sheet.aside) == (100, {8: DAMAGED_ROW})
    assert sheet.cells()["row"].to_pylist() == [row for row in range(2, 102) if row != 8]
    assert set(sheet.cells()["c1"].to_pylist()) == {"Петров Иван"}
