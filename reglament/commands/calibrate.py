"""``reglament calibrate``: what norm could be set."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from reglament.console import EXIT_CANNOT_RUN, PROGRAM, Settings, declare, give_up, shown, tell
from reglament.output import ExportPath, OutputPath
from reglament.period import Day, refuse_empty

if TYPE_CHECKING:
    from handbook.book import Handbook
    from handbook.calibration import Calibration
    from handbook.norms.whatif import WhatIf

HELP = """Показывает, какую норму можно поставить: как лежат нынешние значения каждой нормы, где среди них её предел и
сколько нарушат при других пределах. Предлагает предел — черновик, который решаете утвердить вы; описание не меняет.

Значения стоят по порядку: P50 — половина не больше этого, P75 — три четверти. P — всегда одно из самих значений
(ближайший ранг). Пределы судятся так же, как судит аудит: ровно предел — соблюдено, исключения не в счёт, прежние
редакции остаются своим дням, меняется та, что действует накануне даты аудита. Открытые сделки и лиды без ответа
засчитаны тем, что успело пройти. Досрочно сделанное считается сделанным в срок: ноль.

Предел предлагается, только если нынешний не по силам (нарушают больше допуска; допуска нет — больше десятой доли)
или к нему никто и близко не подходит. Предложенный — самый строгий из испытанных, при котором доля нарушений не
больше допуска (нет допуска — десятой доли), числом, какие пишут в приказах. Меньше двадцати значений — предложения
нет. Открытые сделки, скидку, план, лиды на менеджера и минимум по продукту по статистике не ставят: такой предел —
решение компании. --draft даёт предложенное строками YAML с первого числа следующего месяца; день из приказа
называет --effective.

--what-if судит норму заново с другим пределом и показывает рядом с нынешним: n-kp=5d, n-reakciya=15wmin, n-skidka=20%;
у нормы с двумя пределами — n-otkrytye.max=30.

Код выхода: 0 — посчитано, 2 — посчитать не удалось.
"""

_DAY = Day()
Shape = Literal["text", "json", "xlsx"]


@declare("calibrate", HELP)
@click.argument("exports", nargs=-1, required=True, metavar="ВЫГРУЗКА…", type=ExportPath())
@click.option("--norm", "norms", multiple=True, metavar="НОРМА", help="Только эта норма; можно повторять.")
@click.option(
    "--what-if", "asked", multiple=True, metavar="НОРМА=ПРЕДЕЛ", help="Что будет при другом пределе; можно повторять."
)
@click.option("--crm", metavar="ПРОФИЛЬ", help="Профиль CRM; без ключа узнаётся по столбцам.")
@click.option("--as-of", type=_DAY, metavar="ДАТА", help="Считать по состоянию на 00:00 этого дня.")
@click.option("--from", "first", type=_DAY, metavar="ДАТА", help="С какого дня считать.")
@click.option("--to", "last", type=_DAY, metavar="ДАТА", help="По какой день считать, включительно.")
@click.option("--by-manager", "people", is_flag=True, help="Показать и по сотрудникам: P50, число, нарушения.")
@click.option("--pseudonymise", is_flag=True, help="Показать псевдонимы вместо имён сотрудников.")
@click.option("--draft", is_flag=True, help="Дать предложенные пределы строками YAML, чтобы вставить в описание.")
@click.option("--effective", type=_DAY, metavar="ДАТА", help="С какого дня --draft вводит новые пределы.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json", "xlsx"]),
    default="text",
    show_default=True,
    help="Вид: для чтения, для программы, книга Excel.",
)
@click.option(
    "-o",
    "--output",
    type=OutputPath(dir_okay=False),
    metavar="ФАЙЛ",
    help="Куда записать; книга Excel без ключа — build/calibrate/calibrate.xlsx.",
)
@click.pass_obj
def command(
    settings: Settings,
    *,
    exports: tuple[Path, ...],
    norms: tuple[str, ...],
    asked: tuple[str, ...],
    crm: str | None,
    as_of: datetime | None,
    first: datetime | None,
    last: datetime | None,
    people: bool,
    pseudonymise: bool,
    draft: bool,
    effective: datetime | None,
    shape: Shape,
    output: Path | None,
) -> None:
    """Measure, try other limits, show."""
    from audit.calibrate import calibrate
    from audit.ingest.error import IngestError
    from reglament.choosing import refuse_unknown
    from reglament.sources import handbook_of

    if effective and not draft:
        give_up("день --effective нужен только черновику", "Добавьте --draft или уберите --effective")
    if draft and shape != "text":
        give_up("строки YAML — сами по себе вид вывода", "Оставьте что-нибудь одно: --draft или --format")
    refuse_empty(first, last, as_of)
    start, end, day = (moment.date() if moment else None for moment in (first, last, as_of))
    handbook = handbook_of(settings, failed=EXIT_CANNOT_RUN)
    if not handbook.norms:
        give_up(
            "в описании компании нет ни одной нормы",
            f"Опишите их — или начните с черновиков по выгрузке: {PROGRAM} init ПАПКА --from-export ВЫГРУЗКА",
        )
    refuse_unknown(handbook, norms)
    changes = _changes(handbook, asked)
    settings.say("Читаю выгрузку и меряю нормы…")
    try:
        found = calibrate(
            handbook,
            exports,
            norms=norms,
            changes=changes,
            crm=crm,
            as_of=day,
            judged_from=start,
            judged_to=end,
        )
    except IngestError as error:
        tell(error.findings)
        raise SystemExit(EXIT_CANNOT_RUN) from error
    if pseudonymise:
        found = _pseudonymised(found, handbook)
    if draft:
        since = effective.date() if effective else _next_month(max(found.as_of, datetime.now().astimezone().date()))
        content = _draft(found, handbook, since)
    else:
        content = _content(found, shape, people=people)
    _put(settings, content, shape, output)


def _changes(handbook: Handbook, asked: tuple[str, ...]) -> tuple[WhatIf, ...]:
    from handbook.norms.whatif import WhatIfError, what_if

    every = {name: placed.norm for name, placed in handbook.norms.items()}
    try:
        return tuple(what_if(text, every) for text in asked)
    except WhatIfError as error:
        give_up(str(error), error.tip)


def _pseudonymised(found: Calibration, handbook: Handbook) -> Calibration:
    from audit.calibrate.pseudonyms import pseudonymised
    from audit.privacy.codes import Codes
    from audit.privacy.key import KeyFileError, local_key

    try:
        return pseudonymised(found, Codes(local_key(handbook.root)))
    except KeyFileError as error:
        give_up(str(error))


def _next_month(day: date) -> date:
    """The first day of the month after a day: orders come into force then, and no fact is judged anew."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _draft(found: Calibration, handbook: Handbook, since: date) -> bytes:
    from generator.calibrate.draft import draft_yaml

    return draft_yaml(found, handbook, since, PROGRAM).encode()


def _content(found: Calibration, shape: Shape, *, people: bool) -> bytes:
    if shape == "json":
        from generator.calibrate.json import calibration_json

        return calibration_json(found).encode()
    if shape == "xlsx":
        from generator.calibrate.xlsx import calibration_xlsx

        return calibration_xlsx(found)
    from generator.calibrate.text import calibration_text

    return calibration_text(found, people=people).encode()


def _put(settings: Settings, content: bytes, shape: Shape, output: Path | None) -> None:
    target = output
    if target is None and shape == "xlsx":
        target = settings.folders.build / "calibrate" / "calibrate.xlsx"
    if target is None:
        click.echo(content.decode(), nl=False)
        return
    from generator.artifact import Artifact
    from generator.writer import WriteError, write

    try:
        write(target.parent, [Artifact(target.name, content)])
    except WriteError as error:
        give_up(str(error))
    settings.say(f"Записано: {shown(target)}")
