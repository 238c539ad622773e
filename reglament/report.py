"""Conducts an audit for a command: leaves the report on disk and tells what it came to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from handbook.finding import Severity
from handbook.result import Result, Status, Verdict
from reglament.console import EXIT_CANNOT_RUN, EXIT_FOUND, Settings, give_up, shown, tell
from reglament.decisions import lay_aside
from reglament.output import EVERY_MISTAKE

if TYPE_CHECKING:
    from handbook.book import Handbook
    from reglament.auditing import Conducted, Order


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

    try:
        done = conduct(handbook, order, folder, settings.say)
        for remark in (*done.remarks, *leave(done, order, folder)):
            click.echo(f"Замечание: {remark}", err=True)
    except IngestError as error:
        tell(error.findings)
        raise SystemExit(EXIT_CANNOT_RUN) from error
    except WordTemplateError as error:
        give_up(str(error), EVERY_MISTAKE)
    except (TemplateMistakeError, WriteError, BaselineError, KeyFileError) as error:
        give_up(str(error))
    files = [shown(folder / artifact.path) for artifact in done.artifacts]
    click.echo(summary(done.result, files, done.story), nl=False)
    return done.result


def leave(done: Conducted, order: Order, folder: Path) -> tuple[str, ...]:
    """Write the report into a folder where an earlier one may lie.

    A filled sheet of decisions is laid aside when it must not be lost; lists of those who owe nothing any more are
    removed, for others would read them as still valid.

    Args:
        done: The audit.
        order: What was asked of it.
        folder: Where the report goes.

    Returns:
        What a user must know of what lay there, in Russian.

    Raises:
        WriteError: The disk refuses.
    """
    from generator.report import FILES
    from generator.writer import write

    remarks = []
    artifacts = list(done.artifacts)
    if done.sheet and any(folder / one.path == done.sheet for one in artifacts):
        remarks.append(f"заполненный лист решений сохранён под именем {shown(lay_aside(done.sheet))}")
    if "docx" in order.formats:
        from generator.report.word import LISTS

        inside = f"{LISTS}/"
        lists = [replace(one, path=one.path.removeprefix(inside)) for one in artifacts if one.path.startswith(inside)]
        artifacts = [one for one in artifacts if not one.path.startswith(inside)]
        if lists or (folder / LISTS).is_dir():
            write(folder / LISTS, lists, prune=True)
    write(folder, artifacts)
    made = {one.path for one in artifacts}
    left = [name for name in FILES.values() if name not in made and (folder / name).is_file()]
    if order.pseudonymise and left:
        where, names = shown(folder), ", ".join(left)
        remarks.append(f"в папке {where} остались файлы прежнего отчёта, в них могут быть имена: {names}")
    return tuple(remarks)


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
