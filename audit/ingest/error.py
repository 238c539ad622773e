"""The one way an export can stop an audit."""

from __future__ import annotations

from handbook.finding import Finding, Place, Severity


class IngestError(Exception):
    """The export cannot be audited at all; carries what is wrong, where, and how to mend it.

    Attributes:
        findings: At least one finding of severity error, in Russian.
    """

    def __init__(self, *findings: Finding) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings


def failure(code: str, message: str, *places: Place, tip: str) -> IngestError:
    """An error of one finding.

    Args:
        code: Stable name of the check.
        message: What is wrong, in Russian, without a full stop.
        places: Where.
        tip: How to mend it.
    """
    return IngestError(Finding(code, Severity.ERROR, message, places, tip))
