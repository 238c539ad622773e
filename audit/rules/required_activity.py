"""required_activity: what must be done before a deal enters a stage for the first time (norms.md §2).

Settled here: the stage is matched by name in any pipeline; without history the entry into the current stage is the
only one known; a quote is an activity of that kind or a row of quotes, by its creation; a document is a field of the
card, judged as it stands since no export tells when it was filled; owner and scope are those of the deal on the day of
the audit; a deal without a date of creation is judged only by a norm that has always been in force. What was not done
in time cannot be done any more, but a document can still be put into the card.
"""

from __future__ import annotations

from audit.database import Row
from audit.prepare.setting import Setting
from audit.rules.base import Question, Rule, in_force
from audit.rules.obtain import HOW, either, lacking
from audit.rules.required_fields import BLANK
from audit.rules.scope import deals_in_scope, missing_for_scope, together, without_rate
from handbook.norms.required_activity import RequiredActivity
from handbook.result import Missing
from handbook.russian.dates import date_short

_ENTERED = (
    "SELECT v.deal_id, MIN(v.entered_at) AS entered_at FROM visits AS v WHERE v.stage = $before GROUP BY v.deal_id"
)

_ACTIVITIES = """
    SELECT a.deal_id, MIN(a.started_at) AS done_at FROM activities AS a
    WHERE a.kind = $activity AND a.deal_id IS NOT NULL AND a.is_human IS NOT FALSE
        AND a.started_at < CAST($as_of AS TIMESTAMP)
    GROUP BY a.deal_id
"""
_QUOTES = """
    SELECT q.deal_id, MIN(q.created_at) AS done_at FROM quotes AS q
    WHERE q.deal_id IS NOT NULL AND q.created_at < CAST($as_of AS TIMESTAMP) GROUP BY q.deal_id
"""

_DONE = f"""
WITH entered AS ({_ENTERED}),
done AS (SELECT t.deal_id, MIN(t.done_at) AS first_at FROM ({{done}}) AS t GROUP BY t.deal_id)
SELECT d.deal_id AS object_id, d.title AS object_title, d.deal_id AS key, d.owner,
    CAST(CAST(n.entered_at AS DATE) AS VARCHAR) AS moment, CAST(NULL AS DOUBLE) AS actual,
    CAST(NULL AS DOUBLE) AS limit_value, '' AS unit, e.edition, d.money, d.source_file, d.source_row,
    NOT coalesce(w.first_at < n.entered_at, FALSE) AS is_violation, CAST(NULL AS BOOLEAN) AS is_standing,
    n.entered_at, w.first_at
FROM deal_state AS d
JOIN entered AS n ON n.deal_id = d.deal_id
{{in_force}}
LEFT JOIN done AS w ON w.deal_id = d.deal_id
WHERE NOT d.is_before_start AND {{scope}}
"""  # noqa: S608 - put together from constants, values are bound

_FILLED = f"""
WITH entered AS ({_ENTERED}),
given AS (
    SELECT g.deal_id, MAX(g.value) AS value,
        MAX(CASE WHEN lower(trim(g.value, $blank)) IN ({{placeholders}}) THEN 0 ELSE 1 END) AS is_filled
    FROM deal_fields AS g WHERE g.field = $document AND g.value IS NOT NULL GROUP BY g.deal_id
)
SELECT d.deal_id AS object_id, d.title AS object_title, d.deal_id AS key, d.owner,
    coalesce(CAST(CAST(n.entered_at AS DATE) AS VARCHAR), CAST(d.created_day AS VARCHAR), '') AS moment,
    CAST(NULL AS DOUBLE) AS actual, CAST(NULL AS DOUBLE) AS limit_value, '' AS unit, e.edition, d.money, d.source_file,
    d.source_row, coalesce(g.is_filled, 0) = 0 AS is_violation, TRUE AS is_standing,
    coalesce(d.outcome <> 'open', FALSE) AS is_closed, trim(g.value, $blank) AS value
FROM deal_state AS d
LEFT JOIN entered AS n ON n.deal_id = d.deal_id
{{in_force}}
LEFT JOIN given AS g ON g.deal_id = d.deal_id
WHERE NOT d.is_before_start AND (n.deal_id IS NOT NULL OR NOT d.has_history AND d.stage = $before) AND {{scope}}
"""  # noqa: S608 - put together from constants, values are bound

_LEFT_OUT = """
SELECT t.reason, COUNT(*) AS n FROM (
    SELECT CASE WHEN d.created_day IS NULL AND {has_beginning} THEN 'не судились сделки без даты создания'
        WHEN n.deal_id IS NULL AND {needs_moment}
            THEN 'не судились сделки, о которых неизвестно, когда они вошли на стадию' END AS reason
    FROM deal_state AS d LEFT JOIN ({entered}) AS n ON n.deal_id = d.deal_id
    WHERE NOT d.is_before_start AND (n.deal_id IS NOT NULL OR NOT d.has_history AND d.stage = $before) AND {scope}
) AS t WHERE t.reason IS NOT NULL GROUP BY t.reason
"""

_REACHED = """
NOT d.is_before_start AND (
    EXISTS (SELECT 1 FROM visits AS v WHERE v.deal_id = d.deal_id AND v.stage = $before)
    OR NOT d.has_history AND d.stage = $before
) AND {scope}
"""

#: What there was none of, and what came too late, with its verb in the past tense.
_WORDS: dict[str, tuple[str, str]] = {
    "call": ("звонка", "первый звонок был"),
    "meeting": ("встречи", "первая встреча была"),
    "email": ("письма", "первое письмо было"),
    "message": ("сообщения", "первое сообщение было"),
    "quote": ("коммерческого предложения", "первое коммерческое предложение было"),
    "visit": ("выезда", "первый выезд был"),
}


def _missing(norm: RequiredActivity, setting: Setting) -> tuple[Missing, ...]:
    found = list(lacking(setting, "deals", "deal_id"))
    history = setting.has("stage_changes", "deal_id", "stage", "entered_at")
    needed = ("stage",) if norm.document else ("stage", "stage_entered_at")
    if not history and not setting.has("deals", *needed):
        need = Missing("stage_changes", ("deal_id", "stage", "entered_at"), HOW["stage_changes"])
        found.append(either(need, *(lacking(setting, "deals", *needed) if "deals" in setting.present else ())))
    if norm.document and norm.document not in setting.fields:
        how = f"Добавьте в выгрузку сделок столбец «{norm.document}»" if "deals" in setting.present else HOW["deals"]
        found.append(Missing("deals", (norm.document,), how))
    if norm.activity:
        activities = lacking(setting, "activities", "deal_id", "kind", "started_at")
        quotes = lacking(setting, "quotes", "deal_id", "created_at")
        if norm.activity != "quote":
            found += activities
        elif activities and quotes:
            found.append(either(*quotes, *activities))
    return (*found, *missing_for_scope(norm, setting))


def _ask(norm: RequiredActivity, setting: Setting) -> Question:
    scope = deals_in_scope(norm, setting)
    of_any_amount = deals_in_scope(norm, setting, any_amount=True)
    parameters = {**scope.parameters, "before": norm.before, "activity": norm.activity}
    judging = in_force("d.created_day", undated=True)
    if norm.document:
        empty = dict.fromkeys(("", *(text.strip(BLANK).lower() for text in setting.handbook.company.placeholders)))
        listed = {f"empty{n}": text for n, text in enumerate(empty)}
        parameters |= {**listed, "blank": BLANK, "document": norm.document}
        placeholders = ", ".join(f"${key}" for key in listed)
        sql = _FILLED.format(placeholders=placeholders, in_force=judging, scope=scope.sql)
    else:
        done = f"{_ACTIVITIES} UNION ALL {_QUOTES}" if norm.activity == "quote" else _ACTIVITIES
        sql = _DONE.format(done=done, in_force=judging, scope=scope.sql)
    left_out = _LEFT_OUT.format(
        has_beginning="TRUE" if norm.since else "FALSE",
        needs_moment="FALSE" if norm.document else "TRUE",
        entered=_ENTERED,
        scope=scope.sql,
    )
    return Question(
        sql,
        together(left_out, without_rate(norm, _REACHED.format(scope=of_any_amount.sql))),
        parameters,
        owner_decides=bool(norm.scope.roles or norm.scope.positions or norm.scope.employees),
    )


def _detail(norm: RequiredActivity, row: Row, _setting: Setting) -> str:
    if norm.document:
        if row["value"]:
            return f"дошла до стадии «{norm.before}», а в поле «{norm.document}» вместо документа «{row['value']}»"
        return f"дошла до стадии «{norm.before}», а поле «{norm.document}» не заполнено"
    none, first = _WORDS[norm.activity or "call"]
    entered, done = row["entered_at"], row["first_at"]
    text = f"до входа на стадию «{norm.before}» {date_short(entered.date())} в {entered:%H:%M:%S} нет {none}"
    return text if done is None else f"{text}: {first} {date_short(done.date())} в {done:%H:%M:%S}"


RULE = Rule(
    "required_activity",
    _missing,
    _ask,
    _detail,
    "ни одна сделка, к которой относится норма, не была на этой стадии",
    reads={
        "activities": ("deal_id", "kind", "started_at", "is_human"),
        "quotes": ("deal_id", "created_at"),
        "deal_fields": ("deal_id", "field", "value"),
    },
)
