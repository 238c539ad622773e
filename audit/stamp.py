"""A verdict with all that the handbook says of its norm, and the words for what an export lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta

from audit.prepare.setting import Setting
from audit.rules.obtain import Either
from handbook.book import Handbook, PlacedNorm
from handbook.norms import Norm
from handbook.result import Missing, OwnerCount, Status, Verdict, Violation, Waived
from handbook.tables import TABLE


def stamp(  # noqa: PLR0913 - the parts of a verdict that depend on the outcome, all by name
    placed: PlacedNorm,
    setting: Setting,
    status: Status,
    *,
    population: int = 0,
    violations: Sequence[Violation] = (),
    waived: tuple[Waived, ...] = (),
    owners: tuple[OwnerCount, ...] = (),
    reason: str | None = None,
    missing: tuple[Missing, ...] = (),
    approximate: bool = False,
    notes: tuple[str, ...] = (),
    departed: tuple[str, ...] = (),
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
        waived=waived,
        owners=owners,
        reason=reason,
        missing=missing,
        approximate=approximate,
        notes=notes,
        operation_id=placed.home_id if operation else None,
        operation_title=operation.title if operation else None,
        process_id=handbook.homes.get(placed.home_id) if operation else process_id,
        clause=_clause(norm, handbook),
        departed=departed,
    )


def _clause(norm: Norm, handbook: Handbook) -> str | None:
    if norm.source is None:
        return None
    document = handbook.documents.get(norm.source.document)
    title = document.title if document else norm.source.document
    return f"{title}, п. {norm.source.clause}" if norm.source.clause else title


def once(missing: Iterable[Missing]) -> tuple[Missing, ...]:
    """The same needs, one record per table and advice."""
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for item in missing:
        found[item.table, item.how] |= dict.fromkeys(item.columns)
    return tuple(Missing(table, tuple(columns), how) for (table, how), columns in found.items())


#: How rules and measures say where something is not; a warehouse is no export.
IN_EXPORT = "в выгрузке"


def missing_words(missing: Iterable[Missing], holding: str = IN_EXPORT) -> str:
    """What the data lack, in Russian, each table once.

    Args:
        missing: What is missing.
        holding: Where the data are.
    """
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
    return "; ".join(part for part in (f"{holding} нет: {lacking}" if lacking else "", staff) if part)


def _column_titles(item: Missing) -> list[str]:
    table = TABLE[item.table]
    return [f"«{column.title if (column := table.column(name)) else name}»" for name in item.columns]
