"""deal_age: how long a deal lives (norms.md §2).

Settled here: the owner is who held the deal when it was closed, or on the day of the audit; a closed deal whose
closing date is unknown is left out and counted, as is one without a date of creation. A deal
closed before it was created is in the population as any other and counted apart, for it proves nothing.
"""

from __future__ import annotations

from audit.database import Row
from audit.prepare.setting import Setting
from audit.rules.base import Question, Rule, in_force, limit_words
from audit.rules.obtain import lacking, lacking_closing
from audit.rules.scope import deals_in_scope, missing_for_scope, together, without_rate
from handbook.norms.deal_age import DealAge
from handbook.norms.quantity import Unit
from handbook.result import Missing
from handbook.russian.numbers import counted

_SQL = """
WITH measured AS (
    SELECT d.*, e.edition, e.max_value AS limit_value, e.max_unit AS unit,
        CASE WHEN e.max_unit = 'wd' THEN z.working_days - a.working_days
            ELSE date_diff('day', d.created_day, d.end_day) END AS age
    FROM deal_state AS d
    {in_force}
    JOIN {days} AS a ON a.day = greatest(d.created_day, $first_day)
    JOIN {days} AS z ON z.day = greatest(d.end_day, $first_day)
    WHERE e.max_value IS NOT NULL AND NOT d.is_before_start AND NOT d.is_closing_unknown AND {scope}
)
SELECT m.deal_id AS object_id, m.title AS object_title, m.deal_id AS key, m.owner,
    CAST(m.created_day AS VARCHAR) AS moment, m.age AS actual, m.limit_value, m.unit, m.edition, m.money,
    m.source_file, m.source_row, m.age > m.limit_value AS is_violation,
    m.closed_day IS NULL AS is_standing, m.closed_day
FROM measured AS m
"""

_LEFT_OUT = """
SELECT CASE WHEN d.created_day IS NULL THEN 'не судились сделки без даты создания'
    ELSE 'не судились закрытые сделки без даты закрытия' END AS reason, COUNT(*) AS n
FROM deal_state AS d
WHERE NOT d.is_before_start AND (d.created_day IS NULL OR d.is_closing_unknown) AND {scope}
GROUP BY CASE WHEN d.created_day IS NULL THEN 'не судились сделки без даты создания'
    ELSE 'не судились закрытые сделки без даты закрытия' END
"""

#: The age of such a deal says nothing; norms.md keeps it in the population, so it is told.
_BACKWARDS = f"""
SELECT 'сочтены соблюдающими норму сделки, закрытые раньше, чем созданы' AS reason, COUNT(*) AS n
FROM deal_state AS d
{in_force("d.created_day")}
WHERE e.max_value IS NOT NULL AND NOT d.is_before_start AND d.closed_day < d.created_day AND {{scope}}
"""  # noqa: S608 - put together from constants, values are bound


def _missing(norm: DealAge, setting: Setting) -> tuple[Missing, ...]:
    return (
        *lacking(setting, "deals", "deal_id", "created_at"),
        *lacking_closing(setting),
        *missing_for_scope(norm, setting),
    )


def _ask(norm: DealAge, setting: Setting) -> Question:
    scope = deals_in_scope(norm, setting)
    of_any_amount = deals_in_scope(norm, setting, any_amount=True)
    return Question(
        _SQL.format(in_force=in_force("d.created_day"), scope=scope.sql, days=setting.calendar_of(norm)),
        together(
            _LEFT_OUT.format(scope=scope.sql),
            _BACKWARDS.format(scope=scope.sql),
            without_rate(norm, f"NOT d.is_before_start AND {of_any_amount.sql}"),
        ),
        scope.parameters,
        owner_decides=bool(norm.scope.roles or norm.scope.positions or norm.scope.employees),
    )


def _detail(_norm: DealAge, row: Row, _setting: Setting) -> str:
    words = ("рабочий день", "рабочих дня", "рабочих дней")
    forms = words if row["unit"] == Unit.WORKING_DAY else ("день", "дня", "дней")
    state = "" if row["closed_day"] else "; сделка ещё открыта"
    return f"{counted(int(row['actual']), *forms)} при норме не более {limit_words(row)}{state}"


RULE = Rule("deal_age", _missing, _ask, _detail, "в выгрузке нет сделок, к которым относится норма")
