"""The traps of real exports, one by one: each is a file as the CRM or the accountant hands it over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from audit.ingest.error import IngestError
from handbook.book import Handbook
from tests.audit.ingest.books import book, made_by_hand
from tests.audit.ingest.given import HEADER, Take, Taken

SOLD = "SELECT deal_id, title, stage, amount, source_row FROM deals ORDER BY source_row"
PUMPS = '"37";"Насосы";"Розница";"Новая";"12500.00";"Ирина Белова";"08.05.2026 03:59:51";"ООО «Вода»";\n'
CABLE = '"38";"Кабель";"Опт";"Торг";"19999.99";"Павел Чернышёв";"09.05.2026 10:00:00";"АО «Свет»";\n'
BOTH = [
    ("37", "Насосы", "Новая", Decimal("12500.00"), 2),
    ("38", "Кабель", "Торг", Decimal("19999.99"), 3),
]
LONG = [str(9_223_372_036_854_770_001 + place * 7) for place in range(40)]


def at(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type, misc]  # noqa: DTZ001 - company time


def aside(taken: Taken) -> dict[str, tuple[int, ...]]:
    return {group.reason: group.rows for account in taken.given.accounts for group in account.set_aside}


def read_by(taken: Taken) -> list[str]:
    return [account.source for account in taken.given.accounts]


def workbook(tmp_path: Path, handbook: Handbook, rows: list[list[Any]], crm: str | None = None) -> Taken:
    return Taken(handbook, [book(tmp_path / "deals.xlsx", rows)], crm)


def as_html(text: str) -> str:
    rows = [line.rstrip(";").replace('"', "").split(";") for line in text.splitlines()]
    titles = "".join(f"<th>{cell}</th>" for cell in rows[0])
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows[1:])
    head = '<meta http-equiv="Content-type" content="text/html;charset=UTF-8" />'
    return f'{head}<table border="1"><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>'


def test_trap_01_an_xls_that_is_html_is_read(take: Take) -> None:
    taken = take("\ufeff" + as_html(HEADER + PUMPS + CABLE), names=("deals.xls",))
    assert taken.rows(SOLD) == BOTH
    assert read_by(taken) == ["XLS (таблица HTML)"]
    assert taken.rows("SELECT owner, created_at, client_id FROM deals WHERE deal_id = '37'") == [
        ("Белова Ирина Сергеевна", at(2026, 5, 8, 3, 59, 51), "ООО «Вода»")
    ]


def test_trap_02_a_mark_before_the_first_quote_is_no_part_of_its_title(take: Take) -> None:
    taken = take("\ufeff" + HEADER + PUMPS + CABLE)
    assert taken.rows(SOLD) == BOTH
    assert taken.given.found[0].sheet.headers[0] == "ID"
    assert taken.codes() == []


def test_trap_03_a_delimiter_at_the_end_of_every_line_is_no_column(take: Take) -> None:
    taken = take(HEADER + PUMPS + CABLE)
    assert taken.given.found[0].sheet.headers == tuple(HEADER.strip().rstrip(";").replace('"', "").split(";"))
    assert taken.rows(SOLD) == BOTH
    assert aside(taken) == {}


def test_trap_04_rows_of_products_are_one_deal(take: Take) -> None:
    header = HEADER.replace("\n", '"Товар";"Цена";"Количество";\n')
    rows = [PUMPS.replace("\n", f'"{goods}";\n') for goods in ('Насос";"10000.00";"1', 'Монтаж";"2500.00";"1')]
    rows[0], rows[1] = rows[0].replace("12500.00", "10000.00", 1), rows[1].replace("12500.00", "2500.00", 1)
    taken = take(header + "".join(rows))
    assert taken.rows(SOLD) == BOTH[:1]
    assert taken.rows("SELECT deal_id, product, quantity, price FROM deal_products ORDER BY source_row") == [
        ("37", "Насос", Decimal(1), Decimal(10000)),
        ("37", "Монтаж", Decimal(1), Decimal(2500)),
    ]
    assert (taken.given.accounts[0].rows_read, taken.given.accounts[0].rows_used) == (2, 2)


AMO = (
    "ID,Название сделки,{budget},Ответственный,Дата создания сделки,Дата закрытия,Этап сделки,Воронка,Компания{more}\n"
)


def amo(*cells: str, **titles: str) -> str:
    header = AMO.format(**{"budget": "Бюджет ", "more": "", **titles})
    return header + ",".join(cells) + "\n"


def test_trap_05_titles_that_repeat_give_the_cell_that_is_filled(take: Take) -> None:
    more = ",Причина отказа,Товар,utm_source,Причина отказа,Товар,utm_source"
    cells = ("7", "Дверь", "100", "Ира Белова", "22.03.2026 13:32:57", "23.03.2026 09:00:00", "Отказ", "Розница", "ООО")
    taken = take(amo(*cells, "", "", "ya", "Дорого", "Дверь Д-1", "vk", more=more))
    assert taken.rows("SELECT deal_id, stage, refusal_reason, product, closed_at FROM deals") == [
        ("7", "Отказ", "Дорого", "Дверь Д-1", at(2026, 3, 23, 9))
    ]


@pytest.mark.parametrize("title", ["Бюджет ", "Бюджет", "Бюджет ₽", '"Бюджет, руб."', "БЮДЖЕТ\u00a0"])
def test_trap_06_a_title_may_lose_or_keep_its_currency(take: Take, title: str) -> None:
    cells = ("7", "Дверь", "350\u00a0000", "Ира Белова", "22.03.2026 13:32:57", "", "Новая", "Розница", "ООО")
    taken = take(amo(*cells, budget=title))
    assert taken.rows(SOLD) == [("7", "Дверь", "Новая", Decimal(350_000), 2)]
    assert taken.given.profile.id == "amocrm"


def test_trap_07_words_in_place_of_a_date_are_no_date(take: Take) -> None:
    cells = ("7", "Дверь", "1", "Ира Белова", "22.03.2026 13:32:57", "не закрыта", "Новая", "Розница", "ООО")
    taken = take(amo(*cells))
    assert taken.rows("SELECT deal_id, created_at, closed_at, outcome FROM deals") == [
        ("7", at(2026, 3, 22, 13, 32, 57), None, "open")
    ]
    assert taken.codes() == []


def test_trap_08_cells_one_column_aside_of_their_titles_do_not_spoil_the_clients(take: Take) -> None:
    contacts = (
        "ID,Тип,Полное имя контакта,Имя,Фамилия,Название компании,Ответственный,Дата создания контакта,"
        "Кем создан контакт,Сделки,Дата редактирования,Кем редактирован,Теги\n"
        "502,компания,,,,ООО «Молоко»,Ира Белова,22.03.2026 13:30:00,Ира Белова,22.03.2026 13:35:01,Ира Белова,Дверь,\n"
    )
    cells = ("7", "Дверь", "1", "Ира Белова", "22.03.2026 13:32:57", "", "Новая", "Розница", "ООО «Молоко»")
    taken = take(amo(*cells), contacts)
    assert taken.rows("SELECT client_id, name, owner, created_at FROM clients") == [
        ("ООО «Молоко»", "ООО «Молоко»", "Белова Ирина Сергеевна", at(2026, 3, 22, 13, 30))
    ]
    assert [account.rows_used for account in taken.given.accounts] == [1, 1]


@pytest.mark.parametrize("in_book", [False, True])
def test_trap_09_numbers_of_nineteen_digits_keep_every_digit(
    take: Take, handbook: Handbook, tmp_path: Path, *, in_book: bool
) -> None:
    rows = [[number, f"Сделка {place}", "Розница", "Новая", "1"] for place, number in enumerate(LONG)]
    header = ["ID", "Название сделки", "Воронка", "Стадия сделки", "Сумма"]
    if in_book:
        taken = workbook(tmp_path, handbook, [header, *rows])
    else:
        taken = take("".join(";".join(row) + "\n" for row in [header, *rows]))
    assert taken.rows("SELECT deal_id, title FROM deals ORDER BY source_row") == [
        (number, f"Сделка {place}") for place, number in enumerate(LONG)
    ]


def test_trap_09_digits_that_a_spreadsheet_has_eaten_are_told(handbook: Handbook, tmp_path: Path) -> None:
    rows = [["ID", "Название сделки", "Воронка", "Стадия сделки"], [int(LONG[0]), "Дверь", "Розница", "Новая"]]
    taken = workbook(tmp_path, handbook, rows)
    assert [(item.code, item.places[0].row, item.places[0].field) for item in taken.told()] == [
        ("lost-digits", 2, "ID")
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-03-05", at(2026, 3, 5)),
        ("05-03-2026 14:30", at(2026, 3, 5, 14, 30)),
        ("05.03.2026 9:05:00", at(2026, 3, 5, 9, 5)),
        ("46086.5", at(2026, 3, 5, 12)),
    ],
)
def test_trap_10_one_date_is_written_in_many_ways(take: Take, written: str, expected: datetime) -> None:
    taken = take(f"ID;Название сделки;Стадия сделки;Воронка;Дата создания\n1;Дверь;Новая;Розница;{written}\n")
    assert taken.rows("SELECT deal_id, created_at FROM deals") == [("1", expected)]


def test_trap_10_days_and_months_change_places_only_when_the_column_proves_it(take: Take) -> None:
    header = "ID;Название сделки;Стадия сделки;Воронка;Дата создания\n"
    taken = take(header + "1;Дверь;Новая;Розница;3/5/2026\n2;Окно;Новая;Розница;3/25/2026\n")
    assert taken.rows("SELECT deal_id, created_at FROM deals ORDER BY 1") == [
        ("1", at(2026, 3, 5)),
        ("2", at(2026, 3, 25)),
    ]


def test_trap_10_a_range_that_became_a_month_is_told_and_not_believed(take: Take) -> None:
    header = "ID;Название сделки;Стадия сделки;Воронка;Сумма\n"
    taken = take(header + "1;Дверь;Новая;Розница;01-май\n2;Окно;Новая;Розница;May-20\n3;Пол;Новая;Розница;20\n")
    assert taken.rows(SOLD) == [
        ("1", "Дверь", "Новая", None, 2),
        ("2", "Окно", "Новая", None, 3),
        ("3", "Пол", "Новая", Decimal(20), 4),
    ]
    assert [(item.code, [place.row for place in item.places]) for item in taken.told()] == [("unread-value", [2, 3])]


def test_trap_11_money_with_currencies_and_foreign_points(take: Take) -> None:
    sums = ("€ 3.500,00", "€ 11398,00", "3500", "1\u202f250,50 ₽", "350 000", "$1,234,567")
    header = "ID;Название сделки;Стадия сделки;Воронка;Сумма\n"
    taken = take(header + "".join(f"{place};Дверь;Новая;Розница;{text}\n" for place, text in enumerate(sums)))
    assert taken.rows("SELECT amount FROM deals ORDER BY source_row") == [
        (Decimal(text),) for text in ("3500", "11398", "3500", "1250.5", "350000", "1234567")
    ]


def test_trap_12_formulas_give_their_values_and_errors_are_told(handbook: Handbook, tmp_path: Path) -> None:
    titles = "".join(
        f"<c r='{place}1' t='str'><v>{title}</v></c>" for place, title in zip("ABCD", HEADINGS, strict=True)
    )
    sheet = (
        f"<row r='1'>{titles}</row>"
        "<row r='2'><c r='A2'><v>1</v></c><c r='B2' t='str'><f>IF(A2=1,\"x\",\"y\")</f><v>Дверь</v></c>"
        "<c r='C2' t='str'><v>Торг</v></c><c r='D2'><f>50*2</f><v>100</v></c></row>"
        "<row r='3'><c r='A3'><v>2</v></c><c r='B3' t='str'><v>Окно</v></c>"
        "<c r='C3' t='str'><v>Слив</v></c><c r='D3' t='e'><f>Z9</f><v>#REF!</v></c></row>"
    )
    taken = Taken(handbook, [made_by_hand(tmp_path / "deals.xlsx", sheet)], None)
    assert taken.rows(SOLD) == [("1", "Дверь", "Торг", Decimal(100), 2), ("2", "Окно", "Слив", None, 3)]
    assert [(item.code, item.places[0].row, item.places[0].field) for item in taken.told()] == [
        ("formula-errors", 3, "Сумма")
    ]


HEADINGS = ("ID", "Название сделки", "Стадия сделки", "Сумма")


def test_trap_12_durations_of_more_than_a_day_are_hours(handbook: Handbook, tmp_path: Path) -> None:
    deals = book(tmp_path / "deals.xlsx", [list(HEADINGS), ["1", "Дверь", "Новая", 5]])
    spent = [timedelta(hours=30, minutes=5), timedelta(minutes=1, seconds=35), "1 мин, 35 сек"]
    header = ["Номер дела", "Вид", "Начало", "Длительность", "Сотрудник", "Номер сделки"]
    rows = [[f"д{n}", "Звонок", at(2026, 3, 2, 9), value, "Ира Белова", "1"] for n, value in enumerate(spent)]
    taken = Taken(handbook, [deals, book(tmp_path / "calls.xlsx", [header, *rows])], "generic")
    assert taken.rows("SELECT activity_id, duration_s FROM activities ORDER BY 1") == [
        ("д0", Decimal(108_300)),
        ("д1", Decimal(95)),
        ("д2", Decimal(95)),
    ]


def test_trap_13_words_that_look_alike_are_one(take: Take, handbook: Handbook) -> None:
    words = {"Недозвон": ("не дозвон",), "Физлицо": ("физ лицо", "физик"), "Нет B1": ()}
    given = replace(handbook, company=handbook.company.model_copy(update={"refusal_reasons": words}))
    written = ("недозвон", "Не дозвон.", "физ.лицо", "Физик", "нет в1", "Нет В1", "другое")
    header = "ID;Название сделки;Стадия сделки;Воронка;Причина отказа\n"
    rows = "".join(f"{place};Дверь;Oткaз;Poзницa;{text}\n" for place, text in enumerate(written))
    taken = take(header + rows, book=given)
    assert taken.rows("SELECT pipeline, stage, refusal_reason, refusal_reason_raw FROM deals ORDER BY source_row") == [
        ("Розница", "Отказ", meant, text)
        for meant, text in zip(
            ("Недозвон", "Недозвон", "Физлицо", "Физлицо", "Нет B1", "Нет B1", "другое"), written, strict=True
        )
    ]


def test_trap_14_codes_among_the_names_of_stages(take: Take) -> None:
    rows = ("1;Дверь;Розница;Новая", "2;Окно;7;C7:NEW", "3;Пол;7;C7:WON", "4;Стол;6;C6:APOLOGY", "5;Стул;2;C2:LOSE")
    taken = take("ID;Название сделки;Воронка;Стадия сделки\n" + "".join(f"{row}\n" for row in rows))
    assert taken.rows("SELECT deal_id, pipeline, stage, outcome FROM deals ORDER BY 1") == [
        ("1", "Розница", "Новая", "open"),
        ("2", "Розница", "Новая", "open"),
        ("3", "Розница", "Успех", "won"),
        ("4", "6", "C6:APOLOGY", "lost"),
        ("5", "2", "C2:LOSE", "lost"),
    ]
    assert taken.codes() == ["unmatched-stage"]


def test_trap_15_a_date_with_a_shifted_midnight_is_its_day(take: Take) -> None:
    taken = take(
        '[{"ID": "1", "TITLE": "Дверь", "STAGE_ID": "C7:NEW", "ASSIGNED_BY_ID": "12", "CATEGORY_ID": "7",'
        ' "DATE_CREATE": "2026-05-08T23:30:00+03:00", "CLOSEDATE": "2026-06-08T03:00:00+03:00"}]',
        names=("deals.json",),
    )
    assert taken.rows("SELECT deal_id, created_at, planned_close FROM deals") == [
        ("1", at(2026, 5, 9, 1, 30), date(2026, 6, 8))
    ]


def test_trap_16_totals_and_footers_are_no_deals(take: Take) -> None:
    foot = (
        "Итого;;;;;32499.99\n\n"
        '"Grand Totals (2 records)"\n"Confidential Information - Do Not Distribute"\n'
        '"Copyright © 2000-2025 salesforce.com, inc. All rights reserved."\n'
    )
    taken = take(HEADER + PUMPS + CABLE + foot)
    assert taken.rows(SOLD) == BOTH
    assert aside(taken) == {"итог, подпись или подвал, а не запись": (4, 6, 7, 8), "пустая строка": (5,)}


def test_trap_17_a_ladder_of_groups_in_one_column_is_read(handbook: Handbook, tmp_path: Path) -> None:
    report = [
        ["Задолженность покупателей за Январь 2026 г. - Февраль 2026 г."],
        [],
        ["Покупатель", "ИНН", "Долг на конец"],
        ["ООО «Ёлка»", "7701234567", "300,00"],
        ["Договор № 5 от 01.02.2025", None, "300,00"],
        ["Реализация (акт) 00000001 от 31.01.2026", None, "100,00"],
        ["<...>", None, "200,00"],
        ["Корректировка долга № 112 от 05.02.2026", None, "200,00"],
        ["Итого", None, "300,00"],
    ]
    orders = tmp_path / "orders.csv"
    orders.write_text(
        "Номер;Дата;Контрагент;Состояние заказа;Сумма документа\n1;05.01.2026 9:30:00;ООО «Ёлка»;Новая;100,00\n",
        encoding="utf-8",
    )
    taken = Taken(handbook, [orders, book(tmp_path / "debts.xlsx", report)], "1c-unf")
    assert taken.rows("SELECT client_id, invoice_id, amount, issued_at, source_row FROM invoices ORDER BY 5") == [
        ("ООО «Ёлка»", "Реализация (акт) 00000001 от 31.01.2026", Decimal(100), at(2026, 1, 31), 6),
        ("ООО «Ёлка»", "Корректировка долга № 112 от 05.02.2026", Decimal(200), at(2026, 2, 5), 8),
    ]
    assert [account.rows_read - account.rows_set_aside for account in taken.given.accounts] == [1, 2]


def test_trap_18_a_cell_of_several_lines_is_one_cell(take: Take) -> None:
    header = HEADER.replace("\n", '"Наблюдатели";\n')
    rows = [PUMPS.replace("\n", '"Иван Петров\nОльга Мир\n\nАнна; Котова";\n'), CABLE.replace("\n", '"";\n')]
    taken = take(header + "".join(rows))
    assert taken.rows(SOLD) == BOTH
    assert taken.given.accounts[0].rows_read == 2


@pytest.mark.parametrize("phrase", ["Список сделок пуст!", '\ufeff"Список лидов пуст!"', "<b>Список сделок пуст!</b>"])
def test_trap_19_a_phrase_in_place_of_a_table_says_that_there_is_nothing(take: Take, phrase: str) -> None:
    taken = take(HEADER + PUMPS + CABLE, phrase, names=("deals.csv", "leads.csv"))
    assert taken.rows(SOLD) == BOTH
    assert taken.codes() == ["blank-export"]
    with pytest.raises(IngestError) as caught:
        take(phrase)
    assert [item.code for item in caught.value.findings] == ["no-deals", "blank-export"]


GERMAN = """\
"Datensatz-ID","Deal-Name","Deal-Phase","Pipeline","Betrag","Erstellungsdatum"
"37","Насосы","Новая","Розница","12.500,00 €","2026-05-08 03:59"
"38","Кабель","Торг","Опт","€ 19999,99","2026-05-09 10:00"
"""
CZECH = """\
Obchod - ID;Obchod - Název;Obchod - Hodnota;Obchod - Vlastník;Obchod - Fáze;Obchod - Obchod vytvořen
37;Насосы;12 500,00;Ира Белова;Новая;2026-05-08 03:59:51
38;Кабель;19999,99;Ира Белова;Торг;2026-05-09 10:00:00
"""
PREFIXED = """\
Deal - ID,Deal - Title,Deal - Value,Deal - Owner,Deal - Stage,Deal - Creation date
37,Насосы,12500,Ира Белова,Новая,2026-05-08 03:59:51
38,Кабель,19999.99,Ира Белова,Торг,2026-05-09 10:00:00
"""
RENAMED = """\
№ сделки;Наименование;Менеджер по продажам;Бюджет сделки;Этап продаж;Дата заведения
37;Насосы;Ира Белова;12500;Новая;08.05.2026
38;Кабель;Ира Белова;19999,99;Торг;09.05.2026
"""


@pytest.mark.parametrize(
    ("text", "crm"),
    [(GERMAN, "hubspot"), (CZECH, "pipedrive"), (PREFIXED, "pipedrive"), (RENAMED, "generic")],
    ids=["german", "czech", "prefixed", "renamed"],
)
def test_trap_20_titles_in_other_languages_and_of_an_administrators_own(take: Take, text: str, crm: str) -> None:
    taken = take(text)
    assert taken.rows(SOLD) == BOTH
    assert taken.given.profile.id == crm


def test_trap_21_quotes_with_a_backslash_belong_to_the_cell(take: Take) -> None:
    pumps = PUMPS.replace("Насосы", r"Насосы \"Вихрь\", 2 шт.").replace("ООО «Вода»", r"ООО \"Вода\"")
    taken = take(HEADER + pumps + CABLE.replace("Кабель", r"C:\сметы" + "\\"))
    assert taken.rows("SELECT title, client_id FROM deals ORDER BY source_row") == [
        ('Насосы "Вихрь", 2 шт.', 'ООО "Вода"'),
        ("C:\\сметы\\", "АО «Свет»"),
    ]
