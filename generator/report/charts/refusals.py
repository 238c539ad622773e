"""Why deals are lost: reasons from the commonest on, and how much they make up together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.report.charts.bars import Bar, Piece, bars, middle
from generator.report.charts.marks import Chart, Column, Dot, Drawing, Key, Mark, Path, Table
from generator.report.charts.scale import Scale, ticks
from generator.report.charts.source import by_pipelines, computed, cuts, rows
from generator.report.charts.wording import cash, count, money, name, percent, share
from generator.report.gap import gaps_of
from handbook.book import Handbook
from handbook.result import Result
from handbook.russian.numbers import counted, plural

#: Reasons drawn each for itself; the others are one bar.
_REASONS = 12
#: Reasons of the table; all of them are among the indicators.
_ROWS = 24
_MOST = 80.0


@dataclass(slots=True)
class Reason:
    """Deals lost for one reason."""

    title: str
    deals: float = 0
    amount: float = 0


def refusals(result: Result, handbook: Handbook) -> tuple[Chart, ...]:
    """The chart of reasons, over all pipelines, people and periods the indicator has."""
    told = result.view("refusal_reasons")
    if told is None:
        return ()
    if not told.computed:
        title = "Причины отказов не показаны"
        return (Chart("chart-refusals", "Отказы", title, reason=told.reason, gaps=gaps_of(told.missing)),)
    measure = min(
        computed(result, "refusal_reasons"), key=lambda item: (bool(by_pipelines(handbook, item)), len(cuts(item)))
    )
    found: dict[str, Reason] = {}
    # The last row is the total.
    for row in list(rows(measure))[:-1]:
        reason = found.setdefault(row.text("reason"), Reason(row.text("reason")))
        reason.deals += max(row.number("deals") or 0, 0)
        reason.amount += row.number("amount") or 0
    ranked = sorted(found.values(), key=lambda item: (-item.deals, item.title))
    whole = sum(item.deals for item in ranked)
    if not whole:
        return ()
    pipelines = by_pipelines(handbook, measure)
    notes = [f"Только воронки: {', '.join(name(item) for item in pipelines)}"] if pipelines else []
    if len(ranked) > _ROWS:
        notes.append(f"В таблице первые {_ROWS} из {len(ranked)} причин; все — в показателе «{measure.title}»")
    return (
        Chart(
            "chart-refusals",
            "Отказы",
            _title(ranked, whole),
            (_picture(ranked, whole, result.currency),),
            (
                Key("bar", "fact", "проиграно сделок по этой причине"),
                Key("dot", "sum", "вместе со всеми причинами выше, в % от проигранных"),
            ),
            _table(ranked, whole, result.currency),
            (*notes, *measure.notes),
        ),
    )


def _title(ranked: Sequence[Reason], whole: float) -> str:
    first = ranked[0]
    said = f"Чаще всего отказывают по причине «{name(first.title)}»: {percent(100 * first.deals / whole)} проигранных"
    together, needed = 0.0, 0
    for reason in ranked:
        together += reason.deals
        needed += 1
        if together >= whole * _MOST / 100:
            break
    if 1 < needed < len(ranked):
        causes = counted(needed, "причина", "причины", "причин")
        said += (
            f"; {causes} из {len(ranked)} {plural(needed, 'даёт', 'дают', 'дают')} {percent(100 * together / whole)}"
        )
    return said


def _shown(ranked: Sequence[Reason]) -> list[Reason]:
    if len(ranked) <= _REASONS:
        return list(ranked)
    rest = ranked[_REASONS - 1 :]
    title = f"Остальные: {counted(len(rest), 'причина', 'причины', 'причин')}"
    return [*ranked[: _REASONS - 1], Reason(title, sum(item.deals for item in rest), sum(item.amount for item in rest))]


def _picture(ranked: Sequence[Reason], whole: float, currency: str) -> Drawing:
    lines, together, points = [], 0.0, []
    across = Scale(0, 100)
    for number, reason in enumerate(_shown(ranked)):
        together += reason.deals
        hint = f"{percent(100 * reason.deals / whole)} проигранных, {money(reason.amount, currency)}"
        lines.append(Bar(reason.title, count(reason.deals), (Piece(0, 100 * reason.deals / whole, "fact", hint),)))
        points.append((across(100 * together / whole), middle(number), percent(100 * together / whole)))
    corners = "L".join(f"{x} {y}" for x, y, _ in points)
    dots: list[Mark] = [Path(f"M{corners}", "sum")] if len(points) > 1 else []
    dots += [Dot(x, y, 3, "sum", f"накоплено {said}") for x, y, said in points]
    return bars(
        lines,
        ticks(100),
        title="Проиграно сделок и накопленная доля",
        words=_title(ranked, whole),
        say=percent,
        more=dots,
    )


def _table(ranked: Sequence[Reason], whole: float, currency: str) -> Table:
    amount = sum(item.amount for item in ranked)
    together = 0.0
    lines = []
    for reason in ranked[:_ROWS]:
        together += reason.deals
        lines.append(
            (
                reason.title,
                count(reason.deals),
                share(100 * reason.deals / whole),
                share(100 * together / whole),
                cash(reason.amount, currency),
                share(100 * reason.amount / amount) if amount > 0 else share(None),
            )
        )
    titles = ("Сделок", "Доля", "Накоплено", "Сумма", "Доля суммы")
    return Table((Column("Причина", numeric=False), *(Column(title) for title in titles)), tuple(lines))
