"""Judges the norms of a handbook on the canonical tables of an export."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from audit.database import Connection, Row, rows, run
from audit.names import Names
from audit.prepare import prepare
from audit.prepare.setting import Setting
from audit.rules import LATER_REASON, RULE, Question, Rule
from audit.rules.obtain import Either
from handbook.book import Handbook, PlacedNorm
from handbook.finding import Finding, Place, Severity
from handbook.norms import Norm
from handbook.result import (
    Missing,
    OwnerCount,
    Score,
    SetAside,
    Status,
    Verdict,
    Violation,
    score_of,
)
from handbook.russian.letters import upper_first
from handbook.tables import TABLE

_UNKNOWN_OWNERS = """
SELECT u.owner, u.source_file, u.source_row FROM (
    SELECT s.owner, s.source_file, s.source_row,
        ROW_NUMBER() OVER (PARTITION BY s.owner ORDER BY s.source_file, s.source_row) AS turn
    FROM (
        SELECT o.owner, d.source_file, d.source_row
        FROM owner_spans AS o JOIN deal_state AS d ON d.deal_id = o.deal_id
        WHERE o.from_at IS NULL OR o.from_at < CAST($as_of AS TIMESTAMP)
        UNION ALL
        SELECT owner, source_file, source_row FROM plan
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
        set_aside: Rows of the export the rules did not use, by file.
    """

    verdicts: tuple[Verdict, ...]
    as_of: date
    start: date
    score: Score
    owners: tuple[Score, ...]
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    set_aside: Mapping[str, tuple[SetAside, ...]]


def judge(
    con: Connection,
    handbook: Handbook,
    present: Mapping[str, frozenset[str]],
    as_of: date | None = None,
    judged_from: date | None = None,
) -> Judged:
    """Judge every norm of a handbook.

    Args:
        con: Holds every canonical table; derived tables are created in it and replaced by the next call.
        handbook: The company's handbook.
        present: Canonical columns the export filled, by table; a table not in it is missing.
        as_of: The day of the audit, exclusive; None means the day after the newest fact of the export.
        judged_from: The first day to judge; None means the earliest deal or activity.
    """
    prepared = prepare(con, handbook, present, as_of, judged_from)
    setting = prepared.setting
    verdicts = tuple(_verdict(con, placed, setting) for placed in handbook.norms.values())
    return Judged(
        verdicts,
        setting.as_of,
        setting.start,
        _company_score(verdicts),
        _owner_scores(verdicts),
        (*prepared.findings, *_unknown_owners(con, setting)),
        prepared.notes,
        prepared.set_aside,
    )


def _verdict(con: Connection, placed: PlacedNorm, setting: Setting) -> Verdict:
    rule = RULE.get(placed.norm.kind)
    if rule is None:
        return _stamp(placed, setting, Status.NOT_CHECKED, reason=LATER_REASON)
    if setting.nothing:
        return _stamp(placed, setting, Status.NOT_CHECKED, reason=setting.nothing)
    missing = rule.missing(placed.norm, setting)
    if missing:
        return _stamp(placed, setting, Status.NOT_CHECKED, reason=_missing_words(missing), missing=_once(missing))
    return _judged(con, rule, placed, setting)


def _judged(con: Connection, rule: Rule, placed: PlacedNorm, setting: Setting) -> Verdict:
    norm = placed.norm
    question = rule.ask(norm, setting)
    parameters = {**setting.parameters, **question.parameters, "norm": norm.id}
    run(con, f"CREATE OR REPLACE TEMP TABLE judged AS {question.sql}", parameters)
    counts = rows(
        con,
        "SELECT owner, COUNT(*) AS population, SUM(CASE WHEN is_violation THEN 1 ELSE 0 END) AS violators "
        "FROM judged GROUP BY owner",
    )
    population = sum(row["population"] for row in counts)
    violations = tuple(
        _violation(rule, norm, row, setting)
        for row in rows(con, "SELECT * FROM judged WHERE is_violation ORDER BY coalesce(owner, ''), key")
    )
    notes = _notes(con, question, norm, parameters)
    if population == 0:
        return _stamp(placed, setting, Status.NOT_CHECKED, reason=rule.empty, notes=notes)
    over = Decimal(100 * len(violations)) > Decimal(str(norm.tolerance)) * population
    return _stamp(
        placed,
        setting,
        Status.FAILED if over else Status.PASSED,
        population=population,
        violations=violations,
        owners=tuple(
            OwnerCount(row["owner"], int(row["population"]), int(row["violators"]))
            for row in sorted(counts, key=lambda row: row["owner"] or "")
            if row["owner"] is not None
        ),
        approximate=question.owner_decides and not setting.has("owner_changes"),
        notes=notes,
    )


def _violation(rule: Rule, norm: Norm, row: Row, setting: Setting) -> Violation:
    return Violation(
        key=row["key"],
        object_id=row["object_id"],
        object_title=row["object_title"],
        owner=row["owner"],
        moment=row["moment"],
        actual=_number(row["actual"]),
        limit=_number(row["limit_value"]),
        unit=row["unit"],
        detail=rule.detail(norm, row, setting),
        money=row["money"],
        source_file=row["source_file"],
        source_row=row["source_row"],
        edition=row["edition"],
    )


def _number(measured: float | Decimal | None) -> float | None:
    return None if measured is None else round(float(measured), 6)


def _notes(con: Connection, question: Question, norm: Norm, parameters: Mapping[str, object]) -> tuple[str, ...]:
    notes = ["Черновик: норма предложена, но не утверждена"] if norm.draft else []
    if question.left_out:
        left = sorted((row["reason"], row["n"]) for row in rows(con, question.left_out, parameters) if row["n"])
        notes += [f"{upper_first(reason)}: {number}" for reason, number in left]
    return tuple(notes)


def _stamp(  # noqa: PLR0913 - the parts of a verdict that depend on the outcome, all by name
    placed: PlacedNorm,
    setting: Setting,
    status: Status,
    *,
    population: int = 0,
    violations: tuple[Violation, ...] = (),
    owners: tuple[OwnerCount, ...] = (),
    reason: str | None = None,
    missing: tuple[Missing, ...] = (),
    approximate: bool = False,
    notes: tuple[str, ...] = (),
) -> Verdict:
    """The verdict with what the handbook says of its norm: wording of the day, operation, process, clause."""
    norm, handbook = placed.norm, setting.handbook
    operation = handbook.operations.get(placed.home_id) if placed.home == "operation" else None
    process_id = placed.home_id if placed.home == "process" else None
    return Verdict(
        norm_id=norm.id,
        title=norm.title,
        kind=norm.kind,
        requirement=norm.words(setting.as_of - timedelta(days=1)),
        severity=norm.severity,
        status=status,
        tolerance=norm.tolerance,
        population=population,
        violations=violations,
        owners=owners,
        reason=reason,
        missing=missing,
        approximate=approximate,
        notes=notes,
        operation_id=placed.home_id if operation else None,
        operation_title=operation.title if operation else None,
        process_id=handbook.homes.get(placed.home_id) if operation else process_id,
        clause=_clause(norm, handbook),
    )


def _clause(norm: Norm, handbook: Handbook) -> str | None:
    if norm.source is None:
        return None
    document = handbook.documents.get(norm.source.document)
    title = document.title if document else norm.source.document
    return f"{title}, п. {norm.source.clause}" if norm.source.clause else title


def _once(missing: Iterable[Missing]) -> tuple[Missing, ...]:
    """The same needs, one record per table and advice."""
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for item in missing:
        found[item.table, item.how] |= dict.fromkeys(item.columns)
    return tuple(Missing(table, tuple(columns), how) for (table, how), columns in found.items())


def _missing_words(missing: Iterable[Missing]) -> str:
    titles: dict[str, dict[str, None]] = defaultdict(dict)
    choices: dict[str, None] = {}
    staff = ""
    for item in missing:
        if item.table == "employees":
            staff = "в описании компании не заполнен список сотрудников regulations/staff.yaml"
            continue
        if isinstance(item, Either) and item.others:
            ways = ((TABLE[way.table].title, _column_titles(way)) for way in (item, *item.others))
            choices[" или ".join(f"{title} — {', '.join(names)}" for title, names in ways)] = None
            continue
        titles[TABLE[item.table].title] |= dict.fromkeys(_column_titles(item))
    listed = (f"{title} — {', '.join(names)}" for title, names in titles.items())
    lacking = "; ".join((*listed, *choices))
    return "; ".join(part for part in (f"в выгрузке нет: {lacking}" if lacking else "", staff) if part)


def _column_titles(item: Missing) -> list[str]:
    table = TABLE[item.table]
    return [f"«{column.title if (column := table.column(name)) else name}»" for name in item.columns]


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


def _unknown_owners(con: Connection, setting: Setting) -> tuple[Finding, ...]:
    if not setting.people:
        return ()
    names = Names(setting.handbook.staff)
    return tuple(
        Finding(
            "unknown-owner",
            Severity.WARNING,
            f"Ответственного «{row['owner']}» нет в списке сотрудников: он судится по всем рабочим дням",
            (Place(row["source_file"], row=row["source_row"]),) if row["source_file"] else (),
            "Добавьте его в regulations/staff.yaml или впишите это имя в aliases того, кто там уже есть",
        )
        for row in rows(con, _UNKNOWN_OWNERS, setting.parameters)
        # A name that two people share is told by the reader, with another way out.
        if not names.sharers(row["owner"])
    )
