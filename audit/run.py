"""The audit as one call: export files in, a ``Result`` out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from handbook.book import Handbook
from handbook.result import FileAccount, Result, SetAside


def audit(  # noqa: PLR0913 - the flags of the command, by keyword
    handbook: Handbook,
    exports: Sequence[Path],
    *,
    crm: str | None = None,
    as_of: date | None = None,
    judged_from: date | None = None,
    judged_to: date | None = None,
) -> Result:
    """Hold every norm of a handbook against a CRM export.

    Args:
        handbook: The company: norms, funnels, staff, CRM profiles.
        exports: Files and folders; of a folder, every export in it.
        crm: Profile to read them by; None chooses the one that recognises most files.
        as_of: The day of the audit, exclusive; None is the day after the newest fact.
        judged_from: First day that is judged; None is the first day of the data.
        judged_to: Last day that is judged, inclusive: the audit stands at its end. ``as_of`` wins if it is earlier.

    Raises:
        IngestError: The export cannot be audited; its findings say why and what to do.
    """
    from audit.database import connect
    from audit.engine import judge
    from audit.ingest.ingest import ingest

    if judged_to is not None:
        end = judged_to + timedelta(days=1) if judged_to < date.max else judged_to
        as_of = min(as_of, end) if as_of else end
    con = connect()
    try:
        given = ingest(con, handbook, exports, crm)
        judged = judge(con, handbook, given.present, as_of, judged_from)
    finally:
        con.close()
    findings = sorted((*given.findings, *judged.findings), key=lambda item: item.sort_key)
    return Result(
        company=handbook.company.short_name,
        as_of=judged.as_of,
        judged_from=judged_from,
        profile=given.profile.id,
        currency=handbook.company.currency,
        verdicts=judged.verdicts,
        score=judged.score,
        owners=judged.owners,
        accounts=tuple(_judged_account(account, judged.set_aside) for account in given.accounts),
        findings=tuple(findings),
        notes=(*given.notes, *judged.notes),
    )


def _judged_account(account: FileAccount, later: Mapping[str, tuple[SetAside, ...]]) -> FileAccount:
    """The account of a file with the rows that were read and not judged: a row is set aside once, for one reason."""
    known = {row for group in account.set_aside for row in group.rows}
    groups = list(account.set_aside)
    for group in later.get(account.file, ()):
        rows = tuple(row for row in group.rows if row not in known)
        known.update(rows)
        if rows:
            groups.append(SetAside(group.reason, rows))
    return replace(account, rows_used=account.rows_read - len(known), set_aside=tuple(groups))
