"""Turns canonical tables into what the rules ask about: deals as of a day, visits, owners, calendar, editions.

Every table is computed once per audit, in SQL; rules only read them. Canonical tables are left as they are, so that
the same export can be judged again as of another day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from audit.engines.base import Engine
from audit.prepare.days import create_calendars, create_people
from audit.prepare.deals import create_deal_rows, create_deal_state
from audit.prepare.drawn import create_drawn
from audit.prepare.far import early_facts, late_facts
from audit.prepare.history import create_history, create_visits
from audit.prepare.moment import (
    FIRST_DAY,
    LAST_DAY,
    Span,
    calendar_bounds,
    create_fact_days,
    first_and_newest,
    first_judged_day,
    newest_fact,
    spans,
)
from audit.prepare.reference import create_editions, create_funnel_stages, only_pipeline
from audit.prepare.set_aside import rows_set_aside
from audit.prepare.setting import Setting, currency_code
from handbook.book import Handbook
from handbook.calendar import unknown_years
from handbook.finding import Finding, Severity
from handbook.norms.base import WorkingTimeNorm
from handbook.result import SetAside
from handbook.russian.dates import date_short

#: How long an export may be silent before the day of the audit without a remark.
_SILENCE = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Prepared:
    """The circumstances of an audit and what was noticed while the tables were prepared."""

    setting: Setting
    set_aside: Mapping[tuple[str, str], tuple[SetAside, ...]]
    notes: tuple[str, ...]
    findings: tuple[Finding, ...]


def prepare(
    engine: Engine,
    handbook: Handbook,
    present: Mapping[str, frozenset[str]],
    as_of: date | None = None,
    judged_from: date | None = None,
) -> Prepared:
    """Create the derived tables.

    Args:
        engine: Holds every canonical table.
        handbook: The company's handbook.
        present: Canonical columns the export filled, by table.
        as_of: The day of the audit, exclusive; None means the day after the newest fact.
        judged_from: The first day to judge; None means the earliest deal or activity.
    """
    create_fact_days(engine, present)
    found = spans(engine)
    far = late_facts(engine, present) if as_of is None else ()
    far += early_facts(engine, present) if judged_from is None else ()
    as_of, notes = _day_of_audit(handbook, found, as_of)
    company = handbook.company
    parameters: dict[str, object] = {
        "as_of": as_of,
        "last_day": as_of - timedelta(days=1),
        "judged_from": judged_from,
        "only_pipeline": only_pipeline(handbook),
        "currency": currency_code(company.currency),
    }
    norms = [placed.norm for placed in handbook.norms.values()]
    create_funnel_stages(engine, handbook)
    create_drawn(engine, handbook)
    create_editions(engine, norms)
    first, last = calendar_bounds(engine, found, as_of, judged_from)
    schedules = [norm.schedule for norm in norms if isinstance(norm, WorkingTimeNorm) and norm.schedule]
    create_calendars(engine, company, schedules, first, last)
    create_deal_rows(engine, parameters)
    create_history(engine, parameters)
    create_deal_state(engine, parameters)
    create_visits(engine)
    start = max(judged_from, first) if judged_from else first_judged_day(engine, as_of)
    create_people(engine, start, last)
    people = {row["name"]: row["position"] for row in engine.rows("SELECT name, position FROM people")}
    fields = frozenset(str(row["field"]) for row in engine.rows("SELECT DISTINCT field FROM deal_fields"))
    setting = Setting(handbook, present, as_of, start, judged_from, people, first, fields, first_and_newest(found))
    return Prepared(
        setting,
        rows_set_aside(engine, present, as_of),
        (*notes, *_remarks(setting)),
        (*far, *_calendar_findings(start, as_of)),
    )


def _day_of_audit(handbook: Handbook, found: Sequence[Span], as_of: date | None) -> tuple[date, tuple[str, ...]]:
    if as_of is not None:
        known = min(max(as_of, FIRST_DAY), LAST_DAY)
        words = f"Дата аудита {as_of:%d.%m.%Y} вне {FIRST_DAY.year}-{LAST_DAY.year} гг., взята {date_short(known)}"
        return known, (words,) if known != as_of else ()
    newest = newest_fact(found)
    if newest is None:
        # Without a single date nothing can be judged; the day only decides which edition a norm is quoted in.
        dates = [e.since for placed in handbook.norms.values() for e in placed.norm.editions() if e.since]
        return max(dates, default=FIRST_DAY) + timedelta(days=1), (
            "В выгрузке нет ни одной даты: проверены только нормы, которым даты не нужны",
        )
    day = newest.day + timedelta(days=1)
    words = f"Дата аудита {date_short(day)} — день после самого позднего факта выгрузки ({newest.words})"
    return day, (words,)


def _remarks(setting: Setting) -> list[str]:
    remarks = []
    if setting.nothing:
        remarks.append(f"Проверять нечего: {setting.nothing}; исправьте период или дату аудита")
    elif setting.facts and setting.as_of - setting.facts[1] > _SILENCE:
        remarks.append(
            f"Последний факт выгрузки {date_short(setting.facts[1])}, дата аудита {date_short(setting.as_of)}: "
            "дни между ними судятся так, будто ничего не изменилось"
        )
    if setting.facts and setting.judged_from and setting.judged_from < setting.facts[0]:
        remarks.append(
            f"Проверка начата {date_short(setting.judged_from)}, первый факт выгрузки {date_short(setting.facts[0])}: "
            "дни до него судятся как пустые"
        )
    if "deals" in setting.present and not setting.has("owner_changes"):
        remarks.append("Смены ответственных в выгрузке нет: сделки отнесены к нынешним ответственным")
    if "deals" in setting.present and not setting.people:
        remarks.append("Список сотрудников staff.yaml пуст: все считаются работавшими всё время, должности неизвестны")
    return remarks


def _calendar_findings(start: date, as_of: date) -> tuple[Finding, ...]:
    years = unknown_years(start, as_of - timedelta(days=1)) if start < as_of else ()
    if not years:
        return ()
    span = str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"
    return (
        Finding(
            "calendar-year-unknown",
            Severity.WARNING,
            f"Производственный календарь за {span} неизвестен: учтены только выходные и праздники, без переносов",
            tip="Переносы укажите в company.yaml: calendar.days_off и calendar.working_days",
        ),
    )
