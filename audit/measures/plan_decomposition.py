"""plan_decomposition: the plan of a month by working days and people, shortfalls carried over (handbook/indicators)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from audit.measures.base import Answers, Ask, Measure, Table
from audit.measures.deals import DEALS, lacking_result
from audit.measures.facts import PAYMENTS, lacking_payments
from audit.measures.groups import count, money, sum_of
from audit.measures.plan_arithmetic import next_day, per_day, share_equally, shortfall
from audit.measures.plans import PAID_SQL, by_owner, month_of, planned_ask, won_sql
from audit.prepare.days import month_start
from audit.prepare.setting import Setting
from audit.rules.obtain import lacking
from handbook.indicators.plan_decomposition import PlanDecomposition
from handbook.measure import Cell, MeasureColumn
from handbook.result import Missing
from handbook.russian.dates import date_short, month_period

_WORK = """
SELECT w.name, w.month, CAST(COUNT(*) AS BIGINT) AS days_in_all,
    CAST(SUM(CASE WHEN w.day < CAST($as_of AS DATE) THEN 1 ELSE 0 END) AS BIGINT) AS days_gone
FROM (
    SELECT a.name, a.month, a.day FROM available_days AS a
    UNION ALL
    SELECT CAST(NULL AS VARCHAR) AS name, c.month, c.day FROM days AS c WHERE c.is_working
) AS w GROUP BY w.name, w.month
"""
_PEOPLE = """
SELECT p.name, p.position, p.hired, p.dismissed, CASE WHEN s.owner IS NOT NULL THEN 1 ELSE 0 END AS is_seller
FROM people AS p LEFT JOIN (
    SELECT DISTINCT d.owner FROM measured_deals AS d WHERE d.owner IS NOT NULL
) AS s ON s.owner = p.name
"""
_LEFT_OUT_WON = """
SELECT t.reason, COUNT(*) AS n FROM (
    SELECT CASE WHEN d.closed_day IS NULL THEN 'не засчитаны выигранные сделки без даты закрытия'
        WHEN d.money IS NULL THEN 'прибавили 0 выигранные сделки без суммы или курса валюты' END AS reason
    FROM measured_deals AS d WHERE d.outcome = 'won'
) AS t WHERE t.reason IS NOT NULL GROUP BY t.reason
"""
_LEFT_OUT_PAID = """
SELECT 'прибавили 0 оплаты без суммы или курса валюты' AS reason, COUNT(*) AS n
FROM measured_payments AS p WHERE p.money IS NULL
"""


def _missing(indicator: PlanDecomposition, setting: Setting) -> tuple[Missing, ...]:
    made = lacking_payments(setting) if indicator.fact == "paid" else lacking_result(setting, "owner", "amount")
    return (*lacking(setting, "plan", "month", "amount"), *made)


def _ask(indicator: PlanDecomposition, _setting: Setting) -> Mapping[str, Ask]:
    paid = indicator.fact == "paid"
    return {
        "planned": planned_ask(indicator.fact),
        "made": Ask(PAID_SQL if paid else won_sql()),
        "work": Ask(_WORK),
        "people": Ask(_PEOPLE),
        "left_out": Ask(_LEFT_OUT_PAID if paid else _LEFT_OUT_WON),
    }


@dataclass(frozen=True, slots=True)
class _Work:
    """Working days of a month: of the company and of each employee."""

    company: tuple[int, int]
    own: Mapping[str, tuple[int, int]]
    staff: frozenset[str]

    def of(self, name: str | None) -> tuple[int, int]:
        """Days in all and days gone; those unknown to the staff list work by the company's calendar."""
        return self.own.get(name, (0, 0)) if name is not None and name in self.staff else self.company


def _shape(indicator: PlanDecomposition, setting: Setting, answers: Answers) -> Table:
    month = month_of(answers["planned"], setting.as_of)
    if month is None:
        return Table(_columns(ongoing=True), ())
    ongoing = month == setting.as_of.replace(day=1)
    work = _work(answers, month)
    plans = {name: Fraction(amount) for name, amount in by_owner(answers["planned"], month, "planned").items()}
    made = by_owner(answers["made"], month, "amount_made")
    common = plans.pop(None, Fraction(0))
    sharers = _sharers(indicator, answers, month) if common else []
    for name in sharers:
        plans[name] = plans.get(name, Fraction(0)) + share_equally(common, len(sharers))
    whole = sum(plans.values(), Fraction(0)) + (Fraction(0) if sharers else common)
    rows = [
        (
            name or "без ответственного",
            *_cells(plans.get(name, Fraction(0)), made.get(name), work.of(name), ongoing=ongoing),
        )
        for name in sorted({*plans, *made}, key=lambda name: (name is None, name or ""))
    ]
    sold = sum(made.values(), Decimal(0))
    rows.append(("Компания", *_cells(whole, sold, work.company, ongoing=ongoing)))
    notes = [
        f"План на {month_period(month)}"
        + (f", цель — на {date_short(setting.as_of)}" if ongoing else ", месяц окончен")
    ]
    if common and not sharers:
        notes.append("Общий план не разделён: нет никого, кто отвечал за сделки и работает в этом месяце")
    return Table(_columns(ongoing=ongoing), tuple(rows), tuple(notes))


def _columns(*, ongoing: bool) -> tuple[MeasureColumn, ...]:
    return (
        MeasureColumn("owner", "Ответственный"),
        sum_of("plan", "План месяца"),
        count("days", "Рабочих дней"),
        count("gone", "Прошло"),
        sum_of("per_day", "Норма дня"),
        sum_of("made", "Сделано"),
        sum_of("due", "Должно быть сделано"),
        sum_of("shortfall", "К плану на дату"),
        *((sum_of("target", "Цель ближайшего дня"),) if ongoing else ()),
    )


def _cells(plan: Fraction, made: Decimal | None, days: tuple[int, int], *, ongoing: bool) -> tuple[Cell, ...]:
    whole, gone = days
    sold = made or Decimal(0)
    if not whole:
        # There is a plan and not a day to fulfil it on.
        return (money(plan), 0, 0, None, money(sold), None, None, *((None,) if ongoing else ()))
    target = money(next_day(plan, whole, gone, sold)) if gone < whole else None
    return (
        money(plan),
        whole,
        gone,
        money(per_day(plan, whole)),
        money(sold),
        money(per_day(plan, whole) * gone),
        money(shortfall(plan, whole, gone, sold)),
        *((target,) if ongoing else ()),
    )


def _work(answers: Answers, month: date) -> _Work:
    company, own = (0, 0), {}
    for row in answers["work"]:
        if row["month"] == month:
            days = (int(row["days_in_all"]), int(row["days_gone"]))
            if row["name"] is None:
                company = days
            else:
                own[row["name"]] = days
    return _Work(company, own, frozenset(row["name"] for row in answers["people"]))


def _sharers(indicator: PlanDecomposition, answers: Answers, month: date) -> list[str]:
    """Between whom a common plan is divided: positions named, else who owned deals; employed on a day of the month."""
    end = month_start(month.year, month.month + 1)
    wanted = set(indicator.positions)
    return sorted(
        row["name"]
        for row in answers["people"]
        if row["hired"] < end
        and row["dismissed"] >= month
        and (row["position"] in wanted if wanted else row["is_seller"])
    )


MEASURE = Measure(
    "plan_decomposition",
    _missing,
    _ask,
    _shape,
    "в выгрузке нет плана ни на месяц аудита, ни на прошлые месяцы",
    reads={"plan": ("owner", "month", "measure", "amount")},
    uses=(DEALS, PAYMENTS),
)
