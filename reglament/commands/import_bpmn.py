"""``reglament import bpmn``: a diagram of another program as files of the description."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

import click

from handbook.model.base import ID_PATTERN
from handbook.model.process import Block
from reglament.console import EXIT_CANNOT_RUN, EXIT_FOUND, PROGRAM, Settings, declare, give_up, shown, tell
from reglament.output import OutputPath

if TYPE_CHECKING:
    from handbook.bpmn.draft import Draft

HELP = """Читает схему BPMN 2.0 (Camunda Modeler, bpmn.io, Bizagi, Business Studio, Signavio…) и пишет процесс:
process.yaml, по файлу на операцию, недостающие роли и документы. Всё новое — с пометкой, что дополнить; ваши
файлы не меняются.

Роли: каждый пул с задачами становится процессом. Есть в пуле дорожки — ролями становятся они (из вложенных —
самые внутренние), нет — ролью становится сам пул. Пул без задач и пул клиента, заказчика, поставщика — внешняя
сторона: его сообщения становятся началом, ожидаемыми событиями и участием в операциях, а названное сообщение —
ещё и документом на входе или выходе операции. Роли и документы, которые в описании уже есть, узнаются по названию.

Файл, который написал export bpmn, возвращается с прежними идентификаторами, пока они свободны; описания его задач
раскладываются по ключам: полное название, зачем, владелец, шаги, ключевой фактор.

Чего описание выразить не может, названо поимённо, со строкой файла: сколько элементов прочитано, столько
перенесено и названо непереносимым.

Код выхода: 0 — записано или показано; 1 — в описании есть ошибки, ничего не записано; 2 — схему прочитать не удалось.
"""


def _identifier(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    import re

    if value is not None and not re.match(ID_PATTERN, value):
        raise click.BadParameter(f"«{value}» — не идентификатор; нужны латинские буквы, цифры и дефис: prodat-uslugu")
    return value


@declare("bpmn", HELP)
@click.argument("file", metavar="ФАЙЛ", type=click.Path(path_type=Path))
@click.option(
    "--block",
    type=click.Choice(get_args(Block)),
    default="sell",
    show_default=True,
    help="В какой блок положить процесс: привлечь, продать, обслужить, развить, управлять.",
)
@click.option(
    "--process",
    callback=_identifier,
    metavar="ИДЕНТИФИКАТОР",
    help="Как назвать процесс в описании; по умолчанию — его название латиницей.",
)
@click.option("--pool", metavar="НАЗВАНИЕ", help="Взять только этот пул или процесс схемы; по умолчанию все.")
@click.option(
    "-o",
    "--output",
    type=OutputPath(file_okay=False),
    metavar="ПАПКА",
    help="Куда писать regulations/; по умолчанию в папку компании.",
)
@click.option("--dry-run", is_flag=True, help="Только показать, ничего не писать.")
@click.pass_obj
def command(  # noqa: PLR0917 - click passes every option by its name
    settings: Settings,
    file: Path,
    block: str,
    process: str | None,
    pool: str | None,
    output: Path | None,
    *,
    dry_run: bool,
) -> None:
    """Read a diagram, tell what became of it, write."""
    from handbook.bpmn.document import BpmnError
    from handbook.bpmn.draft import Wish, draft
    from reglament.sources import readable

    book = readable(settings).handbook
    try:
        content = file.read_bytes()
    except OSError as error:
        give_up(f"файл {shown(file)} не открывается: {error.strerror or error}", "Проверьте имя и права на чтение")
    try:
        made = draft(content, file.name, book, Wish(cast("Block", block), process, pool))
    except BpmnError as error:
        tell([error.finding])
        raise SystemExit(EXIT_CANNOT_RUN) from error
    _show(made)
    _write(settings, output or settings.root(), made, dry_run=dry_run)


def _show(made: Draft) -> None:
    if made.findings:
        tell(made.findings)
    for name, title in made.processes:
        click.echo(f"Процесс «{title}»: {name}")
    for path in made.files:
        click.echo(f"  {path}")
    account = made.account
    left = f", не перенесено {account.left} — они названы выше" if account.left else ""
    click.echo(f"Элементов на схеме: {account.read}, перенесено {account.used}{left}.")


def _write(settings: Settings, target: Path, made: Draft, *, dry_run: bool) -> None:
    from generator.artifact import Artifact
    from generator.writer import WriteError, write

    for path in made.files:
        if (target / path).exists():
            give_up(f"файл {path} уже есть", "Уберите его или назовите процесс иначе: --process ИДЕНТИФИКАТОР")
    _must_be_sound(settings, made)
    if dry_run:
        click.echo("Ничего не записано: --dry-run.", err=True)
        return
    try:
        write(target, [Artifact(path, text.encode()) for path, text in made.files.items()])
    except WriteError as error:
        give_up(str(error))
    settings.say(f"Записано файлов: {len(made.files)}. Что дополнить, скажет {PROGRAM} check")


def _must_be_sound(settings: Settings, made: Draft) -> None:
    """Refuse to write what the company could not be built with; a copy tells.

    Raises:
        SystemExit: The description with the new files has errors in them.
    """
    import shutil
    import tempfile

    from handbook.check import check
    from handbook.finding import Severity
    from handbook.layout import REGULATIONS

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(settings.root() / REGULATIONS, copy / REGULATIONS, ignore=shutil.ignore_patterns(".*", "pages"))
        for path, text in made.files.items():
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            (copy / path).write_bytes(text.encode())
        found = check(copy)[1]
    wrong = [
        one for one in found if one.severity is Severity.ERROR and any(place.file in made.files for place in one.places)
    ]
    if wrong:
        tell(wrong)
        click.echo("Ничего не записано: с новыми файлами в описании были бы ошибки.", err=True)
        raise SystemExit(EXIT_FOUND)
