"""The handbook of the project for the commands that need it whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reglament.console import EXIT_FOUND, PROGRAM, Settings, tell

if TYPE_CHECKING:
    from handbook.book import Handbook


def handbook_of(settings: Settings, *, strict: bool = False, failed: int = EXIT_FOUND) -> Handbook:
    """The company's handbook, free of errors.

    Args:
        settings: The options before the command.
        strict: Whether warnings stop the work as well.
        failed: Exit code when the sources stop the work.

    Raises:
        SystemExit: The sources have errors; they are printed, and nothing has been written.
    """
    from generator.findings import summary
    from handbook.check import check
    from handbook.finding import Severity

    reading, findings = check(settings.root())
    serious = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    if any(finding.severity in serious for finding in findings):
        tell(findings)
        raise SystemExit(failed)
    if findings:
        settings.say(f"В описании: {summary(findings)}. Показать: {PROGRAM} check")
    return reading.handbook
