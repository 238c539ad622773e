from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tests.audit.measures.world import gaps, lines, measured
from tests.audit.rules.world import at, deal


def order(number: str, amount: int | None, direct: int | None, full: int | None, **fields: object) -> dict[str, Any]:
    numbers = {"amount": amount, "direct_cost": direct, "full_cost": full}
    return {
        "order_id": number,
        "owner": "Анна",
        "client_id": "к1",
        "created_at": at("2026-02-10 10:00"),
        "currency": None,
        **{name: None if value is None else Decimal(value) for name, value in numbers.items()},
        **fields,
    }


ORDERS = [
    order("1", 1000, 600, 900),
    order("2", 500, 300, None),
    order("3", 3000, 3500, 4000, owner="Борис", client_id="к2"),
    order("4", 100, None, None, owner=None),
    order("1", 1000, 600, 900),
    order("5", None, 10, 10),
    order("6", 700, 100, 100, created_at=at("2026-04-01 00:00")),
]


def test_profit_by_direct_and_by_full_cost() -> None:
    result = measured("order_profit", {"orders": ORDERS})
    assert lines(result) == [
        ("Борис", 1, 3000, 3500, -500, -16.6667, 4000, -1000, -33.3333),
        # Direct cost is known for both orders, full cost for one of them.
        ("Анна", 2, 1500, 900, 600, 40, 900, 100, 10),
        ("без ответственного", 1, 100, 0, 0, None, 0, 0, None),
        ("Всего", 4, 4600, 4400, 100, 2.2222, 4900, -900, -22.5),
    ]
    assert result.notes == (
        "Не вошли в прибыль по всем затратам заказы, где они не указаны: 2",
        "Не вошли в прибыль по прямым затратам заказы, где они не указаны: 1",
        "Не учтены заказы без суммы или курса валюты: 1",
    )


def test_other_currencies_count_at_the_rate_of_the_order() -> None:
    rates = [
        {"currency": "USD", "day": date(2026, 1, 1), "rate": Decimal(80)},
        {"currency": "USD", "day": date(2026, 3, 1), "rate": Decimal(90)},
    ]
    rows = [order("1", 10, 5, 5, currency="usd"), order("2", 10, 5, 5, currency="EUR")]
    result = measured("order_profit", {"orders": rows, "fx": rates}, by="company")
    assert lines(result, "orders", "revenue", "direct_profit") == [(1, 800, 400)]
    assert result.notes == ("Не учтены заказы без суммы или курса валюты: 1",)


def test_by_client_and_segment_through_the_deal() -> None:
    clients = [{"client_id": "к9", "name": "ООО «Склад»", "segment": "Опт"}]
    rows = [order("1", 100, 50, 60, client_id=None, deal_id="д"), order("2", 900, 1, 1, client_id="к8", deal_id=None)]
    tables = {"orders": rows, "clients": clients, "deals": [deal("д", "2026-01-05 10:00", client_id="к9")]}
    assert lines(measured("order_profit", tables, by="client"), "client")[:2] == [("к8",), ("ООО «Склад»",)]
    assert lines(measured("order_profit", tables, by="segment"), "segment")[:2] == [("без сегмента",), ("Опт",)]


def test_long_lists_are_cut_and_their_total_is_not() -> None:
    result = measured("order_profit", {"orders": ORDERS}, top=1)
    assert lines(result, "owner", "revenue") == [("Борис", 3000), ("Всего", 4600)]
    assert "Показано строк: 1 из 3, в итоге — все" in result.notes


def test_by_month() -> None:
    rows = [order("1", 100, 50, 60), order("2", 100, 50, 60, created_at=at("2026-03-01 00:00"))]
    result = measured("order_profit", {"orders": rows}, by="company", per="month")
    assert lines(result, "period", "revenue") == [("2026-02", 100), ("2026-03", 100), ("Всего", 200)]
    later = measured("order_profit", {"orders": rows}, by="company", judged_from=date(2026, 3, 1))
    assert lines(later, "revenue") == [(100,)]


def test_one_kind_of_cost_is_enough() -> None:
    rows = [{key: value for key, value in row.items() if key != "full_cost"} for row in ORDERS]
    result = measured("order_profit", {"orders": rows}, by="company")
    assert [column.name for column in result.columns] == [
        "orders",
        "revenue",
        "direct_cost",
        "direct_profit",
        "direct_margin",
    ]
    assert gaps(result) == [("orders", ("full_cost",))]
    assert not any("всем затратам" in note for note in result.notes)


def test_it_says_what_it_needs() -> None:
    assert gaps(measured("order_profit", {"deals": []})) == [
        ("orders", ("created_at", "amount", "direct_cost", "owner"))
    ]
