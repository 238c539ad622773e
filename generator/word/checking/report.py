"""What the checks of one template share: the template in the making of its findings."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.word.checking.places import Page, Spot
from generator.word.kinds import Kind
from handbook.finding import Finding, Place, Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@dataclass
class Report:
    """Findings about one template, in the order of its text.

    Attributes:
        file: The template as the user knows it.
        findings: What was found so far.
    """

    file: str
    findings: list[Finding] = field(default_factory=list)

    def finding(self, code: str, severity: Severity, what: str, tip: str, spot: Spot | Page | str = "") -> None:
        """Add a finding.

        Args:
            code: Its code.
            severity: How much it weighs.
            what: What is wrong, without the place.
            tip: How to mend it.
            spot: Where in the template; nothing when it is the whole file.
        """
        where = spot.title if isinstance(spot, Page) else str(spot)
        message = f"{where}: {what}" if where else what
        self.findings.append(Finding(code, severity, message, (Place(self.file),), tip))

    @property
    def broken(self) -> bool:
        """Whether the template cannot be printed from."""
        return any(finding.severity is ERROR for finding in self.findings)


@dataclass(frozen=True, eq=False)
class Draft:
    """A template taken apart: its kind, its parts, its texts."""

    kind: Kind
    parts: dict[str, bytes]
    main: str
    pages: tuple[Page, ...]
