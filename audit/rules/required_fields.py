"""required_fields: fields that must be filled once a deal got so far, or ended so (norms.md §2).

Settled here: ``from_stage`` is looked up in the pipeline of every visit; with both ``from_stage`` and ``on`` either
brings the deal in; the owner is taken as of the day of the audit, other fields as they stand; several values of a
field count as filled when one is; a deal without a date of creation is judged only by a norm that has always been in
force unchanged. An empty field stands in closed deals as in open ones: the card can still be filled.
"""

from __future__ import annotations

from audit.database import Row
from audit.prepare.setting import Setting
from audit.rules.base import Question, Rule, in_force
from audit.rules.obtain import HOW, lacking
from audit.rules.scope import deals_in_scope, missing_for_scope, without_rate
from handbook.norms.required_fields import RequiredFields
from handbook.result import Missing
from handbook.tables import TABLE, Type

#: What counts as blank at either end of a value.
BLANK = " \t\r\n\v\f\u00a0\u2007\u202f\u2009\u200b\ufeff"

_SQL = """
WITH wanted AS ({wanted}),
given AS (
    SELECT g.deal_id, g.field, MAX(g.value) AS value,
        MAX(CASE WHEN lower(trim(g.value, $blank)) IN ({placeholders}) THEN 0 ELSE 1 END) AS is_filled
    FROM ({values}) AS g WHERE g.value IS NOT NULL GROUP BY g.deal_id, g.field
)
SELECT d.deal_id AS object_id, d.title AS object_title, d.deal_id || '|' || w.field AS key, d.owner,
    coalesce(CAST(d.created_day AS VARCHAR), '') AS moment, CAST(NULL AS DOUBLE) AS actual,
    CAST(NULL AS DOUBLE) AS limit_value, '' AS unit, e.edition, d.money, d.source_file, d.source_row,
    coalesce(g.is_filled, 0) = 0 AS is_violation, TRUE AS is_standing,
    coalesce(d.outcome <> 'open', FALSE) AS is_closed, w.field, trim(g.value, $blank) AS value
FROM deal_state AS d
{in_force}
CROSS JOIN wanted AS w
LEFT JOIN given AS g ON g.deal_id = d.deal_id AND g.field = w.field
WHERE NOT d.is_before_start AND ({reached}) AND {scope}
"""

_REACHED = """
    EXISTS (
        SELECT 1 FROM visits AS v
        JOIN funnel_stages AS f ON f.pipeline = v.pipeline AND f.stage = $from_stage
        WHERE v.deal_id = d.deal_id AND v.recorded AND NOT v.is_final AND v.rank >= f.rank
    ) OR NOT d.has_history AND EXISTS (
        SELECT 1 FROM funnel_stages AS h
        JOIN funnel_stages AS f ON f.pipeline = h.pipeline AND f.stage = $from_stage
        WHERE h.pipeline = d.pipeline AND h.stage = d.stage AND NOT h.is_final AND h.rank >= f.rank
    )
"""

_FIELD = "SELECT deal_id, field, value FROM deal_fields WHERE field = $field{0}"
_COLUMN = "SELECT deal_id, CAST($field{0} AS VARCHAR) AS field, {1} AS value FROM deals"

#: The owner is known as of the day of the audit, unlike other fields.
_OWNER = """
    SELECT deal_id, CAST($field{0} AS VARCHAR) AS field, owner AS value FROM owner_spans
    WHERE (from_at IS NULL OR from_at < CAST($as_of AS TIMESTAMP))
        AND (to_at IS NULL OR to_at >= CAST($as_of AS TIMESTAMP))
"""


def _canonical(field: str, setting: Setting) -> str | None:
    """The column of deals that has this title, when the export filled it."""
    name = field.strip().lower()
    for column in TABLE["deals"].columns:
        if column.title.lower() == name and column.type is Type.TEXT and setting.has("deals", column.name):
            return column.name
    return None


def _missing(norm: RequiredFields, setting: Setting) -> tuple[Missing, ...]:
    found = list(lacking(setting, "deals", "deal_id"))
    if norm.from_stage and not setting.has("stage_changes", "stage", "entered_at"):
        found += lacking(setting, "deals", "stage")
    ending = setting.has("deals", "stage") or setting.has("stage_changes", "stage", "entered_at")
    if norm.on and not ending:
        found += lacking(setting, "deals", "outcome")
    absent = tuple(field for field in norm.fields if field not in setting.fields and not _canonical(field, setting))
    if absent and "deals" in setting.present:
        names = ", ".join(f"«{field}»" for field in absent)
        noun = "столбец" if len(absent) == 1 else "столбцы"
        found.append(Missing("deals", absent, f"Добавьте в выгрузку сделок {noun} {names}"))
    elif absent:
        found.append(Missing("deals", absent, HOW["deals"]))
    return (*found, *missing_for_scope(norm, setting))


def _ask(norm: RequiredFields, setting: Setting) -> Question:
    scope = deals_in_scope(norm, setting)
    parameters = {**scope.parameters, "blank": BLANK, "from_stage": norm.from_stage, "outcome": norm.on}
    placeholders = norm.placeholders if norm.placeholders is not None else setting.handbook.company.placeholders
    empty = dict.fromkeys(("", *(text.strip(BLANK).lower() for text in placeholders)))
    listed = {f"empty{n}": text for n, text in enumerate(empty)}
    wanted, values = [], []
    for number, field in enumerate(dict.fromkeys(norm.fields)):
        parameters[f"field{number}"] = field
        wanted.append(f"SELECT CAST($field{number} AS VARCHAR) AS field")
        column = _canonical(field, setting)
        if column == "owner":
            values.append(_OWNER.format(number))
        elif column and field not in setting.fields:
            values.append(_COLUMN.format(number, column))
        else:
            values.append(_FIELD.format(number))
    reached = [text for text, used in ((_REACHED, norm.from_stage), ("d.outcome = $outcome", norm.on)) if used]
    due = " OR ".join(reached) or "TRUE"
    sql = _SQL.format(
        wanted=" UNION ALL ".join(wanted),
        values=" UNION ALL ".join(values),
        placeholders=", ".join(f"${key}" for key in listed),
        in_force=in_force("d.created_day", undated=True),
        reached=due,
        scope=scope.sql,
    )
    of_any_amount = deals_in_scope(norm, setting, any_amount=True)
    return Question(
        sql,
        without_rate(norm, f"NOT d.is_before_start AND ({due}) AND {of_any_amount.sql}"),
        {**parameters, **listed},
        owner_decides=bool(norm.scope.roles or norm.scope.positions or norm.scope.employees),
    )


def _detail(_norm: RequiredFields, row: Row, _setting: Setting) -> str:
    if row["value"]:
        return f"в поле «{row['field']}» вместо значения стоит «{row['value']}»"
    return f"не заполнено поле «{row['field']}»"


RULE = Rule(
    "required_fields",
    _missing,
    _ask,
    _detail,
    "нет сделок, дошедших до места, где поля обязательны",
    reads={
        "deal_fields": ("deal_id", "field", "value"),
        "deals": tuple(column.name for column in TABLE["deals"].columns if column.type is Type.TEXT),
    },
)
