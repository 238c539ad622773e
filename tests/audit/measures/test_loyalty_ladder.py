from __future__ import annotations

from typing import Any

import pytest

from audit.measures.loyalty_ladder import step
from tests.audit.measures.world import gaps, lines, measured
from tests.audit.rules.world import at, deal


def sold(number: str, client: str, day: str) -> dict[str, Any]:
    return deal(number, f"{day} 09:00", client_id=client, outcome="won", closed_at=at(f"{day} 10:00"))


def card(client: str, created: str | None = "2025-01-01 10:00", **fields: object) -> dict[str, Any]:
    return {"client_id": client, "created_at": at(created) if created else None, "ladder": None, **fields}


CLIENTS = [
    card("a"),
    card("b"),
    card("c"),
    card("d"),
    card("e", ladder=" Приверженец компании"),
    # Came after the past day: 01.04.2026 less 30 days is 02.03.2026.
    card("f", "2026-03-10 10:00"),
    card("g", "2026-04-01 00:00"),
]
DEALS = [
    deal("1", "2026-03-02 10:00", client_id="b"),
    sold("2", "c", "2026-02-01"),
    sold("3", "d", "2026-03-01"),
    sold("4", "d", "2026-03-02"),
    sold("5", "e", "2026-03-15"),
]
TABLES: dict[str, Any] = {"clients": CLIENTS, "deals": DEALS}


def test_clients_stand_on_steps_now_and_then() -> None:
    result = measured("loyalty_ladder", TABLES, back=30)
    assert lines(result, "step", "sign", "now", "then", "change") == [
        ("Потенциальный", "К1 / Кп1", 2, 3, -1),
        ("Посетитель", "К2 / Кп2", 1, 0, 1),
        ("Покупатель", "К3 / Кп3", 1, 2, -1),
        ("Клиент", "К4 / Кп4", 1, 0, 1),
        ("Приверженец", "К5 / Кп5", 1, 0, 1),
    ]
    assert [column.title for column in result.columns][2:4] == ["На 01.04.2026", "На 02.03.2026"]


def test_a_talk_makes_a_visitor_unless_it_failed_or_was_a_robot() -> None:
    talk = {"client_id": "a", "started_at": at("2026-01-10 10:00"), "result": None, "is_human": None}
    for more, visitors in (
        ({}, 2),
        ({"result": "fail"}, 1),
        ({"is_human": False}, 1),
        ({"started_at": at("2026-04-01 00:00")}, 1),
    ):
        result = measured("loyalty_ladder", {**TABLES, "activities": [{**talk, **more}]})
        assert lines(result, "now")[1] == (visitors,), more


def test_without_marks_the_fifth_step_is_unknown_not_empty() -> None:
    plain = [{key: value for key, value in client.items() if key != "ladder"} for client in CLIENTS]
    result = measured("loyalty_ladder", {"clients": plain, "deals": DEALS})
    assert lines(result, "now", "then", "change")[4] == (None, None, None)
    assert lines(result, "now")[2] == (2,), "the devoted one stands by purchases"
    assert gaps(result) == [("clients", ("ladder",))]
    assert result.notes[0].startswith("Приверженцы не вычислены")


def test_clients_of_deals_are_enough() -> None:
    result = measured("loyalty_ladder", {"deals": [*DEALS, deal("9", "2026-01-01 10:00", client_id=None)]})
    assert lines(result, "now")[:4] == [(0,), (1,), (2,), (1,)]
    won = {**sold("9", "c", "2026-01-01"), "client_id": None}
    assert (
        measured("loyalty_ladder", {"deals": [*DEALS, won]}).notes[-1] == "Не учтены выигранные сделки без клиента: 1"
    )


def test_by_segment() -> None:
    clients = [{**client, "segment": "Опт" if client["client_id"] < "c" else " "} for client in CLIENTS]
    result = measured("loyalty_ladder", {"clients": clients, "deals": DEALS}, by="segment")
    assert lines(result, "segment", "now")[::5] == [("Опт", 1), ("без сегмента", 1)]


@pytest.mark.parametrize(
    ("wins", "came", "devoted", "place"),
    [
        (0, False, False, 1),
        (0, True, False, 2),
        (1, True, False, 3),
        (2, True, False, 4),
        (9, True, False, 4),
        (0, False, True, 5),
    ],
)
def test_the_step_of_a_client(wins: int, came: bool, devoted: bool, place: int) -> None:  # noqa: FBT001 - a table of cases
    assert step(wins, came=came, devoted=devoted) == place


def test_it_says_what_it_needs() -> None:
    assert gaps(measured("loyalty_ladder", {"deals": [deal("1", "2026-01-01 10:00")]})) == [("deals", ("client_id",))]
