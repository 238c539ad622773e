from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from audit.measures.process_result import median, signal
from tests.audit.measures.world import gaps, lines, measured
from tests.audit.rules.world import at, deal


def act(employee: str | None, kind: str = "call", day: str = "2026-03-02", **fields: object) -> dict[str, Any]:
    return {
        "employee": employee,
        "kind": kind,
        "started_at": at(f"{day} 10:00"),
        "result": None,
        "is_human": None,
        **fields,
    }


def sale(number: str, owner: str | None, amount: int, day: str = "2026-03-10") -> dict[str, Any]:
    closed = at(f"{day} 10:00")
    return deal(number, "2026-01-05 10:00", owner=owner, amount=Decimal(amount), outcome="won", closed_at=closed)


ACTS = [
    *[act("Анна") for _ in range(8)],
    act("Анна", "meeting"),
    act("Анна", "visit"),
    act("Анна", "quote"),
    act("Борис"),
    act("Борис", result="fail"),
    act("Борис", is_human=False),
    *[act("Вера") for _ in range(4)],
    act("Вера", day="2026-04-01"),
]
DEALS = [sale("1", "Анна", 100), sale("2", "Борис", 900), sale("3", "Вера", 500), sale("4", None, 50)]


def test_what_people_do_stands_beside_what_comes_of_it() -> None:
    result = measured("process_result", {"activities": ACTS, "deals": DEALS})
    assert lines(result) == [
        ("Анна", 11, 8, 2, 1, 1, 100, "высокий процесс при слабом результате"),
        ("Борис", 1, 1, 0, 0, 1, 900, "высокий результат при слабом процессе"),
        # Exactly on both medians: 4 contacts, 500.
        ("Вера", 4, 4, 0, 0, 1, 500, None),
        ("без ответственного", 0, 0, 0, 0, 1, 50, None),
    ]
    assert result.notes == ("Оплаты не вычислены: результат — сумма выигранных сделок",)
    assert gaps(result) == [("payments", ("amount", "paid_at"))]


def test_with_payments_they_are_the_result() -> None:
    paid = [
        {"payment_id": "1", "owner": "Анна", "amount": Decimal(900), "paid_at": at("2026-03-05 10:00")},
        {"payment_id": "2", "owner": "Борис", "amount": Decimal(1), "paid_at": at("2026-03-31 23:59")},
        {"payment_id": "3", "owner": "Борис", "amount": Decimal(9000), "paid_at": at("2026-04-01 00:00")},
        {"payment_id": "4", "owner": "Борис", "amount": None, "paid_at": at("2026-03-31 10:00")},
    ]
    result = measured("process_result", {"activities": ACTS, "deals": DEALS, "payments": paid})
    assert lines(result, "owner", "paid", "signal")[:3] == [
        ("Анна", 900, "высокий процесс, высокий результат"),
        ("Борис", 1, None),
        ("Вера", 0, None),
    ]
    assert result.notes == ("Прибавили к сумме 0 оплаты без суммы или курса валюты: 1",)


def test_quotes_of_their_own_table_win_over_activities() -> None:
    quotes = [
        {"quote_id": "к1", "deal_id": "3", "owner": None, "created_at": at("2026-03-01 10:00")},
        {"quote_id": "к1", "deal_id": "3", "owner": None, "created_at": at("2026-03-01 10:00")},
        {"quote_id": "к2", "deal_id": None, "owner": "Борис", "created_at": at("2026-04-01 00:00")},
    ]
    result = measured("process_result", {"activities": ACTS, "deals": DEALS, "quotes": quotes})
    assert lines(result, "owner", "quotes")[:3] == [("Анна", 0), ("Борис", 0), ("Вера", 1)]


def test_each_period_has_medians_of_its_own() -> None:
    acts = [act("Анна", day="2026-02-02"), *[act("Борис", day="2026-02-03")] * 3, act("Анна")]
    deals = [sale("1", "Анна", 100, "2026-02-10"), sale("2", "Борис", 10, "2026-02-10"), sale("3", "Анна", 5)]
    result = measured("process_result", {"activities": acts, "deals": deals}, per="month")
    assert lines(result, "period", "owner", "contacts", "signal") == [
        ("2026-02", "Анна", 1, "высокий результат при слабом процессе"),
        ("2026-02", "Борис", 3, "высокий процесс при слабом результате"),
        ("2026-03", "Анна", 1, None),
    ]


@pytest.mark.parametrize(("values", "middle"), [((5,), "5"), ((1, 2), "3/2"), ((3, 1, 2), "2"), ((4, 1, 2, 3), "5/2")])
def test_the_median(values: tuple[int, ...], middle: str) -> None:
    assert median([Decimal(value) for value in values]) == Fraction(middle)


def test_the_signal_names_all_four_quarters() -> None:
    middle = (Fraction(5), Fraction(5))
    assert [signal(Decimal(a), Decimal(b), middle) for a, b in ((6, 4), (6, 6), (4, 6), (4, 4), (5, 9), (9, 5))] == [
        "высокий процесс при слабом результате",
        "высокий процесс, высокий результат",
        "высокий результат при слабом процессе",
        "слабый процесс, слабый результат",
        None,
        None,
    ]


def test_it_says_what_it_needs() -> None:
    assert gaps(measured("process_result", {"deals": DEALS})) == [("activities", ("employee", "kind", "started_at"))]
