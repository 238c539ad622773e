"""Open deals at the end of each day: the company, then every manager against the band of the norm."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from generator.report import words
from generator.report.charts.marks import Chart, Column, Drawing, Key, Label, Line, Mark, Path, Rect, Table
from generator.report.charts.open_words import Owner, absence, headline
from generator.report.charts.scale import RIGHT, WIDTH, Scale, ticks, units
from generator.report.charts.source import anchor, by_pipelines, computed, rows, same, verdict_of
from generator.report.charts.wording import brief, count, fitted, initials, name, width
from generator.report.gap import gaps_of
from handbook.book import Handbook
from handbook.measure import MeasureResult
from handbook.norms.open_deals import OpenDeals
from handbook.result import Result
from handbook.russian.dates import date_short
from handbook.russian.numbers import DASH, counted

#: Managers drawn, the worst first; the table holds more.
_PEOPLE = 12
_ROWS = 24
#: Days drawn one by one; a longer period is drawn by every n-th day.
_DAYS = 184
_LEFT, _RIGHT = 40, RIGHT
_TOP, _BOTTOM = 8, 96
_RUG, _THICK = 99, 6
_HEIGHT = 122
_COMPANY = "Вся компания"
_MONTHS = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_ONE = timedelta(days=1)
#: What stands in place of an owner in rows of the whole company.
COMPANY = "Компания"


def open_deals(result: Result, handbook: Handbook) -> tuple[Chart, ...]:
    """The chart of open deals."""
    told = result.view("open_deals_daily")
    if told is None:
        return ()
    subject = "Открытые сделки по дням"
    if not told.computed:
        title = "Открытые сделки по дням не показаны"
        return (Chart("chart-open", subject, title, reason=told.reason, gaps=gaps_of(told.missing)),)
    norms = [placed.norm for placed in handbook.norms.values() if isinstance(placed.norm, OpenDeals)]
    measure = _measure(result, handbook, norms)
    left = {same(person.name): person.dismissed for person in handbook.staff if person.dismissed is not None}
    company, people = _owners(result, measure, norms)
    people = [replace(item, last_day=_past(left.get(same(item.title)), result)) for item in people]
    if not people and company is None:
        return ()
    people.sort(key=lambda item: (-len(item.outside), -item.earlier, item.norm is None, item.title))
    drawn = people[:_PEOPLE]
    whole = [] if company is None else [company]
    most = max((value for owner in drawn for _, value in owner.days), default=0)
    used = [norm for norm in norms if any(owner.norm is norm for owner in people)]
    tops = [float(edition.max.value) for norm in used for edition in norm.editions() if edition.max is not None]
    divisions = ticks(max([most, *(top for top in tops if top <= 3 * max(most, 1))]), whole=True)
    return (
        Chart(
            "chart-open",
            subject,
            headline(people, result),
            (
                *(_picture(item, ticks(max(value for _, value in item.days), whole=True)) for item in whole),
                *(_picture(item, divisions) for item in drawn),
            ),
            _keys(result, used, drawn),
            _table([*whole, *people], result),
            (*_notes(result, handbook, measure, people, used), *measure.notes),
            gaps=gaps_of(measure.missing),
        ),
    )


def _measure(result: Result, handbook: Handbook, norms: Sequence[OpenDeals]) -> MeasureResult:
    """The indicator that counts the deals the norm judges, if the company has one; else that of most deals."""
    judged = {frozenset(same(item) for item in norm.scope.pipelines) for norm in norms}

    def rank(measure: MeasureResult) -> tuple[bool, bool]:
        counted_in = frozenset(same(item) for item in by_pipelines(handbook, measure))
        return counted_in not in judged, bool(counted_in)

    return min(computed(result, "open_deals_daily"), key=rank)


def _owners(result: Result, measure: MeasureResult, norms: Sequence[OpenDeals]) -> tuple[Owner | None, list[Owner]]:
    lines: dict[str, list[tuple[date, float]]] = {}
    for row in rows(measure):
        day, value = row.day("date"), row.number("open")
        if day is not None and value is not None:
            lines.setdefault(row.text("owner"), []).append((day, value))
    company: Owner | None = None
    people: list[Owner] = []
    for title, days in lines.items():
        days.sort()
        if title == COMPANY:
            company = Owner(_COMPANY, tuple(days))
        else:
            people.append(_judged(result, Owner(title, tuple(days)), norms))
    return company, people


def _judged(result: Result, owner: Owner, norms: Sequence[OpenDeals]) -> Owner:
    for norm in norms:
        verdict = verdict_of(result, norm)
        if verdict is None or not any(item.owner == owner.title and item.population for item in verdict.owners):
            continue
        below: set[date] = set()
        above: set[date] = set()
        for item in verdict.violations:
            if item.owner == owner.title and item.actual is not None and item.limit is not None:
                (below if item.actual < item.limit else above).update(_day(item.moment))
        first = owner.days[0][0]
        earlier = sum(day < first for day in below | above)
        low, high = (frozenset(day for day in days if day >= first) for days in (below, above))
        return Owner(owner.title, owner.days, norm, low, high, earlier)
    return owner


def _day(text: str) -> Iterable[date]:
    try:
        return (date.fromisoformat(text),)
    except ValueError:
        return ()


def _past(day: date | None, result: Result) -> date | None:
    return day if day is not None and day < result.as_of else None


def _notes(
    result: Result, handbook: Handbook, measure: MeasureResult, people: Sequence[Owner], used: Sequence[OpenDeals]
) -> list[str]:
    found: list[str] = []
    left = len(people) - _PEOPLE
    if left > 0:
        found.append(
            f"На графиках {_PEOPLE} сотрудников, у которых вне нормы больше дней; не показано {left}"
            + (f", из них в таблице нет {len(people) - _ROWS}" if len(people) > _ROWS else "")
        )
    shown = [day for owner in people for day in (owner.days[0][0], owner.days[-1][0])]
    if shown:
        found.append(f"Показаны дни с {date_short(min(shown))} по {date_short(max(shown))}")
    own = {same(item) for item in by_pipelines(handbook, measure)}
    for norm in used:
        if norm.scope.pipelines and {same(item) for item in norm.scope.pipelines} != own:
            pipelines = ", ".join(f"«{name(item)}»" for item in norm.scope.pipelines)
            found.append(
                f"Норма «{norm.title}» считает только воронки {pipelines}, линия — "
                f"{'воронки своего показателя' if own else 'все открытые сделки'}. Дни вне нормы отмечены так, как их "
                "нашла проверка, и линия в эти дни может стоять выше"
            )
    earlier = sum(owner.earlier for owner in people)
    if earlier and shown:
        found.append(
            f"До {date_short(min(shown))} вне нормы ещё {_days(earlier)}: это есть в списке нарушений, но не на графике"
        )
    if any((step := _step(owner)) > 1 for owner in people):
        found.append(f"Период длинный: линия проведена по каждому {step}-му дню")
    unchecked = [norm for norm in used if (item := verdict_of(result, norm)) is not None and not item.checked]
    found += [f"Норма «{norm.title}» не проверена: дни вне её не отмечены" for norm in unchecked]
    return found


def _days(number: int) -> str:
    return counted(number, "день", "дня", "дней")


def _step(owner: Owner) -> int:
    return -(-len(owner.days) // _DAYS) if owner.days else 1


def _picture(owner: Owner, divisions: tuple[float, ...]) -> Drawing:
    first, last = owner.days[0][0], owner.days[-1][0] + _ONE
    x = Scale(first.toordinal(), last.toordinal(), _LEFT, _RIGHT)
    y = Scale(0, divisions[-1], _BOTTOM, _TOP)
    marks: list[Mark] = []
    if owner.norm is not None:
        marks += _band(owner.norm, first, last, x, y)
    for value in divisions[:: max(1, len(divisions) // 2)]:
        marks.append(Line(_LEFT, y(value), _RIGHT, y(value), "grid"))
        marks.append(Label(_LEFT - 5, units(y(value) + 4), fitted(brief(value), _LEFT - 6), "tick", "end"))
    marks += _calendar(first, last, x)
    marks.append(Path(_line(owner.days[:: _step(owner)], last, x, y), "fact"))
    marks += [
        Path(_runs(days, x), kind, f"дней {words_}: {len(days)}")
        for days, kind, words_ in ((owner.below, "below", "меньше нормы"), (owner.above, "above", "больше нормы"))
        if days
    ]
    said = f"сейчас {count(owner.days[-1][1])}{absence(owner)}"
    if owner.norm is not None:
        now = f", вне нормы {_days(len(owner.outside))}" if owner.outside else ""
        before = f", раньше вне нормы {_days(owner.earlier)}" if owner.earlier else ""
        said += now + before or (", нарушений не найдено" if owner.strays else ", в пределах нормы")
    title = owner.title if owner.title == _COMPANY else initials(owner.title)
    return Drawing(WIDTH, _HEIGHT, title, said, tuple(marks), said)


def _line(days: Sequence[tuple[date, float]], last: date, x: Scale, y: Scale) -> str:
    """Steps: the number of a day stands for the whole day; equal days are one stroke."""
    at, height = x(days[0][0].toordinal()), y(days[0][1])
    parts = [f"M{at} {height}"]
    for day, value in days[1:]:
        if y(value) != height:
            parts.append(f"h{units(x(day.toordinal()) - at)}v{units(y(value) - height)}")
            at, height = x(day.toordinal()), y(value)
    parts.append(f"h{units(x(last.toordinal()) - at)}")
    return "".join(parts)


def _runs(days: frozenset[date], x: Scale) -> str:
    """Days under the line, neighbours as one stroke."""
    parts: list[str] = []
    ordered = sorted(day for day in days if x.low <= day.toordinal() < x.high)
    start = before = None
    for day in [*ordered, None]:
        if before is not None and (day is None or day - before > _ONE):
            left = x((start or before).toordinal())
            wide = units(x(before.toordinal() + 1) - left)
            parts.append(f"M{left} {_RUG}h{wide}v{_THICK}h{units(-wide)}z")
            start = day
        start, before = start or day, day
    return "".join(parts)


def _band(norm: OpenDeals, first: date, last: date, x: Scale, y: Scale) -> list[Mark]:
    """The norm over the days drawn, a step where its limit changed."""
    found: list[Mark] = []
    editions = norm.editions()
    for number, edition in enumerate(editions):
        start = max(first, edition.since or first)
        following = editions[number + 1].since if number + 1 < len(editions) else None
        end = min(last, following or last)
        if start >= end:
            continue
        left, right = x(start.toordinal()), x(end.toordinal())
        low = y(float(edition.min.value)) if edition.min is not None else _BOTTOM
        high = y(float(edition.max.value)) if edition.max is not None else _TOP
        requirement = f"{norm.title}: {norm.requirement(edition)}"
        found.append(Rect(left, high, units(right - left), units(low - high), "band", requirement))
        found += [
            Line(left, at, right, at, "limit")
            for at, limit in ((low, edition.min), (high, edition.max))
            if limit is not None and float(limit.value) <= y.high
        ]
    return found


def _calendar(first: date, last: date, x: Scale) -> list[Mark]:
    """Names of months under the axis, as many as have room."""
    found: list[Mark] = []
    free: float = _LEFT
    month = first.replace(day=1)
    while month < last:
        following = (month + timedelta(days=32)).replace(day=1)
        left = x(max(month, first).toordinal())
        text = _MONTHS[month.month - 1] + (f" {month:%y}" if month.month == 1 else "")
        whole = month >= first or (following - first).days > 15  # noqa: PLR2004 - most of the month is drawn
        if whole and left >= free and left + width(text) <= WIDTH:
            found.append(Line(left, _BOTTOM, left, _RUG + _THICK, "grid"))
            found.append(Label(units(left + 2), _HEIGHT - 4, text, "tick"))
            free = left + width(text) + 8
        month = following
    return found


def _keys(result: Result, used: Sequence[OpenDeals], drawn: Sequence[Owner]) -> tuple[Key, ...]:
    last = words.last_day(result.as_of)
    norms = [(norm, edition) for norm in used if (edition := norm.edition_on(last)) is not None]
    return (
        Key("line", "fact", "открыто к концу дня"),
        *(
            Key("bar", "band", f"{norm.title}: {norm.requirement(edition)}", anchor(result, norm))
            for norm, edition in norms
        ),
        *(
            Key("bar", side, f"день, когда сделок {than} нормы")
            for side, than in (("below", "меньше"), ("above", "больше"))
            if any(getattr(owner, side) for owner in drawn)
        ),
    )


def _table(owners: Sequence[Owner], result: Result) -> Table:
    last = words.last_day(result.as_of)
    titles = (
        "Сейчас",
        "Сделок нет с",
        "Меньше всего",
        "Больше всего",
        "Дней меньше нормы",
        "Дней больше нормы",
        "Раньше вне нормы",
    )
    lines = []
    for owner in owners[: _ROWS + 1]:
        values = [value for _, value in owner.days]
        edition = owner.norm.edition_on(last) if owner.norm is not None else None
        judged = owner.norm is not None
        lines.append(
            (
                owner.title,
                count(values[-1]),
                date_short(owner.none_since) if owner.none_since else DASH,
                count(min(values)),
                count(max(values)),
                count(len(owner.below)) if judged else DASH,
                count(len(owner.above)) if judged else DASH,
                count(owner.earlier) if judged else DASH,
                edition.words if edition is not None else DASH,
            )
        )
    return Table(
        (Column("Сотрудник", numeric=False), *(Column(title) for title in titles), Column("Норма", numeric=False)),
        tuple(lines),
    )
