"""The handbook of the project for the commands that need it whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reglament.console import EXIT_FOUND, Settings

if TYPE_CHECKING:
    from handbook.book import Handbook


def handbook_of(settings: Settings, *, strict: bool = False) -> Handbook:
    """The company's handbook, free of errors.

    Args:
        settings: The options before the command.
        strict: Whether warnings stop the work as well.

    Raises:
        SystemExit: The sources have errors; they are printed, and nothing has been written.
    """
    from generator.findings import render, summary
    from handbook.check import check
    from handbook.finding import Severity

    reading, findings = check(settings.root())
    serious = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    if any(finding.severity in serious for finding in findings):
        click.echo(render(findings, "text"), err=True, nl=False)
        raise SystemExit(EXIT_FOUND)
    if findings:
        settings.say(f"В описании: {summary(findings)}. Показать: reglament check")
    return reading.handbook
