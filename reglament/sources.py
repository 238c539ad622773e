"""The handbook of the project for the commands that need it whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reglament.console import EXIT_FOUND, PROGRAM, Settings, tell

if TYPE_CHECKING:
    from handbook.book import Handbook
    from handbook.read import Reading


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
        tell(findings, everything=False)
        raise SystemExit(failed)
    told = [finding for finding in findings if finding.severity is not Severity.INFO]
    if told:
        settings.say(f"В описании: {summary(told)}. Показать: {PROGRAM} check")
    return reading.handbook


def readable(settings: Settings) -> Reading:
    """The company's sources, every file of them read; what ``check`` would say besides does not matter here.

    Raises:
        SystemExit: Some file could not be read; what is wrong is printed.
    """
    from handbook.read import read

    reading = read(settings.root())
    if reading.findings:
        tell(reading.findings)
        raise SystemExit(EXIT_FOUND)
    return reading
