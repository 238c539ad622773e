"""What clients owe, by how long it is overdue, against the share of overdue debt the company allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.report.charts.bars import Bar, Piece, bars
from generator.report.charts.marks import Chart, Column, Drawing, Key, Table
from generator.report.charts.scale import ticks
from generator.report.charts.source import Row, anchor, computed, cuts, limits, narrow, rows
from generator.report.charts.wording import cash, initials, money, name, percent, share
from generator.report.gap import gaps_of
from handbook.book import Handbook
from handbook.norms.base import Edition
from handbook.norms.overdue_debt import OverdueDebt
from handbook.result import Result
from handbook.russian.numbers import counted

#: Ages from the oldest on: the overdue debt grows from the left towards the limit.
_AGES: tuple[tuple[str, str], ...] = (
    ("older", "больше 90 дней"),
    ("to_90", "61–90 дней"),
    ("to_60", "31–60 дней"),
    ("to_30", "16–30 дней"),
    ("fresh", "1–15 дней"),
)
_REST: tuple[tuple[str, str], ...] = (("undated", "без срока"), ("not_due", "срок не наступил"))
_EVERY = (*_AGES, *_REST)
_OWNERS = 12
_TOTAL = "Вся компания"
_SUBJECT = "Дебиторская задолженность"


@dataclass(frozen=True, slots=True)
class Debt:
    """Debts of one owner or segment, or all of them together."""

    title: str
    ages: dict[str, float]
    whole: bool = False

    @property
    def sum(self) -> float:
        """All that is owed."""
        return sum(self.ages.values())

    @property
    def late(self) -> float:
        """What is overdue, in per cent of all."""
        overdue = sum(self.ages[key] for key, _ in _AGES)
        return 100 * overdue / self.sum if self.sum else 0.0


def receivables(result: Result, handbook: Handbook) -> tuple[Chart, ...]:
    """The chart of debts: the company on top, then owners or segments, those who are owed most of overdue first."""
    told = result.view("receivables_ageing")
    if told is None:
        return ()
    if not told.computed:
        title = "Возраст долгов не показан"
        return (Chart("chart-debts", _SUBJECT, title, reason=told.reason, gaps=gaps_of(told.missing)),)
    measures = computed(result, "receivables_ageing")
    measure = next((item for item in measures if cuts(item) == {"owner"}), told)
    by = next(iter(cuts(measure)), "company")
    # With a cut, the last row is the total.
    found = list(rows(measure))
    if not found:
        return ()
    *parts, last = found
    whole = _debt(last, _TOTAL, whole=True)
    if whole.sum <= 0:
        return ()
    ranked = [_debt(row, row.text(by)) for row in parts]
    ranked.sort(key=lambda item: (-item.late * item.sum, -item.sum, item.title))
    drawn = [whole, *ranked[:_OWNERS]]
    norms = [item for item in limits(handbook, OverdueDebt, result) if item[0].per != "invoice" and not narrow(item[0])]
    left = len(ranked) - _OWNERS
    notes = [f"Не показано: {counted(left, 'строка', 'строки', 'строк')} с меньшей просрочкой"] if left > 0 else []
    return (
        Chart(
            "chart-debts",
            _SUBJECT,
            _title(whole, norms, result.currency),
            (_picture(drawn, norms, by, result.currency), _ages(whole, result.currency)),
            (
                *(Key("bar", key, words) for key, words in _EVERY if any(item.ages[key] for item in drawn)),
                *(
                    Key("tick", "limit", f"{norm.title}: {norm.requirement(edition)}", anchor(result, norm))
                    for norm, edition in norms
                    if norm.per in {"company", by}
                ),
            ),
            _table(drawn, result.currency),
            (*notes, *measure.notes),
        ),
    )


def _debt(row: Row, title: str, *, whole: bool = False) -> Debt:
    return Debt(title, {key: max(row.number(key) or 0.0, 0.0) for key, _ in _EVERY}, whole)


def _title(whole: Debt, norms: Sequence[tuple[OverdueDebt, Edition]], currency: str) -> str:
    said = f"Просрочено {percent(whole.late)} из {money(whole.sum, currency)} долга"
    allowed = [float(edition.max.value) for norm, edition in norms if norm.per == "company" and edition.max is not None]
    if allowed:
        most = min(allowed)
        said += f"{' — больше' if whole.late > most else ', это в пределах'} нормы {percent(most)}"
    return said


def _picture(drawn: Sequence[Debt], norms: Sequence[tuple[OverdueDebt, Edition]], by: str, currency: str) -> Drawing:
    lines = []
    for debt in drawn:
        pieces, start = [], 0.0
        for key, words in _EVERY:
            if not debt.sum or not debt.ages[key]:
                continue
            end = start + 100 * debt.ages[key] / debt.sum
            pieces.append(Piece(start, end, key, f"{words}: {money(debt.ages[key], currency)}"))
            start = end
        crossing = tuple(
            (float(edition.max.value), f"{norm.title}: {norm.requirement(edition)}", "limit")
            for norm, edition in norms
            if edition.max is not None and norm.per == ("company" if debt.whole else by)
        )
        said = f"{money(debt.sum, currency)} · {percent(debt.late)}"
        title = debt.title if debt.whole or by != "owner" else initials(debt.title)
        lines.append(Bar(title, said, tuple(pieces), crossing, debt.whole))
    worst = max(drawn[1:], key=lambda item: item.late * item.sum, default=None)
    words = f"Просрочено {percent(drawn[0].late)} долга"
    if worst is not None and worst.late:
        words += f", больше всех — {name(worst.title)}"
    return bars(lines, ticks(100), title="Весь долг · доля просроченного", words=words, say=percent)


def _ages(whole: Debt, currency: str) -> Drawing:
    told = [(key, words, whole.ages[key]) for key, words in _EVERY if whole.ages[key]]
    lines = [
        Bar(words[:1].upper() + words[1:], money(value, currency), (Piece(0, value, key),))
        for key, words, value in told
    ]
    said = f"Просроченного больше 90 дней — {money(whole.ages['older'], currency)}"
    return bars(
        lines,
        ticks(max(value for _, _, value in told), 3),
        title="Вся компания: долг по возрасту",
        words=said,
        say=lambda value: money(value, currency),
    )


def _table(drawn: Sequence[Debt], currency: str) -> Table:
    used = [(key, words) for key, words in _EVERY if any(item.ages[key] for item in drawn)]
    return Table(
        (
            Column("Чей долг", numeric=False),
            *(Column(words[:1].upper() + words[1:]) for _, words in used),
            Column("Весь долг"),
            Column("Просрочено"),
        ),
        tuple(
            (
                item.title,
                *(cash(item.ages[key], currency) for key, _ in used),
                cash(item.sum, currency),
                share(item.late),
            )
            for item in drawn
        ),
    )
