"""An export → its diagnosis."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from audit.doctor.looks import look
from audit.doctor.names import person_looks, pipeline_looks
from audit.doctor.stages import stage_looks
from audit.ingest.error import IngestError
from audit.ingest.files import open_exports
from audit.ingest.ingest import Ingested, known_titles
from audit.ingest.recognition.choose import consider
from audit.ingest.recognition.recognise import fits
from audit.ingest.sheet import Sheet
from audit.profiles import GENERIC, candidates
from audit.run import examine
from handbook.book import Handbook
from handbook.diagnosis import Diagnosis
from handbook.finding import Finding
from handbook.model.profile import Profile
from handbook.result import Result


def diagnose(  # noqa: PLR0913 - two of them only tell how it goes
    handbook: Handbook,
    exports: Sequence[Path],
    crm: str | None = None,
    memory: str | None = None,
    *,
    told: Callable[[int], None] = lambda _: None,
    reading: Callable[[str], None] = lambda _: None,
) -> Diagnosis:
    """Tell how an export is read and what is in doubt; judge it once to see which norms it can prove.

    Args:
        handbook: The company.
        exports: Files and folders.
        crm: The profile to read them by; None chooses it.
        memory: How much memory the database may take.
        told: Told how many norms are tried, once the files are read.
        reading: Told the name of each file when its turn comes, several times: it is looked at, then read.

    Raises:
        IngestError: A file cannot be opened, or there is no such profile.
    """
    opened = open_exports(exports, known_titles(handbook), reading)
    chosen = consider(handbook, crm, opened.sheets)
    profile = chosen.profile
    given: Ingested | None = None
    result: Result | None = None
    try:
        given, result = examine(handbook, exports, crm=crm, memory=memory, told=told, reading=reading)
        findings: tuple[Finding, ...] = result.findings
    except IngestError as error:
        findings = (*opened.findings, *error.findings)
    found = given.found if given else chosen.found
    dealt = any(match.table == "deals" for match in found)
    read = {match.sheet.file for match in found}
    others = {
        sheet.file: other
        for sheet in opened.sheets
        if dealt and sheet.file not in read and (other := _other_crm(handbook, profile, sheet))
    }
    findings = tuple(item for item in findings if not _is_told(item, others))
    sheets = tuple(
        look(
            handbook,
            chosen,
            sheet,
            [match for match in found if match.sheet.file == sheet.file],
            findings,
            wants_deals=not dealt,
            separate=others.get(sheet.file, ""),
        )
        for sheet in opened.sheets
    )
    own = profile.id in handbook.profiles
    met = given.stages if given else ()
    return Diagnosis(
        profile=profile.id,
        own=own,
        preset=(profile.preset or GENERIC) if own else profile.id,
        sheets=sheets,
        stages=stage_looks(handbook, profile, met),
        result=result,
        findings=findings,
        pipelines=pipeline_looks(handbook, profile, met),
        people=person_looks(handbook, findings),
    )


def _other_crm(handbook: Handbook, profile: Profile, sheet: Sheet) -> str:
    """The profile that knows a sheet as a list of deals, beside those of the profile chosen; empty if none does."""
    if sheet.blank:
        return ""
    for other in candidates(handbook):
        sources = [source for source in other.sources if source.table == "deals" and fits(source, sheet.headers)]
        if sources and other.id != profile.id:
            return other.id
    return ""


def _is_told(finding: Finding, others: Mapping[str, str]) -> bool:
    """Whether a remark is about a list of deals that is left to another audit: its section says that."""
    return finding.code == "unknown-file" and any(place.file in others for place in finding.places)
