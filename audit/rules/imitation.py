"""imitation: signs that the CRM is filled in for show (norms.md §2).

Settled here: moves are judged over all deals with a history, by the day a deal was created; a visit of no time at all
had no activity. Edits are rows of the history of stages and of the fields of deals (changes of the field «stage» only
where no stage change names its author); a window lies within one day. Losses of a month are judged once its last
working day is over, by the owner at the closing. A day of an employee is one object, broken when either sign shows.
"""

from __future__ import annotations

from audit.database import Row
from audit.prepare.setting import Setting
from audit.rules.base import Question, Rule, in_force
from audit.rules.duration import duration_words
from audit.rules.obtain import either, lacking, lacking_closing
from audit.rules.percent import percent_words
from audit.rules.scope import (
    Condition,
    among,
    deals_in_scope,
    missing_for_scope,
    people_in_scope,
    together,
    without_rate,
)
from handbook.norms.imitation import Imitation
from handbook.norms.quantity import Unit
from handbook.result import Missing
from handbook.russian.dates import date_short
from handbook.russian.numbers import counted

_MOVES = f"""
WITH moved AS (
    SELECT v.deal_id, v.place, v.stage, v.entered_at, v.left_at, v.source_file, v.source_row
    FROM recorded_visits AS v WHERE v.left_at IS NOT NULL
),
worked AS (
    SELECT m.deal_id, m.place FROM moved AS m
    JOIN activities AS a ON a.deal_id = m.deal_id AND a.started_at >= m.entered_at AND a.started_at < m.left_at
    WHERE a.is_human IS NOT FALSE GROUP BY m.deal_id, m.place
),
idle AS (
    SELECT m.*, ROW_NUMBER() OVER (PARTITION BY m.deal_id ORDER BY m.place) AS turn,
        CAST(COUNT(*) OVER (PARTITION BY m.deal_id) AS BIGINT) AS times
    FROM moved AS m LEFT JOIN worked AS w ON w.deal_id = m.deal_id AND w.place = m.place WHERE w.deal_id IS NULL
)
SELECT d.deal_id AS object_id, d.title AS object_title, d.deal_id AS key, d.owner,
    coalesce(CAST(CAST(i.left_at AS DATE) AS VARCHAR), CAST(d.created_day AS VARCHAR), '') AS moment,
    CAST(NULL AS DOUBLE) AS actual, CAST(NULL AS DECIMAL(18,4)) AS limit_value, '' AS unit, e.edition, d.money,
    coalesce(i.source_file, d.source_file) AS source_file,
    CASE WHEN i.source_file IS NULL THEN d.source_row ELSE i.source_row END AS source_row,
    i.deal_id IS NOT NULL AS is_violation, CAST(NULL AS BOOLEAN) AS is_standing,
    i.stage, i.left_at, date_diff('second', i.entered_at, i.left_at) AS seconds,
    i.times, CAST(NULL AS BIGINT) AS losses, CAST(NULL AS BIGINT) AS late
FROM deal_state AS d
{in_force("d.created_day", undated=True)}
LEFT JOIN idle AS i ON i.deal_id = d.deal_id AND i.turn = 1
WHERE d.is_recorded AND NOT d.is_before_start AND {{scope}}
"""  # noqa: S608 - put together from constants, values are bound

#: A day of an employee; what is not asked about is NULL.
_DAYS = f"""
SELECT t.person AS object_id, CAST(NULL AS VARCHAR) AS object_title, t.person || '|' || CAST(t.day AS VARCHAR) AS key,
    t.person AS owner, CAST(t.day AS VARCHAR) AS moment, CAST(t.late AS DOUBLE) * 100 / t.losses AS actual,
    CASE WHEN t.losses IS NOT NULL THEN CAST($share AS DECIMAL(18,4)) END AS limit_value,
    CASE WHEN t.losses IS NULL THEN '' ELSE '%' END AS unit, e.edition, CAST(NULL AS DECIMAL(38,4)) AS money,
    CAST(NULL AS VARCHAR) AS source_file, CAST(NULL AS INTEGER) AS source_row,
    coalesce(t.seconds <= $window, FALSE) OR coalesce(t.late * 100 > CAST($share AS DECIMAL(18,4)) * t.losses, FALSE)
        AS is_violation, CAST(NULL AS BOOLEAN) AS is_standing,
    CAST(NULL AS VARCHAR) AS stage, CAST(NULL AS TIMESTAMP) AS left_at, t.seconds, CAST(NULL AS BIGINT) AS times,
    t.losses, t.late
FROM (
    SELECT u.person, u.day, MIN(u.seconds) AS seconds, MIN(u.losses) AS losses, MIN(u.late) AS late
    FROM ({{parts}}) AS u GROUP BY u.person, u.day
) AS t
{in_force("t.day")}
"""  # noqa: S608 - put together from constants, values are bound

_EDITS = """
    SELECT s.deal_id, nullif(trim(s.changed_by), '') AS person, s.entered_at AS made_at FROM stage_changes AS s
    WHERE s.entered_at < CAST($as_of AS TIMESTAMP)
    UNION ALL
    SELECT f.id AS deal_id, nullif(trim(f."by"), '') AS person, f."at" AS made_at FROM field_changes AS f
    WHERE f."at" < CAST($as_of AS TIMESTAMP) AND lower(coalesce(f."object", 'deal')) IN ('deal', 'deals'){once}
"""

#: The shortest time in which so many edits were made, by person and day.
_MASS = """
    SELECT r.person, r.day, MIN(CASE WHEN r.turn >= {count} THEN date_diff('second', r.begun_at, r.made_at) END)
        AS seconds, CAST(NULL AS BIGINT) AS losses, CAST(NULL AS BIGINT) AS late
    FROM (
        SELECT n.person, CAST(n.made_at AS DATE) AS day, n.made_at,
            LAG(n.made_at, {back}) OVER (PARTITION BY n.person, CAST(n.made_at AS DATE) ORDER BY n.made_at) AS begun_at,
            ROW_NUMBER() OVER (PARTITION BY n.person, CAST(n.made_at AS DATE) ORDER BY n.made_at) AS turn
        FROM ({edits}) AS n JOIN deal_state AS d ON d.deal_id = n.deal_id
        WHERE n.person IS NOT NULL AND NOT d.is_before_start AND CAST(n.made_at AS DATE) >= $start AND {scope}
    ) AS r LEFT JOIN people AS p ON p.name = r.person
    WHERE p.name IS NULL OR r.day BETWEEN p.hired AND p.dismissed
    GROUP BY r.person, r.day
"""

_LOSSES = """
    SELECT d.owner AS person, m.closing_day AS day, CAST(NULL AS BIGINT) AS seconds, CAST(COUNT(*) AS BIGINT) AS losses,
        CAST(SUM(CASE WHEN d.closed_day = m.closing_day THEN 1 ELSE 0 END) AS BIGINT) AS late
    FROM deal_state AS d
    JOIN days AS c ON c.day = d.closed_day
    JOIN (
        SELECT w.month, w.month_end, MAX(w.day) AS closing_day FROM days AS w WHERE w.is_working
        GROUP BY w.month, w.month_end
    ) AS m ON m.month = c.month
    LEFT JOIN people AS p ON p.name = d.owner
    WHERE d.outcome = 'lost' AND d.owner IS NOT NULL AND m.closing_day < $as_of AND m.month_end > $start
        AND (p.name IS NULL OR p.hired < m.month_end AND p.dismissed >= m.month) AND {scope}
    GROUP BY d.owner, m.closing_day
"""

_MOVES_LEFT_OUT = """
SELECT t.reason, COUNT(*) AS n FROM (
    SELECT CASE WHEN NOT d.is_recorded THEN 'не судились сделки без истории стадий'
        WHEN d.created_day IS NULL AND {has_beginning} THEN 'не судились сделки без даты создания' END AS reason
    FROM deal_state AS d WHERE NOT d.is_before_start AND {scope}
) AS t WHERE t.reason IS NOT NULL GROUP BY t.reason
"""
_MASS_LEFT_OUT = """
SELECT 'не засчитаны никому правки без автора' AS reason, COUNT(*) AS n
FROM ({edits}) AS n JOIN deal_state AS d ON d.deal_id = n.deal_id
WHERE n.person IS NULL AND NOT d.is_before_start AND CAST(n.made_at AS DATE) >= $start AND {scope}
"""
_LOSSES_LEFT_OUT = """
SELECT t.reason, COUNT(*) AS n FROM (
    SELECT CASE WHEN d.is_closing_unknown THEN 'не засчитаны отказы без даты закрытия'
        WHEN d.owner IS NULL THEN 'не засчитаны никому отказы без ответственного' END AS reason
    FROM deal_state AS d WHERE d.outcome = 'lost' AND {scope}
) AS t WHERE t.reason IS NOT NULL GROUP BY t.reason
"""


def _missing(norm: Imitation, setting: Setting) -> tuple[Missing, ...]:
    found = list(lacking(setting, "deals", "deal_id"))
    if norm.moves_without_activity:
        found += lacking(setting, "stage_changes", "deal_id", "stage", "entered_at")
        found += lacking(setting, "activities", "deal_id", "started_at")
    if norm.mass_edit:
        fields = lacking(setting, "field_changes", "id", "at", "by")
        stages = lacking(setting, "stage_changes", "deal_id", "entered_at", "changed_by")
        if fields and stages:
            found.append(either(*fields, *stages))
    if norm.last_day_losses:
        found += lacking(setting, "deals", "owner")
        if not setting.has("deals", "stage") and not setting.has("stage_changes", "stage", "entered_at"):
            found += lacking(setting, "deals", "outcome")
        found += lacking_closing(setting)
    return (*found, *missing_for_scope(norm, setting))


def _ask(norm: Imitation, setting: Setting) -> Question:
    deal, of_anyone = deals_in_scope(norm, setting), deals_in_scope(norm, setting, owner=None)
    editor, names = Condition(list(of_anyone.parts), dict(of_anyone.parameters)), people_in_scope(norm, setting)
    if names is not None:
        among(editor, "n.person", names)
    asked, days, left_out = list[str](), list[str](), list[str]()
    if norm.moves_without_activity:
        asked.append(_MOVES.format(scope=deal.sql))
        left_out.append(_MOVES_LEFT_OUT.format(scope=deal.sql, has_beginning="TRUE" if norm.since else "FALSE"))
    if norm.mass_edit:
        authors = setting.has("stage_changes", "changed_by")
        edits = _EDITS.format(once=" AND coalesce(f.field, '') <> 'stage'" if authors else "")
        count = norm.mass_edit.count
        days.append(_MASS.format(count=count, back=count - 1, edits=edits, scope=editor.sql))
        left_out.append(_MASS_LEFT_OUT.format(edits=edits, scope=of_anyone.sql))
    if norm.last_day_losses:
        days.append(_LOSSES.format(scope=deal.sql))
        left_out.append(_LOSSES_LEFT_OUT.format(scope=deal.sql))
    if days:
        asked.append(_DAYS.format(parts=" UNION ALL ".join(days)))
    any_amount = deals_in_scope(norm, setting, any_amount=True)
    return Question(
        " UNION ALL ".join(f"SELECT * FROM ({part}) AS part{n}" for n, part in enumerate(asked)),  # noqa: S608 - ours
        together(*left_out, without_rate(norm, f"NOT d.is_before_start AND {any_amount.sql}")),
        {
            **deal.parameters,
            **editor.parameters,
            "window": norm.mass_edit.minutes * 60 if norm.mass_edit else None,
            "share": norm.last_day_losses.value if norm.last_day_losses else None,
        },
        owner_decides=bool(norm.last_day_losses or norm.scope.roles or norm.scope.positions or norm.scope.employees),
    )


def _detail(norm: Imitation, row: Row, _setting: Setting) -> str:
    if row["left_at"] is not None:
        day, spent = date_short(row["left_at"].date()), duration_words(row["seconds"], Unit.DAY)
        more = f"; всего таких переходов {row['times']}" if row["times"] > 1 else ""
        return f"{day} ушла со стадии «{row['stage']}», где за {spent} не было ни одного дела{more}"
    said = []
    mass, share = norm.mass_edit, norm.last_day_losses
    if mass and row["seconds"] is not None and row["seconds"] <= mass.minutes * 60:
        edits = counted(mass.count, "правка", "правки", "правок")
        spent = duration_words(row["seconds"], Unit.MINUTE) if row["seconds"] else "одну секунду"
        said.append(f"{edits} за {spent} при признаке имитации {edits} за {mass.minutes}\u00a0мин")
    if share and row["losses"] is not None and row["late"] * 100 > share.value * row["losses"]:
        losses = counted(row["losses"], "отказа", "отказов", "отказов")
        said.append(
            f"в последний рабочий день месяца записано {row['late']} из {losses}: "
            f"{percent_words(row['actual'], share.value)} при норме не более {share.words}"
        )
    return "; ".join(said)


RULE = Rule(
    "imitation",
    _missing,
    _ask,
    _detail,
    "нет ни сделок, ни дней сотрудников, к которым относится норма",
    reads={
        "activities": ("deal_id", "started_at", "is_human"),
        "stage_changes": ("deal_id", "entered_at", "changed_by"),
        "field_changes": ("object", "id", "field", "at", "by"),
    },
)
