"""Names, filters and marks of test records are compared with the export as people read them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audit.ingest.error import IngestError
from handbook.book import Handbook
from handbook.finding import Place, Severity
from handbook.model.people import Person
from handbook.model.profile import Profile
from tests.audit.ingest.given import HEADER, Take, with_settings


def deal(number: int, owner: str = "Ирина Белова", title: str = "Сделка", stage: str = "Новая") -> str:
    return f'"{number}";"{title}";"Розница";"{stage}";"1";"{owner}";"02.03.2026 10:00:00";"ООО";\n'


def test_an_alias_of_two_belongs_to_neither_and_both_are_named(take: Take, handbook: Handbook) -> None:
    second = Person.model_validate(
        {"name": "Чернышёв Павел Евгеньевич", "aliases": ["ира белова"], "position": "menedzher"}
    )
    book = replace(handbook, staff=(handbook.staff[0], second))
    taken = take(HEADER + deal(1) + deal(2, "Ира  Белова") + deal(3, "Ира Белова"), book=book)
    assert taken.rows("SELECT owner FROM deals ORDER BY deal_id") == [
        ("Белова Ирина Сергеевна",),
        ("Ира Белова",),
        ("Ира Белова",),
    ]
    (finding,) = (item for item in taken.given.findings if item.code == "shared-name")
    assert finding.severity is Severity.WARNING
    assert finding.places == (
        Place("file0.csv", row=3, field="Ответственный", excerpt="Ира  Белова"),
        Place("file0.csv", row=4, field="Ответственный", excerpt="Ира Белова"),
    )
    assert "Белова Ирина Сергеевна, Чернышёв Павел Евгеньевич" in finding.message


def test_a_full_name_stays_with_its_bearer(take: Take, handbook: Handbook) -> None:
    second = Person.model_validate(
        {"name": "Чернышёв Павел Евгеньевич", "aliases": ["Белова Ирина Сергеевна"], "position": "menedzher"}
    )
    taken = take(HEADER + deal(1, "Белова Ирина Сергеевна"), book=replace(handbook, staff=(handbook.staff[0], second)))
    assert taken.rows("SELECT owner FROM deals") == [("Белова Ирина Сергеевна",)]
    assert "shared-name" in taken.codes()


def test_a_shared_name_nobody_uses_is_no_matter(take: Take, handbook: Handbook) -> None:
    twin = handbook.staff[0].model_copy(update={"name": "Белова Инна Олеговна"})
    taken = take(HEADER + deal(1), book=replace(handbook, staff=(*handbook.staff, twin)))
    assert "shared-name" not in taken.codes()


def filtered(handbook: Handbook, filters: dict[str, list[str]]) -> Handbook:
    profile = Profile.model_validate(
        {
            "id": "own",
            "title": "Свой",
            "sources": [
                {
                    "table": "deals",
                    "recognise": ["ID", "Название сделки"],
                    "columns": {"deal_id": "ID", "created_at": "Дата создания"},
                    "filters": filters,
                }
            ],
        }
    )
    return replace(handbook, profiles={"own": profile})


@pytest.mark.parametrize("value", ["Отчёт", "отчет", " ОТЧЁТ "])
def test_a_filter_compares_as_people_read(take: Take, handbook: Handbook, value: str) -> None:
    export = (
        HEADER + deal(1, title="Отчёт") + deal(2, title=" ОТЧЕТ\u00a0") + deal(3, title="Другое") + deal(4, title="")
    )
    taken = take(export, book=filtered(handbook, {"название  сделки": [value]}))
    assert taken.rows("SELECT deal_id FROM deals ORDER BY deal_id") == [("1",), ("2",)]
    (account,) = taken.given.accounts
    assert [(group.reason, group.rows) for group in account.set_aside] == [("не подходит отбору профиля", (4, 5))]


def test_a_filter_by_a_column_the_file_lacks_is_told(take: Take, handbook: Handbook) -> None:
    with pytest.raises(IngestError) as caught:
        take(HEADER + deal(1), book=filtered(handbook, {"Вид": ["Отчёт"]}))
    finding = caught.value.findings[0]
    assert (finding.code, finding.places) == ("no-filter-column", (Place("file0.csv", row=1),))
    assert "«Вид»" in finding.message


@pytest.mark.parametrize("title", ["Тёстовая  сделка № 5", "ТЕСТОВАЯ\u00a0СДЕЛКА"])
def test_blanks_of_any_kind_stand_between_words_of_a_test_title(take: Take, handbook: Handbook, title: str) -> None:
    book = with_settings(handbook, test_titles=["тестовая сделка"])
    taken = take(HEADER + deal(1, title=title) + deal(2, title="Нетестовая сделка"), book=book, crm="bitrix24")
    assert taken.rows("SELECT deal_id FROM deals ORDER BY deal_id") == [("1",), ("2",)]
    own = take(HEADER + deal(1, title=title) + deal(2, title="Нетестовая сделка"), book=_over_bitrix(book))
    assert own.rows("SELECT deal_id FROM deals") == [("2",)]


def _over_bitrix(handbook: Handbook) -> Handbook:
    own = handbook.profiles["own"].model_copy(update={"preset": "bitrix24"})
    return replace(handbook, profiles={"own": own})
