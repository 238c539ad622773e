"""open_deals: how many deals an owner has open at the end of a day (norms.md §2).

Settled here: someone who owned a deal for no time at all did not own it; the scope's pipelines and stages are those of
the deal on the day of the audit; deals without a date of creation, and closed ones without a date of closing, are
counted nowhere and reported. An export seldom goes back to the first deal: where nothing older than the first judged
day is known, breaches of a minimum are told with the remark that deals may be lacking then; the verdict stands.
A breach lasts that was found on an owner's last judged day, when no working day came after it.
"""

from __future__ import annotations

from audit.database import Row
from audit.prepare.setting import Setting
from audit.rules.base import Question, Rule
from audit.rules.obtain import lacking, lacking_closing
from audit.rules.scope import (
    Condition,
    among,
    deals_in_scope,
    missing_for_scope,
    people_in_scope,
    together,
    without_rate,
)
from handbook.norms.open_deals import OpenDeals
from handbook.result import Missing
from handbook.russian.dates import date_short
from handbook.russian.numbers import counted, format_number

_SQL = """
WITH held AS (
    SELECT o.owner,
        greatest(d.created_day, coalesce(CAST(o.from_at AS DATE), d.created_day), $start) AS first_day,
        least(d.end_day, coalesce(CAST(o.to_at AS DATE), $as_of), $as_of) AS end_day
    FROM deal_state AS d JOIN owner_spans AS o ON o.deal_id = d.deal_id
    WHERE o.owner IS NOT NULL AND d.created_day IS NOT NULL AND NOT d.is_closing_unknown
        AND NOT d.is_before_start
        AND (o.from_at IS NULL OR o.from_at < CAST($as_of AS TIMESTAMP))
        AND (o.to_at IS NULL OR o.to_at > d.created_at) AND {scope}
),
names AS ({names}),
steps AS (
    SELECT t.owner, t.day, SUM(t.step) AS step FROM (
        SELECT owner, first_day AS day, 1 AS step FROM held WHERE first_day < end_day
        UNION ALL
        SELECT owner, end_day AS day, -1 AS step FROM held WHERE first_day < end_day
    ) AS t GROUP BY t.owner, t.day
),
board AS (
    SELECT n.owner, c.day, p.name IS NULL OR c.day BETWEEN p.hired AND p.dismissed AS is_employed,
        CASE WHEN p.name IS NULL THEN c.is_working ELSE v.day IS NOT NULL END AS is_available,
        CAST(SUM(coalesce(s.step, 0)) OVER (
            PARTITION BY n.owner ORDER BY c.day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS BIGINT) AS open_count
    FROM names AS n
    CROSS JOIN days AS c
    LEFT JOIN people AS p ON p.name = n.owner
    LEFT JOIN available_days AS v ON v.name = n.owner AND v.day = c.day
    LEFT JOIN steps AS s ON s.owner = n.owner AND s.day = c.day
    WHERE c.day >= $start AND c.day < $as_of
),
judged AS (
    SELECT b.owner, b.day, b.open_count, e.edition,
        CASE WHEN b.is_available THEN e.min_value END AS min_value,
        CASE WHEN {judged_by_max} THEN e.max_value END AS max_value
    FROM board AS b
    JOIN editions AS e ON e.norm_id = $norm AND b.day >= e.since AND b.day < e.until
)
SELECT j.owner AS object_id, CAST(NULL AS VARCHAR) AS object_title,
    j.owner || '|' || CAST(j.day AS VARCHAR) AS key, j.owner, CAST(j.day AS VARCHAR) AS moment,
    j.open_count AS actual, CASE WHEN coalesce(j.open_count > j.max_value, FALSE) THEN j.max_value
        ELSE coalesce(j.min_value, j.max_value) END AS limit_value, '' AS unit, j.edition,
    CAST(NULL AS DECIMAL(38,4)) AS money, CAST(NULL AS VARCHAR) AS source_file,
    CAST(NULL AS INTEGER) AS source_row,
    coalesce(j.open_count < j.min_value, FALSE) OR coalesce(j.open_count > j.max_value, FALSE) AS is_violation,
    CASE WHEN j.day >= z.day AND j.day = MAX(j.day) OVER (PARTITION BY j.owner) THEN TRUE END AS is_standing,
    j.min_value, j.max_value
FROM judged AS j
CROSS JOIN (SELECT MAX(c.day) AS day FROM days AS c WHERE c.is_working AND c.day < $as_of) AS z
WHERE j.min_value IS NOT NULL OR j.max_value IS NOT NULL
"""

_LEFT_OUT = """
SELECT t.reason, COUNT(*) AS n FROM (
    SELECT CASE WHEN d.created_day IS NULL THEN 'не судились сделки без даты создания'
        WHEN d.is_closing_unknown THEN 'не судились закрытые сделки без даты закрытия'
        WHEN d.owner IS NULL THEN 'не засчитаны никому сделки без ответственного' END AS reason
    FROM deal_state AS d WHERE NOT d.is_before_start AND {scope}
) AS t WHERE t.reason IS NOT NULL GROUP BY t.reason
"""


def _missing(norm: OpenDeals, setting: Setting) -> tuple[Missing, ...]:
    return (
        *lacking(setting, "deals", "deal_id", "owner", "created_at"),
        *lacking_closing(setting),
        *missing_for_scope(norm, setting),
    )


def _names(norm: OpenDeals, setting: Setting) -> Condition:
    """Owners to judge, as a SELECT: all the staff in a role or position, otherwise those who owned a deal."""
    people, found = people_in_scope(norm, setting), Condition()
    if people is None:
        return Condition(["SELECT DISTINCT owner FROM held"])
    if norm.scope.roles or norm.scope.positions:
        among(found, "name", people)
        return Condition([f"SELECT name AS owner FROM people WHERE {found.sql}"], found.parameters)  # noqa: S608 - bound
    among(found, "owner", people)
    return Condition([f"SELECT DISTINCT owner FROM held WHERE {found.sql}"], found.parameters)  # noqa: S608 - bound


def _ask(norm: OpenDeals, setting: Setting) -> Question:
    scope, names = deals_in_scope(norm, setting, owner=None), _names(norm, setting)
    of_any_amount = deals_in_scope(norm, setting, owner=None, any_amount=True)
    by_max = "b.is_employed" if norm.days == "calendar" else "b.is_available"
    return Question(
        _SQL.format(scope=scope.sql, names=names.sql, judged_by_max=by_max),
        together(
            _LEFT_OUT.format(scope=scope.sql),
            without_rate(norm, f"NOT d.is_before_start AND {of_any_amount.sql}"),
        ),
        {**scope.parameters, **names.parameters},
        owner_decides=True,
        remark=_remark(norm, setting),
    )


def _remark(norm: OpenDeals, setting: Setting) -> str | None:
    """That an export which begins with the judging may lack the deals opened before."""
    if not setting.facts or setting.facts[0] < setting.start or all(item.min is None for item in norm.editions()):
        return None
    return (
        f"Выгрузка начинается {date_short(setting.start)}: сделок, открытых раньше, в ней может не быть, и в первое "
        "время открытых сделок могло быть больше, чем видно"
    )


def _detail(_norm: OpenDeals, row: Row, _setting: Setting) -> str:
    low, high = row["min_value"], row["max_value"]
    if low is not None and high is not None:
        words = f"от {format_number(low)} до {format_number(high)}"
    elif high is not None:
        words = f"не более {format_number(high)}"
    else:
        words = f"не менее {format_number(low)}"
    count = counted(int(row["actual"]), "открытая сделка", "открытые сделки", "открытых сделок")
    return f"{count} на конец дня при норме {words}"


RULE = Rule("open_deals", _missing, _ask, _detail, "в выгрузке нет дней, за которые можно судить сотрудников")
