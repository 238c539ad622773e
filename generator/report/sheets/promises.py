"""What was decided at meetings before and what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.report.book import Column, Style, Value
from generator.report.sheets.base import OUTCOMES, Sheet, Source

_COLUMNS = (
    Column("Что вышло", 18, tints=OUTCOMES),
    Column("Сотрудник", 30),
    Column("Объект", 24),
    Column("Норма", 40, Style.WRAPPED),
    Column("Решение", 34),
    Column("Срок", 13, Style.DATE),
    Column("Комментарий", 44, Style.WRAPPED),
    Column("Решено по аудиту на", 14, Style.DATE),
    Column("Код нормы", 26),
    Column("Ключ", 30),
)


def promises(source: Source) -> Sheet:
    """The sheet."""
    return Sheet("Обещания", _COLUMNS, _rows(source), "Решений прошлых планёрок нет", len(_COLUMNS) - 2)


def _rows(source: Source) -> Iterator[tuple[Value, ...]]:
    titles = {verdict.norm_id: verdict.title for verdict in source.result.verdicts}
    for item in source.story.promises:
        promise = item.promise
        yield (
            item.outcome.word,
            promise.owner,
            promise.subject,
            titles.get(promise.norm_id, promise.norm_id),
            promise.decision.word,
            promise.due,
            promise.note,
            promise.made,
            promise.norm_id,
            promise.key,
        )
