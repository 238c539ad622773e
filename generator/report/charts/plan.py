"""The plan of the month and what is done of it to date, by people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.report.charts.bars import Bar, Piece, bars
from generator.report.charts.marks import Chart, Column, Drawing, Key, Table
from generator.report.charts.scale import ticks
from generator.report.charts.source import Row, anchor, computed, limits, rows
from generator.report.charts.wording import cash, initials, money, name, percent, share
from generator.report.gap import gaps_of
from generator.report.measures import lack
from handbook.book import Handbook
from handbook.indicators import PAID_VIEW
from handbook.indicators.plan_decomposition import PlanDecomposition
from handbook.measure import MeasureResult
from handbook.norms.base import Edition
from handbook.norms.plan_fact import PlanFact
from handbook.result import Result
from handbook.russian.numbers import DASH, counted

#: Indicators of the plan drawn, and people of one of them.
_PLANS = 2
_PEOPLE = 12
#: A bar goes no farther: one who has done ten plans must not make all others invisible.
_FARTHEST = 160.0
_COMPANY = "Вся компания"


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of one person; ``due`` is what should be done by now."""

    title: str
    plan: float
    made: float | None
    due: float | None
    target: float | None
    whole: bool = False

    @property
    def done(self) -> float | None:
        """What is done, in per cent of the plan."""
        return 100 * self.made / self.plan if self.plan > 0 and self.made is not None else None

    @property
    def expected(self) -> float | None:
        """What should be done by now, in per cent of the plan."""
        return 100 * self.due / self.plan if self.plan > 0 and self.due is not None else None

    @property
    def lack(self) -> float | None:
        """What is short of the plan by now; below zero, it is beyond it."""
        return None if self.plan <= 0 or self.due is None or self.made is None else self.due - self.made

    @property
    def behind(self) -> bool:
        """Whether less is done than should be by now."""
        return (self.lack or 0) > 0


def plans(result: Result, handbook: Handbook) -> tuple[Chart, ...]:
    """A chart for every indicator of the plan by days: by deals won, by payments."""
    told = result.view("plan_decomposition")
    if told is None:
        return ()
    if not told.computed:
        title = "Выполнение плана не показано"
        return (Chart("chart-plan", "План и факт", title, reason=told.reason, gaps=gaps_of(told.missing)),)
    measures = computed(result, "plan_decomposition")[:_PLANS]
    made = (_chart(result, handbook, number, measure) for number, measure in enumerate(measures, 1))
    return tuple(chart for chart in made if chart is not None)


def _chart(result: Result, handbook: Handbook, number: int, measure: MeasureResult) -> Chart | None:
    # The last row is the company.
    found = [_plan(row) for row in rows(measure)]
    if not found:
        return None
    *people, last = found
    whole = Plan(_COMPANY, last.plan, last.made, last.due, last.target, whole=True)
    people.sort(key=lambda item: (item.done is None, item.done or 0, item.title))
    indicator = handbook.indicators.get(measure.indicator)
    usual = "paid" if measure.indicator == PAID_VIEW else "won"
    fact = indicator.fact if isinstance(indicator, PlanDecomposition) else usual
    norms = [item for item in limits(handbook, PlanFact, result) if item[0].measure == fact]
    drawn = [whole, *people[:_PEOPLE]]
    left = len(people) - _PEOPLE
    notes = [*measure.notes]
    if left > 0:
        notes.append(f"Не показано: {counted(left, 'сотрудник', 'сотрудника', 'сотрудников')}, у кого выполнение выше")
    return Chart(
        f"chart-plan-{number}",
        measure.title,
        _title(people, whole, result.currency),
        (_picture(drawn, norms),),
        (
            Key("bar", "fact", "сделано"),
            *(
                [Key("bar", "late", "сделано меньше, чем должно быть на дату аудита")]
                if any(item.behind for item in drawn)
                else []
            ),
            Key("tick", "goal", "должно быть сделано на дату аудита"),
            *(
                Key("tick", "limit", f"{norm.title}: {norm.requirement(edition)}", anchor(result, norm))
                for norm, edition in norms
            ),
        ),
        _table(drawn, result.currency),
        tuple(notes),
    )


def _plan(row: Row) -> Plan:
    return Plan(
        row.text("owner"),
        row.number("plan") or 0.0,
        row.number("made"),
        row.number("due"),
        row.number("target"),
    )


def _title(people: Sequence[Plan], whole: Plan, currency: str) -> str:
    judged = [item for item in people if item.done is not None]
    behind = [item for item in judged if item.behind]
    said = (
        f"План месяца выполнен на {percent(whole.done)}"
        if whole.done is not None
        else "Выполнение общего плана неизвестно"
    )
    if whole.lack is not None:
        over = whole.due is not None and whole.due >= whole.plan
        said += f": {_apart(whole.lack, currency, 'плана' if over else 'графика')}"
    if not judged:
        return said
    if not behind:
        return (
            f"{said}; из {counted(len(judged), 'сотрудника', 'сотрудников', 'сотрудников')} с планом не отстаёт никто"
        )
    worst = max(behind, key=lambda item: (item.lack or 0, item.title))
    return (
        f"{said}; отстают {len(behind)} из {len(judged)} с планом, больше всех не хватает у "
        f"{initials(name(worst.title))} — {money(worst.lack, currency)}"
    )


def _apart(lack: float, currency: str, goal: str) -> str:
    """How far from the goal, in words: a sign alone is read both ways."""
    if not lack:
        return f"ровно по {'плану' if goal == 'плана' else 'графику'}"
    if lack > 0:
        return f"до {goal} не хватает {money(lack, currency)}"
    return f"сверх {goal} {money(-lack, currency)}"


def _picture(drawn: Sequence[Plan], norms: Sequence[tuple[PlanFact, Edition]]) -> Drawing:
    lines = []
    for item in drawn:
        title = item.title if item.whole else initials(item.title)
        if item.done is None:
            lines.append(Bar(title, "не вычислено" if item.plan > 0 else "плана нет", strong=item.whole))
            continue
        expected = item.expected
        piece = Piece(0, item.done, "late" if item.behind else "fact", f"сделано {percent(item.done)} плана")
        crossing: list[tuple[float, str, str]] = []
        if expected is not None:
            crossing.append((expected, f"должно быть {percent(expected)}", "goal"))
        if expected is not None and not item.whole:
            crossing += [
                (float(edition.min.value) * expected / 100, f"{norm.title}: {norm.requirement(edition)}", "limit")
                for norm, edition in norms
                if edition.min is not None
            ]
        said = percent(item.done) + (f" · {percent(expected)}" if expected is not None else "")
        lines.append(Bar(title, said, (piece,), tuple(crossing), item.whole))
    done = [item.done for item in drawn if item.done is not None]
    farthest = min(max([100.0, *done]), _FARTHEST)
    behind = sum(item.behind for item in drawn if not item.whole)
    return bars(
        lines,
        ticks(farthest),
        title="Сделано · должно быть, % плана месяца",
        words=f"Отстают от графика: {behind}",
        say=percent,
    )


def _table(drawn: Sequence[Plan], currency: str) -> Table:
    targets = any(item.target is not None for item in drawn)
    titles = (
        "План месяца",
        "Должно быть",
        "Сделано",
        "Выполнено",
        "К плану на дату",
        *(("Цель дня",) if targets else ()),
    )
    return Table(
        (Column("Сотрудник", numeric=False), *(Column(title) for title in titles)),
        tuple(
            (
                item.title,
                cash(item.plan, currency) if item.plan else DASH,
                cash(item.due, currency),
                cash(item.made, currency),
                share(item.done),
                DASH if item.lack is None else lack(Decimal(f"{item.lack:.0f}"), currency),
                *((cash(item.target, currency),) if targets else ()),
            )
            for item in drawn
        ),
    )
