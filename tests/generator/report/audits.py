"""An audit with everything the papers tell of: a plan, refusals, breaches that last, an earlier audit, promises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from handbook.audits.comparison import compare
from handbook.audits.past import past_of
from handbook.audits.promises import Answered, Decision, Outcome, Promise
from handbook.audits.story import Story
from handbook.measure import Cell, CellKind, MeasureColumn, MeasureResult
from handbook.result import Result

_PLAN = ("owner", "plan", "days", "gone", "per_day", "made", "due", "shortfall", "target")
_REFUSED = ("deal_id", "title", "owner", "day", "stage", "reason", "amount")


def lasting(result: Result, one_of: int = 2) -> Result:
    """The audit in which every second breach, or every third, lasts; the others are over."""
    return replace(
        result,
        verdicts=tuple(
            replace(
                verdict,
                violations=tuple(
                    replace(item, standing=True if number % one_of == 0 else None)
                    for number, item in enumerate(verdict.violations)
                ),
            )
            for verdict in result.verdicts
        ),
    )


def plan(people: Sequence[str], ongoing: bool = True, times: int = 1) -> MeasureResult:  # noqa: FBT001, FBT002 - a flag of a test
    """A plan of a million a month, half of the month gone: sold 30 000 a head less than it had to be."""
    figures: tuple[Cell, ...] = (
        *(Decimal(1_000_000 * times), 22, 11, Decimal("45454.55") * times, Decimal(470_000 * times)),
        *(Decimal(500_000 * times), Decimal(30_000 * times), Decimal("75454.55") * times),
    )
    width = len(_PLAN) if ongoing else len(_PLAN) - 1
    return MeasureResult(
        "p-plan",
        "plan_decomposition",
        "План по дням",
        "result",
        "Видно недобор",
        columns=tuple(MeasureColumn(name, name, CellKind.MONEY) for name in _PLAN[:width]),
        rows=tuple((who, *figures)[:width] for who in (*people, "Компания")),
        notes=("План на сентябрь 2026, " + ("цель — на 01.10.2026" if ongoing else "месяц окончен"),),
    )


def refusals(owner: str) -> MeasureResult:
    """Two refusals of the last days, one of them without a reason."""
    rows: tuple[tuple[Cell, ...], ...] = (
        ("7001", "Весы", owner, date(2026, 9, 28), "Согласование", "Дорого", Decimal(250_000)),
        ("7002", "Сканеры", owner, date(2026, 9, 29), "Договор", None, Decimal(900_000)),
    )
    return MeasureResult(
        "recent-refusals",
        "recent_refusals",
        "Отказы последних дней",
        "process",
        "Видно, почему уходят",
        period="по 30.09.2026",
        columns=tuple(MeasureColumn(name, name) for name in _REFUSED),
        rows=rows,
        notes=("За 7\u00a0дней: 24.09.2026 — 30.09.2026",),
    )


def story_of(result: Result) -> Story:
    """An audit a week before that knows nothing of every third breach, and a promise kept and one broken."""
    before = replace(
        result,
        as_of=date(2026, 9, 24),
        score=replace(result.score, value=(result.score.value or 0) - 1.5),
        verdicts=tuple(
            replace(verdict, violations=tuple(item for number, item in enumerate(verdict.violations) if number % 3))
            for verdict in result.verdicts
        ),
    )
    past = past_of(before)
    broken = next(item for verdict in result.verdicts for item in verdict.violations if item.owner)
    norm = result.verdicts[0].norm_id
    made = Promise(norm, broken.key, "сделка 1", broken.owner, Decision.MEND, date(2026, 9, 28), "созвон", past.as_of)
    answers = (
        Answered(replace(made, key="other", subject="сделка 2"), Outcome.KEPT),
        Answered(made, Outcome.BROKEN),
    )
    return Story(compare(result, past), (past,), answers)
