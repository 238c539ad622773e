"""Why deals are lost: what every reason costs, pipeline by pipeline, and how many deals it takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.report.charts.bars import Bar, Piece, bars
from generator.report.charts.marks import Chart, Column, Drawing, Key, Table
from generator.report.charts.scale import ticks
from generator.report.charts.source import by_pipelines, computed, cuts, rows
from generator.report.charts.wording import brief, cash, count, money, name, percent, share
from generator.report.gap import gaps_of
from handbook.book import Handbook
from handbook.measure import MeasureResult
from handbook.result import Result
from handbook.russian.numbers import counted

#: Reasons drawn each for itself, the others are one bar; pipelines drawn.
_REASONS = 12
_PIPELINES = 3
#: Rows of the table; all of them are among the indicators.
_ROWS = 60
_OWN = frozenset({"pipeline"})
_EVERY = "Все воронки"
_ALONE = "Все отказы"
#: What the measure calls deals without a reason.
_UNNAMED = "не указана"
_FEW = 20
_NAMED = 3


@dataclass(slots=True)
class Reason:
    """Deals lost for one reason."""

    title: str
    deals: float = 0
    amount: float = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Reasons of one pipeline, or of all; by money where any is known, else by the number of deals."""

    title: str
    reasons: tuple[Reason, ...]

    @property
    def deals(self) -> float:
        """Deals lost."""
        return sum(item.deals for item in self.reasons)

    @property
    def amount(self) -> float:
        """Their sums."""
        return sum(item.amount for item in self.reasons)


def refusals(result: Result, handbook: Handbook) -> tuple[Chart, ...]:
    """The chart of reasons: pipelines apart where the indicator tells them apart, those that cost most first."""
    told = result.view("refusal_reasons")
    if told is None:
        return ()
    if not told.computed:
        title = "Причины отказов не показаны"
        return (Chart("chart-refusals", "Отказы", title, reason=told.reason, gaps=gaps_of(told.missing)),)
    measure = _measure(result, handbook)
    groups = _groups(measure)
    if not groups:
        return ()
    whole = _whole(groups)
    drawn = groups[:_PIPELINES]
    if len(groups) == 1:
        whole = groups[0]
    lines = [*([whole] if len(groups) > 1 else []), *groups]
    notes = list(_notes(handbook, measure, groups, lines))
    paid = {_paid(group) for group in drawn}
    meaning = "сумма проигранных по этой причине" if True in paid else "проиграно сделок по этой причине"
    if len(paid) > 1:
        meaning += "; где сумм нет — число сделок"
    return (
        Chart(
            "chart-refusals",
            "Отказы",
            _title(whole, groups, result.currency),
            tuple(_picture(group, result.currency) for group in drawn),
            (Key("bar", "fact", meaning),),
            _table(lines, result.currency),
            (*notes, *measure.notes),
        ),
    )


def _measure(result: Result, handbook: Handbook) -> MeasureResult:
    """The indicator of all pipelines, best told apart: a search of clients has reasons of its own, and no money."""

    def rank(measure: MeasureResult) -> tuple[bool, int, bool]:
        return bool(by_pipelines(handbook, measure)), len(cuts(measure, _OWN)), "pipeline" not in cuts(measure)

    return min(computed(result, "refusal_reasons"), key=rank)


def _groups(measure: MeasureResult) -> list[Group]:
    found: dict[str, dict[str, Reason]] = {}
    # The last row is the total.
    for row in list(rows(measure))[:-1]:
        reasons = found.setdefault(row.text("pipeline") or _ALONE, {})
        reason = reasons.setdefault(row.text("reason"), Reason(row.text("reason")))
        reason.deals += max(row.number("deals") or 0, 0)
        reason.amount += max(row.number("amount") or 0, 0)
    groups = [_group(title, reasons.values()) for title, reasons in found.items()]
    return sorted((group for group in groups if group.deals), key=lambda item: (-item.amount, -item.deals, item.title))


def _group(title: str, reasons: Iterable[Reason]) -> Group:
    every = list(reasons)
    paid = any(item.amount for item in every)
    every.sort(key=lambda item: (-item.amount if paid else 0, -item.deals, item.title))
    return Group(title, tuple(every))


def _whole(groups: Sequence[Group]) -> Group:
    found: dict[str, Reason] = {}
    for group in groups:
        for reason in group.reasons:
            one = found.setdefault(reason.title, Reason(reason.title))
            one.deals += reason.deals
            one.amount += reason.amount
    return _group(_EVERY, found.values())


def _paid(group: Group) -> bool:
    return group.amount > 0


def _title(whole: Group, groups: Sequence[Group], currency: str) -> str:
    """The reason that costs most, and the commonest one when it is another, of pipelines that have sums."""
    named = [item for item in whole.reasons if item.title != _UNNAMED]
    if not named:
        return f"Причина не названа ни у одной из {counted(int(whole.deals), 'сделки', 'сделок', 'сделок')}"
    few = "; отказов мало, выводы осторожны" if whole.deals < _FEW else ""
    if not _paid(whole):
        most = [item for item in named if item.deals == named[0].deals]
        said = f"{count(named[0].deals)} из {count(whole.deals)} ({percent(100 * named[0].deals / whole.deals)})"
        reasons = _names(most)
        return f"Чаще всего отказывают по {reasons}: {'по ' if len(most) > 1 else ''}{said}{few}"
    first = named[0]
    deals = counted(int(first.deals), "сделка", "сделки", "сделок")
    said = (
        f"Дороже всего обходится «{name(first.title)}»: {money(first.amount, currency)} — "
        f"{percent(100 * first.amount / whole.amount)} суммы проигранных, {deals}"
    )
    sales = _whole([group for group in groups if _paid(group)])
    counts = [item for item in sales.reasons if item.title != _UNNAMED]
    top = max(item.deals for item in counts)
    often = sorted((item for item in counts if item.deals == top), key=lambda item: item.title)
    if all(item.title != first.title for item in often):
        where = " в воронках с суммами" if len(groups) > 1 and any(not _paid(group) for group in groups) else ""
        each = "по " if len(often) > 1 else ""
        said += f"; чаще всего{where} — {_listed(often)}, {each}{count(top)} из {count(sales.deals)}"
    return said + few


def _names(reasons: Sequence[Reason]) -> str:
    if len(reasons) > 1:
        return f"причинам {_listed(reasons)}"
    return f"причине {_listed(reasons)}"


def _listed(reasons: Sequence[Reason]) -> str:
    more = f" и ещё {len(reasons) - _NAMED}" if len(reasons) > _NAMED else ""
    return ", ".join(f"«{name(item.title)}»" for item in reasons[:_NAMED]) + more


def _notes(
    handbook: Handbook, measure: MeasureResult, groups: Sequence[Group], lines: Sequence[Group]
) -> Iterable[str]:
    pipelines = by_pipelines(handbook, measure)
    if pipelines:
        yield f"Только воронки: {', '.join(name(item) for item in pipelines)}"
    funnels = {process.funnel.pipeline for process in handbook.processes.values() if process.funnel}
    if len(funnels) > 1 and "pipeline" not in cuts(measure) and not pipelines:
        yield "Отказы всех воронок вместе; врозь их показывает показатель «Причины отказов» с разрезом by: pipeline"
    left = groups[_PIPELINES:]
    if left:
        worth = "остальные" if any(_paid(group) for group in left) else "остальные, без сумм"
        yield (
            f"Нарисованы воронки, где отказы стоят дороже; {worth} — в таблице: "
            f"{', '.join(f'«{name(group.title)}»' for group in left[:_REASONS])}"
        )
    if sum(len(group.reasons) for group in lines) > _ROWS:
        yield f"В таблице первые {_ROWS} строк; все — в показателе «{measure.title}»"


def _shown(group: Group) -> list[Reason]:
    if len(group.reasons) <= _REASONS:
        return list(group.reasons)
    rest = group.reasons[_REASONS - 1 :]
    title = f"Остальные: {counted(len(rest), 'причина', 'причины', 'причин')}"
    amount = sum(item.amount for item in rest)
    return [*group.reasons[: _REASONS - 1], Reason(title, sum(item.deals for item in rest), amount)]


def _picture(group: Group, currency: str) -> Drawing:
    paid = _paid(group)
    lines = []
    for reason in _shown(group):
        deals = counted(int(reason.deals), "сделка", "сделки", "сделок")
        if paid:
            part = f"{percent(100 * reason.amount / group.amount)} суммы проигранных, {deals}"
            said, end = f"{money(reason.amount, currency)} · {brief(reason.deals)}", reason.amount
        else:
            part = f"{percent(100 * reason.deals / group.deals)} проигранных"
            said, end = brief(reason.deals), reason.deals
        lines.append(Bar(reason.title, said, (Piece(0, end, "fact", part),)))
    most = max((item.amount if paid else item.deals for item in _shown(group)), default=0)
    first = group.reasons[0]
    deals = counted(int(group.deals), "сделка", "сделки", "сделок")
    return bars(
        lines,
        ticks(most, 3, whole=not paid),
        title=f"{group.title}: {'сумма · сделок' if paid else 'сделок'}",
        words=f"Проиграно: {deals}{f' на {money(group.amount, currency)}' if paid else ''}, на первом месте — "
        f"«{name(first.title)}»",
        say=(lambda value: money(value, currency)) if paid else brief,
    )


def _table(groups: Sequence[Group], currency: str) -> Table:
    apart = len(groups) > 1
    lines = [
        (
            reason.title,
            *((group.title,) if apart else ()),
            count(reason.deals),
            share(100 * reason.deals / group.deals),
            cash(reason.amount, currency) if _paid(group) else share(None),
            share(100 * reason.amount / group.amount) if _paid(group) else share(None),
        )
        for group in groups
        for reason in group.reasons
    ]
    titles = ("Сделок", "Доля сделок", "Сумма", "Доля суммы")
    head = (Column("Причина", numeric=False), *((Column("Воронка", numeric=False),) if apart else ()))
    return Table((*head, *(Column(title) for title in titles)), tuple(lines[:_ROWS]))
