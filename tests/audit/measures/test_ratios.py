from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tests.audit.measures.world import gaps, lines, measured
from tests.audit.rules.world import at, deal


def act(kind: str, **fields: object) -> dict[str, Any]:
    usual: dict[str, object] = {"employee": "Анна", "direction": "out", "result": None, "is_human": None}
    return {"kind": kind, "started_at": at("2026-02-10 10:00"), **usual, **fields}


def invoice(number: str, amount: int, issued: str = "2026-02-01 10:00", owner: str = "Анна") -> dict[str, Any]:
    return {"invoice_id": number, "owner": owner, "amount": Decimal(amount), "issued_at": at(issued)}


def payment(number: str, amount: int, paid: str = "2026-03-01 10:00") -> dict[str, Any]:
    return {"payment_id": None, "invoice_id": number, "amount": Decimal(amount), "paid_at": at(paid)}


ACTS = [
    act("call", result="success"),
    act("call", result="success", direction="in"),
    act("call", result="success", is_human=False),
    act("call"),
    act("call", result="fail"),
    act("meeting"),
    act("visit", employee="Борис"),
    act("email", direction="in"),
    act("meeting", started_at=at("2026-04-01 00:00")),
]
LEADS = [
    {"lead_id": "л1", "owner": "Анна", "created_at": at("2026-02-01 10:00")},
    {"lead_id": "л1", "owner": "Анна", "created_at": at("2026-02-01 10:00")},
    {"lead_id": "л2", "owner": "Борис", "created_at": at("2026-02-01 10:00")},
    {"lead_id": "л3", "owner": "Борис", "created_at": at("2026-04-01 00:00")},
]
INVOICES = [invoice("с1", 100), invoice("с2", 100), invoice("с3", 100), invoice("с4", 100, "2026-04-01 00:00")]
PAYMENTS = [
    payment("с1", 60),
    payment("с1", 40, "2026-03-02 10:00"),
    payment("с2", 99),
    payment("с3", 100, "2026-04-01 00:00"),
]


def sale(number: str, client: str | None, created: str, closed: str) -> dict[str, Any]:
    return deal(
        number, f"{created} 10:00", client_id=client, owner="Анна", outcome="won", closed_at=at(f"{closed} 10:00")
    )


DEALS = [
    sale("1", "к1", "2026-01-11", "2026-01-21"),
    sale("2", "к1", "2026-01-30", "2026-02-20"),
    sale("3", "к2", "2026-01-01", "2026-01-21"),
    sale("4", None, "2026-01-01", "2026-01-21"),
]
TABLES: dict[str, Any] = {
    "activities": ACTS,
    "leads": LEADS,
    "invoices": INVOICES,
    "payments": PAYMENTS,
    "deals": DEALS,
}


def test_every_ratio_of_the_list() -> None:
    # The card of the first client is a day older than the first deal.
    cards = [{"client_id": "к1", "created_at": at("2026-01-10 10:00")}, {"client_id": "к2", "created_at": None}]
    result = measured("ratios", {**TABLES, "clients": cards})
    assert lines(result) == [
        ("Удачных звонков на встречу", 2, 2, 1, None, None),
        ("Обращений на выставленный счёт", 2, 3, 0.6667, None, None),
        ("Обращений на оплаченный счёт", 2, 1, 2, None, None),
        ("Исходящих контактов на оплаченный счёт", 4, 1, 4, None, None),
        ("Оплачено счетов из выставленных", 1, 3, None, 33.3333, None),
        ("Скорость первой сделки", 31, 2, None, None, 15.5),
        ("Скорость повторной сделки", 30, 1, None, None, 30),
    ]
    assert result.notes == ("Входящие обращения — лиды",)
    assert result.missing == ()


def test_without_leads_incoming_activities_are_the_requests() -> None:
    tables = {name: rows for name, rows in TABLES.items() if name != "leads"}
    result = measured("ratios", tables)
    assert lines(result, "ratio", "part")[1] == ("Обращений на выставленный счёт", 2)
    assert result.notes == ("Входящие обращения — входящие дела: лидов в выгрузке нет",)


def test_there_is_no_ratio_to_nothing() -> None:
    result = measured("ratios", {**TABLES, "payments": [payment("нет", 1)]})
    assert lines(result, "ratio", "whole", "value")[2:4] == [
        ("Обращений на оплаченный счёт", 0, None),
        ("Исходящих контактов на оплаченный счёт", 0, None),
    ]


def test_by_owner_and_month() -> None:
    result = measured("ratios", TABLES, by="owner", per="month")
    found = {row[:3]: row[3:] for row in lines(result)}
    assert found["2026-02", "Борис", "Удачных звонков на встречу"][:2] == (0, 1)
    # Issued in February, paid in full in March.
    assert found["2026-02", "Анна", "Оплачено счетов из выставленных"] == (1, 3, None, 33.3333, None)
    assert found["2026-03", "Анна", "Исходящих контактов на оплаченный счёт"][:2] == (0, 1)
    assert found["2026-02", "Анна", "Скорость повторной сделки"] == (30, 1, None, None, 30)


def test_what_is_before_the_start_of_judging_does_not_count_but_tells_which_sale_was_the_first() -> None:
    result = measured("ratios", TABLES, judged_from=date(2026, 2, 15))
    assert lines(result, "ratio", "whole")[-2:] == [("Скорость первой сделки", 0), ("Скорость повторной сделки", 1)]


def test_what_cannot_be_told_is_not_there() -> None:
    result = measured("ratios", {"deals": DEALS})
    assert [row[0] for row in result.rows] == ["Скорость первой сделки", "Скорость повторной сделки"]
    assert gaps(result) == [
        ("activities", ("employee", "started_at", "kind", "result", "direction")),
        ("invoices", ("invoice_id", "amount", "issued_at")),
        ("payments", ("amount", "paid_at", "invoice_id")),
    ]
    assert not measured("ratios", {"clients": []}).computed
