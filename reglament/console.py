"""What commands share: where the project is, how to speak, how to give up."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from generator.folders import Folders
from handbook.layout import REGULATIONS

if TYPE_CHECKING:
    from handbook.finding import Finding

#: How the user starts the program; the bootstrap of a checkout tells its own name.
PROGRAM = os.environ.get("REGLAMENT_PROGRAM", "reglament")
#: The command could not run at all, or a required norm was not checked.
EXIT_CANNOT_RUN = 2
#: There are errors in the sources, or gaps in the audit.
EXIT_FOUND = 1


@dataclass(frozen=True, slots=True)
class Settings:
    """What the options before the command say."""

    project: Path
    quiet: bool

    def root(self) -> Path:
        """The company's folder.

        Raises:
            SystemExit: It holds no ``regulations/``; the message says the way out.
        """
        trouble = self.trouble()
        if trouble:
            give_up(*trouble)
        return self.project

    def trouble(self) -> tuple[str, str] | None:
        """Why the folder is no company's, and the way out; nothing when it is one."""
        if (self.project / REGULATIONS).is_dir():
            return None
        return (
            f"в папке {shown(self.project)} нет папки {REGULATIONS}/ с описанием компании",
            (
                f"Перейдите в папку компании, укажите её ключом --project ПАПКА, создайте свою: {PROGRAM} init ПАПКА — "
                f"или посмотрите образец: {PROGRAM} demo"
            ),
        )

    @property
    def folders(self) -> Folders:
        """Where everything made of the company's sources goes."""
        return Folders.of(self.project)

    def say(self, text: str = "") -> None:
        """Tell how the work goes; silent with ``-q``."""
        if not self.quiet:
            click.echo(text, err=True)


def declare(name: str, text: str) -> Callable[[Callable[..., Any]], click.Command]:
    """A decorator that declares a command: its name and its help, with the words of the usage line in Russian."""
    return click.command(name, help=text, options_metavar="[КЛЮЧИ]")


def tell(findings: Sequence[Finding], *, everything: bool = True) -> None:
    """Show findings to a person, aside from what the command prints.

    Args:
        findings: What to show.
        everything: Whether to show every warning, or as many as ``check`` does.
    """
    from generator.findings import render

    click.echo(render(findings, "text", program=PROGRAM, everything=everything), err=True, nl=False)


def give_up(message: str, tip: str | None = None) -> NoReturn:
    """Say in Russian why the command cannot run and what to do, and leave with exit code 2."""
    click.echo(f"{click.style('Ошибка:', fg='red', bold=True)} {message}", err=True)
    if tip:
        click.echo(f"  {tip}", err=True)
    raise SystemExit(EXIT_CANNOT_RUN)


def shown(path: Path) -> str:
    """A path as short as it can be told from the current folder."""
    try:
        return str(path.resolve().relative_to(Path.cwd().resolve()))
    except ValueError:
        return str(path)
