"""``reglament check``: every mistake of the sources at once."""

from __future__ import annotations

import os
import sys
from typing import Literal

import click

from reglament.console import EXIT_FOUND, PROGRAM, Settings, declare

HELP = """Проверяет описание в regulations/ и показывает все ошибки сразу: файл, строка, что не так и как исправить.

Код выхода: 0 — ошибок нет, 1 — есть ошибки, 2 — проверить не удалось.
"""


@declare("check", HELP)
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="Вид вывода: для человека, для программы, для GitHub Actions.",
)
@click.pass_obj
def command(settings: Settings, output: Literal["text", "json", "github"]) -> None:
    """Check the sources and print what was found."""
    root = settings.root()
    from generator.findings import render
    from handbook.check import check
    from handbook.finding import Severity

    _, findings = check(root)
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    click.echo(render(findings, output, colour=colour, program=PROGRAM), nl=False)
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise SystemExit(EXIT_FOUND)
