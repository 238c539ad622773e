from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from audit.measures.forecast_plan import probability
from tests.audit.measures.world import gaps, lines, measured
from tests.audit.rules.world import at, deal

AS_OF = date(2026, 4, 11)


def opened(number: str, stage: str, amount: int | None, planned: date | None, **fields: object) -> dict[str, Any]:
    return deal(
        number,
        "2026-01-05 10:00",
        **{
            "pipeline": "Типовые",
            "stage": stage,
            "owner": "Анна",
            "amount": None if amount is None else Decimal(amount),
            "planned_close": planned,
            **fields,
        },
    )


def closed(
    number: str, outcome: str, *stages: str, amount: int = 1, day: str = "2026-03-10"
) -> tuple[dict[str, Any], list[Any]]:
    stage = "Продано" if outcome == "won" else "Отказ"
    row = opened(number, stage, amount, None, outcome=outcome, closed_at=at(f"{day} 12:00"))
    history = [
        {"deal_id": number, "pipeline": "Типовые", "stage": name, "entered_at": at(f"{day} 1{hour}:00")}
        for hour, name in enumerate((*stages, stage))
    ]
    return row, history


#: Of those that came to «Договор» 2 of 3 were won, to «Квалификация» 2 of 4.
PAST = [
    closed("1", "won", "Договор"),
    closed("2", "won", "Договор", amount=100, day="2026-04-10"),
    closed("3", "lost", "Договор"),
    closed("4", "lost", "Квалификация"),
]
APRIL = date(2026, 4, 30)
OPEN = [
    opened("5", "Договор", 300, APRIL),
    opened("6", "Квалификация", 100, date(2026, 3, 1)),
    opened("7", "Договор", 9000, date(2026, 5, 1)),
    opened("8", "Договор", None, APRIL),
    opened("9", "Договор", 700, None),
    opened("10", "Договор", 30, APRIL, owner="Борис"),
]
PLAN = [{"owner": "Анна", "month": date(2026, 4, 1), "amount": Decimal(1000)}]
TABLES: dict[str, Any] = {
    "deals": [*(row for row, _ in PAST), *OPEN],
    "stage_changes": [item for _, history in PAST for item in history],
    "plan": PLAN,
}


def test_the_plan_from_below_against_the_plan_from_above() -> None:
    result = measured("forecast_plan", TABLES, as_of=AS_OF)
    # Анна: 300 · 2/3 + 100 · 2/4 = 250, and 100 won in April.
    assert lines(result) == [
        ("Анна", 1000, 100, 2, 250, 350, -650, 35),
        ("Борис", 0, 0, 1, 20, 20, 20, None),
        ("Всего", 1000, 100, 3, 270, 370, -630, 37),
    ]
    assert result.notes == (
        "План на апрель 2026",
        "Не вошли в прогноз открытые сделки без плановой даты: 1",
        "Не вошли в прогноз открытые сделки без суммы или курса валюты: 1",
    )


def test_planned_deals_may_count_whole() -> None:
    result = measured("forecast_plan", TABLES, as_of=AS_OF, basis="planned")
    assert lines(result, "owner", "forecast") == [("Анна", 400), ("Борис", 30), ("Всего", 430)]


def test_without_planned_dates_all_open_deals_count() -> None:
    deals = [{key: value for key, value in row.items() if key != "planned_close"} for row in TABLES["deals"]]
    result = measured("forecast_plan", {**TABLES, "deals": deals}, as_of=AS_OF, basis="planned")
    assert lines(result, "owner", "deals")[0] == ("Анна", 4)
    assert "Плановых дат закрытия в выгрузке нет: в прогноз вошли все открытые сделки" in result.notes


def test_without_a_closed_predecessor_there_is_no_probability() -> None:
    result = measured("forecast_plan", {"deals": OPEN, "plan": PLAN}, as_of=AS_OF)
    assert lines(result, "owner", "deals", "forecast") == [("Анна", 0, 0), ("Всего", 0, 0)]
    assert "Не вошли в прогноз сделки, для стадии которых ещё нет закрытых сделок: 3" in result.notes


def test_a_month_that_is_over_has_no_forecast() -> None:
    result = measured("forecast_plan", TABLES, as_of=date(2026, 5, 1))
    assert lines(result, "owner", "made", "forecast", "inner")[0] == ("Анна", 100, 0, 100)
    assert result.notes[0] == "План на апрель 2026: месяц окончен, прогноза нет"


def test_the_probability_of_a_stage() -> None:
    found = {1: (2, 0), 4: (1, 0), 5: (3, 3)}
    assert [probability(found, depth) for depth in (1, 4, 5, 6)] == [Fraction(1, 2), Fraction(3, 4), Fraction(1), None]


def test_it_says_what_it_needs() -> None:
    assert gaps(measured("forecast_plan", {"deals": OPEN})) == [("plan", ("month", "amount"))]
