"""custom_sql: a question of the company's own, every row of whose answer is a breach (norms.md §2).

Settled here: the query is checked and written anew before it runs (``select_guard``), so that what was checked is what
runs; a row without an object is a breach of an object without a name; rows of one object are one breach, the first by
owner, time, value and limit. With ``population`` the objects it lists are judged too, and those in breach among them.
"""

from __future__ import annotations

from audit.database import Row
from audit.departed import TABLE as WATCHED
from audit.prepare.setting import Setting
from audit.rules.base import Question, Rule
from audit.rules.obtain import lacking
from audit.rules.scope import Condition, among, missing_for_scope, people_in_scope
from audit.rules.select_guard import Checked, check_select
from handbook.norms.custom_sql import CustomSql
from handbook.result import Missing
from handbook.russian.numbers import format_number

_NAMELESS = "(без номера)"

_ROWS = """
WITH answer AS (
    SELECT coalesce(CAST(q.object_id AS VARCHAR), $nameless) AS object_id, CAST(q.owner AS VARCHAR) AS owner,
        CAST(q."at" AS VARCHAR) AS moment, TRY_CAST(CAST(q."at" AS VARCHAR) AS TIMESTAMP) AS moment_at,
        CAST(q.actual AS VARCHAR) AS actual_text, CAST(q."limit" AS VARCHAR) AS limit_text
    FROM ({select}) AS q
),
numbered AS (
    SELECT a.*, e.edition, COUNT(*) OVER (PARTITION BY a.object_id) AS copies,
        ROW_NUMBER() OVER (
            PARTITION BY a.object_id ORDER BY a.owner, a.moment, a.actual_text, a.limit_text
        ) AS copy
    FROM answer AS a
    JOIN editions AS e ON e.norm_id = $norm
        AND (a.moment_at IS NULL OR CAST(a.moment_at AS DATE) >= e.since)
    WHERE {people}
){population}
SELECT n.object_id, CAST(NULL AS VARCHAR) AS object_title, n.object_id AS key, n.owner,
    coalesce(n.moment, '') AS moment,
    TRY_CAST(n.actual_text AS DOUBLE) AS actual, TRY_CAST(n.limit_text AS DOUBLE) AS limit_value, '' AS unit, n.edition,
    CAST(NULL AS DECIMAL(38,4)) AS money, CAST(NULL AS VARCHAR) AS source_file, CAST(NULL AS INTEGER) AS source_row,
    TRUE AS is_violation, CAST(NULL AS BOOLEAN) AS is_standing, n.actual_text,
    n.limit_text, CAST(n.copies AS BIGINT) AS copies
FROM numbered AS n WHERE n.copy = 1{kept}
"""

_POPULATION = """,
everyone AS (
    SELECT CAST(q.object_id AS VARCHAR) AS object_id, {owner} AS owner FROM ({select}) AS q
    WHERE q.object_id IS NOT NULL
),
kept AS (
    SELECT a.object_id, MIN(a.owner) AS owner FROM everyone AS a WHERE {people} GROUP BY a.object_id
)"""

_KEPT = """
UNION ALL
SELECT k.object_id, CAST(NULL AS VARCHAR) AS object_title, k.object_id AS key, k.owner, '' AS moment,
    CAST(NULL AS DOUBLE) AS actual, CAST(NULL AS DOUBLE) AS limit_value, '' AS unit, CAST(NULL AS DATE) AS edition,
    CAST(NULL AS DECIMAL(38,4)) AS money, CAST(NULL AS VARCHAR) AS source_file, CAST(NULL AS INTEGER) AS source_row,
    FALSE AS is_violation, CAST(NULL AS BOOLEAN) AS is_standing,
    CAST(NULL AS VARCHAR) AS actual_text, CAST(NULL AS VARCHAR) AS limit_text, CAST(1 AS BIGINT) AS copies
FROM kept AS k LEFT JOIN numbered AS n ON n.object_id = k.object_id WHERE n.object_id IS NULL
"""

#: The query itself is not asked again: its answer is what was judged.
_LEFT_OUT = """
SELECT 'лишние строки о тех же объектах не считаются' AS reason, CAST(SUM(j.copies - 1) AS BIGINT) AS n
FROM judged AS j WHERE j.is_violation
"""


#: Without a population nothing tells what the query still speaks of: what it does not return any more is mended.
_PRESENT = f"""
SELECT x.key, x.object_id, CAST(NULL AS VARCHAR) AS owner FROM {WATCHED} AS x WHERE x.norm_id = $norm
"""  # noqa: S608 - a constant


def _checked(norm: CustomSql) -> tuple[Checked, Checked | None]:
    population = None
    if norm.population is not None:
        population = check_select(norm.population, required=("object_id",), optional=("owner",))
    return check_select(norm.select, required=("object_id", "owner", "at", "actual", "limit")), population


def _missing(norm: CustomSql, setting: Setting) -> tuple[Missing, ...]:
    found: list[Missing] = []
    for checked in _checked(norm):
        if checked is None or checked.refusal:
            continue
        for table, columns in checked.reads.items():
            if table == "employees":
                found += () if setting.people else lacking(setting, "employees", "name", force=True)
            elif table != "absences":
                found += lacking(setting, table, *columns)
    return (*found, *missing_for_scope(norm, setting, by_deal=False))


def _refusal(norm: CustomSql, select: Checked, population: Checked | None) -> str | None:
    if select.refusal:
        return f"запрос отвергнут: {select.refusal}"
    if population and population.refusal:
        return f"запрос population отвергнут: {population.refusal}"
    scope = norm.scope
    if scope.pipelines or scope.stages or scope.products or scope.sources or scope.segments or scope.amount:
        return "область своей нормы на SQL задаёт сам запрос: в scope бывают только роли, должности и сотрудники"
    if population and "owner" not in population.columns and (scope.roles or scope.positions or scope.employees):
        return "запрос population не называет ответственного (owner), а область нормы - люди"
    return None


def _ask(norm: CustomSql, setting: Setting) -> Question:
    select, population = _checked(norm)
    refused = _refusal(norm, select, population)
    if refused:
        return Question("", refused=refused)
    people, names = Condition(), people_in_scope(norm, setting)
    if names is not None:
        among(people, "a.owner", names)
    listed = ""
    if population:
        owner = "CAST(q.owner AS VARCHAR)" if "owner" in population.columns else "CAST(NULL AS VARCHAR)"
        listed = _POPULATION.format(select=population.sql, people=people.sql, owner=owner)
    return Question(
        _ROWS.format(select=select.sql, people=people.sql, population=listed, kept=_KEPT if population else ""),
        _LEFT_OUT,
        {**people.parameters, "nameless": _NAMELESS},
        foreign=True,
        present=None if population else _PRESENT,
    )


def _detail(_norm: CustomSql, row: Row, _setting: Setting) -> str:
    actual, limit = (
        _words(row[name], row[text]) for name, text in (("actual", "actual_text"), ("limit_value", "limit_text"))
    )
    if actual is None:
        return "запрос нашёл нарушение" if limit is None else f"при норме {limit}"
    return actual if limit is None else f"{actual} при норме {limit}"


def _words(number: float | None, text: str | None) -> str | None:
    return format_number(number) if number is not None else text


RULE = Rule(
    "custom_sql",
    _missing,
    _ask,
    _detail,
    "запрос не вернул ни одной строки; чтобы норма считалась соблюдённой, добавьте в неё запрос population: "
    "он перечисляет все проверяемые объекты",
)
