"""contact_gap: how long a client has heard nothing (norms.md §2).

Settled here: an activity belongs to its own client, else to that of its deal; without any contact the client's own
creation counts, else its first deal's. The owner is the client's, else who has its latest open deal, else its latest
deal, on the eve of the audit. With a scope of deals the client needs a deal in scope: an open one when the norm speaks
of clients with open deals; «without open deals» means not a single one anywhere. At stake are the client's open deals.
"""

from __future__ import annotations

from audit.database import Row
from audit.prepare import contacts
from audit.prepare.setting import Setting
from audit.rules.base import Question, Rule, in_force, limit_words
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
from handbook.norms.base import Scope
from handbook.norms.contact_gap import ContactGap
from handbook.result import Missing
from handbook.russian.dates import date_short
from handbook.russian.numbers import counted

_CLIENTS = """
    SELECT n.client_id, n.name, n.segment, n.owner, n.created_at, n.source_file, n.source_row
    FROM (
        SELECT k.*, ROW_NUMBER() OVER (PARTITION BY k.client_id ORDER BY k.source_file, k.source_row) AS copy
        FROM clients AS k WHERE k.client_id IS NOT NULL
    ) AS n
    WHERE n.copy = 1 AND (n.created_at IS NULL OR n.created_at < CAST($as_of AS TIMESTAMP))
"""
_OF_DEALS = """
    SELECT n.client_id, CAST(NULL AS VARCHAR) AS name, CAST(NULL AS VARCHAR) AS segment, CAST(NULL AS VARCHAR) AS owner,
        CAST(NULL AS TIMESTAMP) AS created_at, n.source_file, n.source_row
    FROM numbered AS n WHERE n.place = 1
"""

_SILENCE = """
WITH numbered AS (
    SELECT d.deal_id, d.client_id, d.created_at, d.outcome, d.money, d.source_file, d.source_row,
        {scope} AS is_in_scope,
        ROW_NUMBER() OVER (PARTITION BY d.client_id ORDER BY CASE WHEN d.outcome = 'open' THEN 0 ELSE 1 END,
            d.created_at DESC NULLS LAST, d.deal_id DESC) AS place
    FROM deal_state AS d WHERE d.client_id IS NOT NULL
),
dealt AS (
    SELECT n.client_id, MAX(o.owner) AS owner, MIN(n.created_at) AS first_at,
        MAX(CASE WHEN n.outcome = 'open' THEN 1 ELSE 0 END) AS has_open,
        MAX(CASE WHEN n.is_in_scope THEN 1 ELSE 0 END) AS has_scope,
        MAX(CASE WHEN n.is_in_scope AND n.outcome = 'open' THEN 1 ELSE 0 END) AS has_open_in_scope,
        SUM(CASE WHEN n.outcome = 'open' THEN n.money END) AS open_money
    FROM numbered AS n
    LEFT JOIN owner_spans AS o ON n.place = 1 AND o.deal_id = n.deal_id
        AND (o.from_at IS NULL OR o.from_at < CAST($as_of AS TIMESTAMP))
        AND (o.to_at IS NULL OR o.to_at >= CAST($as_of AS TIMESTAMP))
    GROUP BY n.client_id
),
companies AS ({companies}),
silent AS (
    SELECT k.client_id, k.name, coalesce(k.owner, t.owner) AS owner, t.open_money, k.source_file, k.source_row,
        CAST(c.last_contact_at AS DATE) AS contact_day,
        CAST(coalesce(c.last_contact_at, k.created_at, t.first_at) AS DATE) AS since_day
    FROM companies AS k
    LEFT JOIN dealt AS t ON t.client_id = k.client_id
    LEFT JOIN client_contacts AS c ON c.client_id = k.client_id
    WHERE {clients} AND {segments}
)"""

_SQL = (
    _SILENCE
    + """
SELECT s.client_id AS object_id, s.name AS object_title, s.client_id AS key, s.owner,
    CAST(s.since_day AS VARCHAR) AS moment, date_diff('day', s.since_day, CAST($as_of AS DATE)) AS actual,
    e.max_value AS limit_value, e.max_unit AS unit, e.edition, CAST(s.open_money AS DECIMAL(38,4)) AS money,
    s.source_file, s.source_row,
    date_diff('day', s.since_day, CAST($as_of AS DATE)) > e.max_value AS is_violation, TRUE AS is_standing,
    s.contact_day
FROM silent AS s
{in_force}
WHERE e.max_value IS NOT NULL AND s.since_day IS NOT NULL AND {people}
"""
)

_LEFT_OUT = (
    _SILENCE
    + """
SELECT 'не судились клиенты, у которых нет ни контактов, ни даты создания' AS reason, COUNT(*) AS n
FROM silent AS s WHERE s.since_day IS NULL AND {people}
UNION ALL
SELECT 'не отнесены ни к одному клиенту контакты без клиента' AS reason, CAST(SUM(c.contacts) AS BIGINT) AS n
FROM client_contacts AS c WHERE c.client_id IS NULL
"""
)

#: Which clients are judged, without and with a scope of deals.
_WHICH: dict[str, tuple[str, str]] = {
    "all": ("TRUE", "coalesce(t.has_scope, 0) = 1"),
    "open": ("coalesce(t.has_open, 0) = 1", "coalesce(t.has_open_in_scope, 0) = 1"),
    "no_open": ("coalesce(t.has_open, 0) = 0", "coalesce(t.has_scope, 0) = 1 AND coalesce(t.has_open, 0) = 0"),
}


def _of_deals(scope: Scope) -> bool:
    return bool(scope.pipelines or scope.stages or scope.products or scope.sources or scope.amount)


def _missing(norm: ContactGap, setting: Setting) -> tuple[Missing, ...]:
    scope = norm.scope
    found = list(lacking(setting, "activities", "started_at"))
    if "activities" in setting.present and not (
        setting.has("activities", "deal_id") and setting.has("deals", "deal_id", "client_id")
    ):
        found += lacking(setting, "activities", "client_id")
    clients = setting.has("clients", "client_id")
    deals = lacking(setting, "deals", "deal_id", "client_id")
    if not clients or norm.clients != "all" or _of_deals(scope):
        found += deals
    if norm.clients != "all" and not setting.has("deals", "outcome") and not setting.has("deals", "stage"):
        found += lacking_closing(setting)
    if scope.segments:
        found += lacking(setting, "clients", "client_id", "segment")
    if (scope.roles or scope.positions or scope.employees) and not setting.has("clients", "owner"):
        found += lacking(setting, "deals", "owner")
    rest = norm.model_copy(update={"scope": scope.model_copy(update={"segments": ()})})
    return (*found, *missing_for_scope(rest, setting, by_deal=False))


def _ask(norm: ContactGap, setting: Setting) -> Question:
    # A client is in a segment whatever its deals; deals of another one do not exist.
    by_deal = norm.model_copy(update={"scope": norm.scope.model_copy(update={"segments": ()})})
    scope = deals_in_scope(by_deal, setting, owner=None)
    of_any_amount = deals_in_scope(by_deal, setting, owner=None, any_amount=True)
    people, segments, names = Condition(), Condition(), people_in_scope(norm, setting)
    if names is not None:
        among(people, "s.owner", names)
    segments.texts("segment", "lower(trim(k.segment)) IN ({})", norm.scope.segments)
    parts = {
        "scope": f"coalesce({scope.sql}, FALSE)",
        "companies": _CLIENTS if setting.has("clients", "client_id") else _OF_DEALS,
        "clients": _WHICH[norm.clients][_of_deals(norm.scope)],
        "segments": segments.sql,
        "people": people.sql,
    }
    left_out = _LEFT_OUT.format(**parts)
    return Question(
        _SQL.format(in_force=in_force("CAST($last_day AS DATE)"), **parts),
        together(
            f"SELECT w.reason, w.n FROM ({left_out}) AS w",  # noqa: S608 - a constant of this module
            without_rate(norm, f"d.client_id IS NOT NULL AND {of_any_amount.sql}"),
        ),
        {**scope.parameters, **people.parameters, **segments.parameters},
        owner_decides=names is not None and not setting.has("clients", "owner"),
    )


def _detail(_norm: ContactGap, row: Row, _setting: Setting) -> str:
    days = counted(int(row["actual"]), "день", "дня", "дней")
    last = row["contact_day"]
    since = f"последний контакт {date_short(last)}" if last else "контактов не было ни разу"
    return f"{days} без контакта при норме не более {limit_words(row)}: {since}"


RULE = Rule(
    "contact_gap",
    _missing,
    _ask,
    _detail,
    "в выгрузке нет клиентов, к которым относится норма",
    reads={"clients": ("client_id", "name", "segment", "owner", "created_at")},
    uses=(contacts.DERIVED,),
)
