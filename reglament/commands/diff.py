"""``reglament diff``: what changed between two editions, and who must read it again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from reglament.console import EXIT_CANNOT_RUN, EXIT_FOUND, PROGRAM, Settings, declare, give_up, shown, tell

if TYPE_CHECKING:
    from handbook.book import Handbook

HELP = """Показывает, что изменилось между двумя редакциями описания и кому знакомиться заново.

БЫЛО и СТАЛО — папки с regulations/ или ревизии git (HEAD~1, тег, коммит). Без СТАЛО берётся описание компании, какое
оно сейчас. Сравниваются операции, нормы, роли, документы, а не строки файлов: переставленные ключи и комментарии — не
изменение, переименование видно по идентификатору.

Код выхода: 0 — сравнение показано (с ключом --exit-code: изменений нет), 1 — с этим ключом: изменения есть,
2 — сравнить не удалось.
"""


@declare("diff", HELP)
@click.argument("old", metavar="БЫЛО")
@click.argument("new", metavar="[СТАЛО]", required=False)
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Вид вывода: для человека или для программы.",
)
@click.option("--exit-code", "telling", is_flag=True, help="Вернуть код выхода 1, если изменения есть.")
@click.pass_obj
def command(settings: Settings, old: str, new: str | None, output: Literal["text", "json"], *, telling: bool) -> None:
    """Compare two editions and print the changes."""
    from generator.difference import difference_json, difference_text
    from handbook.editions.compare import compare
    from handbook.editions.readers import readers
    from reglament.revisions import company_of

    if new is None:
        settings.root()
    with company_of(old, settings.project) as before, company_of(new or str(settings.project), settings.project) as now:
        was, become = _read(before, old), _read(now, new or "текущее описание")
        changes = compare(was, become)
        concerned = readers(was, become, changes)
    render = difference_json if output == "json" else difference_text
    click.echo(render(changes, concerned), nl=False)
    if telling and changes:
        raise SystemExit(EXIT_FOUND)


def _read(root: Path, name: str) -> Handbook:
    from handbook.finding import Severity
    from handbook.read import read

    if not root.is_dir():
        give_up(f"папки {shown(root)} нет", "Назовите папку компании ключом --project")
    reading = read(root)
    errors = [finding for finding in reading.findings if finding.severity is Severity.ERROR]
    if errors:
        tell(errors)
        click.echo(
            f"Сравнить нельзя: в редакции «{name}» есть ошибки. Свою исправьте ({PROGRAM} check), вместо прежней"
            " назовите другую ревизию или папку.",
            err=True,
        )
        raise SystemExit(EXIT_CANNOT_RUN)
    return reading.handbook
