"""What changed since the earlier audit: counts by norm, and the list of what is no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.report.book import Column, Style, Value
from generator.report.objects import NOUNS
from generator.report.sheets.base import ENDINGS, STATUSES, YES, Sheet, Source, lasts, moment
from generator.report.shift import shifts
from handbook.audits.comparison import Change, Comparison, Ending
from handbook.russian.dates import date_short

_NORMS = (
    Column("Норма", 44, Style.WRAPPED),
    Column("Итог сейчас", 16, tints=STATUSES),
    Column("Итог тогда", 16, tints=STATUSES),
    Column("Нарушений тогда", 12, Style.INTEGER),
    Column("Нарушений сейчас", 12, Style.INTEGER),
    Column("Изменила оценку, баллов", 13, Style.NUMBER),
    *(Column(_.word[:1].upper() + _.word[1:], 14, Style.INTEGER) for _ in (*Change, *Ending)),
    Column("Требование изменилось", 14),
    Column("Код нормы", 26),
)
_ENDED = (
    Column("Что стало", 22, tints=ENDINGS),
    Column("Норма", 44),
    Column("Ответственный", 30),
    Column("Объект", 12),
    Column("Номер", 18),
    Column("Когда", 20, Style.DATE),
    Column("Сумма", 18, Style.MONEY),
    Column("Тогда ещё длилось", 12),
    Column("Код нормы", 26),
    Column("Ключ", 30),
)


def changes(source: Source, comparison: Comparison) -> Sheet:
    """What changed, norm by norm."""
    day = date_short(comparison.past.as_of)
    notes = (f"Сравнивается с аудитом на {day}. Баллы по нормам в сумме дают изменение оценки компании.",)
    return Sheet("Изменения", _NORMS, _norms(source, comparison), "Норм нет", len(_NORMS) - 1, notes)


def ended(source: Source, comparison: Comparison) -> Sheet:
    """Breaches of the earlier audit that are no more among those found."""
    return Sheet("Закрытые нарушения", _ENDED, _ended(source, comparison), "Таких нарушений нет", len(_ENDED) - 2)


def _norms(source: Source, comparison: Comparison) -> Iterator[tuple[Value, ...]]:
    found = Counter((norm_id, change) for (norm_id, _), change in comparison.changes.items())
    gone = Counter((item.breach.norm_id, item.ending) for item in comparison.ended)
    now = {verdict.norm_id: verdict for verdict in source.result.verdicts}
    then = {norm.norm_id: norm for norm in comparison.past.norms}
    moved = {item.norm_id: item.by for item in shifts(source.result, comparison)}
    for norm_id in dict.fromkeys((*now, *then)):
        verdict, past = now.get(norm_id), then.get(norm_id)
        yield (
            verdict.title if verdict else past.title if past else norm_id,
            verdict.status.word if verdict else "нормы больше нет",
            past.status.word if past else "нормы ещё не было",
            past.violations if past else None,
            len(verdict.violations) if verdict and verdict.checked else None,
            round(moved[norm_id], 2) if norm_id in moved else None,
            *(found[norm_id, change] for change in Change),
            *(gone[norm_id, ending] for ending in Ending),
            YES if norm_id in comparison.rewritten else None,
            norm_id,
        )


def _ended(source: Source, comparison: Comparison) -> Iterator[tuple[Value, ...]]:
    kinds = {verdict.norm_id: verdict.kind for verdict in source.result.verdicts}
    for item in comparison.ended:
        breach = item.breach
        yield (
            item.ending.word,
            item.title,
            breach.owner,
            None if breach.object_id == breach.owner else NOUNS.get(kinds.get(breach.norm_id, "")),
            breach.object_id,
            moment(breach.moment),
            breach.money,
            lasts(standing=breach.standing),
            breach.norm_id,
            breach.key,
        )
