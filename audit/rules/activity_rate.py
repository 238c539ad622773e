"""activity_rate: how many activities a person does in a day, week or month (norms.md §2).

Settled here: without a role or position in scope everyone is judged who did anything in scope before the day of the
audit, of whatever kind; a scope of deals counts only activities linked to one of them, the segment is that of an
activity's own client, else of its deal's; a repeated activity number counts once. The activities of a day off count
in weeks and months only.
"""

from __future__ import annotations

from dataclasses import dataclass

from audit.database import Row
from audit.prepare import activity_counts, activity_repeats
from audit.prepare.setting import Setting
from audit.rules.attached import Linked, names_to_judge
from audit.rules.base import Question, Rule
from audit.rules.obtain import lacking
from audit.rules.scope import Condition, among, people_in_scope, together
from handbook.norms.activity_rate import ActivityRate
from handbook.result import Missing
from handbook.russian.numbers import format_number


@dataclass(frozen=True, slots=True)
class _Period:
    """A kind of period: columns of ``days``, how its end compares with a day inside it, and its words."""

    first: str
    end: str
    key: str
    before_end: str
    judged: str
    name: str
    unfinished: str


_PERIODS: dict[str, _Period] = {
    # A day ends with itself, the other periods before the day their end column names.
    "day": _Period("c.day", "c.day", "CAST(c.day AS VARCHAR)", "<=", "c.is_working", "за день", ""),
    "week": _Period("c.week", "c.week_end", "c.week_key", "<", "TRUE", "за неделю", "неделя не окончена"),
    "month": _Period("c.month", "c.month_end", "c.month_key", "<", "TRUE", "за месяц", "месяц не окончен"),
}
#: Fewer available days make a period too short for its minimum.
_MIN_DAYS = {"day": 1, "week": 3, "month": 15}

ACTIVITIES = Linked("activities", "employee", "a", {"activities": ("deal_id",)}, {"segments": "k.segment"})
#: Deals and clients of activities, needed only where a scope speaks of them.
LINKS = """
LEFT JOIN deal_state AS d ON d.deal_id = a.deal_id
LEFT JOIN deal_rows AS g ON g.deal_id = a.deal_id AND g.is_first
LEFT JOIN (SELECT client_id, MIN(segment) AS segment FROM clients GROUP BY client_id) AS k
    ON k.client_id = coalesce(a.client_id, g.client_id)
"""

_SQL = """
WITH counts AS ({counts}),
names AS ({names}),
done AS (
    SELECT t.owner, {first} AS first_day, CAST(SUM(t.number) AS BIGINT) AS total
    FROM counts AS t JOIN days AS c ON c.day = t.day
    WHERE t.owner IS NOT NULL AND {matching} GROUP BY t.owner, {first}
),
periods AS (
    SELECT {first} AS first_day, {end} AS end_day, {key} AS period,
        CAST(SUM(CASE WHEN c.is_working THEN 1 ELSE 0 END) AS BIGINT) AS working
    FROM days AS c WHERE {judged} GROUP BY {first}, {end}, {key}
),
own AS (
    SELECT v.name, {first} AS first_day, CAST(COUNT(*) AS BIGINT) AS available
    FROM available_days AS v JOIN days AS c ON c.day = v.day GROUP BY v.name, {first}
),
board AS (
    SELECT n.owner, r.period, r.end_day > $as_of AS is_unfinished, e.edition, coalesce(w.total, 0) AS total,
        CASE WHEN r.end_day <= $as_of
            AND CASE WHEN p.name IS NULL THEN r.working ELSE coalesce(o.available, 0) END >= $min_days
            THEN e.min_value END AS min_value, e.max_value
    FROM names AS n
    CROSS JOIN periods AS r
    JOIN editions AS e ON e.norm_id = $norm AND r.first_day >= e.since AND r.first_day < e.until
    LEFT JOIN people AS p ON p.name = n.owner
    LEFT JOIN own AS o ON o.name = n.owner AND o.first_day = r.first_day
    LEFT JOIN done AS w ON w.owner = n.owner AND w.first_day = r.first_day
    WHERE r.first_day < $as_of AND $start {before_end} r.end_day
        AND (p.name IS NULL OR p.hired {before_end} r.end_day AND p.dismissed >= r.first_day)
)
SELECT b.owner AS object_id, CAST(NULL AS VARCHAR) AS object_title, b.owner || '|' || b.period AS key, b.owner,
    b.period AS moment, b.total AS actual,
    CASE WHEN coalesce(b.total > b.max_value, FALSE) THEN b.max_value ELSE coalesce(b.min_value, b.max_value) END
        AS limit_value,
    '' AS unit, b.edition, CAST(NULL AS DECIMAL(38,4)) AS money, CAST(NULL AS VARCHAR) AS source_file,
    CAST(NULL AS INTEGER) AS source_row,
    coalesce(b.total < b.min_value, FALSE) OR coalesce(b.total > b.max_value, FALSE) AS is_violation,
    CAST(NULL AS BOOLEAN) AS is_standing, b.is_unfinished
FROM board AS b
WHERE b.min_value IS NOT NULL OR b.max_value IS NOT NULL
"""

_LEFT_OUT = """
SELECT u.reason, CAST(SUM(u.number) AS BIGINT) AS n FROM (
    SELECT CASE WHEN t.owner IS NULL THEN 'не засчитаны никому дела без сотрудника'
        WHEN t.day IS NULL THEN 'не засчитаны дела без времени начала'
        WHEN $direction IS NOT NULL AND t.direction IS NULL THEN 'не засчитаны дела без направления'
        WHEN $result IS NOT NULL AND t.result IS NULL THEN 'не засчитаны дела без результата' END AS reason, t.number
    FROM ({counts}) AS t WHERE t.kind = $activity AND (t.owner IS NULL OR {people})
) AS u WHERE u.reason IS NOT NULL GROUP BY u.reason
"""


def _missing(norm: ActivityRate, setting: Setting) -> tuple[Missing, ...]:
    columns = ["kind", "employee", "started_at"]
    columns += [name for name in ("direction", "result") if getattr(norm, name)]
    return (*lacking(setting, "activities", *columns), *ACTIVITIES.missing(norm, setting))


def _counts(norm: ActivityRate, setting: Setting) -> Condition:
    """The activities in scope, counted, as a SELECT; those of any deal or none are counted once for all norms."""
    if not ACTIVITIES.is_narrowed(norm):
        return Condition(["SELECT * FROM activity_counts"])
    scope = ACTIVITIES.condition(norm, setting, people=False)
    return Condition([activity_counts.COUNTED.format(deals=LINKS, scope=scope.sql)], scope.parameters)


def _ask(norm: ActivityRate, setting: Setting) -> Question:
    period, counts = _PERIODS[norm.per], _counts(norm, setting)
    names = names_to_judge(norm, setting, "(SELECT owner FROM counts WHERE day IS NOT NULL) AS t")
    people, chosen = Condition(), people_in_scope(norm, setting)
    if chosen is not None:
        among(people, "t.owner", chosen)
    matching = ["t.kind = $activity"]
    matching += [f"t.{name} = ${name}" for name in ("direction", "result") if getattr(norm, name)]
    sql = _SQL.format(
        counts=counts.sql,
        names=names.sql,
        matching=" AND ".join(matching),
        first=period.first,
        end=period.end,
        key=period.key,
        judged=period.judged,
        before_end=period.before_end,
    )
    human = "a.is_human IS NOT FALSE AND a.started_at < CAST($as_of AS TIMESTAMP)"
    rows = f"{activity_repeats.ONCE} AS a {LINKS} WHERE {human}"
    return Question(
        sql,
        together(
            _LEFT_OUT.format(counts=counts.sql, people=people.sql),
            ACTIVITIES.without_rate(norm, setting, rows, people=False),
        ),
        {
            **counts.parameters,
            **names.parameters,
            **people.parameters,
            "activity": norm.activity,
            "direction": norm.direction,
            "result": norm.result,
            "min_days": norm.min_days if norm.min_days is not None else _MIN_DAYS[norm.per],
        },
    )


def _detail(norm: ActivityRate, row: Row, _setting: Setting) -> str:
    period, limit = _PERIODS[norm.per], format_number(row["limit_value"])
    bound = "не более" if row["actual"] > row["limit_value"] else "не менее"
    state = f"; {period.unfinished}" if row["is_unfinished"] else ""
    return f"{norm.counted} {period.name}: {format_number(row['actual'])} при норме {bound} {limit}{state}"


RULE = Rule(
    "activity_rate",
    _missing,
    _ask,
    _detail,
    "в выгрузке нет периодов, за которые можно судить сотрудников",
    reads={
        "activities": (*activity_counts.READS, "deal_id", "client_id"),
        "clients": ("client_id", "segment"),
    },
    uses=(activity_repeats.DERIVED, activity_counts.DERIVED),
)
