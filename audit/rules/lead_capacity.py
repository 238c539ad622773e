"""lead_capacity: how many leads a person is given in a month (norms.md §2).

Settled here: leads are counted for their owner as the export names them, in the month of their assignment; without a
role or position in scope everyone is judged who owns a lead that arrived before the day of the audit, in every month
from the start of judging; a repeated lead number counts once.
"""

from __future__ import annotations

from audit.database import Row
from audit.prepare import lead_rows
from audit.prepare.setting import Setting
from audit.rules.attached import names_to_judge
from audit.rules.base import Question, Rule
from audit.rules.obtain import lacking
from audit.rules.response_time import LEADS
from audit.rules.scope import Condition, among, people_in_scope, together
from handbook.norms.lead_capacity import LeadCapacity
from handbook.result import Missing
from handbook.russian.numbers import counted, format_number

_SQL = """
WITH used AS (
    SELECT l.owner, l.created_at, l.assigned_at
    FROM lead_rows AS l LEFT JOIN deal_state AS d ON d.deal_id = l.deal_id
    WHERE l.unused IS NULL AND l.owner IS NOT NULL AND {scope}
),
names AS ({names}),
given AS (
    SELECT u.owner, c.month, CAST(COUNT(*) AS BIGINT) AS total
    FROM used AS u JOIN days AS c ON c.day = CAST(u.assigned_at AS DATE) GROUP BY u.owner, c.month
),
months AS (SELECT c.month, c.month_end, c.month_key FROM days AS c GROUP BY c.month, c.month_end, c.month_key),
board AS (
    SELECT n.owner, m.month_key, m.month_end > $as_of AS is_unfinished, e.edition, e.max_value,
        coalesce(g.total, 0) AS total
    FROM names AS n
    CROSS JOIN months AS m
    JOIN editions AS e ON e.norm_id = $norm AND m.month >= e.since AND m.month < e.until
    LEFT JOIN people AS p ON p.name = n.owner
    LEFT JOIN given AS g ON g.owner = n.owner AND g.month = m.month
    WHERE e.max_value IS NOT NULL AND m.month < $as_of AND m.month_end > $start
        AND (p.name IS NULL OR p.hired < m.month_end AND p.dismissed >= m.month)
)
SELECT b.owner AS object_id, CAST(NULL AS VARCHAR) AS object_title, b.owner || '|' || b.month_key AS key, b.owner,
    b.month_key AS moment, b.total AS actual, b.max_value AS limit_value, '' AS unit, b.edition,
    CAST(NULL AS DECIMAL(38,4)) AS money, CAST(NULL AS VARCHAR) AS source_file, CAST(NULL AS INTEGER) AS source_row,
    b.total > b.max_value AS is_violation, CAST(NULL AS BOOLEAN) AS is_standing, b.is_unfinished
FROM board AS b
"""

_OWNERS = "used WHERE created_at IS NOT NULL OR assigned_at IS NOT NULL"

_LEFT_OUT = """
SELECT t.reason, COUNT(*) AS n FROM (
    SELECT CASE WHEN l.unused IS NOT NULL THEN l.unused
        WHEN l.owner IS NULL THEN 'не засчитаны никому лиды без ответственного'
        WHEN l.assigned_at IS NULL THEN 'не засчитаны лиды без времени назначения до даты аудита' END AS reason
    FROM lead_rows AS l LEFT JOIN deal_state AS d ON d.deal_id = l.deal_id
    WHERE {scope} AND (l.owner IS NULL OR {people})
) AS t WHERE t.reason IS NOT NULL GROUP BY t.reason
"""

_USED = "lead_rows AS l JOIN deal_state AS d ON d.deal_id = l.deal_id WHERE l.unused IS NULL"


def _missing(norm: LeadCapacity, setting: Setting) -> tuple[Missing, ...]:
    return (*lacking(setting, "leads", "lead_id", "owner", "assigned_at"), *LEADS.missing(norm, setting))


def _ask(norm: LeadCapacity, setting: Setting) -> Question:
    scope = LEADS.condition(norm, setting, people=False)
    names = names_to_judge(norm, setting, f"(SELECT owner FROM {_OWNERS}) AS t")  # noqa: S608 - a constant
    people, chosen = Condition(), people_in_scope(norm, setting)
    if chosen is not None:
        among(people, "l.owner", chosen)
    return Question(
        _SQL.format(scope=scope.sql, names=names.sql),
        together(
            _LEFT_OUT.format(scope=scope.sql, people=people.sql),
            LEADS.without_rate(norm, setting, _USED, people=False),
        ),
        {**scope.parameters, **names.parameters, **people.parameters},
    )


def _detail(_norm: LeadCapacity, row: Row, _setting: Setting) -> str:
    state = "; месяц не окончен" if row["is_unfinished"] else ""
    given = counted(int(row["actual"]), "лид", "лида", "лидов")
    return f"{given} за месяц при норме не более {format_number(row['limit_value'])}{state}"


RULE = Rule(
    "lead_capacity",
    _missing,
    _ask,
    _detail,
    "в выгрузке нет месяцев, за которые можно судить сотрудников",
    uses=(lead_rows.DERIVED,),
)
