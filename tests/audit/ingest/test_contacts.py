"""Calls, meetings, letters and leads as Bitrix24 gives them, and what is taken when two answers tell of one call."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from tests.audit.ingest.given import HEADER, Take

DEALS = HEADER + '"1";"Сделка";"Розница";"Новая";"1";"Ирина Белова";"02.03.2026 10:00:00";"ООО";\n'


def call(number: str, entity: str, **changes: str) -> dict[str, str]:
    return {
        "ID": number,
        "CALL_ID": f"externalCall.{number}",
        "PORTAL_USER_ID": "12",
        "CALL_TYPE": "1",
        "CALL_DURATION": "95",
        "CALL_START_DATE": "2026-03-02T08:00:00+03:00",
        "CALL_FAILED_CODE": "200",
        "CRM_ENTITY_TYPE": entity,
        "CRM_ENTITY_ID": "1",
        "CRM_ACTIVITY_ID": f"9{number}",
        **changes,
    }


def activity(number: str, owner: str, **changes: str) -> dict[str, str]:
    return {
        "ID": number,
        "OWNER_ID": "1",
        "OWNER_TYPE_ID": owner,
        "TYPE_ID": "1",
        "COMPLETED": "Y",
        "RESPONSIBLE_ID": "12",
        "START_TIME": "2026-03-03T08:00:00+03:00",
        "CREATED": "2026-03-03T09:00:00+03:00",
        "DIRECTION": "0",
        **changes,
    }


def answer(*items: dict[str, str]) -> str:
    return json.dumps({"result": items, "total": len(items)})


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 3, day, hour)  # noqa: DTZ001 - company time


def test_calls_are_linked_by_their_entity_and_told_by_their_codes(take: Take) -> None:
    calls = answer(
        call("1", "LEAD"),
        call("2", "DEAL", CALL_TYPE="3", CALL_FAILED_CODE="304"),
        call("3", "COMPANY", CALL_TYPE="4", CALL_FAILED_CODE="603-S"),
        call("4", "CONTACT", CALL_TYPE="2"),
        call("5", "DEAL", CALL_TYPE="5"),
    )
    taken = take(DEALS, calls, names=("deals.csv", "calls.json"))
    assert taken.rows(
        "SELECT activity_id, kind, direction, result, lead_id, deal_id, client_id, employee, started_at, duration_s"
        " FROM activities ORDER BY 1"
    ) == [
        ("91", "call", "out", "success", "1", None, None, "Белова Ирина Сергеевна", at(2, 10), 95),
        ("92", "call", "in", "fail", None, "1", None, "Белова Ирина Сергеевна", at(2, 10), 95),
        ("93", "call", "out", "fail", None, None, "1", "Белова Ирина Сергеевна", at(2, 10), 95),
        ("94", "call", "in", "success", None, None, None, "Белова Ирина Сергеевна", at(2, 10), 95),
    ]
    (aside,) = taken.given.accounts[1].set_aside
    assert (aside.reason, aside.rows) == ("не подходит отбору профиля", (5,))


def test_only_held_meetings_calls_and_letters_are_activities(take: Take) -> None:
    done = answer(
        activity("1", "1", TYPE_ID="4", DIRECTION="2"),
        activity("2", "2"),
        activity("3", "4", TYPE_ID="2", DIRECTION="1"),
        activity("4", "3"),
        activity("5", "2", TYPE_ID="3"),
        activity("6", "2", COMPLETED="N"),
    )
    taken = take(DEALS, done, names=("deals.csv", "activities.json"))
    assert taken.rows(
        "SELECT activity_id, kind, direction, lead_id, deal_id, client_id, started_at, recorded_at FROM activities"
        " ORDER BY 1"
    ) == [
        ("1", "email", "out", "1", None, None, at(3, 10), at(3, 11)),
        ("2", "meeting", None, None, "1", None, at(3, 10), at(3, 11)),
        ("3", "call", "in", None, None, "1", at(3, 10), at(3, 11)),
        ("4", "meeting", None, None, None, None, at(3, 10), at(3, 11)),
    ]
    assert "result" not in taken.given.present["activities"]


@pytest.mark.parametrize("turned", [False, True])
def test_a_call_of_both_answers_counts_once_with_its_outcome(take: Take, *, turned: bool) -> None:
    activities = answer(activity("91", "2", TYPE_ID="2", DIRECTION="2"), activity("92", "2"))
    answers = {"a.json": activities, "b.json": answer(call("1", "DEAL"))}
    names = sorted(answers, reverse=turned)
    taken = take(DEALS, *(answers[name] for name in names), names=("deals.csv", *names))
    assert taken.rows("SELECT activity_id, kind, result FROM activities ORDER BY 1") == [
        ("91", "call", "success"),
        ("92", "meeting", None),
    ]
    asides = {
        account.file: [(group.reason, group.rows) for group in account.set_aside] for account in taken.given.accounts
    }
    assert asides == {"deals.csv": [], "a.json": [("запись повторяется", (1,))], "b.json": []}


def test_details_of_calls_have_no_numbers_and_every_row_of_every_file_counts(take: Take) -> None:
    titles = ("Сотрудник", "Номер портала", "Номер телефона", "Тип звонка", "Время звонка", "Дата вызова", "Статус")
    rows = (
        ("Ира Белова", "+7", "+7", "Исходящий звонок", "1 мин, 35 сек", "02.03.2026 10:00:00", "Успешный звонок"),
        ("Ира Белова", "+7", "+7", "Входящий звонок", "", "02.03.2026 10:00:00", "Пропущенный звонок"),
        ("Ира Белова", "+7", "+7", "Информационный звонок", "", "02.03.2026 10:00:00", "Успешный звонок"),
    )
    cells = "".join(f"<tr>{''.join(f'<td><a>{cell}</a></td>' for cell in row)}</tr>" for row in (titles, *rows))
    names = ("deals.csv", "call_details_2026_02_28.xls", "call_details_2026_03_31.xls")
    taken = take(DEALS, *[f'<meta http-equiv="Content-type"/><table border="1">{cells}</table>'] * 2, names=names)
    told = [("call", "out", "success"), ("call", "in", "fail")]
    assert taken.rows("SELECT kind, direction, result FROM activities ORDER BY source_file, source_row") == told * 2
    assert taken.rows("SELECT DISTINCT employee, started_at FROM activities") == [("Белова Ирина Сергеевна", at(2, 10))]
    assert taken.rows("SELECT activity_id FROM activities ORDER BY 1")[0] == ("call_details_2026_02_28.xls:2",)


def test_a_value_nobody_can_read_is_told_once(take: Take) -> None:
    taken = take(DEALS, answer(activity("1", "2", START_TIME="вчера")), names=("deals.csv", "activities.json"))
    assert taken.codes() == ["unread-value"]


def test_leads_come_as_a_list_or_as_an_answer(take: Take) -> None:
    listed = (
        '"ID";"Название лида";"Статус";"Источник";"Название компании";"Ответственный";"Дата создания";\n'
        '"5";"Сканеры";"Не обработан";"Сайт";"ООО";"Ирина Белова";"02.03.2026 09:00:00";\n'
    )
    rest = (
        '{"result": [{"ID": "6", "TITLE": "Б", "STATUS_ID": "NEW", "STATUS_SEMANTIC_ID": "P", "SOURCE_ID": "WEB", '
        '"ASSIGNED_BY_ID": "12", "COMPANY_ID": null, "DATE_CREATE": "2026-03-02T08:00:00+03:00"}]}'
    )
    taken = take(DEALS, listed, rest, names=("deals.csv", "leads.csv", "leads.json"))
    assert taken.rows("SELECT lead_id, created_at, source, status, owner, client_id FROM leads ORDER BY 1") == [
        ("5", at(2, 9), "Сайт", "Не обработан", "Белова Ирина Сергеевна", "ООО"),
        ("6", at(2, 10), "WEB", "NEW", "Белова Ирина Сергеевна", None),
    ]
