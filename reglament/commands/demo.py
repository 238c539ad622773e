"""``reglament demo``: the sample company built and its sample export audited."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
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
    from audit.history.folder import listed
    from audit.sample import SAMPLE_EXPORT
    from audit.sample.model import AS_OF
    from reglament.auditing import Order, conduct
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
    made = settings.folders
    # People of the sample are made up: with their names the demo leaves the same files anywhere.
    order = Order(exports=(SAMPLE_EXPORT,), keep_names=True)
    if not listed(folder)[0]:
        settings.say("Готовлю прежний аудит, недельной давности, чтобы отчёту было с чем сравнить…")
        conduct(handbook, replace(order, as_of=AS_OF - timedelta(days=7), formats=()))
    click.echo()
    write_report(handbook, order, made.report, settings)
    click.echo("\nОткройте в браузере:")
    click.echo(f"  сайт             {shown(made.start)}")
    click.echo(f"  отчёт аудита     {shown(made.report / 'audit.html')}")
    click.echo(f"Документы Word:    {shown(made.documents)}")
    click.echo(f"Описание компании: {shown(folder / REGULATIONS)}")
