"""refusal_reasons: why deals are lost, one reason however it is written (handbook/indicators)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from audit.measures.base import Answers, Ask, Measure, Table
from audit.measures.deals import DEALS, lacking_group, lacking_result
from audit.measures.groups import (
    Key,
    count,
    days_join,
    decimal,
    group_sql,
    in_period,
    key_cells,
    key_columns,
    key_of,
    money,
    of_pipelines,
    order,
    percent,
    period_sql,
    share_of,
    sum_of,
    total_cells,
)
from audit.measures.wording import Wording
from audit.prepare.setting import Setting
from handbook.indicators.refusal_reasons import RefusalReasons
from handbook.measure import Cell, MeasureColumn
from handbook.result import Missing

_UNNAMED = "не указана"
#: Writings of one reason that are shown.
_WRITINGS = 5

_LOST = """
WITH last_open AS (
    SELECT v.deal_id, v.stage, ROW_NUMBER() OVER (PARTITION BY v.deal_id ORDER BY v.place DESC) AS back
    FROM recorded_visits AS v WHERE NOT v.is_final
),
written AS (
    SELECT n.deal_id, MIN(trim(n.refusal_reason_raw)) AS reason_raw
    FROM deals AS n WHERE trim(n.refusal_reason_raw) <> '' GROUP BY n.deal_id
),
lost AS (
    SELECT {period} AS period, {group} AS group_name, coalesce(nullif(trim(d.refusal_reason), ''), w.reason_raw)
        AS reason, coalesce(w.reason_raw, nullif(trim(d.refusal_reason), '')) AS writing, d.money
    FROM measured_deals AS d
    LEFT JOIN written AS w ON w.deal_id = d.deal_id
    LEFT JOIN last_open AS s ON s.deal_id = d.deal_id AND s.back = 1
    {days}
    WHERE d.outcome = 'lost' AND {in_period} AND {pipelines}
)
SELECT l.period, l.group_name, l.reason, l.writing, CAST(COUNT(*) AS BIGINT) AS deals,
    SUM(coalesce(l.money, 0)) AS amount
FROM lost AS l GROUP BY l.period, l.group_name, l.reason, l.writing
"""

_LEFT_OUT = """
SELECT t.reason, COUNT(*) AS n FROM (
    SELECT CASE WHEN d.closed_day IS NULL THEN 'не учтены проигранные сделки без даты закрытия'
        WHEN d.money IS NULL THEN 'прибавили к сумме 0 сделки без суммы или курса валюты' END AS reason
    FROM measured_deals AS d
    WHERE d.outcome = 'lost' AND {pipelines} AND (d.closed_day IS NULL OR {in_period})
) AS t WHERE t.reason IS NOT NULL GROUP BY t.reason
"""


def _missing(indicator: RefusalReasons, setting: Setting) -> tuple[Missing, ...]:
    raw = setting.has("deals", "refusal_reason_raw")
    return (
        *lacking_result(setting, *(() if raw else ("refusal_reason",))),
        *lacking_group(setting, indicator.by),
    )


def _ask(indicator: RefusalReasons, _setting: Setting) -> Mapping[str, Ask]:
    scope, within = of_pipelines(indicator), in_period("d.closed_day")
    return {
        "lost": Ask(
            _LOST.format(
                period=period_sql(indicator.per),
                group=group_sql(indicator.by, "s" if indicator.by == "stage" else "d"),
                days=days_join(indicator.per, "d.closed_day"),
                in_period=within,
                pipelines=scope.sql,
            ),
            scope.parameters,
        ),
        "left_out": Ask(_LEFT_OUT.format(pipelines=scope.sql, in_period=within), scope.parameters),
    }


@dataclass(slots=True)
class _Reason:
    """Deals lost for one reason."""

    deals: int = 0
    amount: Decimal = Decimal(0)
    writings: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def _shape(indicator: RefusalReasons, setting: Setting, answers: Answers) -> Table:
    company = setting.handbook.company
    wording = Wording(
        ((row["reason"], int(row["deals"])) for row in answers["lost"]), company.refusal_reasons, company.placeholders
    )
    found: dict[Key, dict[str | None, _Reason]] = defaultdict(lambda: defaultdict(_Reason))
    for row in answers["lost"]:
        reason = found[key_of(row)][wording.of(row["reason"])]
        reason.deals += int(row["deals"])
        reason.amount += decimal(row["amount"])
        if row["writing"] is not None:
            reason.writings[row["writing"]] += int(row["deals"])
    rows: list[tuple[Cell, ...]] = []
    for key in sorted(found, key=order):
        reasons = found[key]
        deals, amount = _sums(reasons)
        for name in sorted(reasons, key=lambda name: (name is None, -reasons[name].deals, name or "")):
            item = reasons[name]
            rows.append(
                (
                    *key_cells(key, indicator.by, indicator.per),
                    _UNNAMED if name is None else name,
                    item.deals,
                    percent(item.deals, deals),
                    money(item.amount),
                    percent(item.amount, amount),
                    _writings(item.writings),
                )
            )
    if rows:
        each = [_sums(reasons) for reasons in found.values()]
        deals, amount = sum(item[0] for item in each), sum((item[1] for item in each), Decimal(0))
        head = total_cells(indicator.by, indicator.per)
        rows.append((*head, None if head else "Всего", deals, None, money(amount), None, None))
    columns = (
        *key_columns(indicator.by, indicator.per),
        MeasureColumn("reason", "Причина"),
        count("deals", "Сделок"),
        share_of("share", "Доля сделок"),
        sum_of("amount", "Сумма"),
        share_of("amount_share", "Доля суммы"),
        MeasureColumn("writings", "Как записано"),
    )
    return Table(columns, tuple(rows))


def _sums(reasons: Mapping[str | None, _Reason]) -> tuple[int, Decimal]:
    return sum(item.deals for item in reasons.values()), sum((item.amount for item in reasons.values()), Decimal(0))


def _writings(writings: Mapping[str, int]) -> str | None:
    """What stands in the CRM, the most usual first."""
    ranked = sorted(writings, key=lambda text: (-writings[text], text))
    more = len(ranked) - _WRITINGS
    return "; ".join(ranked[:_WRITINGS]) + (f" и ещё {more}" if more > 0 else "") or None


MEASURE = Measure(
    "refusal_reasons",
    _missing,
    _ask,
    _shape,
    "в периоде нет проигранных сделок",
    reads={"deals": ("deal_id", "refusal_reason_raw")},
    uses=(DEALS,),
)
