"""Conducts an audit for a command: leaves the report on disk and tells what it came to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from handbook.finding import Severity
from handbook.result import Result, Status, Verdict
from reglament.console import EXIT_CANNOT_RUN, EXIT_FOUND, Settings, give_up, shown, tell
from reglament.output import EVERY_MISTAKE
from reglament.report_folder import leave

if TYPE_CHECKING:
    from handbook.book import Handbook
    from reglament.auditing import Order


def write_report(handbook: Handbook, order: Order, folder: Path, settings: Settings) -> Result:
    """Conduct an audit, write its report and print the short summary.

    Args:
        handbook: The company.
        order: What is asked of the audit.
        folder: Where the report goes.
        settings: The options before the command.

    Raises:
        SystemExit: The export cannot be audited, the company's template has a mistake, or the disk refuses; the
            message says how to mend it.
    """
    from audit.ingest.error import IngestError
    from audit.privacy.key import KeyFileError
    from generator.environment import TemplateMistakeError
    from generator.report.text import summary
    from generator.word.mistake import WordTemplateError
    from generator.writer import WriteError
    from reglament.auditing import conduct
    from reglament.baseline import BaselineError
    from reglament.decisions import SheetError

    try:
        done = conduct(handbook, order, folder, settings.say)
        for remark in (*done.remarks, *leave(done, order, folder)):
            click.echo(f"Замечание: {remark}", err=True)
    except IngestError as error:
        tell(error.findings)
        raise SystemExit(EXIT_CANNOT_RUN) from error
    except WordTemplateError as error:
        give_up(str(error), EVERY_MISTAKE)
    except (TemplateMistakeError, WriteError, BaselineError, KeyFileError, SheetError) as error:
        give_up(str(error))
    files = [shown(folder / artifact.path) for artifact in done.artifacts]
    click.echo(summary(done.result, files, done.story), nl=False)
    return done.result


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
    levels = failing(fail_on)
    return EXIT_FOUND if any(verdict.severity in levels for verdict in result.by_status(Status.FAILED)) else 0


def failing(fail_on: Literal["error", "warning", "never"]) -> tuple[Severity, ...]:
    """Severities of norms that make an audit fail."""
    return {"error": (Severity.ERROR,), "warning": (Severity.ERROR, Severity.WARNING), "never": ()}[fail_on]
