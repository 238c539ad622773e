"""What a source of a profile can say of its columns, besides their titles."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from handbook.book import Handbook
from handbook.model.profile import Profile
from tests.audit.ingest.given import HEADER, Take

DEALS = HEADER + (
    '"1";"Насос для «Ромашки»";"Розница";"Новая";"100";"Ира Белова";"02.03.2026 10:00:00";"Ромашка";\n'
    '"2";"Поставка";"Розница";"Новая";"200";"Ира Белова";"02.03.2026 10:00:00";"Лютик";\n'
    '"3";"поставка ";"Розница";"Новая";"300";"Ира Белова";"02.03.2026 10:00:00";"Лютик";\n'
)


def book(handbook: Handbook, *sources: dict[str, Any], **settings: int) -> Handbook:
    """Return the company with a profile that adds sources to the preset."""
    profile = {"id": "own", "title": "Свой", "preset": "bitrix24", "sources": list(sources), "settings": settings}
    return replace(handbook, profiles={"own": Profile.model_validate(profile)})


def moment(day: int, hour: int = 0) -> datetime:
    return datetime(2026, 3, day, hour)  # noqa: DTZ001 - naive by design


def test_a_record_that_names_its_deal_is_given_its_number(take: Take, handbook: Handbook) -> None:
    source = {
        "table": "tasks",
        "recognise": ["Задача №", "Для сделки"],
        "columns": {"task_id": "Задача №", "deal_id": {"from": "Для сделки", "by": "title"}},
    }
    tasks = "Задача №;Для сделки\nt1;насос  для «ромашки»\nt2;Поставка\nt3;Чужая\nt4;\n"
    taken = take(DEALS, tasks, book=book(handbook, source))
    assert taken.rows("SELECT task_id, deal_id FROM tasks ORDER BY 1") == [
        ("t1", "1"),
        ("t2", None),
        ("t3", None),
        ("t4", None),
    ]
    (finding,) = [item for item in taken.told() if item.code == "deal-by-title"]
    assert finding.message == (
        "сделки с таким названием в выгрузке нет или оно у нескольких сделок; записи остались без сделки (строк: 2)"
    )
    assert [(place.row, place.field, place.excerpt) for place in finding.places] == [
        (3, "Для сделки", "Поставка"),
        (4, "Для сделки", "Чужая"),
    ]


def test_a_pattern_takes_a_part_of_a_value(take: Take, handbook: Handbook) -> None:
    source = {
        "table": "tasks",
        "recognise": ["Задача №", "CRM"],
        "columns": {
            "task_id": "Задача №",
            "deal_id": {"from": "CRM", "pattern": r"Сделка: ([^;]+)", "by": "title"},
            "client_id": {"from": "CRM", "pattern": r"Компания: ([^;]+)"},
        },
    }
    tasks = 'Задача №;CRM\nt1;"Сделка: Насос для «Ромашки» ;Компания: Ромашка;"\nt2;"Контакт: Ия;"\n'
    taken = take(DEALS, tasks, book=book(handbook, source))
    assert taken.rows("SELECT task_id, deal_id, client_id FROM tasks ORDER BY 1") == [
        ("t1", "1", "Ромашка"),
        ("t2", None, None),
    ]
    assert taken.codes() == []


def test_columns_that_are_moments_of_stages_become_their_history(take: Take, handbook: Handbook) -> None:
    wide = {
        "table": "stage_changes",
        "recognise": ["ID", "Название сделки"],
        "wide": {"from": ['Вошла в "{stage} ({pipeline})"', "Вошла в {stage}"], "into": "entered_at"},
        "columns": {"deal_id": "ID"},
    }
    deals = (
        "ID;Название сделки;Стадия сделки;Воронка;Дата создания;"
        '"Вошла в ""Новая (Розница)""";"вошла в ""В работе (Розница)"""\n'
        "1;А;В работе;Розница;02.03.2026;02.03.2026 09:00;04.03.2026 10:00\n"
        "2;Б;Новая;Розница;03.03.2026;03.03.2026 09:00;\n"
        "3;В;Новая;Розница;03.03.2026;;\n"
    )
    taken = take(deals, book=book(handbook, wide))
    assert taken.rows("SELECT deal_id, pipeline, stage, entered_at, source_row FROM stage_changes ORDER BY 1, 4") == [
        ("1", "Розница", "Новая", moment(2, 9), 2),
        ("1", "Розница", "В работе", moment(4, 10), 2),
        ("2", "Розница", "Новая", moment(3, 9), 3),
    ]
    (account,) = taken.given.accounts
    assert (account.rows_read, account.rows_used) == (3, 3)
    assert taken.given.present["stage_changes"] == {"deal_id", "pipeline", "stage", "entered_at"}


def test_an_invoice_without_a_due_day_falls_due_after_the_usual_respite(take: Take, handbook: Handbook) -> None:
    source = {
        "table": "invoices",
        "recognise": ["Счёт №"],
        "columns": {"invoice_id": "Счёт №", "issued_at": "Дата", "due_at": "Срок", "amount": "Долг"},
    }
    invoices = "Счёт №;Дата;Срок;Долг\n7;02.03.2026 15:00;;10\n8;02.03.2026;05.03.2026;10\n9;;;10\n"
    taken = take(DEALS, invoices, book=book(handbook, source, payment_days=14))
    assert taken.rows("SELECT invoice_id, due_at FROM invoices ORDER BY 1") == [
        ("7", moment(16)),
        ("8", moment(5)),
        ("9", None),
    ]
    assert [note for note in taken.given.notes if "14\u00a0дней" in note]


def test_a_mark_may_have_alternatives_and_a_column_a_number(take: Take, handbook: Handbook) -> None:
    source = {
        "table": "tasks",
        "recognise": [["Задача №", "Номер дела"], "Срок"],
        "columns": {"task_id": "@1", "due_at": "Срок"},
    }
    given = book(handbook, source)
    for header in ("Задача №;Срок", "Номер дела;Срок"):
        taken = take(DEALS, f"{header}\n5;05.03.2026\n", book=given)
        assert taken.rows("SELECT task_id, due_at FROM tasks") == [("5", moment(5))]


def test_the_companys_title_of_a_column_adds_to_the_presets_and_keeps_its_words(take: Take, handbook: Handbook) -> None:
    own = {
        "table": "deals",
        "recognise": ["ID", "Название сделки", "Стадия сделки"],
        "columns": {"stage": "Ступень", "currency": "Деньги"},
    }
    deals = "ID;Название сделки;Ступень;Воронка;Деньги\n1;А;Новая;Розница;Российский рубль\n"
    taken = take(deals, book=book(handbook, own))
    assert taken.rows("SELECT deal_id, stage, currency FROM deals") == [("1", "Новая", "RUB")]
    assert taken.codes() == []


def test_a_file_of_another_system_is_read_by_the_profile_that_knows_it(take: Take, handbook: Handbook) -> None:
    invoices = "Номер счёта;Срок;Сумма\n15;05.03.2026;10\n"
    taken = take(DEALS, invoices, book=replace(handbook, profiles={}))
    assert taken.given.profile.id == "bitrix24"
    assert taken.rows("SELECT invoice_id, due_at FROM invoices") == [("15", moment(5))]


def test_deals_of_a_second_system_are_not_mixed_with_those_of_the_first(take: Take, handbook: Handbook) -> None:
    taken = take(DEALS, "Record ID,Deal Stage\n1,Новая\n", book=replace(handbook, profiles={}))
    assert taken.rows("SELECT count(*) FROM deals") == [(3,)]
    assert taken.codes() == ["unknown-file"]


PRODUCTS = (
    '"ID";"Название сделки";"Воронка";"Стадия сделки";"Сумма";"Товар";"Цена";"Количество";\n'
    '"1";"А";"Розница";"Новая";"100.00";"Насос";"100";"1";\n'
    '"1";"А";"Розница";"Новая";"50.00";"Кран";"50";"1";\n'
    '"2";"Б";"Розница";"Новая";"70.00";"";"";"";\n'
)


def test_a_price_list_that_is_taken_for_products_of_deals_is_set_aside(take: Take, handbook: Handbook) -> None:
    source = {
        "table": "deal_products",
        "recognise": ["Товар", "Прайс"],
        "columns": {"product": "Товар", "price": "Прайс"},
    }
    taken = take(DEALS, "Товар;Прайс\nНасос;100\n", book=book(handbook, source))
    reasons = [group.reason for account in taken.given.accounts for group in account.set_aside]
    assert reasons == ["сделки нет среди проверяемых"]


def test_product_rows_of_a_deal_add_up(take: Take) -> None:
    taken = take(PRODUCTS)
    assert taken.rows("SELECT deal_id, CAST(amount AS INTEGER) FROM deals ORDER BY 1") == [("1", 150), ("2", 70)]
    assert taken.codes() == []


def test_a_list_with_products_that_was_written_twice_keeps_its_money(take: Take) -> None:
    header, *rows = PRODUCTS.splitlines(keepends=True)
    taken = take("".join((header, *rows, *rows)))
    assert taken.rows("SELECT deal_id, CAST(amount AS INTEGER) FROM deals ORDER BY 1") == [("1", 150), ("2", 70)]
    assert taken.rows("SELECT deal_id, product, source_row FROM deal_products ORDER BY 3") == [
        ("1", "Насос", 2),
        ("1", "Кран", 3),
    ]
    (account,) = taken.given.accounts
    assert [(group.reason, group.rows) for group in account.set_aside] == [
        ("строка повторяет другую целиком", (5, 6, 7)),
    ]
    assert taken.codes() == ["repeated-deals"]


def test_a_number_that_repeats_in_one_file_is_told(take: Take) -> None:
    taken = take(DEALS + '"1";"Ещё раз";"Розница";"Новая";"5";"";"02.03.2026 10:00:00";"";\n')
    (finding,) = taken.told()
    assert finding.code == "repeated-deals"
    assert finding.message == "номера сделок повторяются, взята первая строка каждой (строк: 1)"
    assert finding.places[0].row == 5


def test_reasons_of_refusal_are_called_as_the_company_calls_them_and_kept_as_written(
    take: Take, handbook: Handbook
) -> None:
    words = {"Не дозвонились": ("недозвон", "не дозвон"), "Физическое лицо": ("физ лицо", "физик", "физ.лицо")}
    given = replace(handbook, company=handbook.company.model_copy(update={"refusal_reasons": words}))
    reasons = ("Недозвон", "не  дозвон.", "физ.лицо", "Физ лицо", "Hедозвон", "Дорого", "")
    rows = "".join(f"{number};Розница;Отказ;{reason}\n" for number, reason in enumerate(reasons, 1))
    taken = take("ID;Воронка;Стадия;Причина отказа\n" + rows, book=given)
    assert taken.rows("SELECT refusal_reason, refusal_reason_raw FROM deals ORDER BY deal_id") == [
        ("Не дозвонились", "Недозвон"),
        ("Не дозвонились", "не  дозвон."),
        ("Физическое лицо", "физ.лицо"),
        ("Физическое лицо", "Физ лицо"),
        ("Не дозвонились", "Hедозвон"),
        ("Дорого", "Дорого"),
        (None, None),
    ]


def test_rows_are_chosen_left_out_and_blanks_are_values_too(take: Take, handbook: Handbook) -> None:
    source = {
        "table": "invoices",
        "recognise": ["Счёт №"],
        "filters": {"Вид": ["Счёт*", ""]},
        "except": {"Статус": ["Черновик", "Отклон*"], "Чего нет": ["да"]},
        "columns": {"invoice_id": "Счёт №"},
    }
    rows = ("1;Счёт на оплату;Новый", "2;;Новый", "3;Акт;Новый", "4;Счёт;черновик", "5;Счёт;Отклонён", "6;Счёт;")
    taken = take(DEALS, "Счёт №;Вид;Статус\n" + "\n".join(rows) + "\n", book=book(handbook, source))
    assert taken.rows("SELECT invoice_id FROM invoices ORDER BY 1") == [("1",), ("2",), ("6",)]
    assert [(group.reason, group.rows) for group in taken.given.accounts[1].set_aside] == [
        ("не подходит отбору профиля", (4, 5, 6))
    ]


def test_a_blank_is_filled_from_another_column_row_by_row(take: Take, handbook: Handbook) -> None:
    source = {
        "table": "tasks",
        "recognise": ["Задача №"],
        "columns": {"task_id": "Задача №", "client_id": {"from": ["Фирма", "Компания"], "or": "Контакт"}},
    }
    tasks = "Задача №;Компания;Контакт\nt1;Ромашка;Анна\nt2;;Анна\nt3;;\n"
    taken = take(DEALS, tasks, book=book(handbook, source))
    assert taken.rows("SELECT task_id, client_id FROM tasks ORDER BY 1") == [
        ("t1", "Ромашка"),
        ("t2", "Анна"),
        ("t3", None),
    ]


@pytest.mark.parametrize("number", ["{}.0", "{}"])
def test_numbers_that_a_spreadsheet_made_quantities_meet_those_of_other_files(take: Take, number: str) -> None:
    deals = "ID;Воронка;Стадия\n" + "".join(f"{number.format(value)};Розница;Новая\n" for value in (7, 1103))
    history = "Номер сделки;Стадия;Время входа на стадию\n7;Новая;02.03.2026 10:00\n1103.0;Новая;02.03.2026 10:00\n"
    taken = take(deals, history, crm="generic")
    assert taken.rows("SELECT deal_id FROM deals ORDER BY 1") == [("1103",), ("7",)]
    assert taken.rows("SELECT deal_id FROM stage_changes ORDER BY 1") == [("1103",), ("7",)]


def test_a_version_is_no_quantity(take: Take) -> None:
    taken = take("ID;Воронка;Стадия\n2.0;Розница;Новая\nv2;Розница;Новая\n", crm="generic")
    assert taken.rows("SELECT deal_id FROM deals ORDER BY 1") == [("2.0",), ("v2",)]


def test_a_number_may_be_counted_in_other_units(take: Take, handbook: Handbook) -> None:
    source = {
        "table": "activities",
        "recognise": ["Дело №"],
        "columns": {"activity_id": "Дело №", "duration_s": {"from": "мс", "scale": 0.001}},
    }
    taken = take(DEALS, "Дело №;мс\n1;95000\n2;\n3;1 500\n", book=book(handbook, source))
    assert taken.rows("SELECT activity_id, CAST(duration_s AS DOUBLE) FROM activities ORDER BY 1") == [
        ("1", 95.0),
        ("2", None),
        ("3", 1.5),
    ]


def test_a_deal_of_an_unknown_stage_is_closed_when_the_export_says_so(take: Take, handbook: Handbook) -> None:
    given = replace(handbook, profiles={})
    dates = "1;Розница;Сдано;01.01.2026;05.01.2026\n2;Розница;Ждём;01.01.2026;\n"
    taken = take("ID;Воронка;Стадия;Дата создания;Дата закрытия\n" + dates, book=given)
    assert taken.rows("SELECT deal_id, outcome, CAST(closed_at AS DATE)::VARCHAR FROM deals ORDER BY 1") == [
        ("1", None, "2026-01-05"),
        ("2", None, None),
    ]
    head = "ID;Название сделки;Воронка;Стадия сделки;Предполагаемая дата закрытия;Сделка закрыта\n"
    rows = ("1;А;Розница;Сдано;05.03.2026;Да", "2;Б;Розница;Ждём;06.03.2026;Нет", "3;В;Розница;Сдано;;Да")
    taken = take(head + "\n".join(rows) + "\n4;Г;Розница;Сделка успешна;07.03.2026;Да\n", book=given)
    assert taken.rows("SELECT deal_id, outcome, CAST(closed_at AS DATE)::VARCHAR FROM deals ORDER BY 1") == [
        ("1", None, "2026-03-05"),
        ("2", "open", None),
        ("3", "closed", None),
        ("4", "won", "2026-03-07"),
    ]


def test_each_wide_column_is_read_by_the_shape_it_has(take: Take, handbook: Handbook) -> None:
    wide = {
        "table": "stage_changes",
        "recognise": ["ID", "Название сделки"],
        "wide": {"from": ['Вошла в "{stage} ({pipeline})"', 'Вошла в "{stage}"'], "into": "entered_at"},
        "columns": {"deal_id": "ID", "pipeline": "Воронка"},
    }
    deals = (
        'ID;Название сделки;Стадия сделки;Воронка;"Вошла в ""Новая""";"Вошла в ""В работе (Розница)"""\n'
        "1;А;В работе;Розница;02.03.2026 09:00;04.03.2026 10:00\n"
    )
    taken = take(deals, book=book(handbook, wide))
    assert taken.rows("SELECT pipeline, stage, entered_at FROM stage_changes ORDER BY 3") == [
        ("Розница", "Новая", moment(2, 9)),
        ("Розница", "В работе", moment(4, 10)),
    ]


def test_of_two_exports_of_a_deal_the_fresher_one_counts(take: Take) -> None:
    older = DEALS.replace("Новая", "В работе")
    fresher = DEALS + '"9";"Новая";"Розница";"Новая";"5";"";"05.04.2026 10:00:00";"";\n'
    taken = take(older, fresher, names=("2026-02.csv", "2026-03.csv"))
    assert taken.rows("SELECT deal_id, stage, source_file FROM deals ORDER BY 1") == [
        (number, "Новая", "2026-03.csv") for number in ("1", "2", "3", "9")
    ]
    (finding,) = taken.told()
    assert finding.message == (
        "сделки этого файла уже есть в более свежем файле («2026-03.csv») и второй раз не считаются (строк: 3)"
    )


def test_files_without_numbers_are_not_copies_of_each_other(take: Take, handbook: Handbook) -> None:
    source = {"table": "deals", "recognise": ["Сделка", "Этап"], "columns": {"deal_id": "@row", "stage": "Этап"}}
    text = "Сделка;Этап\nА;Новая\n"
    given = book(handbook, source)
    taken = take(text, text.replace("А", "Б"), names=("01.csv", "02.csv"), book=given)
    assert taken.rows("SELECT deal_id FROM deals ORDER BY 1") == [("01.csv:2",), ("02.csv:2",)]
    assert take(text, names=("01.csv",), book=given).rows("SELECT deal_id FROM deals") == [("2",)]
