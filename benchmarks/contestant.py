"""Our side of the comparison: one process that judges every norm and counts every violator.

``python -m benchmarks.contestant FOLDER [--company company_eight] [--memory LIMIT]``; FOLDER is what
``benchmarks.exports`` made. The last line printed is a digest of the verdicts with the keys of all violators.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path
from typing import Any

from audit.memory import for_database, megabytes
from audit.run import audit
from benchmarks.lean import be_lean
from benchmarks.people import AS_OF
from handbook.read import read
from handbook.result import Result


def judge(folder: Path, company: str = "company", memory: str | None = None) -> Result:
    """Audit an export.

    Args:
        folder: What ``benchmarks.exports`` made.
        company: ``company`` with all norms, ``company_eight`` with those the peers know.
        memory: The most memory its database may take; None leaves it to the database.
    """
    bound: dict[str, Any] = {"memory": memory} if memory else {}
    return audit(read(folder / company).handbook, [folder / "export"], as_of=AS_OF, **bound)


def digest(result: Result) -> str:
    """A hash of the verdicts: two audits with the same digest list the same violators."""
    told = hashlib.sha256()
    for verdict in result.verdicts:
        told.update(f"{verdict.norm_id} {verdict.status} {verdict.population}\n".encode())
        for key in sorted(violation.key for violation in verdict.violations):
            told.update(f"{key}\n".encode())
    return told.hexdigest()


def main() -> None:
    """Judge the folder named on the command line."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--company", default="company")
    options.add_argument("--memory", help="the bound for the whole process, such as 1GB")
    options.add_argument("--digest", action="store_true", help="hash the keys of all violators too")
    given = options.parse_args()
    allowed = megabytes(given.memory or "")
    result = judge(given.folder, given.company, for_database(allowed) if allowed else None)
    for verdict in result.verdicts:
        found, share = len(verdict.violations), 100 * len(verdict.violations) / max(verdict.population, 1)
        print(f"{verdict.norm_id:20} {verdict.status:12} {verdict.population:9} {found:8} {share:6.2f} %")
    if given.digest:
        print(digest(result))


if __name__ == "__main__":
    be_lean()
    main()
