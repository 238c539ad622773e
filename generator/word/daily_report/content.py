"""An audit as the daily report tells it to the head: the plan, what is overdue, who refused, what is new."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from generator.report import words
from generator.report.agenda import FRESH, Item, items, ordered, urgent
from generator.report.elsewhere import elsewhere
from generator.report.objects import is_company, stake
from generator.report.view import period
from generator.word.audited import (
    badge,
    called,
    cash,
    dated,
    last_day,
    moved,
    said,
    short_names,
    shortened,
)
from generator.word.daily_report.fitting import fitted
from generator.word.daily_report.late import late, unchecked
from generator.word.daily_report.planned import plan, planned
from generator.word.daily_report.record import DailyReport, WorstRow
from generator.word.daily_report.refused import refusals
from generator.word.front import organisation
from generator.word.records import Card
from generator.word.words import quoted
from handbook.audits.comparison import Change, Comparison, Ending
from handbook.audits.story import Story
from handbook.book import Handbook
from handbook.result import Result, Status, Violation
from handbook.russian import sentence
from handbook.russian.dates import date_short
from handbook.russian.numbers import DASH, NBSP, counted, plural

#: Rows that no page holds more of, and letters of a title that stand on one line.
_MOST, _TITLE, _NORM = 30, 22, 40
#: Unchecked norms that are named.
_NAMED = 3
_NOTE = 240


def daily_report(
    handbook: Handbook, result: Result, story: Story, formats: Collection[str] = ("html", "xlsx")
) -> DailyReport:
    """Everything the daily report says, as much of it as fits on its page.

    Args:
        handbook: The company.
        result: What the audit found.
        story: What is known of earlier audits.
        formats: What is made at once: what does not fit is there.
    """
    lasting = urgent(result, story)
    fresh = _fresh(result, story)
    known = {item.breach.owner or None for item in (*lasting, *fresh)}
    names = short_names([*known, *(score.owner for score in result.owners if score.owner)])
    given = planned(handbook, result)
    rows, whole = late(result, lasting)
    refused, lost, title, silence = refusals(result)
    return fitted(
        DailyReport(
            heading=f"Рапорт руководителю за {last_day(result)}",
            organisation=organisation(handbook),
            paper=dated(result.as_of),
            day=last_day(result),
            period=period(result),
            score=_score(result, story.comparison),
            made=_made(given.progress()),
            late=_late(lasting, result),
            lost=lost,
            plan=plan(given, result),
            late_rows=rows,
            late_total=whole,
            late_none=_none(result, lasting, names),
            worst=tuple(_worst(item, names, result) for item in lasting[:_MOST]),
            worst_more=None,
            refusals_title=title,
            refusals=refused,
            refusals_more=silence,
            news=_news(story.comparison),
            news_rows=tuple(_worst(item, names, result, {Change.RETURNED}) for item in fresh[:_MOST]),
            notes=tuple(
                said(note, _NOTE) for note in (*given.reasons, *unchecked(result), *_unchecked(result, formats))
            ),
        ),
        len(lasting),
        formats,
    )


def _score(result: Result, comparison: Comparison | None) -> Card:
    if result.score.value is None:
        return Card(DASH, "оценки нет: ни одна норма не проверена")
    by = moved(result.score.value, comparison.past.score) if comparison else None
    since = f", {by} к\u00a0{date_short(comparison.past.as_of)}" if comparison and by else ""
    return Card(words.points(result.score.value), f"оценка из\u00a0100{since}")


def _made(progress: tuple[str, str] | None) -> Card:
    return Card(*progress) if progress else Card(DASH, "план и факт: посчитать нельзя")


def _late(lasting: Sequence[Item], result: Result) -> Card:
    amount = cash(stake((item.verdict, item.breach) for item in lasting), result.currency)
    whole = cash(stake((one, item) for one in result.verdicts for item in one.violations), result.currency)
    part = f" на\u00a0{amount} из\u00a0{whole} под вопросом" if amount and amount != whole else ""
    told = part or (f" на\u00a0{amount}" if amount else "")
    return Card(str(len(lasting)), f"просрочено и не исправлено{told}")


def _none(result: Result, lasting: Iterable[Item], names: Mapping[str | None, str]) -> str | None:
    """Who has nothing overdue."""
    busy = {item.breach.owner for item in lasting}
    free = sorted(names[score.owner] for score in result.owners if score.owner and score.owner not in busy)
    return sentence(f"Просрочек нет: {', '.join(free)}") if free else None


def _worst(item: Item, names: Mapping[str | None, str], result: Result, marked: Collection[Change] = FRESH) -> WorstRow:
    mark = badge(item.change) if item.change in marked else None
    return WorstRow(
        what=called(item, _TITLE),
        who=DASH if is_company(item.breach) else names[item.breach.owner or None],
        norm=shortened(said(item.verdict.title), _NORM) + (f" · {mark}" if mark else ""),
        over=_over(item.breach),
        money=cash(item.breach.money, result.currency),
    )


def _over(breach: Violation) -> str:
    """«96 дней, сверх нормы 81»; a dash when there is no number."""
    over = words.beyond(breach)
    return said(f"{words.measure(breach.actual, breach.unit, breach.limit)}, {over}") if over else DASH


def _fresh(result: Result, story: Story) -> tuple[Item, ...]:
    """New and returned breaches, in the order of urgency."""
    return ordered(item for item in items(result, story) if item.change in FRESH)


def _news(comparison: Comparison | None) -> str | None:
    if comparison is None:
        return None
    counts = [
        f"{words}{NBSP}— {comparison.count(kind)}"
        for kind, words in (
            (Change.NEW, "новых нарушений"),
            (Change.RETURNED, "вернулось"),
            (Ending.FIXED, "исправлено"),
            (Change.PERSISTING, "не исправлено"),
        )
    ]
    return f"С аудита на {date_short(comparison.past.as_of)}: {', '.join(counts)}."


def _unchecked(result: Result, formats: Collection[str]) -> list[str]:
    """Norms nobody could check, so that their silence is not taken for order."""
    found = result.by_status(Status.NOT_CHECKED)
    if not found:
        return []
    titles = ", ".join(quoted(said(verdict.title)) for verdict in found[:_NAMED])
    more = f" и ещё{NBSP}{len(found) - _NAMED}" if len(found) > _NAMED else ""
    word = plural(len(found), "Не проверена", "Не проверены", "Не проверено")
    norms = counted(len(found), "норма", "нормы", "норм")
    return [f"{word} {norms}: {titles}{more}; почему — в {elsewhere(formats, 'html', 'xlsx')}"]
