"""``reglament serve``: the site with live reload and the local page for audits."""

from __future__ import annotations

import sys
from typing import Any

import click

from reglament.console import Settings, declare, give_up, shown

HELP = """Открывает в браузере страницу, где выгрузку CRM проверяют без командной строки: перетащить файлы,
ответить, что как читать, получить отчёт, Excel и Word. Там же — сайт компании: правки описания видны сразу.

Страница доступна только с этого компьютера и только по одноразовой ссылке. Загруженные файлы лежат во временной
папке и удаляются; в папке компании сохраняется лишь то, о чём вы попросите на странице.

Ключ --shortcut кладёт в папку компании ярлык: в Windows и macOS дальше достаточно двойного щелчка.
"""


class Port(click.IntRange):
    """A port that a program without special rights may take."""

    def __init__(self) -> None:
        super().__init__(1024, 65535)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - the signature is click's
        """The number.

        Raises:
            BadParameter: It is none, or of no such port.
        """
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"«{value}» — не номер порта; нужно число от 1024 до 65535, например 8017", param, ctx)


@declare("serve", HELP)
@click.option(
    "--port", type=Port(), metavar="НОМЕР", help="Порт от 1024 до 65535; по умолчанию 8017 или следующий свободный."
)
@click.option("--no-browser", is_flag=True, help="Не открывать браузер, только напечатать ссылку.")
@click.option("--shortcut", is_flag=True, help="Положить в папку компании ярлык и сказать, как его запускать.")
@click.pass_obj
def command(settings: Settings, *, port: int | None, no_browser: bool, shortcut: bool) -> None:
    """Serve the company, or leave a shortcut that does."""
    project = settings.root()
    if shortcut:
        from generator.writer import WriteError
        from reglament.serve.shortcut import how_to_start, put

        try:
            written = put(project)
        except WriteError as error:
            give_up(str(error))
        click.echo(f"Ярлык: {shown(written)}. {how_to_start(written)}", err=True)
        return
    from reglament.serve.address import NoPortError, listen
    from reglament.serve.server import serve

    try:
        listening = listen(port)
    except NoPortError as error:
        give_up(str(error), "Назовите ключом --port другой номер или уберите ключ: свободный найдётся сам")
    with listening:
        try:
            serve(project, listening, lambda text: click.echo(text, err=True), browser=not no_browser and _has_screen())
        except OSError as error:
            give_up(f"временную папку не создать: {error.strerror or error}", "Освободите место на диске")
    settings.say("Остановлено, временные файлы удалены.")


def _has_screen() -> bool:
    """Whether somebody sits here: a job of a server must not start browsers."""
    return sys.stderr.isatty()
