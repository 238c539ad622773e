from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from audit.measures.client_product_matrix import sum_and_mean
from tests.audit.measures.world import gaps, lines, measured
from tests.audit.rules.world import at, deal

#: The worked example: levels of four clients with four products.
EXAMPLE = {"А": (0, 1, 2, 2), "Б": (3, 1, 1, 1), "В": (1, 1, 1, 1), "Г": (1, 1, 1, 1)}


def by_hand(levels: dict[str, tuple[int, ...]]) -> dict[str, Any]:
    """Deals whose level is written in their card."""
    deals, fields = [], []
    for client, row in levels.items():
        for number, level in enumerate(row, 1):
            key = f"{client}{number}"
            deals.append(deal(key, "2026-01-05 10:00", client_id=client, product=f"Продукт {number}", stage="Договор"))
            fields.append({"deal_id": key, "field": "уровень ", "value": f" {level} "})
    return {"deals": deals, "deal_fields": fields}


def test_the_worked_example() -> None:
    result = measured("client_product_matrix", by_hand(EXAMPLE))
    assert lines(result) == [
        ("Б", 3, 1, 1, 1, 6, None),
        ("А", 0, 1, 2, 2, 5, None),
        ("В", 1, 1, 1, 1, 4, None),
        ("Г", 1, 1, 1, 1, 4, None),
        ("Все клиенты", 5, 4, 5, 5, 19, 4.75),
    ]
    assert sum_and_mean(4, 19) == (19, Fraction("4.75"))


def test_a_deal_gives_the_level_of_its_deepest_stage() -> None:
    # «Типовые» has four open stages: the first gives 1, the second 2, the third and fourth 3.
    stages = ("Новый запрос", "Квалификация", "КП отправлено", "Договор")
    deals = [
        deal(f"{n}", "2026-01-05 10:00", client_id=f"к{n}", product="П", pipeline="Типовые", stage=stage)
        for n, stage in enumerate(stages, 1)
    ]
    closed = {"pipeline": "Типовые", "product": "П", "closed_at": at("2026-02-01 10:00")}
    deals.append(deal("5", "2026-01-05 10:00", client_id="к5", stage="Продано", **{**closed, "outcome": "won"}))
    deals.append(deal("6", "2026-01-05 10:00", client_id="к6", stage="Отказ", **{**closed, "outcome": "lost"}))
    result = measured("client_product_matrix", {"deals": deals})
    assert dict(lines(result, "client", "product1")) == {
        "к5": 4,
        "к3": 3,
        "к4": 3,
        "к2": 2,
        "к1": 1,
        "к6": 1,
        "Все клиенты": 14,
    }


def test_the_best_deal_counts_and_rows_of_products_do_too() -> None:
    deals = [
        deal("1", "2026-01-05 10:00", client_id="к", product="П", pipeline="Типовые", stage="Новый запрос"),
        deal("2", "2026-01-05 10:00", client_id="к", pipeline="Типовые", stage="Договор"),
    ]
    rows = [{"deal_id": "2", "product": name, "quantity": Decimal(1)} for name in ("П", "Ц", " ", "нет")]
    result = measured("client_product_matrix", {"deals": deals, "deal_products": rows})
    assert [column.title for column in result.columns][1:3] == ["П", "Ц"]
    assert lines(result)[0] == ("к", 3, 3, 6, None)


def test_a_level_out_of_bounds_is_no_level() -> None:
    tables = by_hand({"А": (1,)})
    for text in ("7", "много", ""):
        fields = [{**tables["deal_fields"][0], "value": text}]
        result = measured(
            "client_product_matrix",
            {**tables, "deal_fields": fields},
            funnels={"Ф": (("Договор", "open"), ("Да", "won"))},
        )
        assert lines(result, "product1")[0] == (1,), text


def test_what_does_not_fit_is_counted() -> None:
    deals = [
        deal("1", "2026-01-05 10:00", client_id=None, product="П", stage="Договор"),
        deal("2", "2026-01-05 10:00", client_id="к", product=None, stage="Договор"),
        deal("3", "2026-01-05 10:00", client_id="к", product="-", stage="Договор"),
    ]
    tables = by_hand(EXAMPLE)
    result = measured("client_product_matrix", {**tables, "deals": [*tables["deals"], *deals]}, top=2)
    assert result.notes == (
        "Показаны клиенты с наибольшей суммой: 2 из 4",
        "Не вошли в матрицу сделки без клиента: 1",
        "Не вошли в матрицу сделки без продукта: 2",
    )
    assert lines(result, "client", "sum") == [("Б", 6), ("А", 5), ("Все клиенты", 19)]


def test_clients_are_called_by_name() -> None:
    tables = {**by_hand({"А": (1,)}), "clients": [{"client_id": "А", "name": "ООО «Склад»"}]}
    assert lines(measured("client_product_matrix", tables), "client")[0] == ("ООО «Склад»",)


def test_it_says_what_it_needs() -> None:
    assert gaps(measured("client_product_matrix", {"deals": [deal("1", "2026-01-05 10:00")]})) == [
        ("deals", ("client_id",)),
        ("deals", ("stage",)),
        ("deals", ("product",)),
    ]
