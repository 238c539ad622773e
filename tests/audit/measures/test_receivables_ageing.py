from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tests.audit.measures.world import gaps, lines, measured
from tests.audit.rules.world import at


def invoice(number: str, due: str | None, amount: int | None = 100, **fields: object) -> dict[str, Any]:
    return {
        "invoice_id": number,
        "owner": "Анна",
        "client_id": "к",
        "amount": None if amount is None else Decimal(amount),
        "currency": None,
        "issued_at": at("2025-11-01 10:00"),
        "due_at": at(due) if due else None,
        **fields,
    }


def payment(number: str, amount: int, day: str = "2026-03-01 10:00") -> dict[str, Any]:
    return {"payment_id": f"о{number}", "invoice_id": number, "amount": Decimal(amount), "paid_at": at(day)}


#: As of 01.04.2026: days overdue are 0, 1, 15, 16, 30, 31, 60, 61, 90, 91.
EDGES = {
    "0": "2026-04-01",
    "1": "2026-03-31",
    "15": "2026-03-17",
    "16": "2026-03-16",
    "30": "2026-03-02",
    "31": "2026-03-01",
    "60": "2026-01-31",
    "61": "2026-01-30",
    "90": "2026-01-01",
    "91": "2025-12-31",
}
ROWS = [invoice(f"с{days}", f"{due} 00:00", 1) for days, due in EDGES.items()]
NOTHING = [payment("другой", 1)]


def test_every_bucket_holds_its_edges() -> None:
    result = measured("receivables_ageing", {"invoices": ROWS, "payments": NOTHING}, by="company")
    assert lines(result) == [(10, 1, 2, 2, 2, 2, 1, 0, 9, 10, 90)]
    assert [column.title for column in result.columns][1:4] == [
        "Срок не наступил",
        "1–15 дней («свежая»)",
        "16–30 дней",
    ]


def test_what_is_paid_before_the_audit_is_no_debt() -> None:
    rows = [invoice("1", "2026-03-01 00:00"), invoice("2", "2026-03-01 00:00"), invoice("3", "2026-03-01 00:00")]
    paid = [payment("1", 100), payment("2", 30), payment("2", 30), payment("3", 100, "2026-04-01 00:00")]
    result = measured("receivables_ageing", {"invoices": rows, "payments": paid})
    assert lines(result, "owner", "invoices", "to_60", "debt") == [("Анна", 2, 140, 140), ("Всего", 2, 140, 140)]


def test_without_payments_the_mark_of_the_invoice_tells() -> None:
    rows = [invoice("1", "2026-03-01 00:00", paid_at=at("2026-03-05 10:00")), invoice("2", None, paid_at=None)]
    result = measured("receivables_ageing", {"invoices": rows}, by="company")
    assert lines(result, "invoices", "undated", "overdue", "debt", "share") == [(1, 100, 0, 100, 0)]


def test_who_owes_most_stands_first() -> None:
    rows = [
        invoice("1", "2026-03-01 00:00", 100),
        invoice("2", "2026-03-01 00:00", 300, owner="Вера"),
        invoice("3", "2026-03-01 00:00", 300, owner="Борис"),
        invoice("4", "2026-03-01 00:00", 900, owner=None),
    ]
    result = measured("receivables_ageing", {"invoices": rows, "payments": NOTHING})
    assert lines(result, "owner", "overdue") == [
        ("Борис", 300),
        ("Вера", 300),
        ("Анна", 100),
        ("без ответственного", 900),
        ("Всего", 1600),
    ]


def test_by_segment_of_the_client() -> None:
    clients = [{"client_id": "к", "segment": "Опт"}]
    rows = [invoice("1", "2026-03-01 00:00"), invoice("2", "2026-03-01 00:00", client_id="х")]
    tables = {"invoices": rows, "payments": NOTHING, "clients": clients}
    assert lines(measured("receivables_ageing", tables, by="segment"), "segment", "debt")[:2] == [
        ("Опт", 100),
        ("без сегмента", 100),
    ]


def test_what_cannot_be_added_is_counted() -> None:
    rows = [
        invoice("1", "2026-03-01 00:00", 10, currency="USD"),
        invoice("2", "2026-03-01 00:00", 10, currency="EUR"),
        invoice("3", "2026-03-01 00:00", None),
        invoice("1", "2026-03-01 00:00", 10, currency="USD"),
        invoice("4", "2026-05-01 00:00", 10, issued_at=at("2026-04-01 00:00")),
    ]
    rates = [{"currency": "USD", "day": date(2026, 1, 1), "rate": Decimal(80)}]
    result = measured("receivables_ageing", {"invoices": rows, "payments": NOTHING, "fx": rates}, by="company")
    assert lines(result, "invoices", "debt") == [(1, 800)]
    assert result.notes == (
        "Не учтены долги в валюте без курса: 1",
        "Не учтены повторные строки счетов: 1",
        "Не учтены счета без суммы: 1",
    )


def test_it_says_what_it_needs() -> None:
    assert gaps(measured("receivables_ageing", {"deals": []})) == [
        ("invoices", ("invoice_id", "amount", "issued_at", "due_at", "owner")),
        ("payments", ("amount", "paid_at", "invoice_id")),
    ]
    paid = measured("receivables_ageing", {"invoices": [invoice("1", None)], "payments": [payment("1", 100)]})
    assert paid.reason == "неоплаченных счетов нет"
