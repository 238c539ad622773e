"""event_funnel: how guests of an event come as far as a purchase (handbook/indicators)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from audit.engines.base import Row
from audit.measures.base import Answers, Ask, Measure, Table
from audit.measures.deals import DEALS, lacking_result
from audit.measures.groups import count, percent, share_of
from audit.prepare.setting import Setting
from audit.rules.obtain import lacking
from handbook.indicators.event_funnel import EventFunnel
from handbook.measure import Cell, CellKind, MeasureColumn
from handbook.result import Missing

#: Steps of the invitation, and what comes of those who came.
_STEPS: tuple[tuple[str, str], ...] = (
    ("invited", "Приглашены"),
    ("delivered", "Приглашение доставлено"),
    ("called", "Обзвонены"),
    ("responded", "Откликнулись"),
    ("registered", "Зарегистрированы"),
    ("confirmed", "Подтвердили"),
    ("came", "Пришли"),
    ("interested", "Заинтересовались"),
)
_MORE: tuple[tuple[str, str], ...] = (
    ("meetings", "Встреча"),
    ("quotes", "Предложение"),
    ("sales", "Сделка выиграна"),
    ("repeats", "Повторный запрос"),
)

#: Guests of every event once each with the steps they took before the day of the audit.
_GUESTS = """
WITH happenings AS (
    SELECT n.event_id, MIN(n.title) AS event_title, MIN(n.starts_at) AS begins_at
    FROM events AS n WHERE n.event_id IS NOT NULL GROUP BY n.event_id
),
guests AS (
    SELECT g.event_id, nullif(trim(g.client_id), '') AS client_id,
        CASE WHEN trim(g.client_id) <> '' THEN '' ELSE g.source_file || '|' || CAST(g.source_row AS VARCHAR) END
            AS nameless,
        {steps}, MIN(g.came_at) AS came_first
    FROM event_guests AS g WHERE g.event_id IS NOT NULL
    GROUP BY g.event_id, nullif(trim(g.client_id), ''),
        CASE WHEN trim(g.client_id) <> '' THEN '' ELSE g.source_file || '|' || CAST(g.source_row AS VARCHAR) END
)"""
_STEP = "MAX(CASE WHEN g.{name}_at < CAST($as_of AS TIMESTAMP) THEN 1 ELSE 0 END) AS is_{name}"
_STEPS_SQL = (
    _GUESTS
    + """
SELECT g.event_id, MIN(h.event_title) AS title, MIN(CAST(h.begins_at AS DATE)) AS event_day, {sums}
FROM guests AS g LEFT JOIN happenings AS h ON h.event_id = g.event_id GROUP BY g.event_id
"""
)
#: What became of those who came, within some days of the event.
_AFTER = (
    _GUESTS  # noqa: S608 - constants of this module
    + """,
came AS (
    SELECT g.event_id, g.client_id, coalesce(h.begins_at, g.came_first) AS since_at,
        CAST(coalesce(h.begins_at, g.came_first) AS DATE) AS since_day
    FROM guests AS g LEFT JOIN happenings AS h ON h.event_id = g.event_id
    WHERE g.is_came = 1 AND g.client_id IS NOT NULL
),
done AS (
    SELECT c.event_id, c.client_id,
        MAX(CASE WHEN lower(trim(a.kind)) IN ('meeting', 'visit') THEN 1 ELSE 0 END) AS met,
        MAX(CASE WHEN lower(trim(a.kind)) = 'quote' THEN 1 ELSE 0 END) AS quoted
    FROM came AS c JOIN activities AS a ON a.client_id = c.client_id AND a.started_at > c.since_at
    WHERE a.started_at < CAST($as_of AS TIMESTAMP) AND a.is_human IS NOT FALSE
        AND coalesce(lower(trim(a.result)), '') <> 'fail' AND lower(trim(a.kind)) IN ('meeting', 'visit', 'quote')
        AND date_diff('day', c.since_day, CAST(a.started_at AS DATE)) <= $within
    GROUP BY c.event_id, c.client_id
),
offered AS (
    SELECT DISTINCT c.event_id, c.client_id
    FROM came AS c JOIN quotes AS q ON q.client_id = c.client_id AND q.created_at >= c.since_at
    WHERE q.created_at < CAST($as_of AS TIMESTAMP)
        AND date_diff('day', c.since_day, CAST(q.created_at AS DATE)) <= $within
),
bought AS (
    SELECT c.event_id, c.client_id, c.since_day, d.deal_id, d.closed_day,
        ROW_NUMBER() OVER (PARTITION BY c.event_id, c.client_id ORDER BY d.closed_at, d.deal_id) AS turn
    FROM came AS c JOIN measured_deals AS d ON d.client_id = c.client_id AND d.created_day >= c.since_day
    WHERE d.outcome = 'won' AND date_diff('day', c.since_day, d.closed_day) <= $within
),
asked AS (
    SELECT DISTINCT b.event_id, b.client_id
    FROM bought AS b JOIN measured_deals AS d ON d.client_id = b.client_id AND d.created_day >= b.closed_day
    WHERE b.turn = 1 AND d.deal_id <> b.deal_id AND date_diff('day', b.since_day, d.created_day) <= $within
)
SELECT c.event_id, CAST(SUM(coalesce(n.met, 0)) AS BIGINT) AS meetings,
    CAST(SUM({quoted}) AS BIGINT) AS quotes,
    CAST(SUM(CASE WHEN b.client_id IS NOT NULL THEN 1 ELSE 0 END) AS BIGINT) AS sales,
    CAST(SUM(CASE WHEN k.client_id IS NOT NULL THEN 1 ELSE 0 END) AS BIGINT) AS repeats
FROM came AS c
LEFT JOIN done AS n ON n.event_id = c.event_id AND n.client_id = c.client_id
LEFT JOIN offered AS o ON o.event_id = c.event_id AND o.client_id = c.client_id
LEFT JOIN bought AS b ON b.event_id = c.event_id AND b.client_id = c.client_id AND b.turn = 1
LEFT JOIN asked AS k ON k.event_id = c.event_id AND k.client_id = c.client_id
GROUP BY c.event_id
"""
)
_LEFT_OUT = """
SELECT t.reason, COUNT(*) AS n FROM (
    SELECT CASE WHEN g.event_id IS NULL THEN 'не учтены участники без мероприятия'
        WHEN g.came_at < CAST($as_of AS TIMESTAMP) AND coalesce(trim(g.client_id), '') = ''
            THEN 'что было после мероприятия, неизвестно об участниках без клиента' END AS reason
    FROM event_guests AS g
) AS t WHERE t.reason IS NOT NULL GROUP BY t.reason
"""


def _steps(setting: Setting) -> list[tuple[str, str]]:
    return [(name, title) for name, title in _STEPS if setting.has("event_guests", f"{name}_at")]


def _more(setting: Setting) -> dict[str, tuple[Missing, ...]]:
    """What each step after the event lacks; nothing when it can be told."""
    acts = lacking(setting, "activities", "client_id", "kind", "started_at")
    deals = lacking_result(setting, "client_id", "created_at")
    came = setting.has("event_guests", "client_id", "came_at")
    own = lacking(setting, "event_guests", "client_id", "came_at") if not came else ()
    quotes = () if setting.has("quotes", "client_id", "created_at") else acts
    return {"meetings": (*own, *acts), "quotes": (*own, *quotes), "sales": (*own, *deals), "repeats": (*own, *deals)}


def _missing(_indicator: EventFunnel, setting: Setting) -> tuple[Missing, ...]:
    found = list(lacking(setting, "event_guests", "event_id"))
    if not found and not _steps(setting):
        found += lacking(setting, "event_guests", "invited_at", "came_at")
    return tuple(found)


def _ask(indicator: EventFunnel, setting: Setting) -> Mapping[str, Ask]:
    steps = ", ".join(_STEP.format(name=name) for name, _ in _STEPS)
    sums = ", ".join(f"CAST(SUM(g.is_{name}) AS BIGINT) AS {name}" for name, _ in _STEPS)
    own = setting.has("quotes", "client_id", "created_at")
    quoted = "CASE WHEN o.client_id IS NOT NULL THEN 1 ELSE 0 END" if own else "coalesce(n.quoted, 0)"
    return {
        "steps": Ask(_STEPS_SQL.format(steps=steps, sums=sums)),
        "after": Ask(_AFTER.format(steps=steps, quoted=quoted), {"within": indicator.within}),
        "left_out": Ask(_LEFT_OUT),
    }


def _shape(_indicator: EventFunnel, setting: Setting, answers: Answers) -> Table:
    steps, lacks = _steps(setting), _more(setting)
    more = [(name, title) for name, title in _MORE if not lacks[name]]
    after = {row["event_id"]: row for row in answers["after"]}
    rows: list[tuple[Cell, ...]] = []
    for event in sorted(answers["steps"], key=_when):
        head = (event["title"] or event["event_id"], event["event_day"])
        counts = [(title, int(event[name])) for name, title in steps]
        later = after.get(event["event_id"])
        counts += [(title, int(later[name]) if later else 0) for name, title in more]
        first = counts[0][1]
        for place, (title, number) in enumerate(counts):
            passed = percent(number, counts[place - 1][1]) if place else None
            rows.append((*head, title, number, passed, percent(number, first)))
    columns = (
        MeasureColumn("event", "Мероприятие"),
        MeasureColumn("day", "Дата", CellKind.DATE),
        MeasureColumn("step", "Ступень"),
        count("people", "Человек"),
        share_of("passed", "Переход с предыдущей"),
        share_of("of_first", "От первой ступени"),
    )
    absent = tuple(
        gap
        for name, _ in _STEPS
        if (name, dict(_STEPS)[name]) not in steps
        for gap in lacking(setting, "event_guests", f"{name}_at")
    )
    return Table(columns, tuple(rows), (), (*absent, *(gap for gaps in lacks.values() for gap in gaps)))


def _when(event: Row) -> tuple[date, str, str]:
    return event["event_day"] or date.max, event["title"] or "", event["event_id"]


MEASURE = Measure(
    "event_funnel",
    _missing,
    _ask,
    _shape,
    "в выгрузке нет ни одного участника мероприятий",
    reads={
        "events": ("event_id", "title", "starts_at"),
        "event_guests": ("event_id", "client_id", *(f"{name}_at" for name, _ in _STEPS)),
        "activities": ("client_id", "kind", "result", "started_at", "is_human"),
        "quotes": ("client_id", "created_at"),
    },
    uses=(DEALS,),
)
