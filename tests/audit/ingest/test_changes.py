"""Changes of fields and of owners are put in the same words as the fields themselves."""

from __future__ import annotations

from tests.audit.ingest.given import Take

DEALS = (
    "Номер сделки,Воронка,Стадия,Ответственный,Дата создания,Плановая дата закрытия\n"
    "1,Розница,Новая,Ира Белова,01.03.2026 10:00,01.05.2026\n"
    "2,Опт,Новая,Ира Белова,01.03.2026 10:00,01.05.2026\n"
)
FIELDS = "Вид объекта,Номер объекта,Поле,Было,Стало,Когда\n"


def test_old_and_new_values_are_read_as_in_deals(take: Take) -> None:
    changes = FIELDS + (
        "Сделка,1,Плановая дата закрытия,01.03.2026,01.05.2026,05.04.2026 10:00\n"
        "Сделка,1,Дата закрытия,не закрыта,2 янв. 2026 9:05,05.04.2026 10:00\n"
        "Сделка,1,Исход,Открыта,Выиграна,05.04.2026 10:00\n"
        "Сделка,2,Стадия,торг,ПРОДАНО,05.04.2026 10:00\n"
        "Сделка,1,Стадия,торг,Новая,05.04.2026 10:00\n"
        "Сделка,1,Плановая дата закрытия,скоро,2026-05-01,06.04.2026 10:00\n"
        "Сделка,1,Бюджет,01.03.2026,торг,06.04.2026 10:00\n"
    )
    taken = take(DEALS, changes, crm="generic")
    assert taken.rows('SELECT field, "old", "new" FROM field_changes ORDER BY source_row') == [
        ("planned_close", "2026-03-01", "2026-05-01"),
        ("closed_at", None, "2026-01-02 09:05:00"),
        ("outcome", "open", "won"),
        ("stage", "Торг", "Продано"),
        ("stage", "торг", "Новая"),
        ("planned_close", "скоро", "2026-05-01"),
        ("Бюджет", "01.03.2026", "торг"),
    ]


def test_owners_of_the_past_are_known_by_their_aliases(take: Take) -> None:
    changes = "Номер объекта,Было,Стало,Когда\n1,Чернышёв Павел,Ира Белова,05.04.2026 10:00\n"
    taken = take(DEALS, changes, crm="generic")
    found = taken.rows('SELECT "old", "new" FROM owner_changes')
    assert found == [("Чернышёв Павел Евгеньевич", "Белова Ирина Сергеевна")]


def test_a_change_told_twice_counts_once(take: Take) -> None:
    row = "Сделка,1,Плановая дата закрытия,01.03.2026,01.05.2026,05.04.2026 10:00\n"
    other = "Сделка,1,Плановая дата закрытия,01.03.2026,02.05.2026,05.04.2026 10:00\n"
    taken = take(DEALS, FIELDS + row + other, FIELDS + row, crm="generic")
    assert taken.rows("SELECT count(*) FROM field_changes") == [(2,)]
