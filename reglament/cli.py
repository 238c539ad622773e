"""The ``reglament`` command: options before the command, and the list of commands."""

from __future__ import annotations

import gettext
import itertools
import os
import sys
from pathlib import Path

# Click takes its own words from gettext; they must be in place before it is imported.
os.environ["LANGUAGE"] = "ru"
gettext.bindtextdomain("reglament", str(Path(__file__).parent / "locale"))
gettext.textdomain("reglament")

import click  # noqa: E402 - see above

from reglament import __version__  # noqa: E402 - see above
from reglament.console import EXIT_CANNOT_RUN, PROGRAM, Settings, give_up  # noqa: E402 - see above
from reglament.lazy import LazyGroup  # noqa: E402 - see above

COMMANDS = {
    "demo": ("reglament.commands.demo", "Показать всё на образце: сайт, схемы, документы Word, аудит"),
    "init": ("reglament.commands.init", "Создать папку своей компании: описание с пояснениями и README"),
    "check": ("reglament.commands.check", "Проверить описание: ошибки с файлом, строкой и способом исправить"),
    "build": ("reglament.commands.build", "Собрать сайт, схемы и документы Word"),
    "serve": ("reglament.commands.serve", "Открыть в браузере: сайт компании и проверка выгрузки CRM"),
    "docx": ("reglament.commands.docx", "Собрать документы Word: все, названные или пакет для печати и подписи"),
    "audit": ("reglament.commands.audit", "Сверить выгрузку CRM с нормами и показать нарушения"),
    "calibrate": ("reglament.commands.calibrate", "Показать значения норм по выгрузке и какой предел можно поставить"),
    "map": ("reglament.commands.map", "Показать, как читается выгрузка CRM, и записать её профиль"),
    "approve": ("reglament.commands.approve", "Записать утверждённую редакцию документа: приказ, номер, текст"),
    "diff": ("reglament.commands.diff", "Показать, что изменилось между редакциями и кому знакомиться заново"),
    "explain": ("reglament.commands.explain", "Объяснить код проверки или вид нормы"),
    "export": ("reglament.commands.export", "Выгрузить книгу Excel с описанием, ТЗ на CRM, схемы JSON для редактора"),
    "import": ("reglament.commands.imports", "Вернуть правки из книги Excel или перенести процесс из схемы BPMN"),
}

#: Options of the whole program with how many words each takes; people write them after the command as well.
COMMON = {"--project": 2, "-q": 1, "--quiet": 1}


class App(LazyGroup):
    """The program: its own options count wherever they stand on the line."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Move the common options before the command, then read the line as usual."""
        ahead: list[str] = []
        rest: list[str] = []
        waiting = iter(args)
        for word in waiting:
            if word == "--":
                rest += [word, *waiting]
            elif word in COMMON:
                taken = [word, *itertools.islice(waiting, COMMON[word] - 1)]
                (ahead if len(taken) == COMMON[word] else rest).extend(taken)
            else:
                (ahead if word.startswith("--project=") else rest).append(word)
        return super().parse_args(ctx, [*ahead, *rest])


@click.group(
    cls=App,
    lazy=COMMANDS,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
    help="Регламенты продаж как код: из одного описания — сайт, схемы, документы Word и аудит CRM.",
    options_metavar="[КЛЮЧИ]",
    subcommand_metavar="КОМАНДА [АРГУМЕНТЫ]…",
    epilog=f"Справка по команде: {PROGRAM} КОМАНДА --help",
)
@click.option(
    "--project",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    metavar="ПАПКА",
    help="Папка компании, где лежит regulations/; по умолчанию текущая.",
)
@click.option("-q", "--quiet", is_flag=True, help="Не рассказывать о ходе работы.")
@click.version_option(__version__, prog_name="reglament")
@click.pass_context
def app(context: click.Context, project: Path, *, quiet: bool) -> None:
    """Keep the common options for the command."""
    if not project.is_dir():
        give_up(f"папки {project} нет", "Проверьте ключ --project")
    context.obj = Settings(project.resolve(), quiet)


def main() -> None:
    """Run the command; the only things a user sees are Russian messages and exit codes."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console in an old code page must not stop the work over one letter.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app(prog_name=PROGRAM)
    except BrokenPipeError:
        # The reader of a pipe (head, less) has gone; there is nobody to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_CANNOT_RUN)
    except Exception as error:
        if os.environ.get("REGLAMENT_DEBUG"):
            raise
        give_up(
            f"внутренняя ошибка программы: {type(error).__name__}: {error}",
            "Это наша ошибка, а не ваша. Повторите с переменной среды REGLAMENT_DEBUG=1 и пришлите вывод разработчикам",
        )
