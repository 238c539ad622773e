"""Builds what the sources turn into and tells how it goes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.finding import Finding, Severity
from reglament.console import EXIT_FOUND, PROGRAM, Settings, give_up, shown, tell

if TYPE_CHECKING:
    from generator.documents.files import Selection
    from generator.writer import Written
    from handbook.book import Handbook
    from reglament.output import Target


def build_all(settings: Settings, handbook: Handbook, *, strict: bool = False) -> None:
    """Build everything: pictures for paper, Word documents, the site that offers both, BPMN, requirements for the CRM.

    Args:
        settings: The options before the command.
        handbook: The handbook.
        strict: Whether warnings give exit code 1 too; everything is built all the same.

    Raises:
        SystemExit: Something could not be built; the message says what and how to mend it.
    """
    build_prints(settings, handbook)
    findings = build_documents(settings, handbook)
    findings += build_pages(settings, handbook)
    build_bpmn(settings, handbook)
    build_crm_spec(settings, handbook)
    if strict and any(finding.severity is Severity.WARNING for finding in findings):
        raise SystemExit(EXIT_FOUND)


def build_pages(settings: Settings, handbook: Handbook) -> tuple[Finding, ...]:
    """Build the site, with the Word documents and the pictures for paper that stand in their folders.

    Returns:
        What was told of it; no errors.
    """
    from generator.environment import TemplateMistakeError
    from generator.maps.engine import EngineError
    from generator.site.build import build_site
    from generator.site.company_config import ConfigError
    from generator.writer import WriteError
    from reglament.site_facts import files, gathered

    def waits() -> None:
        settings.say(f"Сайт уже собирает другая программа ({PROGRAM} build или serve). Жду, пока она закончит…")

    settings.say("Собираю сайт…")
    known, doubts = gathered(handbook, settings.folders, datetime.now().astimezone().date())
    try:
        extra = tuple(files(settings.folders, known))
        built = build_site(handbook, settings.project, given=known, extra=extra, waiting=waits)
    except (TemplateMistakeError, EngineError, ConfigError, WriteError) as error:
        give_up(str(error))
    findings = (*built.findings, *doubts)
    _show(findings)
    if any(finding.severity is Severity.ERROR for finding in findings):
        settings.say("Сайт не обновлён: исправьте ошибки выше и повторите.")
        raise SystemExit(EXIT_FOUND)
    _tell(settings, "Сайт", settings.folders.start, built.site)
    return findings


def build_documents(
    settings: Settings, handbook: Handbook, selection: Selection | None = None, target: Target | None = None
) -> tuple[Finding, ...]:
    """Build Word documents.

    Args:
        settings: The options before the command.
        handbook: The handbook.
        selection: Which documents; None means all, and then those of records that are no more are removed.
        target: Where they go; None means the folder of Word documents.

    Returns:
        What was told of them; no errors.
    """
    from generator.documents.figures import Figures
    from generator.documents.files import documents, everything
    from generator.documents.findings import doubts, small_print
    from generator.shelf import Shelf
    from reglament.output import Target, put

    settings.say("Собираю документы Word…")
    chosen = everything(handbook) if selection is None else selection
    where = target or Target(settings.folders.documents)
    figures = Figures(handbook, Shelf(settings.folders.drawings))
    put(settings, where, documents(handbook, chosen, figures), what="Документы Word", prune=selection is None)
    positions = [handbook.positions[one.id] for one in chosen.get("job-description", ())]
    drawn = tuple(handbook.processes if selection is None else figures.shown)
    findings = (*doubts(handbook, positions), *small_print(handbook, figures, drawn))
    _show(findings)
    return findings


def build_prints(settings: Settings, handbook: Handbook) -> None:
    """Build the pictures of all processes for paper, which documents and the site share."""
    from generator.png_files import png_files
    from generator.shelf import Shelf
    from generator.writer import WriteError, write

    settings.say("Рисую схемы для печати…")
    folder = settings.folders.prints
    try:
        written = write(folder, png_files(handbook, Shelf(settings.folders.drawings)), prune=True)
    except WriteError as error:
        give_up(str(error))
    _tell(settings, "Схемы PNG", folder, written)


def build_bpmn(settings: Settings, handbook: Handbook) -> None:
    """Build the diagrams of all processes as BPMN 2.0 XML."""
    from generator.bpmn_files import bpmn_files
    from generator.writer import WriteError, write

    settings.say("Собираю схемы BPMN…")
    folder = settings.folders.bpmn
    try:
        written = write(folder, bpmn_files(handbook, handbook.processes.values()), prune=True)
    except WriteError as error:
        give_up(str(error))
    _tell(settings, "Схемы BPMN", folder, written)


def build_crm_spec(settings: Settings, handbook: Handbook) -> None:
    """Build the requirements for the CRM; a description that asks nothing of a CRM has none."""
    from generator.crm_spec.files import crm_spec_files
    from generator.writer import WriteError, write

    settings.say("Собираю ТЗ на CRM…")
    folder = settings.folders.crm_spec
    try:
        written = write(folder, crm_spec_files(handbook), prune=True)
    except WriteError as error:
        give_up(str(error))
    _tell(settings, "ТЗ на CRM", folder, written)


def _show(findings: Sequence[Finding]) -> None:
    if findings:
        tell(findings)


def _tell(settings: Settings, what: str, where: Path, written: Written) -> None:
    total = len(written.changed) + len(written.unchanged)
    settings.say(f"{what}: {shown(where)} — файлов {total}, изменилось {len(written.changed)}")
