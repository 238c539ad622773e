"""client_product_matrix: how far every client has come with every product (handbook/indicators)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from audit.measures.base import Answers, Ask, Measure, Table
from audit.measures.deals import DEAL_DEPTH, DEALS, FUNNEL_DEPTH, lacking_group
from audit.measures.groups import count, exact, of_pipelines
from audit.prepare.setting import Setting
from audit.rules.obtain import lacking
from audit.rules.scope import Condition
from handbook.indicators.client_product_matrix import ClientProductMatrix
from handbook.measure import Cell, CellKind, MeasureColumn
from handbook.result import Missing

#: Columns of products; more would not fit a screen.
_PRODUCTS = 12

#: The level of every client with every product: that of the most advanced deal.
_LEVELS = """
WITH named AS (
    SELECT d.deal_id, d.product FROM measured_deals AS d WHERE d.product IS NOT NULL
    UNION
    SELECT g.deal_id, trim(g.product) AS product FROM deal_products AS g WHERE trim(g.product) <> ''
),
items AS (SELECT m.deal_id, m.product FROM named AS m WHERE NOT ({silent})),
given AS (
    SELECT f.deal_id, MAX(CAST(trim(f."value") AS INTEGER)) AS hand_level
    FROM deal_fields AS f
    WHERE lower(trim(f.field)) = $level_field AND trim(f."value") IN ('0', '1', '2', '3', '4')
    GROUP BY f.deal_id
),
sizes AS (SELECT n.pipeline, MAX(n.open_stages) AS stages FROM funnel_depth AS n GROUP BY n.pipeline),
advanced AS (
    SELECT d.client_id, i.product,
        CASE WHEN g.hand_level IS NOT NULL THEN g.hand_level
            WHEN d.outcome = 'won' THEN 4
            WHEN d.outcome = 'lost' OR p.depth IS NULL OR p.depth = 1 THEN 1
            WHEN p.depth * 3 <= n.stages THEN 1
            WHEN p.depth * 3 <= n.stages * 2 THEN 2
            ELSE 3 END AS deal_level
    FROM measured_deals AS d
    JOIN items AS i ON i.deal_id = d.deal_id
    LEFT JOIN given AS g ON g.deal_id = d.deal_id
    LEFT JOIN deal_depth AS p ON p.deal_id = d.deal_id AND p.pipeline = d.pipeline
    LEFT JOIN sizes AS n ON n.pipeline = d.pipeline
    WHERE d.client_id IS NOT NULL AND {pipelines}
),
levels AS (
    SELECT a.client_id, a.product, CAST(MAX(a.deal_level) AS BIGINT) AS top_level
    FROM advanced AS a GROUP BY a.client_id, a.product
)"""

_WHOLE = (
    _LEVELS
    + """
SELECT CAST(COUNT(DISTINCT l.client_id) AS BIGINT) AS clients, CAST(SUM(l.top_level) AS BIGINT) AS sum_of_levels
FROM levels AS l
"""
)
_BY_PRODUCT = (
    _LEVELS
    + """
SELECT l.product, CAST(SUM(l.top_level) AS BIGINT) AS sum_of_levels FROM levels AS l GROUP BY l.product
"""
)
_CELLS = (
    _LEVELS  # noqa: S608 - constants of this module
    + """,
totals AS (
    SELECT l.client_id, CAST(SUM(l.top_level) AS BIGINT) AS client_sum FROM levels AS l GROUP BY l.client_id
),
ranked AS (
    SELECT t.client_id, t.client_sum, ROW_NUMBER() OVER (ORDER BY t.client_sum DESC, t.client_id) AS place
    FROM totals AS t
),
names AS (SELECT c.client_id, MIN(c.name) AS client_name FROM clients AS c GROUP BY c.client_id)
SELECT r.place, r.client_id, coalesce(nullif(trim(m.client_name), ''), r.client_id) AS client, r.client_sum, l.product,
    l.top_level
FROM ranked AS r
JOIN levels AS l ON l.client_id = r.client_id
LEFT JOIN names AS m ON m.client_id = r.client_id
WHERE r.place <= $top
"""
)
_LEFT_OUT = """
SELECT t.reason, COUNT(*) AS n FROM (
    SELECT CASE WHEN d.client_id IS NULL THEN 'не вошли в матрицу сделки без клиента'
        WHEN d.product IS NULL OR {silent} THEN 'не вошли в матрицу сделки без продукта' END AS reason
    FROM measured_deals AS d WHERE {pipelines}
) AS t WHERE t.reason IS NOT NULL GROUP BY t.reason
"""


def _missing(_indicator: ClientProductMatrix, setting: Setting) -> tuple[Missing, ...]:
    told = () if setting.has("stage_changes", "stage", "entered_at") else lacking(setting, "deals", "stage")
    return (*lacking(setting, "deals", "deal_id", "client_id"), *told, *lacking_group(setting, "product"))


def _ask(indicator: ClientProductMatrix, setting: Setting) -> Mapping[str, Ask]:
    scope = of_pipelines(indicator)
    own = {"level_field": indicator.level_field.strip().lower(), "top": indicator.top}

    def on(sql: str, column: str) -> Ask:
        # A placeholder is no product.
        silent = Condition()
        silent.texts("silent", f"lower({column}) IN ({{}})", setting.handbook.company.placeholders)
        words = silent.sql if silent.parts else "FALSE"
        return Ask(sql.format(pipelines=scope.sql, silent=words), {**scope.parameters, **silent.parameters, **own})

    return {
        "whole": on(_WHOLE, "m.product"),
        "products": on(_BY_PRODUCT, "m.product"),
        "cells": on(_CELLS, "m.product"),
        "left_out": on(_LEFT_OUT, "d.product"),
    }


def sum_and_mean(clients: int, levels: int) -> tuple[int, Fraction]:
    """The sum of all levels and its mean for a client."""
    return levels, Fraction(levels, clients)


def _shape(_indicator: ClientProductMatrix, _setting: Setting, answers: Answers) -> Table:
    by_product = {row["product"]: int(row["sum_of_levels"]) for row in answers["products"]}
    ranked = sorted(by_product, key=lambda name: (-by_product[name], name))
    shown = sorted(ranked[:_PRODUCTS])
    clients: dict[int, tuple[str, int, dict[str, int]]] = {}
    for row in answers["cells"]:
        _, _, levels = clients.setdefault(int(row["place"]), (row["client"], int(row["client_sum"]), {}))
        levels[row["product"]] = int(row["top_level"])
    rows: list[tuple[Cell, ...]] = [
        (name, *(levels.get(product, 0) for product in shown), sum_, None)
        for _, (name, sum_, levels) in sorted(clients.items())
    ]
    columns = (
        MeasureColumn("client", "Клиент"),
        *(count(f"product{number}", product) for number, product in enumerate(shown, 1)),
        count("sum", "Сумма"),
        MeasureColumn("mean", "В среднем на клиента", CellKind.NUMBER),
    )
    if not rows:
        return Table(columns, ())
    number = int(answers["whole"][0]["clients"])
    whole, mean = sum_and_mean(number, int(answers["whole"][0]["sum_of_levels"]))
    rows.append(("Все клиенты", *(by_product[product] for product in shown), whole, exact(mean)))
    notes = []
    if number > len(clients):
        notes.append(f"Показаны клиенты с наибольшей суммой: {len(clients)} из {number}")
    if len(ranked) > _PRODUCTS:
        notes.append(f"Показаны продукты с наибольшей суммой: {_PRODUCTS} из {len(ranked)}")
    return Table(columns, tuple(rows), tuple(notes))


MEASURE = Measure(
    "client_product_matrix",
    _missing,
    _ask,
    _shape,
    "нет ни одной сделки с клиентом и продуктом",
    reads={
        "deal_products": ("deal_id", "product"),
        "deal_fields": ("deal_id", "field", "value"),
        "clients": ("client_id", "name"),
    },
    uses=(DEALS, FUNNEL_DEPTH, DEAL_DEPTH),
)
