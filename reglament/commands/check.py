"""``reglament check``: every mistake of the sources at once."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from typing import Literal

import click

from reglament.console import EXIT_FOUND, PROGRAM, Settings, declare, give_up
from reglament.period import Day

HELP = """Проверяет описание в regulations/ и показывает все ошибки сразу: файл, строка, что не так и как исправить.

Предупреждение можно допустить пометкой в исходнике: # reglament: ignore[код] причина.

Ключи --select и --ignore меняют только то, что показано: на код выхода скрытые ошибки влияют.

Код выхода: 0 — ошибок нет, 1 — есть ошибки (с ключом --fail-on — то, что он назвал, и важнее), 2 — проверить
не удалось.
"""


def codes(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> frozenset[str]:
    """The codes of an option, each of which some check of the sources has."""
    asked = [code.strip() for text in given for code in text.split(",") if code.strip()]
    if asked:
        from handbook.explain import pages_in
        from handbook.lint import RULES
        from handbook.russian.text import suggest

        known = [*(rule.code for rule in RULES), *(code for code, _ in pages_in("handbook"))]
        for code in asked:
            if code not in known:
                near = suggest(code, known)
                hint = f"; возможно, вы имели в виду «{near}»" if near else f"; все коды: {PROGRAM} explain"
                raise click.BadParameter(f"проверки «{code}» нет{hint}")
    return frozenset(asked)


@declare("check", HELP)
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json", "github", "junit"]),
    default="text",
    show_default=True,
    help="Вид вывода: для человека, для программы, для GitHub Actions, для сервера сборки.",
)
@click.option(
    "--as-of",
    type=Day(),
    metavar="ДАТА",
    help="На какой день проверять сроки пересмотра; без ключа — сегодня.",
)
@click.option(
    "--show-ignored",
    is_flag=True,
    help="Показать и то, что допущено в исходниках, с причинами (json и junit показывают всегда).",
)
@click.option(
    "--select", metavar="КОД", multiple=True, callback=codes, help="Показать только эти проверки, через запятую."
)
@click.option("--ignore", metavar="КОД", multiple=True, callback=codes, help="Не показывать эти проверки.")
@click.option("--all", "everything", is_flag=True, help="Показать все одинаковые предупреждения, а не первые десять.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="error",
    show_default=True,
    help="При находках какой важности вернуть код выхода 1.",
)
@click.option("--coverage", is_flag=True, help="Показать, насколько полно описаны процессы (text и json).")
@click.option(
    "--forms",
    is_flag=True,
    help="Показать вместо ошибок все названия во всех падежах: какие формы сомнительны и что вписать.",
)
@click.pass_obj
def command(  # noqa: PLR0917 - each is an option of the command line
    settings: Settings,
    output: Literal["text", "json", "github", "junit"],
    as_of: datetime | None,
    show_ignored: bool,  # noqa: FBT001 - an option of the command line
    select: frozenset[str],
    ignore: frozenset[str],
    everything: bool,  # noqa: FBT001 - an option of the command line
    fail_on: Literal["error", "warning", "info", "never"],
    coverage: bool,  # noqa: FBT001 - an option of the command line
    forms: bool,  # noqa: FBT001 - an option of the command line
) -> None:
    """Check the sources and print what was found."""
    trouble = settings.trouble()
    if trouble:
        if output in {"json", "junit"}:
            _cannot_run(output, *trouble)
        give_up(*trouble)
    if forms:
        _print_forms(settings)
        return
    from generator.findings import render
    from handbook.check import examine
    from handbook.coverage import coverage as covered
    from handbook.finding import Finding, Severity

    grave = list(Severity)
    failing = () if fail_on == "never" else tuple(grave[: grave.index(Severity(fail_on)) + 1])

    def wanted(finding: Finding) -> bool:
        return (not select or finding.code in select) and finding.code not in ignore

    checked = examine(settings.project, (as_of or datetime.now().astimezone()).date())
    printed = render(
        [finding for finding in checked.findings if wanted(finding)],
        output,
        colour=sys.stdout.isatty() and not os.environ.get("NO_COLOR"),
        program=PROGRAM,
        allowed=[item for item in checked.allowed if wanted(item.finding)],
        show_allowed=show_ignored,
        coverage=covered(checked.reading.handbook) if coverage else (),
        hidden=[finding for finding in checked.findings if not wanted(finding)],
        everything=everything or bool(select),
        failing=failing,
    )
    click.echo(printed, nl=False)
    if any(finding.severity in failing for finding in checked.findings):
        raise SystemExit(EXIT_FOUND)


def _print_forms(settings: Settings) -> None:
    from generator.declension import table
    from handbook.read import read

    click.echo(table(read(settings.project)), nl=False)


def _cannot_run(output: Literal["json", "junit"], message: str, tip: str) -> None:
    """Tell a program why there is nothing to check, in the shape it reads."""
    from generator.findings import render
    from handbook.finding import Finding, Severity

    click.echo(render([Finding("missing-file", Severity.ERROR, message, (), tip)], output), nl=False)
