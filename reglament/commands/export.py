"""``reglament export``: what other programs need."""

from __future__ import annotations

from pathlib import Path

import click

from reglament.console import Settings, declare, give_up, shown

HELP = """Выгружает то, что нужно другим программам.

schema — схемы JSON Schema: редактор подсказывает по ним ключи и показывает пояснения по-русски.
"""


@declare("export", HELP)
@click.argument("what", type=click.Choice(["schema"]), metavar="schema")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="ПАПКА",
    help="Куда писать; по умолчанию regulations/.schema компании.",
)
@click.pass_obj
def command(settings: Settings, what: str, output: Path | None) -> None:
    """Write the schemas of the sources."""
    from generator.artifact import Artifact
    from generator.writer import WriteError, write
    from handbook.layout import REGULATIONS
    from handbook.schema import schemas

    folder = output or settings.root() / REGULATIONS / ".schema"
    try:
        written = write(folder, [Artifact(name, text.encode()) for name, text in schemas().items()])
    except WriteError as error:
        give_up(str(error))
    settings.say(f"{what}: {shown(folder)}, изменено файлов: {len(written.changed)}")
