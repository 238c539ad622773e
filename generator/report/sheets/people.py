"""Managers: one line each, by the score as it is, marked where it rests on little; a column for every broken norm."""

from __future__ import annotations

from collections import Counter

from generator.report.book import Column, Style, Value
from generator.report.score import Person, people
from generator.report.sheets.base import Sheet, Source
from generator.report.words import tenth
from handbook.audits.comparison import Change
from handbook.result import Status

_WHOLE = 100.0
_COLUMNS = (
    Column("Сотрудник", 34),
    Column("Оценка", 11, Style.NUMBER, bar=_WHOLE),
    Column("Можно ли верить", 24),
    Column("Нарушений", 12, Style.INTEGER),
    Column("Из них ошибок", 12, Style.INTEGER),
    Column("Ещё длятся", 12, Style.INTEGER),
    Column("Под вопросом", 19, Style.MONEY),
    Column("Норм проверено", 12, Style.INTEGER),
    Column("Не проверено", 12, Style.INTEGER),
)
_STORY = (
    Column("Оценка раньше", 12, Style.NUMBER),
    Column("Новых", 10, Style.INTEGER),
    Column("Вернулось", 12, Style.INTEGER),
)


def staff(source: Source) -> Sheet:
    """The sheet."""
    result, comparison = source.result, source.story.comparison
    lost = {norm_id: part.lost for norm_id, part in source.parts.items()}
    broken = sorted(
        (one for one in result.verdicts if one.violations),
        key=lambda one: (one.status is not Status.FAILED, -lost.get(one.norm_id, 0.0)),
    )
    standing: Counter[str | None] = Counter()
    changed: Counter[tuple[str | None, Change]] = Counter()
    for verdict in result.verdicts:
        for item in verdict.violations:
            standing[item.owner or None] += bool(item.standing)
            if comparison:
                changed[item.owner or None, comparison.change(verdict.norm_id, item)] += 1
    before = {one.owner: one.score for one in comparison.past.people} if comparison else {}
    rows: list[tuple[Value, ...]] = []
    for person in sorted(people(result), key=_by_score):
        counts = {chip.verdict.norm_id: chip.violators for chip in person.chips}
        score = person.score
        earlier = before.get(person.name or "")
        told = (
            None if earlier is None else tenth(earlier),
            changed[person.name, Change.NEW],
            changed[person.name, Change.RETURNED],
        )
        rows.append(
            (
                person.name or "(без ответственного)",
                None if score is None or score.value is None else tenth(score.value),
                person.mark,
                person.violations,
                person.errors,
                standing[person.name],
                person.money,
                score.checked if score else None,
                score.not_checked if score else None,
                *(told if comparison else ()),
                *(counts.get(verdict.norm_id) for verdict in broken),
            )
        )
    columns = (*_COLUMNS, *(_STORY if comparison else ()))
    norms = tuple(Column(verdict.title[:200], 15, Style.INTEGER) for verdict in broken)
    empty = "Сотрудников, чью работу можно проверить, нет"
    return Sheet("Сотрудники", (*columns, *norms), rows, empty, len(columns))


def _by_score(person: Person) -> tuple[bool, bool, float]:
    value = person.score.value if person.score else None
    return person.name is None, value is None, value or 0.0
