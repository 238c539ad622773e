"""An export → its diagnosis."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from audit.doctor.looks import look
from audit.doctor.stages import stage_looks
from audit.ingest.error import IngestError
from audit.ingest.files import open_exports
from audit.ingest.ingest import Ingested, known_titles
from audit.ingest.recognition.choose import consider
from audit.profiles import GENERIC
from audit.run import examine
from handbook.book import Handbook
from handbook.diagnosis import Diagnosis
from handbook.finding import Finding
from handbook.result import Result


def diagnose(handbook: Handbook, exports: Sequence[Path], crm: str | None = None) -> Diagnosis:
    """Tell how an export is read and what is in doubt; judge it once to see which norms it can prove.

    Args:
        handbook: The company.
        exports: Files and folders.
        crm: The profile to read them by; None chooses it.

    Raises:
        IngestError: A file cannot be opened, or there is no such profile.
    """
    opened = open_exports(exports, known_titles(handbook))
    chosen = consider(handbook, crm, opened.sheets)
    profile = chosen.profile
    given: Ingested | None = None
    result: Result | None = None
    try:
        given, result = examine(handbook, exports, crm=crm)
        findings: tuple[Finding, ...] = result.findings
    except IngestError as error:
        findings = (*opened.findings, *error.findings)
    found = given.found if given else chosen.found
    sheets = tuple(
        look(handbook, chosen, sheet, [match for match in found if match.sheet.file == sheet.file], findings)
        for sheet in opened.sheets
    )
    own = profile.id in handbook.profiles
    return Diagnosis(
        profile=profile.id,
        own=own,
        preset=(profile.preset or GENERIC) if own else profile.id,
        sheets=sheets,
        stages=stage_looks(handbook, profile, given.stages if given else ()),
        result=result,
        findings=findings,
    )
