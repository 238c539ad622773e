"""loyalty_ladder: how many clients stand on each step of loyalty, now and some time ago (handbook/indicators)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from audit.engines.base import Row
from audit.measures.base import Answers, Ask, Measure, Table
from audit.measures.deals import DEALS, lacking_result
from audit.measures.groups import count, key_cells, key_columns, key_of, order
from audit.prepare.setting import Setting
from audit.rules.obtain import lacking
from handbook.indicators.loyalty_ladder import LoyaltyLadder
from handbook.measure import Cell, MeasureColumn
from handbook.result import Missing
from handbook.russian.dates import date_short
from handbook.russian.text import folded

_STEPS = ("Потенциальный", "Посетитель", "Покупатель", "Клиент", "Приверженец")
_DEVOTED = 5
#: What the mark of the fifth step begins with, however it goes on.
_MARK = "привержен"

_CLIENTS = """
WITH bought AS (
    SELECT d.client_id, CAST(COUNT(*) AS BIGINT) AS wins_now,
        CAST(SUM(CASE WHEN d.closed_day < $past THEN 1 ELSE 0 END) AS BIGINT) AS wins_then
    FROM measured_deals AS d WHERE d.outcome = 'won' AND d.client_id IS NOT NULL GROUP BY d.client_id
),
dealt AS (
    SELECT d.client_id, MIN(d.created_day) AS first_day, CAST(COUNT(*) AS BIGINT) AS deals
    FROM measured_deals AS d WHERE d.client_id IS NOT NULL GROUP BY d.client_id
),
spoken AS (
    SELECT a.client_id, MIN(CAST(a.started_at AS DATE)) AS first_day
    FROM activities AS a
    WHERE a.client_id IS NOT NULL AND a.started_at < CAST($as_of AS TIMESTAMP) AND a.is_human IS NOT FALSE
        AND coalesce(lower(trim(a.result)), '') <> 'fail'
    GROUP BY a.client_id
),
cards AS (
    SELECT k.client_id, MIN(CAST(k.created_at AS DATE)) AS created_day,
        MIN(nullif(trim(k.segment), '')) AS segment_name, MIN(nullif(trim(k.owner), '')) AS owner_name,
        MAX(nullif(trim(k.ladder), '')) AS mark
    FROM clients AS k WHERE trim(k.client_id) <> '' GROUP BY k.client_id
),
everyone AS (
    SELECT c.client_id FROM cards AS c UNION SELECT w.client_id FROM dealt AS w
),
known AS (
    SELECT {group} AS group_name, c.mark, coalesce(b.wins_now, 0) AS wins_now, coalesce(b.wins_then, 0) AS wins_then,
        CASE WHEN w.client_id IS NOT NULL OR s.client_id IS NOT NULL THEN 1 ELSE 0 END AS came_now,
        CASE WHEN w.first_day < $past OR s.first_day < $past THEN 1 ELSE 0 END AS came_then,
        CASE WHEN c.created_day < $past OR w.first_day < $past OR s.first_day < $past
            OR c.created_day IS NULL AND w.first_day IS NULL THEN 1 ELSE 0 END AS was_then
    FROM everyone AS e
    LEFT JOIN cards AS c ON c.client_id = e.client_id
    LEFT JOIN dealt AS w ON w.client_id = e.client_id
    LEFT JOIN bought AS b ON b.client_id = e.client_id
    LEFT JOIN spoken AS s ON s.client_id = e.client_id
    WHERE w.client_id IS NOT NULL OR c.created_day IS NULL OR c.created_day < CAST($as_of AS DATE)
)
SELECT CAST(NULL AS VARCHAR) AS period, n.group_name, n.mark, n.wins_now, n.wins_then, n.came_now, n.came_then,
    n.was_then, CAST(COUNT(*) AS BIGINT) AS clients
FROM (
    SELECT k.group_name, k.mark, CASE WHEN k.wins_now > 1 THEN 2 ELSE k.wins_now END AS wins_now,
        CASE WHEN k.wins_then > 1 THEN 2 ELSE k.wins_then END AS wins_then, k.came_now, k.came_then, k.was_then
    FROM known AS k
) AS n
GROUP BY n.group_name, n.mark, n.wins_now, n.wins_then, n.came_now, n.came_then, n.was_then
"""

_LEFT_OUT = """
SELECT 'не учтены выигранные сделки без клиента' AS reason, COUNT(*) AS n
FROM measured_deals AS d WHERE d.outcome = 'won' AND d.client_id IS NULL
"""


def _missing(indicator: LoyaltyLadder, setting: Setting) -> tuple[Missing, ...]:
    column = () if indicator.by == "company" else lacking(setting, "clients", "client_id", indicator.by)
    return (*lacking_result(setting, "client_id"), *column)


def _ask(indicator: LoyaltyLadder, setting: Setting) -> Mapping[str, Ask]:
    group = "CAST(NULL AS VARCHAR)" if indicator.by == "company" else f"c.{indicator.by}_name"
    past = setting.as_of - timedelta(days=indicator.back)
    return {"clients": Ask(_CLIENTS.format(group=group), {"past": past}), "left_out": Ask(_LEFT_OUT)}


def step(wins: int, *, came: bool, devoted: bool) -> int:
    """The step of a client, 1…5.

    Args:
        wins: Purchases.
        came: Whether there was a deal or a contact.
        devoted: Whether the client is marked as devoted.
    """
    if devoted:
        return _DEVOTED
    return min(wins, 2) + 2 if wins else 1 + came


def _shape(indicator: LoyaltyLadder, setting: Setting, answers: Answers) -> Table:
    marked = setting.has("clients", "ladder")
    rows: list[tuple[Cell, ...]] = []
    for key in sorted({key_of(row) for row in answers["clients"]}, key=order):
        now, then = [0] * len(_STEPS), [0] * len(_STEPS)
        for row in answers["clients"]:
            if key_of(row) == key:
                _add(row, now, then)
        for place, title in enumerate(_STEPS):
            known = marked or place + 1 < _DEVOTED
            numbers = (now[place], then[place], now[place] - then[place]) if known else (None, None, None)
            rows.append((*key_cells(key, indicator.by), title, f"К{place + 1} / Кп{place + 1}", *numbers))
    past = date_short(setting.as_of - timedelta(days=indicator.back))
    columns = (
        *key_columns(indicator.by),
        MeasureColumn("step", "Ступень"),
        MeasureColumn("sign", "Обозначение"),
        count("now", f"На {date_short(setting.as_of)}"),
        count("then", f"На {past}"),
        count("change", "Изменение"),
    )
    return Table(columns, tuple(rows), _remarks(setting, marked=marked), _lacking(setting, marked=marked))


def _add(row: Row, now: list[int], then: list[int]) -> None:
    clients, devoted = int(row["clients"]), folded(row["mark"] or "").startswith(_MARK)
    now[step(int(row["wins_now"]), came=bool(row["came_now"]), devoted=devoted) - 1] += clients
    if row["was_then"]:
        wins = int(row["wins_then"])
        then[step(wins, came=bool(row["came_then"]), devoted=devoted and wins > 0) - 1] += clients


def _remarks(setting: Setting, *, marked: bool) -> tuple[str, ...]:
    notes = []
    if not marked:
        notes.append("Приверженцы не вычислены: в карточках клиентов нет отметки, они стоят среди прочих ступеней")
    if not setting.has("activities", "client_id", "started_at"):
        notes.append("Разговоры с клиентами не учтены: посетитель — тот, у кого была сделка")
    return tuple(notes)


def _lacking(setting: Setting, *, marked: bool) -> tuple[Missing, ...]:
    return () if marked else lacking(setting, "clients", "ladder")


MEASURE = Measure(
    "loyalty_ladder",
    _missing,
    _ask,
    _shape,
    "нет ни одного клиента",
    reads={
        "activities": ("client_id", "started_at", "is_human", "result"),
        "clients": ("client_id", "created_at", "segment", "owner", "ladder"),
    },
    uses=(DEALS,),
)
