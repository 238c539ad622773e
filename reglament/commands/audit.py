"""``reglament audit``: a CRM export against the norms."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Literal

import click

from reglament.console import EXIT_CANNOT_RUN, EXIT_FOUND, Settings, declare, give_up
from reglament.output import REPORT_FORMATS, ExportPath, OutputPath
from reglament.period import Day, refuse_empty

HELP = """Сверяет выгрузку CRM с нормами и пишет отчёт: кто, какую норму, на какой сделке и на сколько нарушил.

ВЫГРУЗКА — файлы или папки: CSV, XLSX, ответы REST в JSON. Чего в выгрузке нет, то не проверено,
и отчёт говорит, как это получить.

Вместо выгрузки можно назвать хранилище, в котором лежат те же таблицы:
--engine postgresql://имя@сервер/база?schema=sales, --engine spark://local?folder=/папка/parquet.

Аудит остаётся в history/audits компании, с псевдонимами вместо имён, и следующий сравнивается с ним: что нового,
что не исправлено, что исправлено и что вернулось.

Код выхода: 0 — нарушений такой важности нет, 1 — есть, 2 — проверить не удалось или не проверена обязательная норма.
"""

_DAY = Day()


def _formats(_context: click.Context, _parameter: click.Parameter, value: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in value.split(",") if name.strip()))
    if names == REPORT_FORMATS:
        return names
    from generator.report import FILES

    wrong = [name for name in names if name not in FILES]
    if wrong or not names:
        raise click.BadParameter(f"«{wrong[0] if wrong else value}» не подходит; бывает: {', '.join(FILES)}")
    return names


def _memory(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """What the database may take of the memory that is allowed: the program itself needs some, too."""
    if value is None:
        return None
    from audit.memory import LEAST, for_database, megabytes

    allowed = megabytes(value)
    if allowed is None:
        raise click.BadParameter(f"«{value}» — не объём памяти; пишите так: 800MB, 2GB")
    if allowed < LEAST:
        raise click.BadParameter(f"{value} мало: нужно не меньше {LEAST}MB")
    return for_database(allowed)


def _refuse_two_sources(exports: tuple[Path, ...], engine: str | None, crm: str | None) -> None:
    """Either an export is read or a warehouse is asked."""
    if engine is None:
        if not exports:
            give_up("не названо, что проверять", "Назовите файлы или папку выгрузки CRM либо хранилище: --engine АДРЕС")
        return
    if exports:
        give_up(
            f"названы и выгрузка ({exports[0]}), и хранилище --engine",
            "Оставьте одно из двух: выгрузка читается из файлов, хранилище — там, где лежат его таблицы",
        )
    if crm:
        give_up(
            "профиль --crm не нужен хранилищу --engine",
            "Уберите --crm: таблицы и столбцы хранилища узнаются по своим каноническим именам",
        )


@declare("audit", HELP)
@click.argument("exports", nargs=-1, metavar="ВЫГРУЗКА…", type=ExportPath())
@click.option("--engine", metavar="АДРЕС", help="Судить таблицы хранилища (PostgreSQL, Spark) там, где они лежат.")
@click.option("--crm", metavar="ПРОФИЛЬ", help="Профиль CRM; без ключа узнаётся по столбцам.")
@click.option("--as-of", type=_DAY, metavar="ДАТА", help="Судить по состоянию на 00:00 этого дня.")
@click.option("--from", "first", type=_DAY, metavar="ДАТА", help="С какого дня судить.")
@click.option("--to", "last", type=_DAY, metavar="ДАТА", help="По какой день судить, включительно.")
@click.option(
    "--memory",
    callback=_memory,
    metavar="ОБЪЁМ",
    help="Сколько памяти занять, например 1GB; чего не хватит, ляжет во временную папку.",
)
@click.option(
    "--format",
    "formats",
    default=",".join(REPORT_FORMATS),
    show_default=True,
    callback=_formats,
    metavar="ВИДЫ",
    help="Виды отчёта через запятую: html, xlsx, json, md, junit, docx.",
)
@click.option(
    "-o",
    "--output",
    type=OutputPath(file_okay=False),
    metavar="ПАПКА",
    help="Куда положить отчёт; по умолчанию build/audit компании.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    default="error",
    show_default=True,
    help="При нарушениях какой важности вернуть код выхода 1.",
)
@click.option(
    "--require",
    multiple=True,
    metavar="НОРМА",
    help="Норма, которую проверить обязательно; all — все. Можно повторять.",
)
@click.option(
    "--baseline",
    metavar="ПРЕЖНИЙ",
    help="С каким аудитом сравнить: audit.json, файл из history/audits или дата; по умолчанию последний из истории.",
)
@click.option("--no-history", is_flag=True, help="Не читать прежние аудиты и не сохранять этот.")
@click.option(
    "--keep-names",
    is_flag=True,
    help="Хранить в истории имена сотрудников, а не псевдонимы; отчёта не касается.",
)
@click.option(
    "--promises",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="ФАЙЛ",
    help="Заполненный лист решений планёрки; лист из папки отчёта читается и так.",
)
@click.option(
    "--pseudonymise",
    is_flag=True,
    help="Показать в отчёте псевдонимы вместо имён; что хранится в истории, решает --keep-names.",
)
@click.pass_obj
def command(
    settings: Settings,
    *,
    exports: tuple[Path, ...],
    engine: str | None,
    crm: str | None,
    as_of: datetime | None,
    first: datetime | None,
    last: datetime | None,
    memory: str | None,
    formats: tuple[str, ...],
    output: Path | None,
    fail_on: Literal["error", "warning", "never"],
    require: tuple[str, ...],
    baseline: str | None,
    no_history: bool,
    keep_names: bool,
    promises: Path | None,
    pseudonymise: bool,
) -> None:
    """Judge an export and leave the report."""
    from reglament.auditing import Order
    from reglament.choosing import refuse_unknown
    from reglament.report import failing, verdict_code, why_unchecked, write_report
    from reglament.sources import handbook_of

    _refuse_two_sources(exports, engine, crm)
    if baseline is not None and not baseline.strip():
        give_up("ключ --baseline пуст", "Назовите audit.json, файл из history/audits или дату прежнего аудита")
    if engine and memory:
        give_up("память --memory отводится выгрузке, а названо хранилище", "Уберите ключ --memory")
    if keep_names and no_history:
        give_up(
            "ключ --keep-names велит хранить в истории имена, а --no-history — не хранить этот аудит вовсе",
            "Оставьте один из них",
        )
    refuse_empty(first, last, as_of)
    handbook = handbook_of(settings, failed=EXIT_CANNOT_RUN)
    refuse_unknown(handbook, (name for name in require if name != "all"))
    start, end, day = (moment.date() if moment else None for moment in (first, last, as_of))
    order = Order(
        exports=exports,
        engine=engine,
        crm=crm,
        as_of=day,
        judged_from=start,
        judged_to=end,
        memory=memory,
        formats=formats,
        baseline=baseline,
        history=not no_history,
        keep=not no_history,
        keep_names=keep_names,
        promises=promises,
        pseudonymise=pseudonymise,
        failing=failing(fail_on),
    )
    result = write_report(handbook, order, output or settings.folders.report, settings)
    code = verdict_code(result, fail_on, require)
    if code == EXIT_CANNOT_RUN:
        click.echo(why_unchecked(result, require), err=True)
    if code in (EXIT_FOUND, EXIT_CANNOT_RUN):
        raise SystemExit(code)
