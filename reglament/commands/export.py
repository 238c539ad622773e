"""``reglament export``: what other programs need."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from reglament.console import PROGRAM, Settings, declare, give_up, shown
from reglament.output import OutputPath

if TYPE_CHECKING:
    from generator.artifact import Artifact
    from generator.workbook.sources import Sources

HELP = """Выгружает то, что нужно другим программам.

schema — схемы JSON Schema: редактор подсказывает по ним ключи и показывает пояснения по-русски; audit-result.json
описывает файл audit.json тем, кто читает результаты аудита своей программой.

xlsx — книга Excel со всем описанием: операции, шаги, документы, нормы… Её правят и возвращают командой import xlsx.

bpmn — схемы процессов для других программ (Camunda Modeler, bpmn.io, Bizagi, Business Studio): BPMN 2.0 XML с тем же
рисунком, что на сайте, условиями ветвей, сроками и документами; шаги, нормы и контрольные точки — в описании задач.

crm-spec — ТЗ тому, кто настраивает CRM: воронки и стадии, поля карточек, справочники, права, автоматизация, отчёты и
фильтры, данные для аудита; каждая строка — с местом для отметки. Word, Excel и Markdown.
"""

FORMATS = ("docx", "xlsx", "md")


def _formats(_context: click.Context, _parameter: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    if value is None:
        return None
    names = tuple(dict.fromkeys(name.strip() for name in value.split(",") if name.strip()))
    wrong = [name for name in names if name not in FORMATS]
    if wrong or not names:
        raise click.BadParameter(f"{wrong[0] if wrong else value!r} не подходит; бывает: {', '.join(FORMATS)}")
    return names


@declare("export", HELP)
@click.argument("what", type=click.Choice(["schema", "xlsx", "bpmn", "crm-spec"]), metavar="schema|xlsx|bpmn|crm-spec")
@click.option(
    "-o",
    "--output",
    type=OutputPath(),
    metavar="ПУТЬ",
    help="Куда писать: папка для schema (по умолчанию regulations/.schema), bpmn (build/bpmn) и crm-spec "
    "(build/crm-spec), файл для xlsx (build/reglament.xlsx); для bpmn с одним --process — и файл ИМЯ.bpmn.",
)
@click.option(
    "--format", "formats", callback=_formats, metavar="ВИДЫ", help="Виды ТЗ через запятую; по умолчанию docx,xlsx,md."
)
@click.option(
    "--process",
    "processes",
    multiple=True,
    metavar="ПРОЦЕСС",
    help="Схема какого процесса нужна: идентификатор или название; можно повторять.",
)
@click.option("--vertical", is_flag=True, help="Схемы сверху вниз: дорожки столбцами; файлы ПРОЦЕСС--vertical.bpmn.")
@click.option(
    "--compact", is_flag=True, help="Схемы без документов и писем: один ход работы; файлы ПРОЦЕСС--compact.bpmn."
)
@click.option("--force", is_flag=True, help="Заменить книгу, даже если в ней есть правки, которых нет в описании.")
@click.pass_obj
def command(
    settings: Settings,
    what: Literal["schema", "xlsx", "bpmn", "crm-spec"],
    output: Path | None,
    formats: tuple[str, ...] | None,
    processes: tuple[str, ...],
    *,
    vertical: bool,
    compact: bool,
    force: bool,
) -> None:
    """Write what was asked for."""
    if formats and what != "crm-spec":
        give_up(f"у export {what} один вид, ключ --format для crm-spec", "Уберите --format")
    if (processes or vertical or compact) and what != "bpmn":
        give_up(f"ключи --process, --vertical и --compact — для схем, у export {what} их нет", "Уберите эти ключи")
    if what == "bpmn":
        from reglament.commands.export_bpmn import export_bpmn

        export_bpmn(settings, output, processes, vertical=vertical, compact=compact)
    elif what == "crm-spec":
        _crm_spec(settings, output, formats or FORMATS)
    elif what == "xlsx":
        _book(settings, output, force=force)
    else:
        _schemas(settings, output)


def _schemas(settings: Settings, output: Path | None) -> None:
    from generator.artifact import Artifact
    from generator.report.json_schema import FILE, result_schema
    from handbook.layout import REGULATIONS
    from handbook.schema import schemas

    folder = output or settings.root() / REGULATIONS / ".schema"
    texts = {**schemas(), FILE: result_schema()}
    changed = put(folder, [Artifact(name, text.encode()) for name, text in texts.items()])
    settings.say(f"schema: {shown(folder)}, изменено файлов: {changed}")


def _book(settings: Settings, output: Path | None, *, force: bool) -> None:
    from generator.artifact import Artifact
    from generator.workbook.book import book
    from generator.workbook.sources import read_sources
    from reglament.sources import readable

    company = readable(settings).handbook.company.short_name
    target = output or settings.folders.build / "reglament.xlsx"
    if target.suffix.lower() != ".xlsx":
        give_up(f"{shown(target)}: книге нужно имя с окончанием .xlsx", "Назовите файл, например, -o reglament.xlsx")
    sources = read_sources(settings.root())
    if target.is_file() and not force:
        _keep_edits(target, sources)
    changed = put(target.parent, [Artifact(target.name, book(sources, company))])
    settings.say(f"Книга: {shown(target)}{'' if changed else ' (не изменилась)'}")
    settings.say(f"Вернуть правки: {PROGRAM} import xlsx {shown(target)}")


def _keep_edits(target: Path, sources: Sources) -> None:
    """Stop when the file that stands there is no export or says something the sources do not."""
    from audit.ingest.books.cells import read_cells
    from audit.ingest.error import IngestError
    from generator.workbook.unsaved import unsaved

    try:
        edited = unsaved(read_cells(target, target.name), sources, target.name)
    except IngestError:
        edited = True
    if edited:
        give_up(
            f"в книге {shown(target)} есть то, чего нет в описании; она не заменена",
            f"Верните правки командой {PROGRAM} import xlsx, назовите другой файл ключом -o"
            " или замените книгу ключом --force",
        )


def _crm_spec(settings: Settings, output: Path | None, formats: tuple[str, ...]) -> None:
    from generator.crm_spec.files import crm_spec_files
    from reglament.sources import handbook_of

    folder = output or settings.folders.crm_spec
    artifacts = list(crm_spec_files(handbook_of(settings), formats))
    if not artifacts:
        give_up("в описании нет требований к CRM", "Опишите воронку процесса или crm операции: стадию, поля")
    changed = put(folder, artifacts)
    settings.say(f"ТЗ на CRM: {shown(folder)} — файлов {len(artifacts)}, изменилось {changed}")


def put(folder: Path, artifacts: list[Artifact]) -> int:
    """Write files; how many of them changed."""
    from generator.writer import WriteError, write

    try:
        return len(write(folder, artifacts).changed)
    except WriteError as error:
        give_up(str(error))
