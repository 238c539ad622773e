"""Builds what the sources turn into and tells how it goes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reglament.console import EXIT_FOUND, Settings, give_up, shown

if TYPE_CHECKING:
    from generator.writer import Written
    from handbook.book import Handbook
    from handbook.model.people import Position


def build_all(settings: Settings, handbook: Handbook) -> None:
    """Build the site with its diagrams and every Word document.

    Raises:
        SystemExit: Something could not be built; the message says what and how to mend it.
    """
    build_pages(settings, handbook)
    build_documents(settings, handbook, list(handbook.positions.values()), whole=True)


def build_pages(settings: Settings, handbook: Handbook) -> None:
    """Build the site."""
    from generator.environment import TemplateMistakeError
    from generator.findings import render
    from generator.site.build import build_site
    from generator.site.config import ConfigError
    from generator.writer import WriteError
    from handbook.finding import Severity

    settings.say("Собираю сайт…")
    try:
        built = build_site(handbook, settings.project)
    except (TemplateMistakeError, ConfigError, WriteError) as error:
        give_up(str(error))
    if built.findings:
        click.echo(render(built.findings, "text"), err=True, nl=False)
    if any(finding.severity is Severity.ERROR for finding in built.findings):
        raise SystemExit(EXIT_FOUND)
    _tell(settings, "Сайт", settings.project / "site" / "index.html", built.site)


def build_documents(settings: Settings, handbook: Handbook, positions: Sequence[Position], *, whole: bool) -> None:
    """Build job descriptions.

    Args:
        settings: The options before the command.
        handbook: The handbook.
        positions: Whose job descriptions.
        whole: Whether these are all of them, so that those of positions that are no more are removed.
    """
    from generator.documents import job_descriptions
    from generator.word.mistake import WordTemplateError
    from generator.writer import WriteError, write

    settings.say("Собираю документы Word…")
    folder = settings.project / "build" / "docx"
    try:
        written = write(folder, list(job_descriptions(handbook, positions)), prune=whole)
    except (WordTemplateError, WriteError) as error:
        give_up(str(error))
    _tell(settings, "Документы Word", folder, written)


def _tell(settings: Settings, what: str, where: Path, written: Written) -> None:
    total = len(written.changed) + len(written.unchanged)
    settings.say(f"{what}: {shown(where)} — файлов {total}, изменилось {len(written.changed)}")
