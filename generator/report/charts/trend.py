"""The score and the breaches over the audits kept, the present one last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from generator.report import words
from generator.report.charts.marks import Chart, Column, Dot, Drawing, Key, Label, Line, Mark, Path, Rect, Table
from generator.report.charts.scale import RIGHT, WIDTH, Scale, ticks, units
from generator.report.charts.wording import brief, count, width
from handbook.audits.story import Story
from handbook.finding import Severity
from handbook.result import Result
from handbook.russian.dates import date_short
from handbook.russian.numbers import DASH, format_number

#: Audits drawn, the newest ones.
_AUDITS = 24
_LEFT = 36
_TOP, _BOTTOM = 16, 150
_HEIGHT = 172
_DATE = "00.00.00"
_VALUE = 11.5
_NAMES = {Severity.ERROR: "ошибки", Severity.WARNING: "предупреждения", Severity.INFO: "замечания"}


@dataclass(frozen=True, slots=True)
class Point:
    """One audit."""

    as_of: date
    score: float | None
    breaches: dict[Severity, int]

    @property
    def total(self) -> int:
        """Breaches of any severity."""
        return sum(self.breaches.values())


def trend(result: Result, story: Story) -> tuple[Chart, ...]:
    """The chart over audits; nothing when there is none to compare with."""
    kept = [
        Point(audit.as_of, audit.score, _counted((norm.severity, norm.violations) for norm in audit.norms))
        for audit in story.trend
    ]
    now = Point(
        result.as_of,
        result.score.value,
        _counted((verdict.severity, len(verdict.violations)) for verdict in result.verdicts),
    )
    points = [*kept, now]
    if len(points) < 2:  # noqa: PLR2004 - one audit is no trend
        return ()
    shown = points[-_AUDITS:]
    notes = (f"Показаны последние {_AUDITS} из {len(points)} аудитов",) if len(points) > _AUDITS else ()
    kinds = [severity for severity in Severity if any(point.breaches[severity] for point in shown)]
    return (
        Chart(
            "chart-trend",
            "От аудита к аудиту",
            _title(shown),
            (_scores(shown), _breaches(shown)),
            (Key("dot", "fact", "оценка, из 100"), *(Key("bar", kind.value, _NAMES[kind]) for kind in kinds)),
            _table(shown),
            notes,
        ),
    )


def _counted(found: Iterable[tuple[Severity, int]]) -> dict[Severity, int]:
    sums = dict.fromkeys(Severity, 0)
    for severity, number in found:
        sums[severity] += number
    return sums


def _title(points: Sequence[Point]) -> str:
    before, now = points[-2], points[-1]
    if before.score is None or now.score is None:
        said = f"Оценка {words.points(now.score)}, прежней не было" if now.score is not None else "Оценки нет"
    else:
        change = round(now.score, 1) - round(before.score, 1)
        way = "не изменилась" if not round(change, 1) else "выросла" if change > 0 else "упала"
        said = f"Оценка {way}: {words.points(before.score)} → {words.points(now.score)}"
    return f"{said}, нарушений было {format_number(before.total)}, стало {format_number(now.total)}"


def _places(points: Sequence[Point]) -> tuple[float, ...]:
    step = (RIGHT - _LEFT) / len(points)
    return tuple(units(_LEFT + step * (number + 0.5)) for number in range(len(points)))


def _days(points: Sequence[Point], places: Sequence[float]) -> list[Mark]:
    """Days under the points, as many as have room; the present audit always."""
    found: list[Mark] = []
    room = width(_DATE) + 8
    limit = RIGHT + room
    for point, x in reversed(list(zip(points, places, strict=True))):
        centre = min(x, RIGHT - room / 2 + 4)
        if centre + room / 2 <= limit:
            limit = centre - room / 2
            text = f"{point.as_of:%d.%m.%y}"
            found.append(Label(units(centre), _BOTTOM + 15, text, "tick", "middle"))
    return found


def _frame(scale: Scale, divisions: Sequence[float]) -> list[Mark]:
    found: list[Mark] = []
    for value in divisions:
        y = scale(value)
        found.append(Line(_LEFT, y, RIGHT, y, "grid"))
        found.append(Label(_LEFT - 6, units(y + 4), brief(value), "tick", "end"))
    return found


def _scores(points: Sequence[Point]) -> Drawing:
    places = _places(points)
    scale = Scale(0, 100, _BOTTOM, _TOP)
    marks = [*_frame(scale, ticks(100)), *_days(points, places)]
    known = [(x, point.score) for x, point in zip(places, points, strict=True) if point.score is not None]
    corners = "L".join(f"{x} {scale(score)}" for x, score in known)
    if len(known) > 1:
        marks.append(Path(f"M{corners}", "fact"))
    for number, (x, score) in enumerate(known):
        marks.append(Dot(x, scale(score), 3.5, "fact", words.points(score)))
        if number in {0, len(known) - 1}:
            said = words.points(score)
            at = min(x, RIGHT - width(said, _VALUE) / 2)
            marks.append(Label(units(at), units(scale(score) - 8), said, "value", "middle", _VALUE))
    return Drawing(WIDTH, _HEIGHT, "Оценка", _title(points), tuple(marks))


def _breaches(points: Sequence[Point]) -> Drawing:
    places = _places(points)
    divisions = ticks(max(point.total for point in points), whole=True)
    scale = Scale(0, divisions[-1], _BOTTOM, _TOP)
    wide = units(min((RIGHT - _LEFT) / len(points) * 0.6, 40))
    marks = [*_frame(scale, divisions), *_days(points, places)]
    for x, point in zip(places, points, strict=True):
        below = 0
        for severity in Severity:
            number = point.breaches[severity]
            if number:
                top, foot = scale(below + number), scale(below)
                hint = f"{date_short(point.as_of)}: {_NAMES[severity]} — {format_number(number)}"
                marks.append(Rect(units(x - wide / 2), top, wide, units(foot - top), severity.value, hint))
            below += number
    return Drawing(WIDTH, _HEIGHT, "Нарушения", _title(points), tuple(marks))


def _table(points: Sequence[Point]) -> Table:
    return Table(
        (
            Column("Аудит на", numeric=False),
            Column("Оценка"),
            *(Column(_NAMES[item].capitalize()) for item in Severity),
        ),
        tuple(
            (
                date_short(point.as_of),
                words.points(point.score) if point.score is not None else DASH,
                *(count(point.breaches[item]) for item in Severity),
            )
            for point in reversed(points)
        ),
    )
