from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tests.audit.measures.world import gaps, lines, measured
from tests.audit.rules.world import at, deal


def sale(
    number: str, client: str | None, amount: int | None, closed: str = "2026-02-10", **fields: object
) -> dict[str, Any]:
    row = deal(
        number, "2026-01-05 10:00", client_id=client, owner="Анна", outcome="won", closed_at=at(f"{closed} 10:00")
    )
    return {**row, "amount": None if amount is None else Decimal(amount), **fields}


DEALS = [
    sale("1", "к1", 100, "2026-01-10", list_amount=Decimal(100)),
    sale("2", "к1", 200, list_amount=Decimal(250)),
    sale("3", "к2", 300, discount_percent=Decimal(25)),
    sale("4", None, 400),
    sale("5", "к3", None),
    sale("6", "к4", 999, "2026-04-01"),
    sale("7", "к5", 50, pipeline="Тендеры"),
    sale("8", "к5", 50, pipeline="Тендеры", outcome="lost"),
    sale("9", "к5", 50, product="участие в тендере", outcome="lost"),
]
TABLES: dict[str, Any] = {
    "deals": DEALS,
    "invoices": [
        {"invoice_id": "и1", "amount": Decimal(500), "issued_at": at("2026-02-01 10:00"), "owner": "Анна"},
        {"invoice_id": "и2", "amount": Decimal(300), "issued_at": at("2026-02-01 10:00"), "owner": "Анна"},
    ],
    "payments": [
        {
            "payment_id": "1",
            "invoice_id": "и1",
            "owner": "Анна",
            "amount": Decimal(150),
            "paid_at": at("2026-02-05 10:00"),
        },
        {
            "payment_id": "2",
            "invoice_id": "и1",
            "owner": "Анна",
            "amount": Decimal(250),
            "paid_at": at("2026-02-06 10:00"),
        },
        {
            "payment_id": "3",
            "invoice_id": "и1",
            "owner": "Анна",
            "amount": Decimal(9),
            "paid_at": at("2026-04-01 00:00"),
        },
    ],
    "activities": [
        {"employee": "Анна", "kind": "call", "started_at": at("2026-02-05 10:00"), "result": None, "is_human": None}
        for _ in range(8)
    ],
    "leads": [{"lead_id": f"л{n}", "owner": "Анна", "created_at": at("2026-02-01 10:00")} for n in range(5)],
}


def test_every_result_of_the_list() -> None:
    result = measured("period_results", TABLES)
    assert lines(result) == [
        ("Выставлено счетов", 2, 800, None),
        ("Получено оплат", 2, 400, 50),
        ("Средний чек (на оплату)", 2, 200, None),
        ("Выиграно сделок", 6, 1050, None),
        ("Продажи новым клиентам", 4, 450, 66.6667),
        ("Повторные продажи", 1, 200, 16.6667),
        # 50 off the list price; 25 % off is 100 off 400. Three deals have a price to compare with.
        ("Сделки со скидкой, сумма скидок", 2, 150, 66.6667),
        ("Выиграно тендеров", 1, 50, 33.3333),
        ("Выручка на контакт", 8, 50, None),
        ("Выручка от новых на обращение", 5, 90, None),
    ]
    assert result.notes == (
        "Не отнесены ни к новым, ни к повторным выигранные сделки без клиента: 1",
        "Прибавили к сумме 0 выигранные сделки без суммы или курса валюты: 1",
    )


def test_a_company_may_say_what_its_tenders_are() -> None:
    deals = [sale("1", "к1", 100, pipeline="Торги"), sale("2", "к1", 100, pipeline="Тендеры")]
    result = measured("period_results", {"deals": deals}, tenders=["торги"])
    assert ("Выиграно тендеров", 1, 100, 100) in lines(result)


def test_a_purchase_before_the_period_makes_the_next_one_a_repeat() -> None:
    result = measured("period_results", {"deals": DEALS}, judged_from=date(2026, 2, 1))
    assert dict(lines(result, "what", "count"))["Продажи новым клиентам"] == 3
    assert dict(lines(result, "what", "count"))["Повторные продажи"] == 1


def test_discounts_by_rows_and_in_another_currency() -> None:
    deals = [sale("1", "к1", 90), sale("2", "к2", 10, currency="USD", list_amount=Decimal(15))]
    rows = [{"deal_id": "1", "product": "П", "quantity": Decimal(2), "price": Decimal(45), "list_price": Decimal(50)}]
    rates = [{"currency": "USD", "day": date(2026, 1, 1), "rate": Decimal(80)}]
    result = measured("period_results", {"deals": deals, "deal_products": rows, "fx": rates})
    assert ("Сделки со скидкой, сумма скидок", 2, 410, 100) in lines(result)


def test_by_owner_and_quarter() -> None:
    deals = [
        sale("1", "к1", 100, "2025-12-31"),
        sale("2", "к1", 100, "2026-01-01"),
        sale("3", "к2", 7, "2026-03-31", owner=None),
    ]
    result = measured("period_results", {"deals": deals}, by="owner", per="quarter")
    assert [row for row in lines(result, "period", "owner", "what", "sum") if row[2] == "Выиграно сделок"] == [
        ("2025Q4", "Анна", "Выиграно сделок", 100),
        ("2026Q1", "Анна", "Выиграно сделок", 100),
        ("2026Q1", "без ответственного", "Выиграно сделок", 7),
    ]


def test_what_cannot_be_told_is_not_there() -> None:
    bare = [
        {key: value for key, value in row.items() if key not in {"list_amount", "discount_percent"}} for row in DEALS
    ]
    result = measured("period_results", {"deals": bare})
    assert [row[0] for row in result.rows] == [
        "Выиграно сделок",
        "Продажи новым клиентам",
        "Повторные продажи",
        "Выиграно тендеров",
    ]
    assert {table for table, _ in gaps(result)} == {"invoices", "payments", "deals", "activities", "leads"}
    assert gaps(measured("period_results", {"deals": [{"deal_id": "1"}]}))[0] == ("deals", ("amount",))
