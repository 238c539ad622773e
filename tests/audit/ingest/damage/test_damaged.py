"""Five hundred damaged exports: no traceback, no hang, no row lost from the account, whole rows with their values."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from audit.database import connect
from audit.ingest.error import IngestError
from audit.ingest.ingest import ingest
from handbook.book import Handbook
from handbook.finding import Finding
from handbook.result import FileAccount
from tests.audit.ingest.damage.corpus import Damaged, corpus
from tests.audit.ingest.damage.deals import FIELDS, Values
from tests.volume import volume

#: Try others: REGLAMENT_DAMAGE_SEED=7 pytest tests/audit/ingest/damage
SEED = int(os.environ.get("REGLAMENT_DAMAGE_SEED", "2026"))
FILES, CHUNK = volume(500, 40), 20
LONGEST_S = 5
_DEALS = f"SELECT {', '.join(FIELDS)}, source_row FROM deals"  # noqa: S608 - names are ours


@pytest.mark.parametrize("chunk", range(FILES // CHUNK))
def test_whole_rows_of_a_damaged_export_arrive(chunk: int, handbook: Handbook, tmp_path: Path) -> None:
    wrong: list[str] = []
    for file in corpus(SEED, range(chunk * CHUNK, (chunk + 1) * CHUNK), tmp_path):
        problem = problem_of(handbook, file, tmp_path)
        if problem:
            wrong.append(f"{file.name} ({file.told}): {problem}")
    assert wrong == []


def problem_of(handbook: Handbook, file: Damaged, folder: Path) -> str | None:
    """What is wrong with the import of a file; None when it keeps every promise."""
    con = connect()
    start = time.perf_counter()
    try:
        given = ingest(con, handbook, [folder / file.name])
        rows = con.execute(_DEALS).fetchall()
    except IngestError as error:
        return None if file.refusable and all(map(is_helpful, error.findings)) else f"refused: {error}"
    except Exception as error:  # noqa: BLE001 - any other is what is looked for
        return f"{type(error).__name__}: {error}"
    finally:
        con.close()
    if time.perf_counter() - start > LONGEST_S:
        return "takes too long"
    found = {str(number): (number, *values) for number, *values, _ in rows}
    if any(place != file.places.get(number, place) for number, *_, place in rows):
        return "rows have wrong numbers"
    return problem_of_accounts(file, given.accounts) or problem_of_deals(
        file, sum(account.rows_used for account in given.accounts), found
    )


def problem_of_accounts(file: Damaged, accounts: Sequence[FileAccount]) -> str | None:
    """What is wrong with the accounts of the rows of a file."""
    for account in accounts:
        if account.rows_read != account.rows_used + account.rows_set_aside:
            return f"rows are lost: {account}"
        told = [row for group in account.set_aside for row in group.rows]
        if len(set(told)) != account.rows_set_aside:
            return f"rows set aside are not told one by one: {account}"
    read = sum(account.rows_read for account in accounts)
    if read < file.rows or (file.counted and read > file.rows):
        return f"{read} rows were read of {file.rows}"
    return None


def problem_of_deals(file: Damaged, used: int, found: Mapping[str, Values]) -> str | None:
    """What is wrong with the deals of a file."""
    if used != len(found):
        return f"{used} rows are used and make {len(found)} deals"
    missing = sorted(file.whole.keys() - found.keys())
    if missing:
        return f"{len(missing)} of {len(file.whole)} whole deals are not there: {missing[:5]}"
    for number, values in file.whole.items():
        for name, wanted, given in zip(FIELDS, values, found[number], strict=True):
            if given != wanted and not (given is None and name in file.unsure):
                return f"{name} of deal {number} is {given!r} and not {wanted!r}"
    invented = sorted(found.keys() - file.known)
    if len(invented) > file.touched:
        return f"nobody wrote the deals {invented[:5]}"
    return None


def is_helpful(finding: Finding) -> bool:
    """Whether a finding says in Russian what is wrong, where, and how to mend it."""
    return bool(finding.places and finding.tip and re.search("[а-я]{3}", finding.message))
