"""``reglament calibrate``: what norm could be set."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from reglament.console import EXIT_CANNOT_RUN, PROGRAM, Settings, declare, give_up, shown, tell
from reglament.period import refuse_empty

if TYPE_CHECKING:
    from handbook.book import Handbook
    from handbook.calibration import Calibration
    from handbook.norms.whatif import WhatIf

HELP = """Показывает, какую норму можно поставить: как лежат нынешние значения каждой нормы, где среди них её предел и
сколько нарушат при других пределах. Предлагает предел — черновик, который решаете утвердить вы; описание не меняет.

Значения стоят по порядку: P50 — половина не больше этого, P75 — три четверти. P — всегда одно из самих значений
(ближайший ранг). Пределы судятся так же, как судит аудит: ровно предел — соблюдено, исключения не в счёт, прежние
редакции остаются своим дням, меняется та, что действует накануне даты аудита. Открытые сделки и лиды без ответа
засчитаны тем, что успело пройти. Досрочно сделанное считается сделанным в срок: ноль. Предложение — P75 для «не
более» и P25 для «не менее», округлённые до числа, какие пишут в приказах; если значений меньше двадцати,
предложения нет.

--what-if судит норму заново с другим пределом и показывает рядом с нынешним: n-kp=5d, n-reakciya=15wmin, n-skidka=20%;
у нормы с двумя пределами — n-otkrytye.max=30.

Код выхода: 0 — посчитано, 2 — посчитать не удалось.
"""

_DAY = click.DateTime(["%Y-%m-%d", "%d.%m.%Y"])
Shape = Literal["text", "json", "xlsx"]


@declare("calibrate", HELP)
@click.argument("exports", nargs=-1, required=True, metavar="ВЫГРУЗКА…", type=click.Path(path_type=Path))
@click.option("--norm", "norms", multiple=True, metavar="НОРМА", help="Только эта норма; можно повторять.")
@click.option(
    "--what-if", "asked", multiple=True, metavar="НОРМА=ПРЕДЕЛ", help="Что будет при другом пределе; можно повторять."
)
@click.option("--crm", metavar="ПРОФИЛЬ", help="Профиль CRM; без ключа узнаётся по столбцам.")
@click.option("--as-of", type=_DAY, metavar="ДАТА", help="Считать по состоянию на 00:00 этого дня.")
@click.option("--from", "first", type=_DAY, metavar="ДАТА", help="С какого дня считать.")
@click.option("--to", "last", type=_DAY, metavar="ДАТА", help="По какой день считать, включительно.")
@click.option("--by-manager", "people", is_flag=True, help="Показать и по сотрудникам: P50, число, нарушения.")
@click.option("--draft", is_flag=True, help="Дать предложенные пределы строками YAML, чтобы вставить в описание.")
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
    type=click.Path(dir_okay=False, path_type=Path),
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
    draft: bool,
    shape: Shape,
    output: Path | None,
) -> None:
    """Measure, try other limits, show."""
    from audit.calibrate import calibrate
    from audit.ingest.error import IngestError
    from reglament.sources import handbook_of

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
    changes = _changes(handbook, norms, asked)
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
    _put(settings, _content(found, handbook, shape, people=people, draft=draft), shape, output)


def _changes(handbook: Handbook, norms: tuple[str, ...], asked: tuple[str, ...]) -> tuple[WhatIf, ...]:
    from handbook.norms.whatif import WhatIfError, known, what_if

    every = {name: placed.norm for name, placed in handbook.norms.items()}
    try:
        for name in norms:
            known(name, every)
        return tuple(what_if(text, every) for text in asked)
    except WhatIfError as error:
        give_up(str(error), error.tip)


def _content(found: Calibration, handbook: Handbook, shape: Shape, *, people: bool, draft: bool) -> bytes:
    if draft:
        from generator.calibrate.draft import draft_yaml

        return draft_yaml(found, handbook).encode()
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
