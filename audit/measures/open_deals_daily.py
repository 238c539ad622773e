"""open_deals_daily: how many deals were open at the end of every day (handbook/indicators).

Like the norm open_deals, who owned a deal for no time at all did not own it. The database counts how the number changes
from day to day; the days are added up here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from audit.measures.base import Answers, Ask, Measure, Table
from audit.measures.groups import count, of_pipelines
from audit.prepare.setting import Setting
from audit.rules.obtain import lacking, lacking_closing
from handbook.indicators.open_deals_daily import OpenDealsDaily
from handbook.measure import Cell, CellKind, MeasureColumn
from handbook.result import Missing

COMPANY = "Компания"
_NOBODY = "без ответственного"

_KNOWN = "d.created_day IS NOT NULL AND NOT d.is_closing_unknown AND NOT d.is_before_start AND {pipelines}"

_COMPANY = f"""
SELECT CAST(NULL AS VARCHAR) AS holder, s.day, CAST(SUM(s.step) AS BIGINT) AS change
FROM (
    SELECT greatest(d.created_day, CAST($since AS DATE)) AS day, 1 AS step FROM deal_state AS d
    WHERE {_KNOWN} AND d.created_day < d.end_day AND d.end_day > CAST($since AS DATE)
    UNION ALL
    SELECT d.end_day AS day, -1 AS step FROM deal_state AS d
    WHERE {_KNOWN} AND d.created_day < d.end_day AND d.end_day > CAST($since AS DATE)
) AS s GROUP BY s.day
"""  # noqa: S608 - put together from constants, values are bound

_OWNERS = f"""
WITH held AS (
    SELECT coalesce(nullif(trim(o.owner), ''), $nobody) AS holder,
        greatest(d.created_day, coalesce(CAST(o.from_at AS DATE), d.created_day), CAST($since AS DATE)) AS first_day,
        least(d.end_day, coalesce(CAST(o.to_at AS DATE), CAST($as_of AS DATE)), CAST($as_of AS DATE)) AS last_day
    FROM deal_state AS d JOIN owner_spans AS o ON o.deal_id = d.deal_id
    WHERE {_KNOWN} AND d.end_day > CAST($since AS DATE)
        AND (o.from_at IS NULL OR o.from_at < CAST($as_of AS TIMESTAMP))
        AND (o.to_at IS NULL OR o.to_at > d.created_at)
)
SELECT s.holder, s.day, CAST(SUM(s.step) AS BIGINT) AS change
FROM (
    SELECT h.holder, h.first_day AS day, 1 AS step FROM held AS h WHERE h.first_day < h.last_day
    UNION ALL
    SELECT h.holder, h.last_day AS day, -1 AS step FROM held AS h WHERE h.first_day < h.last_day
) AS s GROUP BY s.holder, s.day
"""  # noqa: S608 - put together from constants, values are bound

_LEFT_OUT = """
SELECT t.reason, COUNT(*) AS n FROM (
    SELECT CASE WHEN d.created_day IS NULL THEN 'не учтены сделки без даты создания'
        WHEN d.is_closing_unknown THEN 'не учтены закрытые сделки без даты закрытия' END AS reason
    FROM deal_state AS d WHERE NOT d.is_before_start AND {pipelines}
) AS t WHERE t.reason IS NOT NULL GROUP BY t.reason
"""


def _missing(_indicator: OpenDealsDaily, setting: Setting) -> tuple[Missing, ...]:
    return (*lacking(setting, "deals", "deal_id", "created_at"), *lacking_closing(setting))


def _since(indicator: OpenDealsDaily, setting: Setting) -> date:
    return max(setting.as_of - timedelta(days=indicator.days), setting.start)


def _ask(indicator: OpenDealsDaily, setting: Setting) -> Mapping[str, Ask]:
    scope = of_pipelines(indicator)
    given = {**scope.parameters, "since": _since(indicator, setting), "nobody": _NOBODY}
    return {
        "company": Ask(_COMPANY.format(pipelines=scope.sql), given),
        **({} if lacking(setting, "deals", "owner") else {"owners": Ask(_OWNERS.format(pipelines=scope.sql), given)}),
        "left_out": Ask(_LEFT_OUT.format(pipelines=scope.sql), given),
    }


def _shape(indicator: OpenDealsDaily, setting: Setting, answers: Answers) -> Table:
    columns = (
        MeasureColumn("owner", "Ответственный"),
        MeasureColumn("date", "День", CellKind.DATE),
        count("open", "Открыто сделок"),
    )
    changes: dict[str, Counter[date]] = defaultdict(Counter)
    for row in (*answers["company"], *answers.get("owners", ())):
        changes[row["holder"] or COMPANY][row["day"]] += int(row["change"])
    since = _since(indicator, setting)
    days = [since + timedelta(days=number) for number in range((setting.as_of - since).days)]
    rows: list[tuple[Cell, ...]] = []
    for holder in sorted(changes, key=lambda name: (name != COMPANY, name == _NOBODY, name)):
        opened = 0
        for day in days:
            opened += changes[holder][day]
            rows.append((holder, day, opened))
    return Table(columns, tuple(rows), missing=lacking(setting, "deals", "owner"))


MEASURE = Measure("open_deals_daily", _missing, _ask, _shape, "за эти дни не было открытых сделок")
