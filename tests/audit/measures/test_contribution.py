from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.audit.measures.world import gaps, lines, measured
from tests.audit.rules.world import at, deal


def sale(number: str, author: str | None, client: str | None, amount: int | None, **fields: object) -> dict[str, Any]:
    closed: dict[str, object] = {"outcome": "won", "closed_at": at("2026-03-10 10:00"), "owner": "Вера"}
    money = None if amount is None else Decimal(amount)
    return deal(
        number, "2026-01-05 10:00", **{**closed, "created_by": author, "client_id": client, "amount": money, **fields}
    )


CLIENTS = [
    {"client_id": "к1", "owner": "Анна"},
    {"client_id": "к2", "owner": "Борис"},
    {"client_id": "к3", "owner": None},
]
DEALS = [
    sale("1", "Анна", "к1", 100),
    sale("2", "Анна", "к2", 200),
    sale("3", "Борис", "к3", 400),
    sale("4", None, None, 800),
    sale("5", "Борис", "к2", None),
    sale("6", "Борис", "к2", 5000, outcome="lost"),
]
TABLES = {"deals": DEALS, "clients": CLIENTS}


def test_deals_and_clients_of_a_person_side_by_side() -> None:
    result = measured("contribution", TABLES)
    assert lines(result) == [
        ("Анна", 2, 300, 1, 100, 200),
        ("Борис", 2, 400, 2, 200, 200),
        ("не указан", 1, 800, 2, 1200, -400),
        ("Всего", 5, 1500, 5, 1500, 0),
    ]
    assert result.notes == ("Прибавили к сумме 0 сделки без суммы или курса валюты: 1",)


def test_by_the_owner_of_the_deal() -> None:
    result = measured("contribution", TABLES, deal="owner")
    assert lines(result, "person", "deals_own", "sum_own") == [
        ("Анна", 0, 0),
        ("Борис", 0, 0),
        ("Вера", 5, 1500),
        ("не указан", 0, 0),
        ("Всего", 5, 1500),
    ]


def test_by_period() -> None:
    deals = [
        *DEALS,
        sale("7", "Анна", "к1", 7, closed_at=at("2026-02-28 23:59")),
        sale("8", "Анна", "к1", 7, closed_at=at("2026-04-01 00:00")),
    ]
    result = measured("contribution", {**TABLES, "deals": deals}, per="month")
    assert lines(result, "period", "person", "sum_own")[:2] == [("2026-02", "Анна", 7), ("2026-03", "Анна", 300)]
    assert lines(result, "period", "person", "sum_own")[-1] == ("Всего", None, 1507)


def test_it_says_what_it_needs() -> None:
    assert gaps(measured("contribution", {"deals": DEALS})) == [("clients", ("client_id", "owner"))]
