"""The first sheet: the score, the counts, what changed, and where to look for what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.report.book import Column, Style, Value
from generator.report.objects import stake
from generator.report.sheets.base import Sheet, Source
from generator.report.view import period
from generator.report.words import tenth
from handbook.audits.comparison import Change, Ending
from handbook.result import Status
from handbook.russian.dates import date_short
from handbook.russian.numbers import counted, format_number, money

_TITLES = {
    "Что делать": "Что ещё можно исправить, самое срочное сверху",
    "Сотрудники": "Оценка и нарушения каждого, худшие сверху",
    "Нарушения": "Все нарушения с доказательством",
    "Изменения": "Что нового с прошлого аудита, по нормам",
    "Закрытые нарушения": "Чего больше нет и почему",
    "Динамика": "Оценки и нарушения по аудитам",
    "Нормы": "Итог по каждой норме",
    "Не проверено": "Чего не хватает в выгрузке и как это получить",
    "Обещания": "Что решили на планёрках и что из этого вышло",
    "Учёт строк": "Какие строки выгрузки прочитаны и какие отложены",
    "Замечания": "Что не так с самой выгрузкой",
}


def summary(source: Source, sheets: Sequence[str]) -> Sheet:
    """The sheet.

    Args:
        source: What all sheets are made of.
        sheets: Names of the other sheets.
    """
    columns = (Column("Показатель", 48, Style.WRAPPED), Column("Значение", 76, Style.FACT))
    return Sheet("Сводка", columns, (*_lines(source), *_changes(source), *_guide(sheets)), "")


def _lines(source: Source) -> Iterator[tuple[Value, ...]]:
    result = source.result
    score = result.score
    total = stake((verdict, item) for verdict in result.verdicts for item in verdict.violations)
    yield "Компания", result.company
    yield "Период", period(result)
    yield "Состояние на", result.as_of
    yield "Профиль CRM", result.profile
    yield "Оценка компании, из 100", None if score.value is None else tenth(score.value)
    yield "Норм в оценке", score.checked
    yield "Норм не проверено (в оценку не входят)", score.not_checked
    for status in Status:
        yield f"Норм со статусом «{status.word}»", len(result.by_status(status))
    yield "Нарушений", sum(len(verdict.violations) for verdict in result.verdicts)
    yield "Ещё длятся и могут быть исправлены", _standing(source)
    yield "Исключений", sum(len(verdict.waived) for verdict in result.verdicts)
    yield "Сумма под вопросом (каждый объект один раз)", None if total is None else money(total, result.currency)
    yield "Строк прочитано", sum(account.rows_read for account in result.accounts)
    yield "Строк использовано", sum(account.rows_used for account in result.accounts)
    yield "Строк отложено", sum(account.rows_set_aside for account in result.accounts)
    yield "Файлы выгрузки", ", ".join(account.file for account in result.accounts)
    for note in result.notes:
        yield "Пояснение", note


def _standing(source: Source) -> int:
    return sum(bool(item.standing) for verdict in source.result.verdicts for item in verdict.violations)


def _changes(source: Source) -> Iterator[tuple[Value, ...]]:
    comparison = source.story.comparison
    if comparison is None:
        return
    past = comparison.past
    yield "Сравнивается с аудитом на", past.as_of
    yield "Оценка тогда, из 100", None if past.score is None else tenth(past.score)
    for change in Change:
        yield f"Нарушений: {change.word}", comparison.count(change)
    for ending in Ending:
        yield f"Было и нет: {ending.word}", comparison.count(ending)
    if comparison.rewritten:
        told = counted(len(comparison.rewritten), "нормы", "норм", "норм")
        yield "Пояснение", f"Требование {told} с {date_short(past.as_of)} изменилось: сравнивать их нарушения нельзя"


def _guide(sheets: Sequence[str]) -> Iterator[tuple[Value, ...]]:
    for name in sheets:
        yield f"Лист «{name}»", _TITLES.get(name, "Показатель: данные графиков отчёта")
    yield "Листов всего", format_number(len(sheets) + 1)
