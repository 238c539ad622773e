"""What the corpus has found, each as the smallest export that shows it."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from tests.audit.ingest.given import HEADER, Take

SOLD = "SELECT deal_id, title, amount FROM deals ORDER BY source_row"
RECORDS = [
    {"ID": str(number), "TITLE": f"Дверь {number}", "STAGE_ID": "C7:NEW", "CATEGORY_ID": "7", "OPPORTUNITY": "5.50"}
    | {"ASSIGNED_BY_ID": "12", "DATE_CREATE": "2026-05-08T10:00:00+05:00", "UF": [{"ID": "1", "NAME": "x"}] * 2}
    for number in range(1, 6)
]
LINES = [json.dumps(record, ensure_ascii=False) for record in RECORDS]
ALL = [(str(number), f"Дверь {number}", Decimal("5.5")) for number in range(1, 6)]
WARNING = "Warning: Undefined index: UF_CRM in /export.php on line 214\n"


def page(*rows: str) -> str:
    titles = "".join(f"<th>{title}</th>" for title in HEADER.strip().rstrip(";").replace('"', "").split(";"))
    return f'<table border="1">\n<thead><tr>{titles}</tr></thead>\n<tbody>\n' + "\n".join(rows) + "\n</tbody></table>\n"


def row(number: int) -> str:
    cells = (str(number), f"Дверь {number}", "Розница", "Новая", "5.50", "Ира Белова", "08.05.2026 10:00:00", "ООО")
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


@pytest.mark.parametrize("torn", [LINES[0][:60], LINES[0].replace('"TITLE"', 'TITLE"'), LINES[0][: -len('"x"}]}')]])
def test_a_torn_first_record_of_a_list_costs_itself(take: Take, torn: str) -> None:
    taken = take(f'{{"result": [{torn},\n{",".join(LINES[1:])}]}}', names=("deals.json",))
    assert taken.rows(SOLD) == ALL[1:]
    assert [group.reason for group in taken.given.accounts[0].set_aside] == ["запись JSON нарушена"]


@pytest.mark.parametrize(
    "lines",
    [
        [LINES[0], WARNING.strip(), *LINES[1:]],
        [WARNING.strip(), *LINES],
        [LINES[0], "\ufeff" + LINES[1], *LINES[2:]],
        ["\ufeff\ufeff" + LINES[0], *LINES[1:]],
        ["null", *LINES],
        [LINES[0][:10], *LINES],
    ],
    ids=["second", "first", "mark", "marks", "null", "torn"],
)
def test_strangers_among_the_first_lines_do_not_hide_the_records(take: Take, lines: list[str]) -> None:
    assert take("\n".join(lines) + "\n", names=("deals.json",)).rows(SOLD) == ALL


@pytest.mark.parametrize("text", ["[\n" + ",\n".join(LINES) + "]", page(*map(row, range(1, 6)))], ids=["json", "html"])
@pytest.mark.parametrize("above", [WARNING, "\ufeff\ufeff", "\n \n", WARNING * 3 + "\n"])
def test_a_complaint_above_does_not_hide_what_the_file_is(take: Take, above: str, text: str) -> None:
    assert take(above + text, names=("deals.xls",)).rows(SOLD) == ALL


def test_a_list_of_cells_that_begin_like_json_is_a_table(take: Take) -> None:
    text = 'Название сделки;ID;Стадия сделки;Воронка;Сумма\n{"a": 1};1;Новая;Розница;5\n'
    assert take(text).rows(SOLD) == [("1", '{"a": 1}', Decimal(5))]


@pytest.mark.parametrize("cut", [-1, -2, -3, -4, -6, -20, -24])
def test_a_row_of_html_that_was_cut_takes_in_nothing_of_the_next_one(take: Take, cut: int) -> None:
    taken = take(page(row(1), row(2)[:cut], row(3), row(4), row(5)), names=("deals.xls",))
    assert [deal for deal in taken.rows(SOLD) if deal[0] != "2"] == [ALL[0], *ALL[2:]]


def test_a_line_feed_in_a_cell_of_a_file_with_other_line_ends_is_no_end_of_a_line(take: Take) -> None:
    lines = [f'"{number}";"Дверь {number}";"Розница";"Новая";"5.50";;;"О\nО";\r' for number in range(1, 6)]
    head = (HEADER.replace("\n", "\r") + "".join(lines[:3])).encode("cp1251")
    taken = take(head + "".join(lines[3:]).encode())
    assert taken.rows(SOLD) == ALL


def test_a_row_of_html_that_lacks_cells_among_whole_ones_is_set_aside(take: Take) -> None:
    short = "<tr><td>6</td><td>Дверь 6</td></tr>"
    taken = take(page(*map(row, range(1, 4)), short, row(4), row(5)), names=("deals.xls",))
    assert taken.rows(SOLD) == ALL
    assert [group.rows for group in taken.given.accounts[0].set_aside] == [(5,)]
    assert [finding.code for finding in taken.told()] == ["torn-rows"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_mark_in_the_middle_is_no_part_of_a_quoted_cell(take: Take, encoding: str) -> None:
    lines = [f'"{number}";"Дверь {number}";"Розница";"Новая";"5.50";"";"";"О; О";\n' for number in range(1, 6)]
    lines[2] = "\ufeff" + lines[2]
    assert take((HEADER + "".join(lines)).encode(encoding)).rows(SOLD) == ALL


def test_a_record_of_json_with_zero_bytes_is_set_aside(take: Take) -> None:
    taken = take("\n".join([*LINES, LINES[0].replace("Дверь", "Д\0ерь").replace('"1"', '"6"', 1)]), names=("a.json",))
    assert taken.rows(SOLD) == ALL
    assert [group.rows for group in taken.given.accounts[0].set_aside] == [(6,)]


def test_the_last_record_of_a_short_file_that_was_cut_off_is_set_aside(take: Take) -> None:
    lines = [f"{number},Дверь {number},5.50,Ира Белова,Новая,Розница,ООО\n" for number in range(1, 7)]
    text = "ID,Название сделки,Бюджет,Ответственный,Этап сделки,Воронка,Компания\n" + "".join(lines)
    taken = take(text[:-8])
    assert taken.rows(SOLD) == ALL
    assert [group.rows for group in taken.given.accounts[0].set_aside] == [(7,)]
