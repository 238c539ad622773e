"""An audit conducted from beginning to end, the same for the command, the sample and the web page.

Files are read and judged, what was found is put beside earlier audits and promises, kept for the next ones, and
rendered. Nothing is printed here, and nothing is written but the history.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from handbook.audits.story import Story
from handbook.finding import Severity
from reglament.output import REPORT_FORMATS

if TYPE_CHECKING:
    from generator.artifact import Artifact
    from handbook.book import Handbook, PlacedNorm
    from handbook.result import Result
    from reglament.chronicle import Chronicle


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of an audit; names are those of the flags.

    Attributes:
        exports: Files and folders of the export, or tables in memory as ``audit`` takes them.
        engine: The address of a warehouse in place of an export.
        baseline: The earlier audit to compare with; None takes the last one of the history.
        history: Whether to read the company's history.
        keep: Whether to keep this audit in it.
        keep_names: Whether to keep people by their names.
        promises: A filled sheet of decisions besides the one in the folder of the report.
        pseudonymise: Whether the report shows codes in place of people.
        failing: Severities of norms that make the audit fail, for reports that CI servers read.
    """

    exports: tuple[Path, ...] | Mapping[str, Any] = ()
    engine: str | None = None
    crm: str | None = None
    as_of: date | None = None
    judged_from: date | None = None
    judged_to: date | None = None
    memory: str | None = None
    formats: tuple[str, ...] = REPORT_FORMATS
    baseline: str | None = None
    history: bool = True
    keep: bool = True
    keep_names: bool = False
    promises: Path | None = None
    pseudonymise: bool = False
    failing: tuple[Severity, ...] = (Severity.ERROR,)


@dataclass(frozen=True, slots=True)
class Conducted:
    """An audit that was conducted.

    Attributes:
        result: What it found; with codes in place of people when that was asked.
        story: What is known of earlier audits and promises.
        artifacts: The report.
        remarks: What could not be read or kept besides the export, in Russian.
        sheet: A filled sheet of decisions in the folder of the report that must be kept under another name.
    """

    result: Result
    story: Story
    artifacts: tuple[Artifact, ...]
    remarks: tuple[str, ...] = ()
    sheet: Path | None = None


def conduct(
    handbook: Handbook, order: Order, folder: Path | None = None, told: Callable[[str], None] = lambda _: None
) -> Conducted:
    """Conduct an audit.

    Args:
        handbook: The company.
        order: What is asked.
        folder: Where the report will lie: for links to the site and for the sheet of decisions; None when nowhere.
        told: Told each stage of the work, in Russian.

    Raises:
        IngestError: The export cannot be audited.
        BaselineError: There is no such audit to compare with.
        KeyFileError: Codes are asked for, and the key for them can be neither read nor made.
        TemplateMistakeError: A template of the company has a mistake.
    """
    from audit.privacy.pseudonymise import pseudonymised
    from generator.report import render
    from reglament.chronicle import Chronicle

    chronicle = Chronicle(handbook, order, folder)
    result = _judge(handbook, order, chronicle, told)
    result, story = chronicle.story(result)
    chronicle.keep(result)
    if order.pseudonymise and chronicle.key:
        result, story = pseudonymised(result, story, handbook, chronicle.key)
    if order.formats:
        told(f"Пишу отчёт: {', '.join(order.formats)}…")
    way = page_of(handbook, folder)
    artifacts = render(
        result,
        handbook,
        order.formats,
        story=story,
        page_of=way,
        failing=order.failing,
        process_page_of=process_page_of(handbook, folder),
    )
    return Conducted(result, story, artifacts, tuple(chronicle.remarks), chronicle.endangered(result.as_of))


def page_of(handbook: Handbook, folder: Path | None) -> Callable[[PlacedNorm], str | None] | None:
    """What gives the address of a norm's page from a folder: of pages that are there.

    Args:
        handbook: The company.
        folder: Where the report will lie; None when nowhere.
    """
    page = _built(handbook, folder, "norm")
    return (lambda placed: page(placed.norm.id)) if page else None


def process_page_of(handbook: Handbook, folder: Path | None) -> Callable[[str], str | None] | None:
    """What gives the address of the page of a process, by its id, as ``page_of`` does that of a norm."""
    return _built(handbook, folder, "process")


def _built(
    handbook: Handbook, folder: Path | None, kind: Literal["norm", "process"]
) -> Callable[[str], str | None] | None:
    from generator.folders import Folders
    from generator.site.paths import url

    site = Folders.of(handbook.root).site
    way = _way(folder, site) if folder else None
    if not way:
        return None

    def page(name: str) -> str | None:
        address = url(kind, name)
        # A site that was never built, or is older than the record, has nothing to lead to.
        return f"{way}/{address}" if address and (site / address).is_file() else None

    return page


def _way(start: Path, goal: Path) -> str | None:
    """The way from a folder to another as a link; None between two drives of Windows, where there is none."""
    try:
        return Path(os.path.relpath(goal, start)).as_posix()
    except ValueError:
        return None


def _judge(handbook: Handbook, order: Order, chronicle: Chronicle, told: Callable[[str], None]) -> Result:
    from audit.run import audit, audit_warehouse

    given: dict[str, Any] = {
        "as_of": order.as_of,
        "judged_from": order.judged_from,
        "judged_to": order.judged_to,
        "watched": chronicle.watched(),
    }
    if order.engine:
        told("Сверяю таблицы хранилища с нормами…")
        return audit_warehouse(handbook, order.engine, **given)
    told("Читаю файлы…")
    return audit(
        handbook,
        order.exports,
        crm=order.crm,
        memory=order.memory,
        told=lambda norms: told(f"Сужу нормы: {norms}…"),
        **given,
    )
