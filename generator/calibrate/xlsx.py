"""A calibration as a workbook: norms, candidates, people, what the user asked about."""

from __future__ import annotations

from collections.abc import Iterator

from generator.calibrate.words import AT, SHORT, differing_words, limit_words, standing_words, why_words
from generator.report.book import Book, Column, Style, Value
from handbook.calibration import PERCENTS, Calibrated, Calibration

_NAMED = (
    Column("Норма", 24),
    Column("Название", 40, Style.WRAPPED),
)
_NORMS = (
    *_NAMED,
    Column("Требование", 40, Style.WRAPPED),
    Column("Черновик", 10),
    Column("Итог", 14),
    Column("Проверено", 12, Style.INTEGER),
    Column("Нарушают", 12, Style.INTEGER),
    Column("Доля", 10, Style.PERCENT),
    Column("Допуск", 10, Style.PERCENT),
    Column("Единица", 12),
    Column("Значений", 12, Style.INTEGER),
    Column("Наименьшее", 12, Style.NUMBER),
    *(Column(f"P{percent}", 10, Style.NUMBER) for percent in PERCENTS),
    Column("Наибольшее", 12, Style.NUMBER),
    Column("Где стоит предел", 32, Style.WRAPPED),
    Column("Предложение (черновик)", 34, Style.WRAPPED),
    Column("Почему", 44, Style.WRAPPED),
    Column("Заметки", 44, Style.WRAPPED),
)
_LADDER = (
    *_NAMED,
    Column("Предел", 12),
    Column("Значение", 12, Style.NUMBER),
    Column("Единица", 12),
    Column("Нынешний", 12),
    Column("Предложен", 12),
    Column("Проверено", 12, Style.INTEGER),
    Column("Нарушат", 12, Style.INTEGER),
    Column("Доля", 10, Style.PERCENT),
)
_PEOPLE = (
    *_NAMED,
    Column("Сотрудник", 32),
    Column("Значений", 12, Style.INTEGER),
    Column("P50", 10, Style.NUMBER),
    Column("Единица", 12),
    Column("Проверено", 12, Style.INTEGER),
    Column("Нарушений", 12, Style.INTEGER),
)
_TRIALS = (
    *_NAMED,
    Column("Сотрудник", 32),
    Column("Было требование", 36, Style.WRAPPED),
    Column("Стало бы", 36, Style.WRAPPED),
    Column("Нарушений сейчас", 14, Style.INTEGER),
    Column("Нарушений стало бы", 14, Style.INTEGER),
)
_NOTES = (Column("Пояснение", 120, Style.WRAPPED),)
_ALL = "все"


def calibration_xlsx(found: Calibration) -> bytes:
    """The workbook, the same bytes for the same calibration."""
    book = Book(f"Значения норм: {found.company}", found.company, found.as_of, "")
    book.sheet("Нормы", _NORMS, map(_norm, found.norms), "Норм нет")
    book.sheet("Пределы", _LADDER, (row for norm in found.norms for row in _ladder(norm)), "Числовых пределов нет")
    book.sheet("Сотрудники", _PEOPLE, (row for norm in found.norms for row in _people(norm)), "Значений нет")
    if any(norm.trial for norm in found.norms):
        book.sheet("Что если", _TRIALS, (row for norm in found.norms for row in _trial(norm)), "")
    book.sheet("Как считано", _NOTES, ((note,) for note in found.notes), "Замечаний нет")
    return book.content()


def _norm(norm: Calibrated) -> tuple[Value, ...]:
    spread = norm.spread
    values: tuple[Value, ...] = (
        (spread.number, spread.least, *spread.percentiles, spread.most) if spread else (None,) * (len(PERCENTS) + 3)
    )
    return (
        norm.norm_id,
        norm.title,
        norm.requirement,
        "да" if norm.draft else None,
        norm.status.word,
        norm.population,
        norm.violators,
        norm.share if norm.population else None,
        norm.tolerance / 100,
        SHORT[norm.unit] if spread else None,
        *values,
        "; ".join(f"{AT[scale.bound]}: {standing_words(norm, scale)}" for scale in norm.scales) or None,
        "; ".join(limit_words(scale, scale.proposed) for scale in norm.scales if scale.proposed) or None,
        "; ".join(dict.fromkeys(map(why_words, norm.scales))) or None,
        "; ".join(filter(None, (*norm.remarks, norm.silent, differing_words(norm)))) or None,
    )


def _ladder(norm: Calibrated) -> Iterator[tuple[Value, ...]]:
    for scale in norm.scales:
        for rung in scale.rungs:
            yield (
                norm.norm_id,
                norm.title,
                AT[scale.bound],
                rung.limit.value,
                SHORT[rung.limit.unit],
                "да" if rung.present else None,
                "да" if rung.limit == scale.proposed else None,
                rung.population,
                rung.violators,
                rung.share,
            )


def _people(norm: Calibrated) -> Iterator[tuple[Value, ...]]:
    for person in norm.owners:
        yield (
            norm.norm_id,
            norm.title,
            person.owner,
            person.number,
            person.median,
            SHORT[norm.unit],
            person.population,
            person.violators,
        )


def _trial(norm: Calibrated) -> Iterator[tuple[Value, ...]]:
    trial = norm.trial
    if trial is None:
        return
    every = (_ALL, norm.violators, trial.violators)
    for who, before, after in (every, *trial.owners):
        yield (norm.norm_id, norm.title, who, norm.requirement, trial.requirement, before, after)
