"""process_result: what people do beside what comes of it (handbook/indicators)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from audit.measures.base import Answers, Ask, Measure, Table
from audit.measures.deals import DEALS, lacking_result
from audit.measures.facts import ACTIVITIES, PAYMENTS, activities_sql, lacking_payments
from audit.measures.groups import (
    Key,
    count,
    days_join,
    in_period,
    key_cells,
    key_columns,
    money,
    order,
    period_sql,
    sum_of,
    summed,
)
from audit.prepare.setting import Setting
from audit.rules.obtain import lacking
from handbook.indicators.process_result import ProcessResult
from handbook.measure import Cell, MeasureColumn
from handbook.result import Missing

#: Words by whether the process and the result are above the median.
_SIGNALS = {
    (True, False): "высокий процесс при слабом результате",
    (True, True): "высокий процесс, высокий результат",
    (False, True): "высокий результат при слабом процессе",
    (False, False): "слабый процесс, слабый результат",
}

_WON = """
SELECT t.period, t.group_name, CAST(COUNT(*) AS BIGINT) AS won, SUM(coalesce(t.money, 0)) AS won_sum
FROM (
    SELECT {period} AS period, d.owner AS group_name, d.money
    FROM measured_deals AS d {days} WHERE d.outcome = 'won' AND {in_period}
) AS t GROUP BY t.period, t.group_name
"""
_PAID = """
SELECT t.period, t.group_name, SUM(coalesce(t.money, 0)) AS paid
FROM (
    SELECT {period} AS period, d.owner AS group_name, d.money FROM measured_payments AS d {days} WHERE {in_period}
) AS t GROUP BY t.period, t.group_name
"""
_QUOTES = """
SELECT t.period, t.group_name, CAST(COUNT(*) AS BIGINT) AS quotes
FROM (
    SELECT {period} AS period, d.owner AS group_name
    FROM (
        SELECT q.quote_id, CAST(q.created_at AS DATE) AS created_day,
            nullif(trim(coalesce(q.owner, n.owner)), '') AS owner,
            ROW_NUMBER() OVER (PARTITION BY q.quote_id ORDER BY q.source_file, q.source_row) AS copy
        FROM quotes AS q LEFT JOIN deal_state AS n ON n.deal_id = q.deal_id WHERE q.created_at IS NOT NULL
    ) AS d {days} WHERE (d.copy = 1 OR d.quote_id IS NULL) AND {in_period}
) AS t GROUP BY t.period, t.group_name
"""
_LEFT_OUT = """
SELECT t.reason, COUNT(*) AS n FROM (
    SELECT CASE WHEN d.closed_day IS NULL THEN 'не учтены выигранные сделки без даты закрытия'
        WHEN d.money IS NULL THEN 'прибавили к сумме 0 выигранные сделки без суммы или курса валюты' END AS reason
    FROM measured_deals AS d WHERE d.outcome = 'won' AND (d.closed_day IS NULL OR {won})
    UNION ALL
    SELECT 'прибавили к сумме 0 оплаты без суммы или курса валюты' AS reason
    FROM measured_payments AS p WHERE p.money IS NULL AND {paid}
) AS t WHERE t.reason IS NOT NULL GROUP BY t.reason
"""


def _missing(_indicator: ProcessResult, setting: Setting) -> tuple[Missing, ...]:
    return (
        *lacking(setting, "activities", "employee", "kind", "started_at"),
        *lacking_result(setting, "owner", "amount"),
    )


def _ask(indicator: ProcessResult, _setting: Setting) -> Mapping[str, Ask]:
    def on(sql: str, day: str) -> Ask:
        period, days = period_sql(indicator.per), days_join(indicator.per, day)
        return Ask(sql.format(period=period, days=days, in_period=in_period(day)))

    return {
        "activities": Ask(activities_sql("owner", indicator.per)),
        "won": on(_WON, "d.closed_day"),
        "paid": on(_PAID, "d.paid_day"),
        "quotes": on(_QUOTES, "d.created_day"),
        "left_out": Ask(_LEFT_OUT.format(won=in_period("d.closed_day"), paid=in_period("p.paid_day"))),
    }


def median(values: Sequence[Decimal]) -> Fraction:
    """The middle of the values, or half the sum of the two in the middle."""
    ranked = sorted(values)
    return Fraction(ranked[(len(ranked) - 1) // 2] + ranked[len(ranked) // 2]) / 2


def signal(process: Decimal, result: Decimal, middle: tuple[Fraction, Fraction]) -> str | None:
    """How a person stands to the medians of process and result; nothing when exactly on one of them."""
    if process == middle[0] or result == middle[1]:
        return None
    return _SIGNALS[process > middle[0], result > middle[1]]


def _shape(indicator: ProcessResult, setting: Setting, answers: Answers) -> Table:
    without_payments = lacking_payments(setting)
    own_quotes = setting.has("quotes", "created_at")
    parts = [
        (answers["activities"], ("contacts", "calls", "meetings", *(() if own_quotes else ("quotes",)))),
        (answers["won"], ("won", "won_sum")),
        *([(answers["quotes"], ("quotes",))] if own_quotes else []),
        *([] if without_payments else [(answers["paid"], ("paid",))]),
    ]
    people: dict[Key, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for rows, names in parts:
        for key, sums in summed(rows, names).items():
            people[key] |= sums
    result = "won_sum" if without_payments else "paid"
    periods: dict[str | None, list[Mapping[str, Decimal]]] = defaultdict(list)
    for (period, person), sums in people.items():
        if person is not None:
            periods[period].append(sums)
    middles = {
        period: (median([one["contacts"] for one in ones]), median([one[result] for one in ones]))
        for period, ones in periods.items()
    }
    columns = (
        *key_columns("owner", indicator.per),
        count("contacts", "Контактов"),
        count("calls", "Звонков"),
        count("meetings", "Встреч"),
        count("quotes", "Предложений"),
        count("won", "Выиграно сделок"),
        sum_of("won_sum", "Сумма выигранных"),
        *(() if without_payments else (sum_of("paid", "Оплачено"),)),
        MeasureColumn("signal", "Сигнал"),
    )
    found: list[tuple[Cell, ...]] = []
    for key in sorted(people, key=order):
        sums = people[key]
        cells: tuple[Cell, ...] = (
            *(int(sums[name]) for name in ("contacts", "calls", "meetings", "quotes", "won")),
            money(sums["won_sum"]),
            *(() if without_payments else (money(sums["paid"]),)),
        )
        said = signal(sums["contacts"], sums[result], middles[key[0]]) if key[1] is not None else None
        found.append((*key_cells(key, "owner", indicator.per), *cells, said))
    notes = ("Оплаты не вычислены: результат — сумма выигранных сделок",) if without_payments else ()
    return Table(columns, tuple(found), notes, without_payments)


MEASURE = Measure(
    "process_result",
    _missing,
    _ask,
    _shape,
    "в периоде нет ни дел, ни выигранных сделок",
    reads={"quotes": ("quote_id", "deal_id", "owner", "created_at")},
    uses=(DEALS, ACTIVITIES, PAYMENTS),
)
