"""performer: who may move deals into a stage, or that two people did it (norms.md §2).

Settled here: the object is a deal with a stage, whatever the number of entries: it is broken when any judged entry
breaks it. Stages are matched by name in any pipeline, the first visit of a deal counts as an entry, the scope's
pipelines and owners are those of the visit. Rows that merge into one entry are one: it is made by every person any of
them names, on the day of the first, and nobody made it when none of them names one. Entries before ``--from`` are not
judged. Four eyes: judged are deals that people entered into both stages; the entries into the second stage are the ones
with a norm date, those into the first may be older; a person unknown to the staff is a person too.
"""

from __future__ import annotations

from audit.database import Row
from audit.prepare.setting import Setting
from audit.rules.base import Question, Rule, in_force
from audit.rules.obtain import lacking
from audit.rules.scope import deals_in_scope, missing_for_scope, together, without_rate
from handbook.norms.performer import Performer
from handbook.result import Missing
from handbook.russian.dates import date_short

#: Every entry into a stage by everyone who made it.
_ENTRIES = """
    SELECT v.deal_id, v.place, v.pipeline, v.stage, v.owner, t.row_place, t.source_file, t.source_row,
        CAST(v.entered_at AS DATE) AS entered_day, trim(t.changed_by) AS person
    FROM recorded_visits AS v
    JOIN (
        SELECT deal_id, place, place AS row_place, changed_by, source_file, source_row
        FROM recorded_visits WHERE trim(changed_by) <> ''
        UNION ALL
        SELECT deal_id, place, row_place, changed_by, source_file, source_row FROM merged_people
    ) AS t ON t.deal_id = v.deal_id AND t.place = v.place
    WHERE v.stage = {stage}
"""

_SQL = f"""
WITH entries AS ({_ENTRIES.format(stage="$stage")}),
{{firsts}}
judged AS (
    SELECT s.deal_id, s.place, s.row_place, s.stage, s.owner, s.person, s.entered_day, s.source_file, s.source_row,
        d.title, d.money, e.edition, {{breach}} AS is_breach
    FROM entries AS s
    JOIN deal_state AS d ON d.deal_id = s.deal_id
    {in_force("s.entered_day")}
    {{joined}}
    WHERE NOT d.is_before_start AND ($judged_from IS NULL OR s.entered_day >= $judged_from) AND {{scope}}
),
by_entry AS (
    SELECT j.*,
        ROW_NUMBER() OVER (
            PARTITION BY j.deal_id, j.place ORDER BY CASE WHEN j.is_breach THEN 0 ELSE 1 END, j.row_place
        ) AS person_turn
    FROM judged AS j
),
ranked AS (
    SELECT b.*,
        ROW_NUMBER() OVER (
            PARTITION BY b.deal_id ORDER BY CASE WHEN b.is_breach THEN 0 ELSE 1 END, b.place
        ) AS turn,
        CAST(SUM(CASE WHEN b.is_breach THEN 1 ELSE 0 END) OVER (PARTITION BY b.deal_id) AS BIGINT) AS times
    FROM by_entry AS b WHERE b.person_turn = 1
)
SELECT r.deal_id AS object_id, r.title AS object_title, r.deal_id || '|' || r.stage AS key, r.owner,
    CAST(r.entered_day AS VARCHAR) AS moment, CAST(NULL AS DOUBLE) AS actual, CAST(NULL AS DOUBLE) AS limit_value,
    '' AS unit, r.edition, r.money, r.source_file, r.source_row, r.is_breach AS is_violation,
    CAST(NULL AS BOOLEAN) AS is_standing, r.person, r.entered_day, r.times
FROM ranked AS r WHERE r.turn = 1
"""  # noqa: S608 - put together from constants, values are bound

#: Who made the entry holds a position with the right, or does not.
_RIGHT = {
    "firsts": "",
    "joined": "LEFT JOIN people AS p ON p.name = s.person",
    "breach": "NOT coalesce(p.position IN ({able}), FALSE)",
}

#: The same person made an entry into the first stage, or somebody else did.
_FOUR_EYES = {
    "firsts": f"""
firsts AS (SELECT DISTINCT n.deal_id, n.person FROM ({_ENTRIES.format(stage="$first_stage")}) AS n),
begun AS (SELECT DISTINCT f.deal_id FROM firsts AS f),
""",  # noqa: S608 - put together from constants, values are bound
    "joined": "JOIN begun AS b ON b.deal_id = s.deal_id "
    "LEFT JOIN firsts AS f ON f.deal_id = s.deal_id AND f.person = s.person",
    "breach": "f.person IS NOT NULL",
}

_LEFT_OUT = """
SELECT t.reason, COUNT(*) AS n FROM (
    SELECT 'не судились сделки без истории стадий' AS reason
    FROM deal_state AS d WHERE NOT d.is_recorded AND NOT d.is_before_start AND {deal}
    UNION ALL
    SELECT 'не судились переходы без указания, кто перевёл' AS reason
    FROM recorded_visits AS s JOIN deal_state AS d ON d.deal_id = s.deal_id
    WHERE (s.stage = $stage{or_first}) AND coalesce(trim(s.changed_by), '') = ''
        AND NOT EXISTS (SELECT 1 FROM merged_people AS m WHERE m.deal_id = s.deal_id AND m.place = s.place)
        AND NOT d.is_before_start
        AND ($judged_from IS NULL OR CAST(s.entered_at AS DATE) >= $judged_from) AND {visit}
) AS t GROUP BY t.reason
"""

_ENTERED = """
NOT d.is_before_start
    AND EXISTS (SELECT 1 FROM recorded_visits AS s WHERE s.deal_id = d.deal_id AND s.stage = $stage AND {scope})
"""


def _missing(norm: Performer, setting: Setting) -> tuple[Missing, ...]:
    found = [
        *lacking(setting, "deals", "deal_id"),
        *lacking(setting, "stage_changes", "deal_id", "stage", "entered_at", "changed_by"),
        *missing_for_scope(norm, setting),
    ]
    if norm.roles and not any(setting.people.values()):
        found += lacking(setting, "employees", "name", "position", force=True)
    return tuple(found)


def _ask(norm: Performer, setting: Setting) -> Question:
    visit = deals_in_scope(norm, setting, pipeline="s.pipeline", stage="s.stage", owner="s.owner")
    deal = deals_in_scope(norm, setting)
    of_any_amount = deals_in_scope(
        norm, setting, pipeline="s.pipeline", stage="s.stage", owner="s.owner", any_amount=True
    )
    able: dict[str, str] = {}
    first: str | None = None
    stage = norm.stage
    if norm.distinct:
        first, stage = norm.distinct
        parts = _FOUR_EYES
    else:
        wanted = [item.id for item in setting.handbook.positions.values() if not set(norm.roles).isdisjoint(item.roles)]
        able = {f"able{n}": name for n, name in enumerate(wanted)}
        parts = {**_RIGHT, "breach": _RIGHT["breach"].format(able=", ".join(f"${key}" for key in able))}
        if not able:
            parts["breach"] = "TRUE"
    return Question(
        _SQL.format(**parts, scope=visit.sql),
        together(
            _LEFT_OUT.format(deal=deal.sql, visit=visit.sql, or_first=" OR s.stage = $first_stage" if first else ""),
            without_rate(norm, _ENTERED.format(scope=of_any_amount.sql)),
        ),
        {**deal.parameters, **visit.parameters, **able, "stage": stage, "first_stage": first},
        owner_decides=bool(norm.scope.roles or norm.scope.positions or norm.scope.employees),
    )


def _detail(norm: Performer, row: Row, setting: Setting) -> str:
    person, day = row["person"], date_short(row["entered_day"])
    more = f"; всего таких переводов {row['times']}" if row["times"] > 1 else ""
    if norm.distinct:
        first, second = norm.distinct
        return f"на «{first}» и на «{second}» ({day}) перевёл один человек: {person}{more}"
    position = setting.people.get(person)
    held = setting.handbook.positions.get(position) if position else None
    unknown = "должность не указана" if person in setting.people else "нет в списке сотрудников"
    known = held.title if held else unknown
    return f"на стадию «{norm.stage}» {day} переведена без нужной роли: {person} ({known}){more}"


RULE = Rule(
    "performer", _missing, _ask, _detail, "норма не относится ни к одному переходу на эту стадию с указанием человека"
)
