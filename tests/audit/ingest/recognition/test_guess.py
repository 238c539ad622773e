"""Columns that no profile names are guessed, told of, and never guessed rashly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audit.ingest.error import IngestError
from audit.ingest.recognition.choose import evidence_of
from audit.ingest.recognition.guess import Guess, guesses
from audit.ingest.sheet import Sheet, sheet_of_rows
from audit.profiles import load_preset
from handbook.book import Handbook
from tests.audit.ingest.given import Take

ROWS = (
    "1;Насос;Розница;Новая;Ира Белова;02.03.2026 10:00:00\n2;Кран;Розница;В работе;Белова Ирина Сергеевна;03.03.2026\n"
)


def deals(*titles: str) -> str:
    return ";".join(titles) + "\n" + ROWS


def sheet(titles: tuple[str, ...], *rows: tuple[str, ...]) -> Sheet:
    return sheet_of_rows("a.csv", "CSV", titles, list(enumerate(rows, 2)))


@pytest.mark.parametrize(
    "titles",
    [
        ("ID", "Название сделки", "Воронка", "Стадия", "Ответсвенный", "Дата созданя"),
        ("ID", "Название", "Воронка", "Стадия сделкки", "Менеджер", "Даты создания"),
        ("ID", "Название сделки", "Воронка", "Где сделка", "Ответственный менеджер", "Создана"),
    ],
)
def test_renamed_columns_are_read_by_their_meaning(take: Take, handbook: Handbook, titles: tuple[str, ...]) -> None:
    taken = take(deals(*titles), book=replace(handbook, profiles={}))
    assert taken.rows(
        "SELECT deal_id, title, pipeline, stage, owner, CAST(created_at AS DATE) FROM deals ORDER BY 1"
    ) == [
        ("1", "Насос", "Розница", "Новая", "Белова Ирина Сергеевна", taken.rows("SELECT DATE '2026-03-02'")[0][0]),
        ("2", "Кран", "Розница", "В работе", "Белова Ирина Сергеевна", taken.rows("SELECT DATE '2026-03-03'")[0][0]),
    ]
    (finding,) = taken.told()
    assert finding.code == "guessed-column"


def test_a_guess_is_told_with_how_sure_it_is(take: Take, handbook: Handbook) -> None:
    titles = ("ID", "Название сделки", "Воронка", "Стадия сделки", "Ответсвенный", "Дата создания")
    (finding,) = take(deals(*titles), book=replace(handbook, profiles={})).told()
    assert finding.message == (
        "столбцы с незнакомыми названиями приняты по смыслу: «Ответсвенный» — за «Ответственный» (уверенность 85 %)"
    )


def test_a_title_that_may_mean_two_things_is_left_to_a_person(handbook: Handbook) -> None:
    source = next(source for source in load_preset("bitrix24").sources if source.table == "deals")
    given = sheet(("ID", "Менеджер", "Сотрудник", "Название сделки"), ("1", "Ира Белова", "Ира Белова", "А"))
    found = {item.name: item for item in guesses(given, source, evidence_of(handbook, None, given))}
    assert found["owner"].confidence == 0.79


def test_values_that_speak_against_a_title_take_the_guess_away(handbook: Handbook) -> None:
    source = next(source for source in load_preset("bitrix24").sources if source.table == "deals")
    dates = sheet(("ID", "Дата созданя"), ("1", "02.03.2026"), ("2", "03.03.2026"))
    names = sheet(("ID", "Дата созданя"), ("1", "Пётр"), ("2", "Иван"))
    assert guesses(dates, source, evidence_of(handbook, None, dates)) == [Guess("created_at", 1, 0.93)]
    assert "created_at" not in {item.name for item in guesses(names, source, evidence_of(handbook, None, names))}


@pytest.mark.parametrize(
    ("title", "value"),
    [("Контракт", "Д-17"), ("Client CRM", "Bitrix24"), ("PPC budget USD", "100"), ("Дата изменения", "02.03.2026")],
)
def test_a_title_that_is_merely_similar_is_not_used(take: Take, handbook: Handbook, title: str, value: str) -> None:
    text = f"ID;Название сделки;Воронка;Стадия сделки;{title}\n1;А;Розница;Новая;{value}\n"
    taken = take(text, book=replace(handbook, profiles={}))
    assert taken.codes() == []
    assert taken.given.present["deals"] == {"deal_id", "title", "pipeline", "stage", "outcome"}


def test_a_table_of_something_else_is_not_taken_for_deals(take: Take) -> None:
    with pytest.raises(IngestError) as caught:
        take("product,series,sales_price\nGTX Basic,GTX,550\nGTX Pro,GTX,4821\n")
    assert [finding.code for finding in caught.value.findings] == ["no-deals", "unknown-file"]


def test_of_two_titles_as_likely_none_is_used(take: Take, handbook: Handbook) -> None:
    text = "ID;Название сделки;Воронка;Стадия сделки;Дата открытия;Создана\n1;А;Розница;Новая;02.03.2026;03.03.2026\n"
    taken = take(text, book=replace(handbook, profiles={}))
    assert "created_at" not in taken.given.present["deals"]
    assert taken.codes() == []


def test_yes_and_no_are_no_dates(take: Take, handbook: Handbook) -> None:
    text = "Номер;Воронка;Стадия;Сделка закрыта\n1;Розница;Новая;Нет\n2;Розница;Успех;Да\n"
    taken = take(text, book=replace(handbook, profiles={}))
    assert "closed_at" not in taken.given.present["deals"]


def test_an_export_full_of_the_titles_of_a_crm_is_its_own_in_spite_of_renamed_marks(
    take: Take, handbook: Handbook
) -> None:
    text = (
        "ID;Название сделки;Воронка;Этап;Сумма;Сделка закрыта;Товар;Цена;Количество;UTM Source\n"
        "1;А;Розница;Новая;100;Нет;Насос;100;1;\n1;А;Розница;Новая;50;Нет;Кран;50;1;\n"
    )
    taken = take(text, book=replace(handbook, profiles={}))
    assert taken.given.profile.id == "bitrix24"
    assert taken.rows("SELECT deal_id, CAST(amount AS INTEGER) FROM deals") == [("1", 150)]
    assert taken.rows("SELECT product FROM deal_products ORDER BY 1") == [("Кран",), ("Насос",)]


@pytest.mark.parametrize(
    ("title", "values"),
    [
        ("Этап", ("1", "12", "7")),
        ("Ответственный за сделку", ("Насос", "Кран", "Болты")),
        ("Валюта сделки", ("Наличные", "Карта", "Счёт")),
    ],
)
def test_values_of_another_kind_make_a_title_doubtful(handbook: Handbook, title: str, values: tuple[str, ...]) -> None:
    source = next(source for source in load_preset("bitrix24").sources if source.table == "deals")
    given = sheet(("ID", title), *((str(number), value) for number, value in enumerate(values)))
    assert [item for item in guesses(given, source, evidence_of(handbook, None, given)) if item.confidence >= 0.8] == []


def test_among_hundreds_of_columns_nothing_is_guessed(handbook: Handbook) -> None:
    source = next(source for source in load_preset("bitrix24").sources if source.table == "deals")
    titles = ("ID", "Ответсвенный", *(f"Поле {number}" for number in range(2000)))
    given = sheet(titles, ("1", "Ира Белова", *("х" for _ in range(2000))))
    assert guesses(given, source, evidence_of(handbook, None, given)) == []


def test_a_list_of_deals_beside_answers_of_a_crm_is_of_that_crm(take: Take, handbook: Handbook) -> None:
    deals = "Номер;Этап;Менеджер сделки;Дата открытия;Воронка\n1;Новая;12;02.03.2026;Розница\n"
    history = (
        '{"result": {"items": [{"ID": 11, "OWNER_ID": 1, "CREATED_TIME": "2026-03-02T10:00:00+05:00",'
        ' "CATEGORY_ID": 7, "STAGE_SEMANTIC_ID": "P", "STAGE_ID": "C7:NEW"}]}}'
    )
    taken = take(deals, history, names=("deals.csv", "history.json"))
    assert taken.given.profile.id == "own"
    assert taken.rows("SELECT deal_id, pipeline, stage, owner FROM deals") == [
        ("1", "Розница", "Новая", "Белова Ирина Сергеевна")
    ]
    assert taken.rows("SELECT deal_id, pipeline, stage FROM stage_changes") == [("1", "Розница", "Новая")]
    assert handbook.profiles["own"].preset == "bitrix24"
