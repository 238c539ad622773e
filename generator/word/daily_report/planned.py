"""The plan of the month by people as the daily report shows it: sales and payments side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from generator.report.short import share
from generator.word.audited import said, short_names
from generator.word.daily_report.record import Plan, PlanRow, Side
from handbook.book import Handbook
from handbook.indicators.plan_decomposition import PlanDecomposition
from handbook.measure import Cell, MeasureResult
from handbook.result import Result
from handbook.russian.numbers import DASH, MINUS, format_number, money

Fact = Literal["won", "paid"]

MEASURE = "plan_decomposition"
_TITLES: Mapping[Fact, str] = {"won": "Продажи", "paid": "Оплаты"}
_DONE: Mapping[Fact, str] = {"won": "продано", "paid": "оплачено"}
#: What the measure calls those who own nothing, and all together.
_NOBODY, _COMPANY = "без ответственного", "Компания"
#: The least figure that is too long for a column, alone and beside a second measure; then thousands are told.
_ROOM = {1: Decimal(10) ** 10, 2: Decimal(10) ** 6}
_STEPS = ("", "тыс.\u00a0", "млн\u00a0", "млрд\u00a0", "трлн\u00a0")
_THOUSAND = 1000
_FIGURES = ("plan", "due", "made", "shortfall", "target")
_EMPTY = Side("", "", "", "", "")

_Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Planned:
    """The tables of the plan that could be computed, by what they count.

    Attributes:
        title: The month in words: «План на сентябрь 2026».
        tables: Rows by person, the company under its own name.
        ongoing: Whether the month goes on, so that there is a target for the day.
        reasons: What could not be computed, and why.
    """

    title: str
    tables: Mapping[Fact, Mapping[str, _Row]]
    ongoing: bool
    reasons: tuple[str, ...]

    def progress(self) -> tuple[str, str] | None:
        """How much is done of what had to be by now: a share and what it is a share of; by sales if they are known."""
        for fact, rows in self.tables.items():
            made, due = _number(rows.get(_COMPANY, {}), "made"), _number(rows.get(_COMPANY, {}), "due")
            if made is not None and due:
                goal = "того, что должно быть к этому дню" if self.ongoing else "плана месяца"
                return share(float(made / due)), f"{_DONE[fact]} от {goal}"
        return None


def planned(handbook: Handbook, result: Result) -> Planned:
    """What of the plan could be computed; payments stand beside sales only when both speak of one month."""
    found: dict[Fact, MeasureResult] = {}
    for measured in (*result.measures, *result.views):
        if measured.measure == MEASURE:
            fact = _fact(handbook, measured)
            if fact not in found or (measured.rows and not found[fact].rows):
                found[fact] = measured
    months = {fact: _month(measured) for fact, measured in found.items() if measured.rows}
    first = next((months[fact] for fact in _TITLES if fact in months), "")
    shown = [fact for fact in _TITLES if months.get(fact) == first and fact in months]
    reasons = [
        f"{_TITLES[fact]}: {measured.reason or 'плана нет'}" for fact, measured in found.items() if not measured.rows
    ]
    reasons += [f"{_TITLES[fact]}: {month}" for fact, month in months.items() if month != first]
    return Planned(
        first,
        {fact: {str(row["owner"]): row for row in _rows(found[fact])} for fact in shown},
        any(column.name == "target" for fact in shown for column in found[fact].columns),
        tuple(reasons) if found else ("План и факт: аудит их не считал",),
    )


def _fact(handbook: Handbook, measured: MeasureResult) -> Fact:
    """What a table counts: the usual measure counts won deals."""
    declared = handbook.indicators.get(measured.indicator)
    return declared.fact if isinstance(declared, PlanDecomposition) else "won"


def _month(measured: MeasureResult) -> str:
    """The month a table speaks of, as its first note says it."""
    return said((measured.notes or ("План и факт месяца",))[0].partition(", цель")[0])


def _rows(measured: MeasureResult) -> Iterator[_Row]:
    names = [column.name for column in measured.columns]
    yield from (dict(zip(names, row, strict=True)) for row in measured.rows)


def plan(given: Planned, result: Result) -> Plan | None:
    """The table of the plan, those who lag most first; None when there is none."""
    if not given.tables:
        return None
    facts = list(given.tables)
    step = _step(given)
    people = dict.fromkeys(name for rows in given.tables.values() for name in rows if name != _COMPANY)
    called = short_names(None if name == _NOBODY else name for name in people)
    lags = {name: _lag(given, name) for name in people}
    ordered = sorted(people, key=lambda name: (name == _NOBODY, lags[name] is None, -(lags[name] or 0), name))

    def row(name: str, shown: str) -> PlanRow:
        sides = [_side(given.tables[fact].get(name, {}), step, ongoing=given.ongoing) for fact in facts]
        return PlanRow(shown, sides[0], sides[1] if len(sides) > 1 else _EMPTY)

    return Plan(
        title=f"{given.title}, {_STEPS[step]}{said(money(0, result.currency)).removeprefix('0').strip()}",
        first=_TITLES[facts[0]],
        second=_TITLES[facts[1]] if len(facts) > 1 else None,
        last=f"Цель на\u00a0{result.as_of:%d.%m}" if given.ongoing else "% плана",
        rows=tuple(row(name, called[None if name == _NOBODY else name]) for name in ordered),
        total=row(_COMPANY, _COMPANY),
    )


def _number(row: _Row, name: str) -> Decimal | None:
    value = row.get(name)
    return value if isinstance(value, Decimal) and value.is_finite() else None


def _lag(given: Planned, name: str) -> Decimal | None:
    lags = [_number(rows.get(name, {}), "shortfall") for rows in given.tables.values()]
    return next((lag for lag in lags if lag is not None), None)


def _step(given: Planned) -> int:
    """How many times the figures are divided by a thousand for the largest of them to fit its column."""
    figures = (
        abs(number)
        for rows in given.tables.values()
        for row in rows.values()
        for name in _FIGURES
        if (number := _number(row, name)) is not None
    )
    largest, step = max(figures, default=Decimal(0)), 0
    while largest >= _ROOM[len(given.tables)] and step < len(_STEPS) - 1:
        largest, step = largest / _THOUSAND, step + 1
    return step


def _side(row: _Row, step: int, *, ongoing: bool) -> Side:
    if not row:
        return Side(*[DASH] * 5)
    divisor = Decimal(_THOUSAND) ** step

    def figure(name: str) -> str:
        number = _number(row, name)
        return DASH if number is None else format_number(number / divisor, 0)

    lag, goal, made = _number(row, "shortfall"), _number(row, "plan"), _number(row, "made")
    done = share(float(made / goal)) if made is not None and goal else DASH
    return Side(
        plan=figure("plan"),
        due=figure("due"),
        made=figure("made"),
        gap=DASH if lag is None else _signed(-lag / divisor),
        last=figure("target") if ongoing else done,
    )


def _signed(number: Decimal) -> str:
    text = format_number(abs(number), 0)
    return text if text == "0" else f"{'+' if number > 0 else MINUS}{text}"
