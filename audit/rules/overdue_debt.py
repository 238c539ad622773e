"""overdue_debt: unpaid invoices past their due date, one by one or as a share of all debt (norms.md §2).

Settled here: with a table of payments only payments tell what is paid, without it an invoice marked as paid is paid
whole; an invoice's owner is its own, else who owns its deal on the day of the audit; debt without a due date is not
overdue in a share and not judged by itself; the money at stake is the overdue debt at the rate of the day before the
audit. In a share debts of one currency need no rate. Every debt that is overdue can still be
collected: breaches last.
"""

from __future__ import annotations

from decimal import Decimal

from audit.database import Row
from audit.prepare import debts
from audit.prepare.setting import Setting
from audit.rules.base import Question, Rule, in_force, limit_words
from audit.rules.linked import missing_for_linked, missing_segment
from audit.rules.obtain import HOW, either, lacking
from audit.rules.percent import percent_words
from audit.rules.scope import deals_in_scope, together, without_rate
from handbook.norms.overdue_debt import OverdueDebt
from handbook.result import Missing
from handbook.russian.numbers import counted, money

#: Sums are cut here, so that their products with a limit still fit DECIMAL(38,8); so are limits in per cent.
_MOST = Decimal(10) ** 24
_MOST_PERCENT = 1000

#: Debts by the payments of the export, and by marks of payment where it has no payments.
_BY_PAYMENTS = ("d.amount - d.paid_amount", "h.paid_before_start >= h.amount", "NOT d.is_paid_unknown")
_BY_MARKS = (
    "CASE WHEN d.marked_day IS NULL THEN d.amount ELSE 0 END",
    "h.marked_day < CAST($judged_from AS DATE)",
    "TRUE",
)

_HELD = """
WITH held AS (
    SELECT d.*, CAST({debt} AS DECIMAL(38,4)) AS debt
    FROM debts AS d
    WHERE d.invoice_id IS NOT NULL AND d.issued_day IS NOT NULL AND d.amount IS NOT NULL AND {known} AND {scope}
)"""

_INVOICES = (
    _HELD
    + """
SELECT h.invoice_id AS object_id, h.client_name AS object_title,
    h.invoice_id || '|' || CASE WHEN h.days_overdue > 90 THEN '90+' WHEN h.days_overdue > 60 THEN '61-90'
        WHEN h.days_overdue > 30 THEN '31-60' WHEN h.days_overdue > 15 THEN '16-30' ELSE '1-15' END AS key,
    h.owner, CAST(h.due_day AS VARCHAR) AS moment, h.days_overdue AS actual, e.max_value AS limit_value, 'd' AS unit,
    e.edition, CASE WHEN h.debt > 0 THEN CAST(least(h.debt, $most) * h.rate AS DECIMAL(38,4)) END AS money,
    h.source_file, h.source_row, h.debt > 0 AND h.days_overdue > e.max_value AS is_violation,
    TRUE AS is_standing, h.debt, h.currency
FROM held AS h
{in_force}
WHERE e.max_unit = 'd' AND h.due_day IS NOT NULL
    AND NOT coalesce(h.debt <= 0 AND h.issued_day < CAST($judged_from AS DATE) AND {paid_before}, FALSE)
"""
)

_SHARES = (
    _HELD  # noqa: S608 - constants of this module
    + """,
unpaid AS (
    SELECT {holder} AS holder, {owner} AS owner, h.currency, h.debt,
        CASE WHEN h.days_overdue > 0 THEN h.debt ELSE 0 END AS late,
        CAST(least(h.debt, $most) * h.rate AS DECIMAL(38,4)) AS debt_money,
        CASE WHEN h.days_overdue > 0 THEN CAST(least(h.debt, $most) * h.rate AS DECIMAL(38,4)) ELSE 0 END AS late_money
    FROM held AS h WHERE h.debt > 0 AND {holder} IS NOT NULL
),
sums AS (
    SELECT u.holder, u.owner, COUNT(DISTINCT u.currency) AS currencies, MIN(u.currency) AS currency,
        SUM(u.debt) AS all_own, SUM(u.late) AS late_own, SUM(u.debt_money) AS all_money,
        SUM(CASE WHEN u.debt_money IS NOT NULL THEN u.late_money END) AS late_in_money
    FROM unpaid AS u GROUP BY u.holder, u.owner
)"""
)

#: Debts of several currencies none of which has a rate have no share; least() would take nothing for the greatest sum.
_GROUPS = """,
compared AS (
    SELECT s.holder, s.owner, s.late_in_money,
        CASE WHEN s.currencies = 1 THEN s.currency ELSE $currency END AS currency,
        least(CASE WHEN s.currencies = 1 THEN s.all_own ELSE s.all_money END, $most) AS total,
        least(CASE WHEN s.currencies = 1 THEN s.late_own ELSE s.late_in_money END, $most) AS overdue
    FROM sums AS s WHERE s.currencies = 1 OR s.all_money IS NOT NULL
)
SELECT c.holder AS object_id, CAST({title} AS VARCHAR) AS object_title, c.holder AS key, c.owner,
    CAST(CAST($last_day AS DATE) AS VARCHAR) AS moment,
    CAST(c.overdue AS DOUBLE) * 100 / CAST(c.total AS DOUBLE) AS actual, e.max_value AS limit_value, '%' AS unit,
    e.edition, CAST(c.late_in_money AS DECIMAL(38,4)) AS money, CAST(NULL AS VARCHAR) AS source_file,
    CAST(NULL AS INTEGER) AS source_row,
    CAST(c.overdue AS DECIMAL(38,4)) * 100
        > CAST(c.total AS DECIMAL(38,4)) * least(e.max_value, $most_percent) AS is_violation,
    TRUE AS is_standing, c.overdue, c.total, c.currency
FROM compared AS c
{in_force}
WHERE e.max_unit = '%' AND c.total > 0
"""

#: Who has collected every debt is not judged any more.
_PRESENT = (
    _HELD  # noqa: S608 - put together from constants, values are bound
    + " SELECT {holder} AS key, {holder} AS object_id, {owner} AS owner FROM held AS h"
)

_LEFT_OUT = (
    _HELD  # noqa: S608 - constants of this module
    + """
SELECT t.reason, CAST(SUM(t.n) AS BIGINT) AS n FROM (
    SELECT CASE WHEN d.invoice_id IS NULL THEN 'не судились счета без номера'
        WHEN d.issued_day IS NULL THEN 'не судились счета без даты выставления'
        WHEN d.amount IS NULL THEN 'не судились счета без суммы'
        WHEN NOT ({known}) THEN 'не судились счета, оплаченные в валюте без курса' END AS reason, 1 AS n
    FROM debts AS d WHERE {scope}
    UNION ALL
    SELECT 'не учтены повторные строки счетов' AS reason, d.copies - 1 AS n
    FROM debts AS d WHERE d.invoice_id IS NOT NULL AND d.copies > 1 AND {scope}
    UNION ALL
    SELECT {undated} AS reason, 1 AS n FROM held AS h WHERE h.due_day IS NULL AND {undated_too}
    {more}
) AS t WHERE t.reason IS NOT NULL GROUP BY t.reason
"""
)

#: Payments that name no invoice and might belong to any of several.
_UNNAMED = """
    UNION ALL
    SELECT 'не отнесены ни к одному счёту оплаты без номера счёта' AS reason, 1 AS n
    FROM payments AS p
    JOIN (
        SELECT h.deal_id, COUNT(*) AS invoices_of_deal FROM held AS h WHERE h.deal_id IS NOT NULL GROUP BY h.deal_id
    ) AS q ON q.deal_id = p.deal_id
    WHERE p.invoice_id IS NULL AND p.paid_at < CAST($as_of AS TIMESTAMP) AND q.invoices_of_deal > 1
    UNION ALL
    SELECT 'не зачтены оплаты без даты или суммы' AS reason, 1 AS n
    FROM payments AS p
    WHERE (p.paid_at IS NULL OR p.amount IS NULL AND p.paid_at < CAST($as_of AS TIMESTAMP)) AND (
        p.invoice_id IN (SELECT h.invoice_id FROM held AS h) OR p.deal_id IN (SELECT h.deal_id FROM held AS h))
    UNION ALL
    SELECT 'счета с отметкой об оплате, но без полной суммы в оплатах' AS reason, 1 AS n
    FROM held AS h WHERE h.debt > 0 AND h.marked_day IS NOT NULL
"""
_NO_HOLDER = """
    UNION ALL
    SELECT '{no_holder}' AS reason, 1 AS n FROM held AS h WHERE h.debt > 0 AND {holder} IS NULL
"""
_NO_RATE = """
    UNION ALL
    SELECT 'не вошли в долю долги в валюте без курса' AS reason, 1 AS n
    FROM held AS h
    JOIN (
        SELECT {holder} AS holder FROM held AS h WHERE h.debt > 0 GROUP BY {holder}
        HAVING COUNT(DISTINCT h.currency) > 1
    ) AS m ON m.holder = {holder}
    WHERE h.debt > 0 AND h.rate IS NULL
"""

_IS_LINKED = "d.deal_id IN (SELECT b.deal_id FROM debts AS b)"

_HOLDERS: dict[str, tuple[str, str, str]] = {
    "owner": ("h.owner", "h.owner", "не засчитаны никому неоплаченные счета без ответственного"),
    "segment": ("h.segment", "CAST(NULL AS VARCHAR)", "не вошли ни в одну долю неоплаченные счета без сегмента"),
    "company": ("'company'", "CAST(NULL AS VARCHAR)", ""),
}


def _by_payments(setting: Setting) -> bool:
    return setting.has("payments", "amount", "paid_at") and (
        setting.has("payments", "invoice_id")
        or (setting.has("payments", "deal_id") and setting.has("invoices", "deal_id"))
    )


def _missing(norm: OverdueDebt, setting: Setting) -> tuple[Missing, ...]:
    found = list(lacking(setting, "invoices", "invoice_id", "amount", "issued_at", "due_at"))
    if not _by_payments(setting) and not setting.has("invoices", "paid_at"):
        columns = tuple(name for name in ("invoice_id", "amount", "paid_at") if not setting.has("payments", name))
        marks = lacking(setting, "invoices", "paid_at")
        found.append(either(Missing("payments", columns or ("invoice_id",), HOW["payments"]), *marks))
    if norm.per == "segment":
        found += missing_segment(setting, "invoices")
    return (*found, *missing_for_linked(norm, setting, "invoices", by_owner=norm.per == "owner"))


def _ask(norm: OverdueDebt, setting: Setting) -> Question:
    scope, of_any_amount = deals_in_scope(norm, setting), deals_in_scope(norm, setting, any_amount=True)
    by_payments = _by_payments(setting)
    debt, paid_before, known = _BY_PAYMENTS if by_payments else _BY_MARKS
    shares = norm.per != "invoice"
    holder, owner, no_holder = _HOLDERS.get(norm.per, ("h.invoice_id", "h.owner", ""))
    more = _UNNAMED if by_payments else ""
    if no_holder:
        more += _NO_HOLDER.format(no_holder=no_holder, holder=holder)
    if shares:
        more += _NO_RATE.format(holder=holder)
    sql = (_SHARES + _GROUPS if shares else _INVOICES).format(
        debt=debt,
        known=known,
        scope=scope.sql,
        in_force=in_force("CAST($last_day AS DATE)"),
        paid_before=paid_before,
        holder=holder,
        owner=owner,
        title="'Компания'" if norm.per == "company" else "NULL",
    )
    left_out = _LEFT_OUT.format(
        debt=debt,
        known=known,
        scope=scope.sql,
        undated=f"'{'сочтены непросроченными' if shares else 'не судились'} счета без срока оплаты'",
        undated_too="h.debt > 0" if shares else "TRUE",
        more=more,
    )
    people = norm.per == "owner" or bool(norm.scope.roles or norm.scope.positions or norm.scope.employees)
    return Question(
        sql,
        together(
            f"SELECT w.reason, w.n FROM ({left_out}) AS w",  # noqa: S608 - a constant of this module
            without_rate(norm, f"{_IS_LINKED} AND {of_any_amount.sql}"),
        ),
        {**scope.parameters, "most": _MOST, "most_percent": _MOST_PERCENT},
        owner_decides=people and not setting.has("invoices", "owner"),
        present=_PRESENT.format(debt=debt, known=known, scope=scope.sql, holder=holder, owner=owner)
        if shares
        else None,
    )


def _detail(norm: OverdueDebt, row: Row, _setting: Setting) -> str:
    if norm.per == "invoice":
        days = counted(int(row["actual"]), "день", "дня", "дней")
        return f"долг {money(row['debt'], row['currency'])} просрочен на {days} при норме не более {limit_words(row)}"
    return (
        f"просрочено {money(row['overdue'], row['currency'])} из {money(row['total'], row['currency'])} долга "
        f"({percent_words(row['actual'], row['limit_value'])}) при норме не более {limit_words(row)}"
    )


RULE = Rule(
    "overdue_debt",
    _missing,
    _ask,
    _detail,
    "в выгрузке нет счетов (для доли — неоплаченных), к которым относится норма",
    reads={"payments": ("invoice_id", "deal_id", "amount", "paid_at")},
    uses=(debts.DERIVED,),
)
