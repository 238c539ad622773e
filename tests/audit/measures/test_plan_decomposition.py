from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from audit.measures.groups import money
from audit.measures.plan_arithmetic import next_day, per_day, share_equally, shortfall
from handbook.russian.numbers import money as shown
from tests.audit.measures.world import gaps, lines, measured
from tests.audit.rules.world import at, deal

MILLION = 1_000_000


def test_the_worked_example_is_exact_and_rounded_only_when_shown() -> None:
    assert per_day(MILLION, 22) == Fraction(MILLION, 22)
    assert shown(money(per_day(MILLION, 22))) == "45\u00a0454,55\u00a0₽"
    assert shown(money(share_equally(per_day(MILLION, 22), 4))) == "11\u00a0363,64\u00a0₽"
    assert next_day(MILLION, 22, 1, 30_000) == Fraction(2 * MILLION, 22) - 30_000
    assert shown(money(next_day(MILLION, 22, 1, 30_000))) == "60\u00a0909,09\u00a0₽"
    # Rounded norms would give 60 909,10.
    assert 2 * money(per_day(MILLION, 22)) - 30_000 == Decimal("60909.10")


@pytest.mark.parametrize(
    ("gone", "sold", "target"),
    [(0, 0, "45454.55"), (1, 45_454, "45455.09"), (1, 90_910, "0.00"), (21, 0, "1000000.00"), (2, 500_000, "0.00")],
)
def test_the_next_day_carries_all_of_the_shortfall_and_is_never_negative(gone: int, sold: int, target: str) -> None:
    assert money(next_day(MILLION, 22, gone, sold)) == Decimal(target)


def test_what_is_sold_over_the_plan_is_a_negative_shortfall() -> None:
    assert shortfall(MILLION, 22, 1, 50_000) == Fraction(MILLION, 22) - 50_000


def plan(owner: str | None, amount: int, month: date = date(2026, 4, 1), measure: str | None = None) -> dict[str, Any]:
    return {"owner": owner, "month": month, "measure": measure, "amount": Decimal(amount)}


def sale(number: str, owner: str, amount: int, day: str) -> dict[str, Any]:
    closed = at(f"{day} 10:00")
    return deal(number, "2026-01-05 10:00", owner=owner, amount=Decimal(amount), outcome="won", closed_at=closed)


STAFF = [{"name": name, "position": "menedzher"} for name in ("Анна", "Борис", "Вера", "Глеб")]


def test_a_real_month_by_its_calendar() -> None:
    # April 2026 has 22 working days; the first is a Wednesday.
    tables = {"plan": [plan("Анна", MILLION)], "deals": [sale("1", "Анна", 30_000, "2026-04-01")]}
    result = measured("plan_decomposition", tables, staff=STAFF[:1], as_of=date(2026, 4, 2))
    assert lines(result) == [
        ("Анна", MILLION, 22, 1, 45454.55, 30_000, 45454.55, 15454.55, 60909.09),
        ("Компания", MILLION, 22, 1, 45454.55, 30_000, 45454.55, 15454.55, 60909.09),
    ]
    assert result.notes == ("План на апрель 2026, цель — на 02.04.2026",)


def test_a_common_plan_is_divided_between_those_who_sell() -> None:
    deals = [sale(f"{n}", name, 1, "2026-03-10") for n, name in enumerate(("Анна", "Борис", "Вера", "Глеб"))]
    other = [{"name": "Юля", "position": "rop"}]
    tables = {"plan": [plan(None, MILLION)], "deals": deals}
    result = measured("plan_decomposition", tables, staff=[*STAFF, *other], as_of=date(2026, 4, 1))
    assert lines(result, "owner", "plan", "per_day") == [
        ("Анна", 250_000, 11363.64),
        ("Борис", 250_000, 11363.64),
        ("Вера", 250_000, 11363.64),
        ("Глеб", 250_000, 11363.64),
        ("Компания", MILLION, 45454.55),
    ]
    by_post = measured("plan_decomposition", tables, staff=[*STAFF, *other], as_of=date(2026, 4, 1), positions=["rop"])
    assert lines(by_post, "owner", "plan") == [("Юля", MILLION), ("Компания", MILLION)]


def test_an_absence_leaves_fewer_days_for_the_same_plan() -> None:
    absent = [{**STAFF[0], "absences": [{"from": date(2026, 4, 6), "to": date(2026, 4, 19), "reason": "отпуск"}]}]
    tables = {"plan": [plan("Анна", 120_000)], "deals": [sale("1", "Анна", 1, "2026-03-01")]}
    result = measured("plan_decomposition", tables, staff=absent, as_of=date(2026, 4, 2))
    assert lines(result, "owner", "days", "per_day") == [("Анна", 12, 10_000), ("Компания", 22, 5454.55)]


def test_a_month_that_is_over_has_no_target() -> None:
    tables = {
        "plan": [
            plan("Анна", 100, date(2026, 2, 1)),
            plan("Анна", 50, date(2026, 2, 14)),
            plan("Анна", 7, date(2026, 1, 1)),
        ],
        "deals": [
            sale("1", "Анна", 40, "2026-02-28"),
            sale("2", "Борис", 9, "2026-02-01"),
            sale("3", "Анна", 1, "2026-03-01"),
        ],
    }
    result = measured("plan_decomposition", tables)
    assert lines(result, "owner", "plan", "made", "shortfall") == [
        ("Анна", 150, 40, 110),
        ("Борис", 0, 9, -9),
        ("Компания", 150, 49, 101),
    ]
    assert result.notes == ("План на февраль 2026, месяц окончен",)


def test_payments_may_fulfil_it() -> None:
    tables = {
        "plan": [plan("Анна", 100, measure="paid"), plan("Анна", 900, measure="won")],
        "payments": [
            {"payment_id": "1", "owner": "Анна", "amount": Decimal(40), "paid_at": at("2026-04-01 10:00")},
            {"payment_id": "2", "owner": "Анна", "amount": Decimal(40), "paid_at": at("2026-04-02 00:00")},
        ],
    }
    result = measured("plan_decomposition", tables, fact="paid", as_of=date(2026, 4, 2))
    assert lines(result, "owner", "plan", "made")[0] == ("Анна", 100, 40)


def test_someone_with_no_day_left_has_no_norm() -> None:
    gone = [{**STAFF[0], "dismissed": date(2026, 3, 31)}]
    tables = {"plan": [plan("Анна", 100)], "deals": [sale("1", "Анна", 1, "2026-03-01")]}
    result = measured("plan_decomposition", tables, staff=gone, as_of=date(2026, 4, 2))
    assert lines(result)[0] == ("Анна", 100, 0, 0, None, 0, None, None, None)


def test_it_says_what_it_needs() -> None:
    assert gaps(measured("plan_decomposition", {"deals": []}))[0] == ("plan", ("month", "amount"))
    future = {"plan": [plan("Анна", 100, date(2026, 5, 1))], "deals": [sale("1", "Анна", 1, "2026-03-01")]}
    assert (
        measured("plan_decomposition", future).reason == "в выгрузке нет плана ни на месяц аудита, ни на прошлые месяцы"
    )
