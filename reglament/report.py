"""Leaves the report of an audit on disk and tells what it came to."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from handbook.finding import Severity
from handbook.result import Result, Status, Verdict
from reglament.console import EXIT_CANNOT_RUN, EXIT_FOUND, give_up, shown

if TYPE_CHECKING:
    from handbook.book import Handbook, PlacedNorm


def write_report(result: Result, handbook: Handbook, folder: Path, formats: Sequence[str]) -> None:
    """Write the report in the formats asked for and print the short summary.

    Raises:
        SystemExit: The company's template has a mistake, or the disk refuses; the message says how to mend it.
    """
    from generator.environment import TemplateMistakeError
    from generator.folders import Folders
    from generator.report import render
    from generator.report.text import summary
    from generator.site.paths import url
    from generator.writer import WriteError, write

    site = Folders.of(handbook.root).site
    way = _way(folder, site)

    def page_of(placed: PlacedNorm) -> str | None:
        address = url("norm", placed.norm.id)
        # A site that was never built, or is older than the norm, has nothing to lead to.
        return f"{way}/{address}" if way and address and (site / address).is_file() else None

    try:
        artifacts = render(result, handbook, formats, page_of=page_of)
        write(folder, artifacts)
    except (TemplateMistakeError, WriteError) as error:
        give_up(str(error))
    click.echo(summary(result, [shown(folder / artifact.path) for artifact in artifacts]), nl=False)


def _way(start: Path, goal: Path) -> str | None:
    """The way from a folder to another as a link; None between two drives of Windows, where there is none."""
    try:
        return Path(os.path.relpath(goal, start)).as_posix()
    except ValueError:
        return None


def why_unchecked(result: Result, require: Sequence[str]) -> str:
    """Why the exit code is 2, by cause: one line for the whole company, or one per required norm."""
    unchecked = result.by_status(Status.NOT_CHECKED)
    if len(unchecked) == len(result.verdicts):
        return f"Ни одна норма не проверена: {_cause(unchecked)}."
    required = [verdict for verdict in unchecked if "all" in require or verdict.norm_id in require]
    return "\n".join(f"Обязательная норма {verdict.norm_id} не проверена: {verdict.reason}." for verdict in required)


def _cause(unchecked: Sequence[Verdict]) -> str:
    if not unchecked:
        return "в описании компании нет ни одной нормы; их пишут у операций, процессов, должностей и в norms.yaml"
    if any(verdict.missing for verdict in unchecked):
        return "не хватает данных; чего именно и как это получить, сказано в отчёте"
    return "; ".join(dict.fromkeys(verdict.reason for verdict in unchecked if verdict.reason))


def verdict_code(result: Result, fail_on: Literal["error", "warning", "never"], require: Sequence[str]) -> int:
    """The exit code: 2 when no norm or not a required one was checked, 1 when a norm of that weight fails, else 0."""
    unchecked = {verdict.norm_id for verdict in result.by_status(Status.NOT_CHECKED)}
    nothing = len(unchecked) == len(result.verdicts)
    if nothing or (unchecked and ("all" in require or unchecked.intersection(require))):
        return EXIT_CANNOT_RUN
    levels = {
        "error": {Severity.ERROR},
        "warning": {Severity.ERROR, Severity.WARNING},
        "never": set[Severity](),
    }[fail_on]
    return EXIT_FOUND if any(verdict.severity in levels for verdict in result.by_status(Status.FAILED)) else 0
