"""Small results for tests of charts, and an eye that sees what stands outside a drawing or over something else."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from generator.report.charts.marks import Dot, Drawing, Label, Line, Mark, Rect
from generator.report.charts.wording import width
from handbook.book import Handbook, PlacedNorm
from handbook.finding import Severity
from handbook.measure import Cell, CellKind, MeasureColumn, MeasureResult
from handbook.model.company import Company
from handbook.norms.base import Norm
from handbook.result import OwnerCount, Result, Score, Status, Verdict, Violation

AS_OF = date(2026, 10, 1)
#: How far a stroke or a letter may reach over the edge before anybody sees it cut.
_SLACK = 3.0
_KINDS = {str: CellKind.TEXT, int: CellKind.COUNT, date: CellKind.DATE}

FUNNEL = ("pipeline", "stage", "reached", "passed", "of_first", "lost", "lost_sum", "standing", "recommended")
STAYS = ("pipeline", "stage", "stays", "mean", "median", "p90", "standing")
REASONS = ("reason", "deals", "share", "amount", "amount_share", "writings")
DEBTS = (
    "owner", "invoices", "not_due", "fresh", "to_30", "to_60", "to_90", "older", "undated", "overdue", "debt", "share",
)  # fmt: skip
PLAN = ("owner", "plan", "days", "gone", "per_day", "made", "due", "shortfall", "target")
WORK = ("owner", "contacts", "calls", "meetings", "quotes", "won", "won_sum", "signal")
OPEN = ("owner", "date", "open")


def measure(name: str, columns: Sequence[str], rows: Iterable[tuple[Cell, ...]]) -> MeasureResult:
    lines = tuple(rows)

    def kind(number: int) -> CellKind:
        cells = [row[number] for row in lines if row[number] is not None]
        return _KINDS.get(type(cells[0]), CellKind.NUMBER) if cells else CellKind.TEXT

    titled = tuple(MeasureColumn(title, title, kind(number)) for number, title in enumerate(columns))
    return MeasureResult(name, name, f"Показатель {name}", "process", "", None, "по 30.09.2026", titled, lines)


def result(*measures: MeasureResult, verdicts: tuple[Verdict, ...] = (), score: float | None = 80.0) -> Result:
    return Result(
        company="Мера",
        as_of=AS_OF,
        judged_from=None,
        profile="",
        currency="RUB",
        verdicts=verdicts,
        score=Score(None, score, 1, 0, 0),
        owners=(),
        accounts=(),
        measures=measures,
    )


def handbook(*norms: Norm) -> Handbook:
    company = Company(name="Мера", short_name="Мера", city="Пермь", head="direktor")
    return Handbook(
        root=Path(),
        company=company,
        norms={norm.id: PlacedNorm(norm, "operation", "prodat") for norm in norms},
    )


def verdict(norm: Norm, owners: dict[str, dict[date, tuple[float, float]]]) -> Verdict:
    """A verdict on days of people: the fact and the limit by day."""
    found = tuple(
        replace(_violation(owner, day), actual=actual, limit=limit)
        for owner, days in owners.items()
        for day, (actual, limit) in days.items()
    )
    return Verdict(
        norm_id=norm.id,
        title=norm.title,
        kind=norm.kind,
        requirement=norm.words(),
        severity=norm.severity,
        status=Status.FAILED if found else Status.PASSED,
        tolerance=0,
        population=30 * len(owners),
        violations=found,
        owners=tuple(OwnerCount(owner, 30, len(days)) for owner, days in owners.items()),
    )


def _violation(owner: str, day: date) -> Violation:
    return Violation(f"{owner}|{day}", owner, None, owner, day.isoformat(), None, None, "", "", None, None, None)


def counted(severity: Severity, number: int) -> Verdict:
    """A verdict with so many breaches."""
    one = _violation("Ким", AS_OF)
    return Verdict("n", "Норма", "deal_age", "", severity, Status.FAILED, 0, 10, (one,) * number)


def money(value: float) -> Decimal:
    return Decimal(str(value))


def days(first: date, *values: int) -> list[tuple[date, int]]:
    return [(first + timedelta(days=number), value) for number, value in enumerate(values)]


def of_kind(drawing: Drawing, kind: str) -> list[Mark]:
    return [mark for mark in drawing.marks if mark.kind == kind]


def box(mark: Mark) -> tuple[float, float, float, float]:
    """The room a mark takes: left, top, right, bottom."""
    if isinstance(mark, Rect):
        return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
    if isinstance(mark, Line):
        return min(mark.x1, mark.x2), min(mark.y1, mark.y2), max(mark.x1, mark.x2), max(mark.y1, mark.y2)
    if isinstance(mark, Dot):
        return mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius
    if isinstance(mark, Label):
        wide = width(mark.text, mark.size, bold=mark.kind == "strong")
        left = mark.x - {"start": 0, "middle": wide / 2, "end": wide}[mark.anchor]
        return left, mark.y - mark.size * 0.75, left + wide, mark.y + mark.size * 0.2
    points = list(corners(mark.d))
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def corners(path: str) -> Iterable[tuple[float, float]]:
    """Every corner of a path."""
    assert re.fullmatch(r"(?:[MLHVhv][-\d. ]+|z)+", path), path
    x = y = 0.0
    for letter, written in re.findall(r"([MLHVhv])([-\d. ]+)", path):
        numbers = [float(text) for text in written.split()]
        if letter in "ML":
            x, y = numbers
        elif letter in "Hh":
            x = numbers[0] + (x if letter == "h" else 0)
        else:
            y = numbers[0] + (y if letter == "v" else 0)
        yield x, y


def faults(drawing: Drawing) -> list[str]:
    """What is cut by the edge of a drawing, and words that cover one another."""
    found = []
    for mark in drawing.marks:
        left, top, right, bottom = box(mark)
        inside = left >= -_SLACK and top >= -_SLACK and right <= drawing.width + _SLACK
        if not (inside and bottom <= drawing.height + 1 and left <= right and top <= bottom):
            found.append(f"{drawing.title}: outside {mark}")
    words = [(box(mark), mark.text) for mark in drawing.marks if isinstance(mark, Label)]
    for number, ((left, top, right, bottom), text) in enumerate(words):
        found += [
            f"{drawing.title}: «{text}» over «{other}»"
            for (start, high, end, low), other in words[number + 1 :]
            if left + 1 < end and start + 1 < right and top < low and high < bottom
        ]
    return found
