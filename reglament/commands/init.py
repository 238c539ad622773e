"""``reglament init``: a folder a company begins with."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.layout import REGULATIONS
from reglament.console import EXIT_CANNOT_RUN, EXIT_FOUND, PROGRAM, Settings, declare, give_up, shown, tell
from reglament.output import ExportPath
from reglament.period import Day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.workbook.draft import Sketch
    from handbook.exported import Exported
    from handbook.starter import Choice

MODELS = ("one-level", "manager-assistant", "two-level-lead", "two-level-farmer", "conveyor")

HELP = """Создаёт папку компании: описание с пояснениями в каждом файле, настройки сайта, подсказки редактору и
README.md — что где лежит и что менять в первую очередь.

Описание — библиотека процессов продаж: операции, документы, нормы, обучение; с названием и городом компании, с
должностями выбранной модели отдела. Документы в ней — проекты: редакция 1, приказа нет. Проверку check оно проходит
сразу.

С ключом --from-xlsx вместо библиотеки будет то, что описано в книге Excel (листы — как в книге export xlsx; хватит и
таблицы этапов); чего в книге нет, помечено словом «Заполните».

С ключом --from-export описание составляется по выгрузке CRM: воронки и стадии в том порядке, в каком их проходят
сделки, по операции на стадию, люди, профиль выгрузки и черновики норм — цифры стоят рядом в комментариях. Предел
черновика — такой, в каком уже держатся девять десятых работы; важность — предупреждение, допуск 10 %. Чего из выгрузки
не узнать, помечено словом «Заполните». Ключ можно повторять; модель с ним не выбирают: роли впишете вы.

Модели: one-level — менеджер ведёт всё сам; manager-assistant — с ассистентом; two-level-lead — лидоруб и менеджер;
two-level-farmer — хантер и фермер; conveyor — лид-менеджер, хантер, клоузер, фермер. Их сравнивает страница «Модели
отдела продаж» на сайте.

ПАПКА — новая или пустая: в занятую ничего не пишется.
"""


@declare("init", HELP)
@click.argument("folder", metavar="ПАПКА", type=click.Path(path_type=Path))
@click.option(
    "--model",
    "sales_model",
    type=click.Choice(MODELS),
    metavar="МОДЕЛЬ",
    help=f"Модель отдела продаж: одна из пяти; без ключа {MODELS[0]}.",
)
@click.option("--name", metavar="НАЗВАНИЕ", help="Название компании, например «ООО Вектор»; можно вписать позже.")
@click.option("--city", metavar="ГОРОД", help="Город компании; можно вписать позже.")
@click.option(
    "--from-xlsx", "book", type=click.Path(path_type=Path), metavar="КНИГА", help="Взять описание из книги Excel."
)
@click.option(
    "--from-export",
    "exports",
    multiple=True,
    type=ExportPath(),
    metavar="ВЫГРУЗКА",
    help="Составить описание по выгрузке CRM: файл или папка; можно повторять.",
)
@click.option("--crm", metavar="ПРОФИЛЬ", help="Профиль CRM для --from-export; без ключа узнаётся по столбцам.")
@click.option(
    "--as-of",
    type=Day(),
    metavar="ДАТА",
    help="Дата проектов документов; без ключа — сегодня.",
)
@click.pass_obj
def command(  # noqa: PLR0917 - click passes every option by its name
    settings: Settings,
    folder: Path,
    sales_model: str | None,
    name: str | None,
    city: str | None,
    book: Path | None,
    exports: tuple[Path, ...],
    crm: str | None,
    as_of: datetime | None,
) -> None:
    """Write the folder, aside first, check it, put it in place."""
    from handbook.starter import DEFAULT_CITY, DEFAULT_NAME, OddNameError, chosen
    from reglament.new_folder import staged

    if folder.exists() and not folder.is_dir():
        give_up(f"{shown(folder)} — это файл", "Назовите папку, которой ещё нет")
    if folder.is_dir() and any(folder.iterdir()):
        give_up(
            f"папка {shown(folder)} не пуста, в неё ничего не записано",
            "Назовите новую папку; готовое описание переносят туда файлами или правят на месте",
        )
    if book and exports:
        give_up("названы и книга --from-xlsx, и выгрузка --from-export", "Оставьте что-нибудь одно: описание одно")
    if crm and not exports:
        give_up("профиль --crm нужен только выгрузке", "Назовите выгрузку: --from-export ФАЙЛ")
    if sales_model and exports:
        give_up(
            "модель --model строится из библиотеки, а описание — из выгрузки --from-export",
            "Уберите --model: кто продаёт кроме менеджера, впишите потом в roles/ и positions.yaml",
        )
    day = (as_of or datetime.now().astimezone()).date()
    try:
        choice = chosen(name or DEFAULT_NAME, city or DEFAULT_CITY, sales_model or MODELS[0], day)
    except OddNameError as error:
        give_up(str(error), "Уберите их и повторите; точное написание впишите потом в regulations/company.yaml")
    sketch = _sketch(choice, book) if book else None
    told: tuple[str, ...] = ()
    if exports:
        files, told = _of_export(settings, choice, exports, crm)
    else:
        files = _of_workbook(choice, sketch) if sketch else _of_library(choice)
    with staged(folder, files) as stage:
        _look_over(stage, sketch, files)
    _tell(settings, folder, choice, len(files), told if exports else (f"Модель отдела продаж: {choice.model.title}.",))


def _of_export(
    settings: Settings, choice: Choice, exports: tuple[Path, ...], crm: str | None
) -> tuple[dict[str, str], tuple[str, ...]]:
    """The sources an export tells of, and what it told.

    Raises:
        SystemExit: The export cannot be read, or tells too little.
    """
    from audit.ingest.error import IngestError
    from handbook.russian.numbers import counted
    from reglament.founding import of_export

    settings.say("Читаю выгрузку: воронки, люди, нынешние значения…")
    try:
        found, files, norms = of_export(choice, exports, crm)
    except IngestError as error:
        tell(error.findings)
        click.echo("Ничего не записано.", err=True)
        raise SystemExit(EXIT_CANNOT_RUN) from error
    deals = counted(found.deals, "сделка", "сделки", "сделок")
    pipelines = counted(len(found.pipelines), "воронка", "воронки", "воронок")
    people = counted(len(found.people), "сотрудник", "сотрудника", "сотрудников")
    lines = [f"По выгрузке: {deals}, {pipelines}, {people}; черновиков норм {norms}."]
    lines += _guessed(found, files)
    nameless = [code for code, who in found.numbers.items() if not who]
    if nameless:
        profile = next(path for path in files if path.startswith(f"{REGULATIONS}/crm/"))
        lines.append(
            f"Номера CRM, чьих имён в выгрузке нет: {', '.join(nameless)}. Впишите имена в {profile}, в users: "
            f'"{nameless[0]}": Фамилия Имя Отчество'
        )
    codes = sum(stage.title.isascii() and not stage.deals for met in found.pipelines for stage in met.stages)
    if codes:
        lines.append(
            f"Названий стадий, на которых сейчас пусто, в выгрузке нет, взяты коды CRM: {codes}. Впишите названия."
        )
    if not norms:
        lines.append("Значений мало, ни одной нормы не предложено: нужны два десятка сделок с датами и стадиями.")
    return files, tuple(lines)


def _guessed(found: Exported, files: Mapping[str, str]) -> Iterator[str]:
    """What to look at where no history told the order of the stages."""
    from generator.drafting import funnel_of

    for met in found.pipelines:
        if met.order != "history":
            title, path = funnel_of(met, files)
            ground = "возрасту сделок" if met.order == "age" else "числу сделок на стадиях"
            place = path.removeprefix(f"{REGULATIONS}/")
            yield f"Порядок стадий воронки «{title}» угадан по {ground} — проверьте в {place}"


def _of_library(choice: Choice) -> dict[str, str]:
    from handbook.starter import library, of_made, skeleton
    from reglament.sample import sample_root

    return of_made(library(sample_root(), choice) | skeleton(sample_root(), choice, "library"))


def _sketch(choice: Choice, book: Path) -> Sketch:
    """The sources a workbook describes.

    Raises:
        SystemExit: The workbook has mistakes; they are printed.
    """
    from generator.workbook.draft import drafted
    from handbook.finding import Severity
    from reglament.workbook_file import grid_of

    sketch = drafted(grid_of(book), book.name, choice.short_name, choice.city)
    if sketch.findings:
        tell(sketch.findings)
    if any(finding.severity is Severity.ERROR for finding in sketch.findings):
        click.echo("Ничего не записано: сначала исправьте ошибки в книге.", err=True)
        raise SystemExit(EXIT_FOUND)
    return sketch


def _of_workbook(choice: Choice, sketch: Sketch) -> dict[str, str]:
    from handbook.starter import adopted, of_made, skeleton
    from reglament.sample import sample_root

    return of_made(skeleton(sample_root(), choice, "workbook") | adopted(sketch.files, choice))


def _look_over(stage: Path, sketch: Sketch | None, files: Mapping[str, str]) -> None:
    from handbook.check import check
    from handbook.finding import Severity

    errors = tuple(finding for finding in check(stage)[1] if finding.severity is Severity.ERROR)
    if not errors:
        return
    if sketch is None:
        tell(errors)
        click.echo("Ничего не записано: описание получилось с ошибками.", err=True)
    else:
        from generator.workbook.verify import in_workbook

        tell(in_workbook(errors, sketch.outcome, files))
        click.echo("Ничего не записано: сначала исправьте ошибки в книге.", err=True)
    raise SystemExit(EXIT_FOUND)


def _tell(settings: Settings, folder: Path, choice: Choice, files: int, told: tuple[str, ...]) -> None:
    settings.say(f"Создана папка {shown(folder)}: {choice.short_name}, файлов {files}.")
    for line in told:
        settings.say(line)
    settings.say(f"\nС чего начать — в {shown(folder / 'README.md')}. Дальше:")
    settings.say(f'  {PROGRAM} --project "{shown(folder)}" check')
    settings.say(f'  {PROGRAM} --project "{shown(folder)}" build')
