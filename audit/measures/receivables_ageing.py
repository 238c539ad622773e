"""receivables_ageing: what clients owe, by how long it is overdue (handbook/indicators)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from audit.measures.base import Answers, Ask, Measure, Table
from audit.measures.facts import INVOICES, invoices_sql, lacking_invoices
from audit.measures.groups import (
    count,
    key_cells,
    key_columns,
    money,
    percent,
    share_of,
    sum_of,
    summed,
    total,
    total_cells,
)
from audit.prepare.setting import Setting
from audit.rules.obtain import lacking
from handbook.indicators.receivables_ageing import ReceivablesAgeing
from handbook.measure import Cell
from handbook.result import Missing

#: Columns of the ageing: name, title, from and to which day overdue.
_BUCKETS: tuple[tuple[str, str, int, int], ...] = (
    ("fresh", "1–15 дней («свежая»)", 1, 15),
    ("to_30", "16–30 дней", 16, 30),
    ("to_60", "31–60 дней", 31, 60),
    ("to_90", "61–90 дней", 61, 90),
    ("older", "Больше 90 дней", 91, 1_000_000),
)
_SUMS = ("not_due", "undated", *(name for name, _, _, _ in _BUCKETS))

_AGES = """
SELECT CAST(NULL AS VARCHAR) AS period, t.group_name, CAST(COUNT(*) AS BIGINT) AS invoices_owed,
    SUM(CASE WHEN t.due_day IS NULL THEN t.debt_money ELSE 0 END) AS undated,
    SUM(CASE WHEN t.days_overdue <= 0 THEN t.debt_money ELSE 0 END) AS not_due,
    {buckets}
FROM (
    SELECT {group} AS group_name, d.due_day, d.days_overdue, d.debt_money
    FROM ({invoices}) AS d WHERE d.debt > 0 AND d.debt_money IS NOT NULL
) AS t GROUP BY t.group_name
"""
_BUCKET = "SUM(CASE WHEN t.days_overdue BETWEEN {first} AND {last} THEN t.debt_money ELSE 0 END) AS {name}"

_LEFT_OUT = """
SELECT t.reason, CAST(SUM(t.objects) AS BIGINT) AS n FROM (
    SELECT CASE WHEN d.invoice_id IS NULL THEN 'не учтены счета без номера'
        WHEN d.issued_day IS NULL THEN 'не учтены счета без даты выставления'
        WHEN d.amount IS NULL THEN 'не учтены счета без суммы' END AS reason, 1 AS objects
    FROM debts AS d
    UNION ALL
    SELECT 'не учтены повторные строки счетов' AS reason, d.copies - 1 AS objects
    FROM debts AS d WHERE d.invoice_id IS NOT NULL AND d.copies > 1
    UNION ALL
    SELECT 'не учтены долги в валюте без курса' AS reason, 1 AS objects
    FROM ({invoices}) AS d WHERE d.debt > 0 AND d.debt_money IS NULL
) AS t WHERE t.reason IS NOT NULL GROUP BY t.reason
"""


def _missing(indicator: ReceivablesAgeing, setting: Setting) -> tuple[Missing, ...]:
    found = list(lacking_invoices(setting, "due_at"))
    if indicator.by == "owner" and not (setting.has("invoices", "deal_id") and setting.has("deals", "owner")):
        found += lacking(setting, "invoices", "owner")
    if indicator.by == "segment":
        found += lacking(setting, "clients", "client_id", "segment")
    return tuple(found)


def _ask(indicator: ReceivablesAgeing, setting: Setting) -> Mapping[str, Ask]:
    group = "CAST(NULL AS VARCHAR)" if indicator.by == "company" else f"d.{indicator.by}"
    buckets = ", ".join(_BUCKET.format(first=first, last=last, name=name) for name, _, first, last in _BUCKETS)
    invoices = invoices_sql(setting)
    return {
        "ages": Ask(_AGES.format(group=group, buckets=buckets, invoices=invoices)),
        "left_out": Ask(_LEFT_OUT.format(invoices=invoices)),
    }


def _shape(indicator: ReceivablesAgeing, _setting: Setting, answers: Answers) -> Table:
    names = ("invoices_owed", *_SUMS)
    sums = summed(answers["ages"], names)

    def late(key: tuple[str | None, str | None]) -> tuple[bool, Decimal, str]:
        overdue = sum((sums[key][name] for name, _, _, _ in _BUCKETS), Decimal(0))
        return key[1] is None, -overdue, key[1] or ""

    rows: list[tuple[Cell, ...]] = [
        (*key_cells(key, indicator.by), *_cells(sums[key])) for key in sorted(sums, key=late)
    ]
    if rows and indicator.by != "company":
        rows.append((*total_cells(indicator.by), *_cells(total(sums, names))))
    columns = (
        *key_columns(indicator.by),
        count("invoices", "Счетов"),
        sum_of("not_due", "Срок не наступил"),
        *(sum_of(name, title) for name, title, _, _ in _BUCKETS),
        sum_of("undated", "Без срока"),
        sum_of("overdue", "Просрочено"),
        sum_of("debt", "Весь долг"),
        share_of("share", "Доля просроченной"),
    )
    return Table(columns, tuple(rows))


def _cells(sums: Mapping[str, Decimal]) -> tuple[Cell, ...]:
    found = {name: money(sums[name]) for name in _SUMS}
    overdue = sum((found[name] for name, _, _, _ in _BUCKETS), Decimal(0))
    whole = overdue + found["not_due"] + found["undated"]
    ages = tuple(found[name] for name, _, _, _ in _BUCKETS)
    return (
        int(sums["invoices_owed"]),
        found["not_due"],
        *ages,
        found["undated"],
        overdue,
        whole,
        percent(overdue, whole),
    )


MEASURE = Measure("receivables_ageing", _missing, _ask, _shape, "неоплаченных счетов нет", uses=INVOICES)
