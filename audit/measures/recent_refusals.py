"""recent_refusals: the deals lost in the last days, one by one (handbook/indicators)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from audit.measures.base import Answers, Ask, Measure, Table
from audit.measures.deals import lacking_result
from audit.measures.groups import money, of_pipelines, sum_of
from audit.measures.wording import Wording
from audit.prepare.setting import Setting
from audit.rules.obtain import lacking
from handbook.indicators.recent_refusals import RecentRefusals
from handbook.measure import Cell, CellKind, MeasureColumn
from handbook.result import Missing
from handbook.russian.dates import date_short
from handbook.russian.numbers import counted

_UNNAMED = "не указана"

_LOST = """
WITH lost AS (
    SELECT d.deal_id, d.title, nullif(trim(d.owner), '') AS owner, d.closed_day, d.pipeline, d.money,
        nullif(trim(d.refusal_reason), '') AS reason
    FROM deal_state AS d
    WHERE d.outcome = 'lost' AND d.closed_day >= CAST($since AS DATE) AND d.closed_day < CAST($as_of AS DATE)
        AND {pipelines}
),
passed AS (
    SELECT v.deal_id, v.stage, ROW_NUMBER() OVER (PARTITION BY v.deal_id ORDER BY v.place DESC) AS back
    FROM recorded_visits AS v JOIN lost AS l ON l.deal_id = v.deal_id WHERE NOT v.is_final
),
written AS (
    SELECT n.deal_id, MIN(trim(n.refusal_reason_raw)) AS reason_raw
    FROM deals AS n WHERE trim(n.refusal_reason_raw) <> '' GROUP BY n.deal_id
)
SELECT l.deal_id, l.title, l.owner, l.closed_day, l.pipeline, l.money, p.stage, coalesce(l.reason, w.reason_raw)
    AS named, coalesce(w.reason_raw, l.reason) AS writing
FROM lost AS l
LEFT JOIN passed AS p ON p.deal_id = l.deal_id AND p.back = 1
LEFT JOIN written AS w ON w.deal_id = l.deal_id
"""

_LEFT_OUT = """
SELECT 'не учтены проигранные сделки без даты закрытия' AS reason, COUNT(*) AS n
FROM deal_state AS d WHERE d.outcome = 'lost' AND d.closed_day IS NULL AND {pipelines}
"""


def _missing(_indicator: RecentRefusals, setting: Setting) -> tuple[Missing, ...]:
    return lacking_result(setting)


def _since(indicator: RecentRefusals, setting: Setting) -> date:
    first = setting.as_of - timedelta(days=indicator.days)
    return max(first, setting.judged_from) if setting.judged_from else first


def _ask(indicator: RecentRefusals, setting: Setting) -> Mapping[str, Ask]:
    scope = of_pipelines(indicator)
    return {
        "lost": Ask(_LOST.format(pipelines=scope.sql), {**scope.parameters, "since": _since(indicator, setting)}),
        "left_out": Ask(_LEFT_OUT.format(pipelines=scope.sql), scope.parameters),
    }


def _shape(indicator: RecentRefusals, setting: Setting, answers: Answers) -> Table:
    company, lost = setting.handbook.company, answers["lost"]
    wording = Wording(((row["named"], 1) for row in lost), company.refusal_reasons, company.placeholders)
    columns = (
        MeasureColumn("deal_id", "Номер сделки"),
        MeasureColumn("title", "Сделка"),
        MeasureColumn("owner", "Ответственный"),
        MeasureColumn("day", "День отказа", CellKind.DATE),
        MeasureColumn("pipeline", "Воронка"),
        MeasureColumn("stage", "Ушли со стадии"),
        MeasureColumn("reason", "Причина"),
        MeasureColumn("writing", "Как записано"),
        sum_of("amount", "Сумма"),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            row["deal_id"],
            row["title"],
            row["owner"],
            row["closed_day"],
            row["pipeline"],
            row["stage"],
            wording.of(row["named"]) or _UNNAMED,
            row["writing"],
            None if row["money"] is None else money(row["money"]),
        )
        for row in sorted(lost, key=lambda row: (-row["closed_day"].toordinal(), -(row["money"] or 0), row["deal_id"]))
    ]
    last = setting.as_of - timedelta(days=1)
    shown = counted((setting.as_of - _since(indicator, setting)).days, "день", "дня", "дней")
    notes = (f"За {shown}: {date_short(_since(indicator, setting))} — {date_short(last)}",)
    raw = setting.has("deals", "refusal_reason_raw")
    return Table(columns, tuple(rows), notes, () if raw else lacking(setting, "deals", "refusal_reason"))


MEASURE = Measure(
    "recent_refusals",
    _missing,
    _ask,
    _shape,
    "за эти дни не проиграна ни одна сделка",
    reads={"deals": ("deal_id", "refusal_reason_raw")},
)
