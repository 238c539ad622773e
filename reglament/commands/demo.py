"""``reglament demo``: the sample company built and its sample export audited."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from handbook.layout import REGULATIONS
from reglament.console import Settings, declare, shown

HELP = """Показывает всё на образце — вымышленной компании «Мера-Поток»: собирает сайт, схемы и документы Word,
сверяет пробную выгрузку CRM с нормами и говорит, где что лежит.

ПАПКА — куда положить образец; по умолчанию reglament-demo, а в самом исходном коде программы — прямо в нём.
"""


@declare("demo", HELP)
@click.argument("folder", required=False, metavar="[ПАПКА]", type=click.Path(file_okay=False, path_type=Path))
@click.pass_obj
def command(settings: Settings, folder: Path | None) -> None:
    """Build and audit the sample."""
    from audit.run import audit
    from audit.sample import SAMPLE_EXPORT
    from reglament.building import build_all
    from reglament.report import write_report
    from reglament.sample import copy_sample, sample_root
    from reglament.sources import handbook_of

    home = sample_root()
    if folder is None:
        at_home = settings.project.resolve() == home.resolve()
        folder = settings.project if at_home else settings.project / "reglament-demo"
    if folder.resolve() != home.resolve():
        copy_sample(folder)
    settings = replace(settings, project=folder)
    handbook = handbook_of(settings)
    build_all(settings, handbook)
    settings.say("Сверяю пробную выгрузку с нормами…")
    result = audit(handbook, [SAMPLE_EXPORT])
    made = settings.folders
    click.echo()
    write_report(result, handbook, made.report, ("html", "xlsx", "json"))
    click.echo("\nОткройте в браузере:")
    click.echo(f"  сайт             {shown(made.start)}")
    click.echo(f"  отчёт аудита     {shown(made.report / 'audit.html')}")
    click.echo(f"Документы Word:    {shown(made.documents)}")
    click.echo(f"Описание компании: {shown(folder / REGULATIONS)}")
