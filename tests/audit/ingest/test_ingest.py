import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from html import escape
from pathlib import Path

import pytest
import xlsxwriter

from audit.ingest.error import IngestError
from handbook.book import Handbook
from handbook.model.profile import Profile
from handbook.result import FileAccount
from tests.audit.ingest.given import HEADER, Take, Taken, with_settings


def line(*cells: str) -> str:
    return "".join(f'"{cell}";' for cell in cells) + "\n"


def deal(number: str, **changes: str) -> str:
    cells = {
        "title": "Сделка",
        "pipeline": "Розница",
        "stage": "Новая",
        "amount": "100.00",
        "owner": "Ирина Белова",
        "created": "02.03.2026 10:00:00",
        "company": "ООО",
    }
    return line(number, *(cells | changes).values())


def aside(account: FileAccount) -> dict[str, tuple[int, ...]]:
    assert account.rows_read == account.rows_used + account.rows_set_aside
    return {group.reason: group.rows for group in account.set_aside}


def at(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type, misc]  # noqa: DTZ001 - company time


def test_a_deal_arrives_in_the_words_of_the_handbook(take: Take) -> None:
    taken = take("\ufeff" + HEADER + deal("19223372036854775807", owner="ира белова", stage="новая", amount="1 250,50"))
    assert taken.rows(
        "SELECT deal_id, title, pipeline, stage, owner, client_id, amount, created_at, outcome, source_row FROM deals"
    ) == [
        (
            "19223372036854775807",
            "Сделка",
            "Розница",
            "Новая",
            "Белова Ирина Сергеевна",
            "ООО",
            Decimal("1250.5000"),
            at(2026, 3, 2, 10),
            "open",
            2,
        )
    ]
    assert taken.given.profile.id == "own"
    assert taken.given.present["deals"] == {
        "deal_id",
        "title",
        "pipeline",
        "stage",
        "amount",
        "owner",
        "created_at",
        "client_id",
        "outcome",
    }
    assert taken.codes() == []


def test_staff_and_absences_come_from_the_handbook(take: Take) -> None:
    taken = take(HEADER + deal("1"))
    assert taken.rows("SELECT name, hired_at FROM employees ORDER BY name") == [
        ("Белова Ирина Сергеевна", date(2020, 1, 1)),
        ("Чернышёв Павел Евгеньевич", None),
    ]
    assert taken.rows("SELECT employee, from_day, to_day FROM absences") == [
        ("Чернышёв Павел Евгеньевич", date(2026, 2, 2), date(2026, 2, 8))
    ]


def test_every_row_is_accounted_for(take: Take) -> None:
    text = (
        HEADER
        + deal("1")
        + deal("2", title="Тест интеграции")
        + deal("3", title="Протестировать сканер")
        + line("", "без номера", *[""] * 6)
        + "\n"
        + line("Итого", "", "", "", "300.00")
        + deal("1", title="повтор")
        + line("5", *"abcdefghijk")
    )
    (account,) = take(text).given.accounts
    assert (account.rows_read, account.rows_used) == (8, 2)
    assert aside(account) == {
        "пробная запись": (3,),
        "нет номера записи": (5,),
        "пустая строка": (6,),
        "итог, подпись или подвал, а не запись": (7,),
        "номер сделки уже был в этом файле": (8,),
        "ячеек больше, чем столбцов: похоже на сдвиг": (9,),
    }
    assert account.source == "CSV, UTF-8, разделитель «;»"


def test_unread_values_are_null_and_named_with_row_column_and_text(take: Take) -> None:
    text = (
        HEADER + deal("1", amount="много", created="32.13.2026") + deal("2", amount="-", created="01.01.0001 0:00:00")
    )
    taken = take(text)
    assert taken.rows("SELECT amount, created_at FROM deals ORDER BY deal_id") == [(None, None), (None, None)]
    found = [finding for finding in taken.given.findings if finding.code == "unread-value"]
    places = [(p.file, p.row, p.field, p.excerpt) for finding in found for p in finding.places]
    assert sorted(places, key=str) == [
        ("file0.csv", 2, "Дата создания", "32.13.2026"),
        ("file0.csv", 2, "Сумма", "много"),
    ]


def test_product_rows_are_one_deal_whose_amount_is_their_sum(take: Take) -> None:
    header = line("ID", "Название сделки", "Воронка", "Стадия сделки", "Сумма", "Товар", "Цена", "Количество")
    text = (
        header
        + line("1", "А", "Розница", "Новая", "200.00", "Сканер", "100.00", "2")
        + line("1", "А", "Розница", "Новая", "50.50", "Чехол", "50.50", "1")
        + line("2", "Б", "Розница", "Новая", "10.00", "", "", "")
    )
    taken = take(text)
    assert taken.rows("SELECT deal_id, amount, product, source_row FROM deals ORDER BY 1") == [
        ("1", Decimal("250.5000"), "Сканер", 2),
        ("2", Decimal("10.0000"), None, 4),
    ]
    assert taken.rows("SELECT deal_id, product, quantity, price FROM deal_products ORDER BY 2") == [
        ("1", "Сканер", Decimal(2), Decimal(100)),
        ("1", "Чехол", Decimal(1), Decimal("50.5")),
    ]
    assert [(a.rows_read, a.rows_used) for a in taken.given.accounts] == [(3, 3)]


def test_a_deal_of_two_files_counts_once_in_the_first(take: Take) -> None:
    taken = take(HEADER + deal("1", amount="1") + deal("2"), HEADER + deal("1", amount="999") + deal("3"))
    assert taken.rows("SELECT deal_id, amount, source_file FROM deals WHERE deal_id = '1'") == [
        ("1", Decimal(1), "file0.csv")
    ]
    assert [account.rows_used for account in taken.given.accounts] == [2, 1]
    assert aside(taken.given.accounts[1]) == {"сделка уже есть в другом файле": (2,)}
    assert taken.codes() == ["repeated-deals"]


def test_history_is_brought_to_company_time_and_to_funnel_titles(take: Take) -> None:
    history = """{"result": {"items": [
        {"ID": 11, "TYPE_ID": 1, "OWNER_ID": 1, "CREATED_TIME": "2026-03-02T08:00:00+03:00", "CATEGORY_ID": 7,
         "STAGE_SEMANTIC_ID": "P", "STAGE_ID": "C7:NEW"},
        {"ID": 12, "TYPE_ID": 2, "OWNER_ID": 1, "CREATED_TIME": "2026-03-02T05:30:00.500Z", "CATEGORY_ID": 7,
         "STAGE_SEMANTIC_ID": "P", "STAGE_ID": "C7:UC_9"},
        {"ID": 13, "TYPE_ID": 1, "OWNER_ID": 77, "CREATED_TIME": "2026-03-02T05:30:00Z", "CATEGORY_ID": 7,
         "STAGE_SEMANTIC_ID": "P", "STAGE_ID": "C7:NEW"}
    ]}}"""
    taken = take(HEADER + deal("1"), history, names=("deals.csv", "history.json"))
    assert taken.rows("SELECT event_id, pipeline, stage, entered_at, source_row FROM stage_changes ORDER BY 1") == [
        ("11", "Розница", "Новая", at(2026, 3, 2, 10), 1),
        ("12", "Розница", "C7:UC_9", at(2026, 3, 2, 10, 30, 0, 500_000), 2),
    ]
    assert aside(taken.given.accounts[1]) == {"сделки нет среди проверяемых": (3,)}
    (finding,) = taken.told()
    assert finding.code == "unmatched-stage"
    assert "«C7:UC_9»" in finding.message
    assert finding.places[0].file == "history.json"


def test_rest_deals_use_user_numbers_and_semantics(take: Take) -> None:
    deals = """{"result": [{"ID": "5", "TITLE": "А", "CATEGORY_ID": "7", "STAGE_ID": "C7:ODD", "STAGE_SEMANTIC_ID": "S",
        "ASSIGNED_BY_ID": "12", "DATE_CREATE": "2026-03-01T23:30:00+03:00", "CLOSEDATE": "2026-03-09T03:00:00+03:00",
        "OPPORTUNITY": "19999.99", "CURRENCY_ID": "RUB"}], "total": 1}"""
    taken = take(deals, names=("deals.json",))
    assert taken.rows(
        "SELECT deal_id, owner, outcome, created_at, CAST(closed_at AS DATE), planned_close FROM deals"
    ) == [("5", "Белова Ирина Сергеевна", "won", at(2026, 3, 2, 1, 30), date(2026, 3, 9), None)]


@pytest.mark.parametrize(
    ("setting", "closed", "planned"), [("fact", at(2026, 3, 9), None), ("plan", None, date(2026, 3, 9))]
)
def test_the_close_date_of_a_closed_deal_is_a_fact_or_a_plan(
    take: Take, handbook: Handbook, setting: str, closed: datetime | None, planned: date | None
) -> None:
    header = line("ID", "Название сделки", "Воронка", "Стадия сделки", "Предполагаемая дата закрытия")
    text = header + line("1", "А", "Розница", "Успех", "09.03.2026") + line("2", "Б", "Розница", "Новая", "10.03.2026")
    taken = take(text, book=with_settings(handbook, close_date=setting))
    assert taken.rows("SELECT closed_at, planned_close FROM deals ORDER BY deal_id") == [
        (closed, planned),
        (None, date(2026, 3, 10)),
    ]
    assert ("closed_at" in taken.given.present["deals"]) is (setting == "fact")


def test_naive_times_of_another_zone_are_moved_and_dates_are_not(take: Take, handbook: Handbook) -> None:
    abroad = with_settings(handbook, timezone="Europe/Moscow")
    taken = take(HEADER + deal("1", created="02.03.2026 23:30:00") + deal("2", created="02.03.2026"), book=abroad)
    assert taken.rows("SELECT created_at FROM deals ORDER BY deal_id") == [(at(2026, 3, 3, 1, 30),), (at(2026, 3, 2),)]


def test_fields_that_norms_name_are_kept_blank_or_not(take: Take) -> None:
    taken = take(HEADER + deal("1", company="") + deal("2", company=" - "))
    assert taken.rows("SELECT deal_id, field, value FROM deal_fields ORDER BY 1") == [
        ("1", "Компания", None),
        ("2", "Компания", "-"),
    ]
    assert taken.given.present["deal_fields"] == {"deal_id", "field", "value"}


def test_a_plan_is_read_by_month(take: Take) -> None:
    """Rows of one file are parts of a plan and add up; a second file tells the same plan again."""
    plan = "Сотрудник;Месяц;План\nИра Белова;март 2026;1 200 000\nИра Белова;04.2026;5\nИра Белова;2026-04;6\n"
    taken = take(HEADER + deal("1"), plan, plan + "Ира Белова;05.2026;7\n")
    assert taken.rows("SELECT owner, month, measure, amount FROM plan ORDER BY month, amount") == [
        ("Белова Ирина Сергеевна", date(2026, 3, 1), None, Decimal(1_200_000)),
        ("Белова Ирина Сергеевна", date(2026, 4, 1), None, Decimal(5)),
        ("Белова Ирина Сергеевна", date(2026, 4, 1), None, Decimal(6)),
        ("Белова Ирина Сергеевна", date(2026, 5, 1), None, Decimal(7)),
    ]
    assert [aside(account) for account in taken.given.accounts[1:]] == [{}, {"запись повторяется": (2, 3, 4)}]


def test_one_payment_settles_several_invoices(take: Take) -> None:
    """Rows that name other invoices are parts of it; the same row of an overlapping export is a repeat."""
    header = "payment_id,invoice_id,amount,paid_at\n"
    one = header + "P,1,100,2026-03-01 10:00:00\nP,2,50,2026-03-01 10:00:00\nP,2,50,2026-03-01 10:00:00\n"
    two = header + "P,2,50,2026-03-01 10:00:00\nP,,7,2026-03-01 10:00:00\nP,,7,2026-03-01 10:00:00\n"
    deals = "deal_id,stage,created_at\n1,Новая,2026-03-01 10:00:00\n"
    taken = take(deals, one, two, crm="generic")
    found = taken.rows("SELECT payment_id, invoice_id, amount FROM payments ORDER BY source_file, source_row")
    assert found == [
        ("P", "1", Decimal(100)),
        ("P", "2", Decimal(50)),
        ("P", None, Decimal(7)),
    ]
    assert [aside(account) for account in taken.given.accounts[1:]] == [
        {"запись повторяется": (4,)},
        {"запись повторяется": (2, 4)},
    ]


def test_an_unknown_file_is_set_aside_whole_and_the_way_out_is_named(take: Take) -> None:
    taken = take(HEADER + deal("1"), "ID;Что-то;Стадия сделки\n1;2;3\n\n")
    account = taken.given.accounts[1]
    assert (account.source, account.rows_used, aside(account)) == ("не распознан", 0, {"не распознан": (2, 3)})
    (finding,) = taken.told()
    assert finding.code == "unknown-file"
    assert "«Что-то»" in finding.message
    assert "не хватает: «Название сделки»" in finding.message
    assert "--crm" in str(finding.tip)


def test_a_blank_leads_export_beside_deals_is_a_remark(take: Take) -> None:
    assert take(HEADER + deal("1"), "Список лидов пуст!").codes() == ["blank-export"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a;b\n1;2\n", "no-deals"),
        ("Список сделок пуст!", "no-deals"),
        (HEADER, "no-deals"),
        (HEADER + deal("1", title="тест"), "no-deals"),
        ("Сотрудник;Месяц;План\nА;2026-01;1\n", "no-deals"),
        (b"", "empty-export"),
    ],
)
def test_without_deals_there_is_no_audit(take: Take, text: str | bytes, code: str) -> None:
    with pytest.raises(IngestError) as caught:
        take(text)
    assert caught.value.findings[0].code == code
    assert caught.value.findings[0].tip


def test_a_known_file_without_its_key_column_is_named(handbook: Handbook, tmp_path: Path) -> None:
    source = {"table": "deals", "recognise": ["Этап"], "columns": {"deal_id": ["Код", "Шифр"], "stage": "Этап"}}
    profile = Profile.model_validate({"id": "other", "title": "Другая", "sources": [source]})
    known = replace(handbook, profiles={"other": profile})
    path = tmp_path / "deals.csv"
    path.write_text("Этап;Сумма\nНовая;1\n", encoding="utf-8")
    with pytest.raises(IngestError) as caught:
        Taken(known, [path], "other")
    assert caught.value.findings[0].code == "no-key-column"
    assert "«Код» или «Шифр»" in caught.value.findings[0].message


def test_repeated_headers_give_the_first_cell_that_is_filled(take: Take) -> None:
    text = "ID;Стадия;Источник;Источник\n1;Торг;;Сайт\n2;Торг;Звонок;Сайт\n"
    taken = take(text, crm="generic")
    assert taken.rows("SELECT source FROM deals ORDER BY deal_id") == [("Сайт",), ("Звонок",)]


def as_html(text: str) -> bytes:
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    cells = ["".join(f"<td>{escape(cell)}</td>" for cell in row[:-1]) for row in rows]
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    return f'<meta http-equiv="Content-type" content="text/html;charset=UTF-8" /><table>{table}</table>'.encode()


def as_workbook(text: str) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=";")):
            sheet.write_row(number, 0, row[:-1])
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("d.csv", lambda text: text.encode("cp1251")),
        ("d.csv", lambda text: text.encode("utf-16")),
        ("d.csv", lambda text: text.replace(";", "\t").encode()),
        ("d.xls", as_html),
        ("d.xlsx", as_workbook),
    ],
)
def test_one_export_in_any_wrapping_is_the_same(take: Take, name: str, write: Callable[[str], bytes]) -> None:
    text = HEADER + deal("7000000000000000123", title='А "Б" & <В>') + deal("2", stage="Отказ", amount="0.10")
    plain, wrapped = take(text), take(write(text), names=(name,))
    question = "SELECT * EXCLUDE (source_file) FROM deals ORDER BY deal_id"
    assert wrapped.rows(question) == plain.rows(question)
    assert wrapped.rows("SELECT DISTINCT source_file FROM deals") == [(name,)]


def test_hostile_text_is_data(take: Take) -> None:
    title = "'; DROP TABLE deals; -- =1+1 <script>"
    taken = take(HEADER + deal("1", title=title, stage="Новая'); DROP --", owner="О'Нил \\\\"))
    assert taken.rows("SELECT title, stage, owner FROM deals") == [(title, "Новая'); DROP --", "О'Нил \\\\")]


def test_file_names_are_data_too(take: Take) -> None:
    taken = take(HEADER + deal("1"), names=("сделки 'мая'; --.csv",))
    assert taken.rows("SELECT source_file FROM deals") == [("сделки 'мая'; --.csv",)]


def test_the_answer_does_not_depend_on_the_machines_zone(take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    history = (
        '[{"ID": 1, "OWNER_ID": 1, "CREATED_TIME": "2026-03-02T08:00:00+03:00", "CATEGORY_ID": 7,'
        ' "STAGE_SEMANTIC_ID": "P", "STAGE_ID": "C7:NEW"}]'
    )
    taken = take(HEADER + deal("1"), history, names=("d.csv", "h.json"))
    assert taken.rows("SELECT entered_at FROM stage_changes") == [(at(2026, 3, 2, 10),)]


def test_a_folder_is_all_its_files(handbook: Handbook, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "plan.csv").write_text("Менеджер;Месяц;План\nИра Белова;2026-03;1\n", encoding="cp1251")
    (folder / "deals.csv").write_text(HEADER + deal("1"), encoding="utf-16")
    given = Taken(handbook, [folder], None).given
    assert [(account.file, account.table) for account in given.accounts] == [
        ("deals.csv", "deals"),
        ("plan.csv", "plan"),
    ]
    assert {"deals", "plan", "employees", "absences", "deal_fields"} == set(given.present)


def test_nothing_is_kept_twice(take: Take) -> None:
    """Copies made on the way are dropped; cells that are in the database are let go."""
    products = HEADER.replace('"Компания";', '"Компания";"Товар";"Цена";"Количество";')
    rows = "".join(deal(str(number)).rstrip("\n") + '"Весы";"5";"2";\n' for number in range(3))
    history = "ID;OWNER_ID;CREATED_TIME;STAGE_ID;STAGE_SEMANTIC_ID\n1;1;2026-03-03T10:00:00;C7:NEW;P\n"
    taken = take(products + rows, history)
    assert taken.rows("SELECT count(*) FROM deal_products") == [(3,)]
    assert taken.rows("SELECT count(*) FROM stage_changes") == [(1,)]
    every = taken.rows("SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal")
    left = [(table, column) for table, column in every if table.startswith(("sheet_", "staged_"))]
    assert {table for table, _ in left} == {"staged_0", "staged_1", "staged_2"}
    assert [column for _, column in left if column.endswith("_text")] == []


def test_history_without_numbers_of_events_repeats_nothing(take: Take) -> None:
    history = (
        "deal_id,event_id,pipeline,stage,entered_at\n"
        "1,,Розница,Новая,2026-03-02 10:00:00\n1,,Розница,В работе,2026-03-03 10:00:00\n"
        "1,7,Розница,Успех,2026-03-04 10:00:00\n1,7,Розница,Успех,2026-03-04 10:00:00\n"
    )
    deals = "deal_id,stage,pipeline,title,created_at\n1,Успех,Розница,Поставка,2026-03-01 10:00:00\n"
    taken = take(deals, history, names=("deals.csv", "history.csv"), crm="generic")
    assert taken.rows("SELECT source_row FROM stage_changes ORDER BY 1") == [(2,), (3,), (4,)]
