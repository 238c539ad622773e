"""The audit as one call: export files in, a ``Result`` out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from handbook.book import Handbook
from handbook.result import FileAccount, Result, SetAside

if TYPE_CHECKING:
    from audit.departed import Watched
    from audit.engine import Judged
    from audit.engines.embedded import Embedded
    from audit.engines.warehouse import Opened, Warehouse
    from audit.ingest.ingest import Ingested


def audit(  # noqa: PLR0913 - the flags of the command, by keyword
    handbook: Handbook,
    exports: str | Path | Sequence[str | Path] | Mapping[str, Any],
    *,
    crm: str | None = None,
    as_of: date | None = None,
    judged_from: date | None = None,
    judged_to: date | None = None,
    memory: str | None = None,
    watched: Watched | None = None,
    told: Callable[[int], None] = lambda _: None,
) -> Result:
    """Hold every norm of a handbook against a CRM export.

    Names and keys of the answer are stable; ``Result.to_records`` and ``Result.to_arrow`` give it flat.

    Args:
        handbook: The company: norms, funnels, staff, CRM profiles.
        exports: Files and folders, one or several; of a folder, every export in it. Or tables in memory by the name of
            the canonical table (``handbook.tables``): anything Arrow can read, or rows as mappings.
        crm: Profile to read them by; None chooses the one that recognises most files.
        as_of: The day of the audit, exclusive; None is the day after the newest fact.
        judged_from: First day that is judged; None is the first day of the data.
        judged_to: Last day that is judged, inclusive: the audit stands at its end. ``as_of`` wins if it is earlier.
        memory: How much memory the database may take, «1GB»; what does not fit goes to a temporary folder.
        watched: Violators of an earlier audit, key and object by norm id; verdicts tell which are not judged any more.
        told: Told how many norms are to be judged, once the files are read.

    Raises:
        IngestError: The export cannot be audited; its findings say why and what to do.
    """
    as_of = day_of_audit(as_of, judged_to)
    if isinstance(exports, Mapping):
        from audit.engines.given import open_tables

        return _judge_stored(handbook, *open_tables(exports, handbook), as_of, judged_from, watched)
    paths = [Path(path) for path in ([exports] if isinstance(exports, str | Path) else exports)]
    _, result = examine(
        handbook,
        paths,
        crm=crm,
        as_of=as_of,
        judged_from=judged_from,
        memory=memory,
        watched=watched,
        told=told,
    )
    return result


def examine(  # noqa: PLR0913 - the flags of the command, by keyword
    handbook: Handbook,
    paths: Sequence[Path],
    *,
    crm: str | None = None,
    as_of: date | None = None,
    judged_from: date | None = None,
    memory: str | None = None,
    watched: Watched | None = None,
    told: Callable[[int], None] = lambda _: None,
    reading: Callable[[str], None] = lambda _: None,
) -> tuple[Ingested, Result]:
    """Audit export files and tell how they were read, too.

    Args:
        handbook: The company.
        paths: Files and folders.
        crm: Profile to read them by; None chooses it.
        as_of: The day of the audit, exclusive; None is the day after the newest fact.
        judged_from: First day that is judged.
        memory: How much memory the database may take.
        watched: Violators of an earlier audit, key and object by norm id; verdicts tell which are not judged any more.
        told: Told how many norms are to be judged, once the files are read.
        reading: Told the name of each file when its turn comes.

    Raises:
        IngestError: The export cannot be audited.
    """
    from audit.engine import judge

    with opened(handbook, paths, crm=crm, memory=memory, reading=reading) as (engine, given):
        told(len(handbook.norms))
        judged = judge(engine, handbook, given.present, as_of, judged_from, watched=watched, views=True)
    return given, _result(handbook, given.profile.id, given, judged, judged_from, _of_file)


@contextmanager
def opened(  # noqa: PLR0913 - by keyword
    handbook: Handbook,
    paths: Sequence[Path],
    *,
    crm: str | None = None,
    memory: str | None = None,
    whole: bool = False,
    reading: Callable[[str], None] = lambda _: None,
) -> Iterator[tuple[Embedded, Ingested]]:
    """The canonical tables of export files, for as long as the block lasts.

    Args:
        handbook: The company.
        paths: Files and folders.
        crm: Profile to read them by; None chooses it.
        memory: How much memory the database may take.
        whole: Whether to read every column there is, and not only those the norms ask about.
        reading: Told the name of each file when its turn comes.

    Raises:
        IngestError: The export cannot be read, or does not fit.
    """
    from audit.database import connect, is_out_of_memory, lock
    from audit.engines.embedded import Embedded
    from audit.ingest.ingest import ingest
    from audit.prepare.reads import wanted_columns

    with TemporaryDirectory(prefix="reglament-", ignore_cleanup_errors=True) as spill:
        con = connect(spill, memory)
        try:
            given = ingest(con, handbook, paths, crm, None if whole else wanted_columns(handbook), reading=reading)
            lock(con)
            yield Embedded(con, bounded=bool(memory)), given
        except Exception as error:
            if is_out_of_memory(error):
                raise _out_of_memory(memory) from error
            raise
        finally:
            con.close()


def _out_of_memory(memory: str | None) -> Exception:
    from audit.ingest.error import failure

    return failure(
        "out-of-memory",
        "выгрузка не уместилась в память" + (f", отведённую ей ({memory})" if memory else " компьютера"),
        tip="Отведите больше (--memory), закройте другие программы либо судите период короче: выгрузите меньше",
    )


def audit_warehouse(  # noqa: PLR0913 - the flags of the command, by keyword
    handbook: Handbook,
    url: str,
    *,
    as_of: date | None = None,
    judged_from: date | None = None,
    judged_to: date | None = None,
    watched: Watched | None = None,
) -> Result:
    """Hold every norm of a handbook against tables of a warehouse, where they lie.

    Args:
        handbook: The company: norms, funnels, staff.
        url: The warehouse (``audit.engines``): PostgreSQL or Spark, whose tables are named as canonical ones.
        as_of: The day of the audit, exclusive; None is the day after the newest fact.
        judged_from: First day that is judged; None is the first day of the data.
        judged_to: Last day that is judged, inclusive. ``as_of`` wins if it is earlier.
        watched: Violators of an earlier audit, key and object by norm id; verdicts tell which are not judged any more.

    Raises:
        IngestError: The warehouse cannot be reached or audited; its findings say why and what to do.
    """
    from audit.engines import open_engine

    engine, given = open_engine(url, handbook)
    return _judge_stored(handbook, engine, given, day_of_audit(as_of, judged_to), judged_from, watched)


def _judge_stored(  # noqa: PLR0913, PLR0917 - what was opened, and the flags of the command
    handbook: Handbook,
    engine: Warehouse,
    given: Opened,
    as_of: date | None,
    judged_from: date | None,
    watched: Watched | None,
) -> Result:
    from audit.engine import judge

    try:
        judged = judge(engine, handbook, given.present, as_of, judged_from, watched=watched, views=True)
    finally:
        engine.close()
    return _result(handbook, given.profile, given, judged, judged_from, _of_table)


def day_of_audit(as_of: date | None, judged_to: date | None) -> date | None:
    """The day an audit stands at, exclusive, when the last judged day is asked for, too; the earlier one wins.

    Raises:
        IngestError: The last day is further than any calendar goes.
    """
    from audit.ingest.error import failure
    from audit.prepare.moment import LAST_DAY

    if judged_to is None:
        return as_of
    if judged_to >= LAST_DAY:
        last = LAST_DAY - timedelta(days=1)
        raise failure(
            "far-period",
            f"конец проверки {judged_to:%d.%m.%Y} (--to) слишком далеко: дни после {last:%d.%m.%Y} не судятся",
            tip="Исправьте год в --to или уберите ключ: без него проверка идёт до последнего факта выгрузки",
        )
    end = judged_to + timedelta(days=1)
    return min(as_of, end) if as_of else end


def _result(  # noqa: PLR0913, PLR0917 - everything a result is made of
    handbook: Handbook,
    profile: str,
    given: Ingested | Opened,
    judged: Judged,
    judged_from: date | None,
    later: Callable[[FileAccount, Mapping[tuple[str, str], tuple[SetAside, ...]]], Iterable[SetAside]],
) -> Result:
    findings = sorted((*given.findings, *judged.findings), key=lambda item: item.sort_key)
    return Result(
        company=handbook.company.short_name,
        as_of=judged.as_of,
        judged_from=judged_from,
        profile=profile,
        currency=handbook.company.currency,
        verdicts=judged.verdicts,
        score=judged.score,
        measures=judged.measures,
        views=judged.views,
        owners=judged.owners,
        accounts=tuple(_judged_account(account, later(account, judged.set_aside)) for account in given.accounts),
        findings=tuple(findings),
        notes=(*given.notes, *judged.notes),
    )


def _judged_account(account: FileAccount, later: Iterable[SetAside]) -> FileAccount:
    """The account of a file with the rows that were read and not judged: a row is set aside once, for one reason."""
    known = {row for group in account.set_aside for row in group.rows}
    groups = list(account.set_aside)
    for group in later:
        rows = tuple(row for row in group.rows if row not in known)
        known.update(rows)
        if rows or group.unnumbered:
            groups.append(SetAside(group.reason, rows, group.unnumbered))
    used = account.rows_read - sum(group.count for group in groups)
    return replace(account, rows_used=used, set_aside=tuple(groups))


def _of_file(account: FileAccount, set_aside: Mapping[tuple[str, str], tuple[SetAside, ...]]) -> Iterator[SetAside]:
    """Rows of an export file that were set aside later; it may fill several tables."""
    for (_, file), groups in set_aside.items():
        if file == account.file:
            yield from groups


def _of_table(account: FileAccount, set_aside: Mapping[tuple[str, str], tuple[SetAside, ...]]) -> list[SetAside]:
    """Rows of a table of a warehouse: numbers of rows of several files would say nothing."""
    found = [(file, group) for (table, file), groups in set_aside.items() if table == account.table for group in groups]
    if len({file for file, _ in found}) <= 1:
        return [group for _, group in found]
    counts = Counter[str]()
    for _, group in found:
        counts[group.reason] += group.count
    return [SetAside(reason, (), number) for reason, number in sorted(counts.items())]
