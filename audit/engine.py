"""Judges the norms of a handbook on the canonical tables of an export."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from audit.alike import alike_owners
from audit.database import Row
from audit.departed import Watched
from audit.engines.base import Engine
from audit.judging import Judging
from audit.measures import measures_and_views, measures_of
from audit.names import Names
from audit.prepare import prepare
from audit.prepare.reads import wanted_columns
from audit.prepare.setting import Setting
from audit.prepare.words import unknown_words
from handbook.book import Handbook
from handbook.finding import Finding, Place, Severity
from handbook.measure import MeasureResult
from handbook.result import (
    Score,
    SetAside,
    Verdict,
    score_of,
)

_UNKNOWN_OWNERS = """
SELECT u.owner, u.source_file, u.source_row FROM (
    SELECT s.owner, s.source_file, s.source_row,
        ROW_NUMBER() OVER (PARTITION BY s.owner ORDER BY s.source_file, s.source_row) AS turn
    FROM (
        SELECT o.owner, d.source_file, d.source_row
        FROM owner_spans AS o JOIN deal_state AS d ON d.deal_id = o.deal_id
        WHERE o.from_at IS NULL OR o.from_at < CAST($as_of AS TIMESTAMP)
        UNION ALL
        SELECT owner, source_file, source_row FROM plan{others}
    ) AS s LEFT JOIN people AS p ON p.name = s.owner
    WHERE s.owner IS NOT NULL AND p.name IS NULL
) AS u WHERE u.turn = 1 ORDER BY u.owner
"""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the engine says about an export.

    Attributes:
        verdicts: One per norm, in the order of the handbook.
        as_of: The day of the audit, exclusive.
        start: The first judged day.
        score: The company's score.
        owners: Scores of everyone who owned a judged object, worst first.
        findings: Remarks on the export: owners the staff list does not know, years the calendar does not know.
        notes: Remarks in Russian on how the audit was made.
        set_aside: Rows of the export the rules did not use, by table and file.
        measures: The company's indicators, computed from the same tables.
        views: What every report draws besides them.
    """

    verdicts: tuple[Verdict, ...]
    as_of: date
    start: date
    score: Score
    owners: tuple[Score, ...]
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    set_aside: Mapping[tuple[str, str], tuple[SetAside, ...]]
    measures: tuple[MeasureResult, ...]
    views: tuple[MeasureResult, ...]


#: So many unknown people are told one by one, and so many are named when they are told together.
_APART, _LISTED = 5, 12
_HOW_KNOWN = (
    "Добавьте в regulations/staff.yaml или впишите имя в aliases того, кто там уже есть; номер из ответа REST "
    "сопоставьте с именем в users профиля"
)

#: Whose work is judged besides owners of deals and of plans, where a norm asks about it.
_OWNERS: tuple[tuple[str, str], ...] = (
    ("leads", "owner"),
    ("activities", "employee"),
    ("tasks", "employee"),
    ("clients", "owner"),
    ("invoices", "owner"),
    ("payments", "owner"),
    ("orders", "owner"),
    ("complaints", "owner"),
)


def judge(  # noqa: PLR0913 - an engine, and what an audit is asked
    engine: Engine,
    handbook: Handbook,
    present: Mapping[str, frozenset[str]],
    as_of: date | None = None,
    judged_from: date | None = None,
    *,
    watched: Watched | None = None,
    views: bool = False,
) -> Judged:
    """Judge every norm of a handbook.

    Args:
        engine: Holds every canonical table; derived tables are created in it and replaced by the next call.
        handbook: The company's handbook.
        present: Canonical columns the export filled, by table; a table not in it is missing.
        as_of: The day of the audit, exclusive; None means the day after the newest fact of the export.
        judged_from: The first day to judge; None means the earliest deal or activity.
        watched: Violators of an earlier audit, key and object by norm: those not judged any more are told.
        views: Whether to compute what every report draws.
    """
    prepared = prepare(engine, handbook, present, as_of, judged_from)
    setting = prepared.setting
    judging = Judging(engine, setting, watched)
    verdicts = judging.verdicts()
    checked = [verdict.norm_id for verdict in verdicts if verdict.checked]
    measured, drawn = measures_and_views(engine, setting) if views else (measures_of(engine, setting), ())
    return Judged(
        verdicts,
        setting.as_of,
        setting.start,
        _company_score(verdicts),
        _owner_scores(verdicts),
        (
            *prepared.findings,
            *unknown_words(engine, _asked(setting)),
            *_unknown_owners(engine, setting),
            *judging.waivers.findings(checked),
        ),
        prepared.notes,
        prepared.set_aside,
        measured,
        drawn,
    )


def _company_score(verdicts: Iterable[Verdict]) -> Score:
    verdicts = tuple(verdicts)
    counts = [(item.severity, item.population, len(item.violations)) for item in verdicts if item.checked]
    return score_of(None, counts, sum(not item.checked for item in verdicts))


def _owner_scores(verdicts: tuple[Verdict, ...]) -> tuple[Score, ...]:
    counts: dict[str, list[tuple[Severity, int, int]]] = defaultdict(list)
    for verdict in verdicts:
        for item in verdict.owners:
            counts[item.owner].append((verdict.severity, item.population, item.violators))
    not_checked = sum(not verdict.checked for verdict in verdicts)
    scores = [score_of(owner, found, not_checked) for owner, found in counts.items()]
    return tuple(sorted(scores, key=lambda score: (score.value is None, score.value or 0, score.owner or "")))


def _asked(setting: Setting) -> dict[str, frozenset[str]]:
    """Canonical columns that the export filled and the handbook asks about: others may not be there at all."""
    wanted = wanted_columns(setting.handbook)
    return {table: columns & wanted.get(table, frozenset()) for table, columns in setting.present.items()}


def _unknown_owners(engine: Engine, setting: Setting) -> tuple[Finding, ...]:
    names = Names(setting.handbook.staff)
    asked = _asked(setting)
    others = "".join(
        f" UNION ALL SELECT {column} AS owner, source_file, source_row FROM {table}"  # noqa: S608 - names of this module
        f"{' WHERE is_human IS NOT FALSE' if table == 'activities' else ''}"
        for table, column in _OWNERS
        if column in asked.get(table, ())
    )
    found = [
        (row["owner"], _first_place(row))
        for row in engine.rows(_UNKNOWN_OWNERS.format(others=others), setting.parameters)
        # A name that two people share is told by the reader, with another way out.
        if not names.sharers(row["owner"])
    ]
    alike = alike_owners(found)
    if not setting.people:
        return alike
    if len(found) > _APART:
        return (_unknown_together(found), *alike)
    return alike + tuple(
        Finding(
            "unknown-owner",
            Severity.WARNING,
            f"Ответственного «{owner}» нет в списке сотрудников: он судится по всем рабочим дням",
            (place,) if place else (),
            _HOW_KNOWN,
        )
        for owner, place in found
    )


def _first_place(row: Row) -> Place | None:
    """Where an unknown person is met first; the name itself is the excerpt."""
    if not row["source_file"]:
        return None
    return Place(row["source_file"], row=row["source_row"], excerpt=row["owner"])


def _unknown_together(found: Sequence[tuple[str, Place | None]]) -> Finding:
    """One remark of many unknown people: a remark of each would hide all the others."""
    listed = ", ".join(f"«{owner}»" for owner, _ in found[:_LISTED])
    more = f" и ещё {len(found) - _LISTED}" if len(found) > _LISTED else ""
    return Finding(
        "unknown-owner",
        Severity.WARNING,
        f"Ответственных нет в списке сотрудников: {listed}{more}; они судятся по всем рабочим дням",
        tuple(place for _, place in found if place),
        _HOW_KNOWN,
    )
