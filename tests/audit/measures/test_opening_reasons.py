from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.audit.measures.world import gaps, lines, measured
from tests.audit.rules.world import at, deal


def opened(number: str, reason: str | None, outcome: str, amount: int | None = 100, **fields: object) -> dict[str, Any]:
    closed = None if outcome == "open" else at("2026-03-10 10:00")
    row = deal(number, "2026-01-05 10:00", open_reason=reason, owner="Анна")
    money = None if amount is None else Decimal(amount)
    return {**row, "outcome": outcome, "closed_at": closed, "amount": money, **fields}


DEALS = [
    opened("1", "Выставка", "won", 300),
    opened("2", "выставка!", "lost"),
    opened("3", "Выставка", "open"),
    opened("4", "Реклама", "won", 100),
    opened("5", "Реклама", "won", None),
    opened("6", " ", "lost"),
    opened("7", "Реклама", "won", created_at=at("2026-04-01 00:00")),
]


def test_what_becomes_of_deals_by_their_reason() -> None:
    result = measured("opening_reasons", {"deals": DEALS})
    assert lines(result) == [
        ("Выставка", 3, 1, 1, 1, 300, 300, 50),
        ("Реклама", 2, 2, 0, 0, 100, 50, 100),
        ("не указана", 1, 0, 1, 0, 0, None, 0),
        ("Всего", 6, 3, 2, 1, 400, 133.33, 60),
    ]
    assert result.notes == ("Прибавили к сумме 0 выигранные сделки без суммы или курса валюты: 1",)


def test_by_owner_and_month_of_opening() -> None:
    more = opened("8", "Реклама", "open", owner=None, created_at=at("2026-02-01 00:00"))
    result = measured("opening_reasons", {"deals": [*DEALS, more]}, by="owner", per="month")
    assert lines(result, "period", "owner", "reason", "deals")[-2:] == [
        ("2026-02", "без ответственного", "Реклама", 1),
        ("Всего", None, None, 7),
    ]


def test_it_says_what_it_needs() -> None:
    bare = [{key: value for key, value in row.items() if key != "open_reason"} for row in DEALS]
    assert gaps(measured("opening_reasons", {"deals": bare})) == [("deals", ("open_reason",))]
