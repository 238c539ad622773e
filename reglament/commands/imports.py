"""``reglament import``: what was edited elsewhere, back into the sources."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reglament.console import EXIT_FOUND, PROGRAM, Settings, give_up, shown, tell
from reglament.lazy import LazyGroup

if TYPE_CHECKING:
    from generator.workbook.outcome import Outcome
    from generator.workbook.sources import Sources

HELP = """Возвращает в описание правки, сделанные в книге Excel, которую выгрузила команда export xlsx.

Показывает каждое изменение: что было, что стало, в каком файле и строке. Проверяет, что описание с ними верно,
и только потом спрашивает, записать ли. Меняются лишь те строки файлов, которые правили в книге.

Изменённое с двух сторон не записывается, удалённые строки из описания не убираются: обо всём этом говорится.

Код выхода: 0 — записано, показано или менять нечего; 1 — в книге или в описании есть что исправить, ничего не
записано; 2 — прочитать не удалось.
"""


KINDS = {"bpmn": ("reglament.commands.import_bpmn", "Процесс из схемы BPMN 2.0 другой программы")}


@click.group(
    "import",
    cls=LazyGroup,
    lazy=KINDS,
    help="Возвращает правки из книги Excel или переносит процесс из схемы BPMN.",
    options_metavar="[КЛЮЧИ]",
    subcommand_metavar="xlsx|bpmn ФАЙЛ",
    epilog=f"Справка по каждому: {PROGRAM} import xlsx --help",
)
def command() -> None:
    """Bring into the sources what was made elsewhere."""


@command.command("xlsx", help=HELP, options_metavar="[КЛЮЧИ]", short_help="Правки из книги Excel")
@click.argument("book", metavar="КНИГА", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Только показать: ничего не писать и не спрашивать.")
@click.option("--yes", is_flag=True, help="Записать без вопроса.")
@click.pass_obj
def from_workbook(settings: Settings, *, book: Path, dry_run: bool, yes: bool) -> None:
    """Show what a workbook changes, check it, ask, write."""
    from generator.workbook.compare import compare
    from generator.workbook.sources import read_sources
    from generator.workbook.texts import texts
    from generator.workbook.verify import verify
    from reglament.sources import readable
    from reglament.workbook_file import grid_of

    root = settings.root()
    readable(settings)
    sources = read_sources(root)
    outcome = compare(grid_of(book), sources, book.name)
    made = texts(outcome, sources)
    if made and not outcome.failed:
        verify(outcome, made, root)
    _show(outcome, {name: source.text for name, source in sources.items()})
    if outcome.findings:
        tell(outcome.findings)
    if outcome.failed:
        click.echo("Ничего не записано: сначала исправьте ошибки в книге.", err=True)
        raise SystemExit(EXIT_FOUND)
    if not made:
        settings.say("Менять нечего: книга и описание согласны.")
        return
    if dry_run or not (yes or _agreed()):
        click.echo("Ничего не записано.", err=True)
        return
    _unchanged(root, sources, made)
    _put(root, made)
    settings.say(f"Записано файлов: {len(made)}")


def _show(outcome: Outcome, texts: dict[str, str]) -> None:
    from generator.workbook.preview import preview

    for line in preview(outcome, texts):
        click.echo(line)


def _agreed() -> bool:
    """Ask whether to write; without a terminal nobody answers."""
    if not in_terminal():
        click.echo("Чтобы записать, повторите с ключом --yes.", err=True)
        return False
    return click.confirm("Записать?", default=False)


def in_terminal() -> bool:
    """Whether a person is there to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _unchanged(root: Path, sources: Sources, made: dict[str, str]) -> None:
    """Stop when a file is not as it was read: somebody has saved it while the question stood unanswered."""
    for name in made:
        path = root / name
        there = path.read_bytes() if path.is_file() else None
        if there != (sources[name].text.encode() if name in sources else None):
            give_up(f"пока шёл вопрос, файл {name} изменили; ничего не записано", "Повторите команду")


def _put(root: Path, made: dict[str, str]) -> None:
    from generator.artifact import Artifact
    from generator.writer import WriteError, write

    try:
        write(root, [Artifact(name, text.encode()) for name, text in made.items()])
    except WriteError as error:
        give_up(str(error), f"Описание в папке {shown(root)} осталось как было")
