"""``reglament map``: the import doctor shows how an export is read, asks about the doubtful, writes the profile."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from reglament.console import EXIT_CANNOT_RUN, EXIT_FOUND, PROGRAM, Settings, declare, tell

if TYPE_CHECKING:
    from handbook.book import Handbook
    from handbook.diagnosis import Answers, Diagnosis

HELP = """Показывает, как читается выгрузка CRM: что это за файлы, какой столбец чем считается и насколько
уверенно, какие стадии узнаны, какие нормы она доказывает и что добавить для остальных.

В терминале спрашивает о том, в чём не уверена, и записывает ответы в профиль regulations/crm/:
в следующий раз эти файлы читаются без вопросов.

ВЫГРУЗКА — файлы или папки, как у команды audit.

Код выхода: 0 — всё понято, 1 — что-то осталось под вопросом, 2 — прочитать не удалось.
"""


@declare("map", HELP)
@click.argument("exports", nargs=-1, required=True, metavar="ВЫГРУЗКА…", type=click.Path(path_type=Path))
@click.option("--crm", metavar="ПРОФИЛЬ", help="Профиль CRM; без ключа узнаётся по столбцам.")
@click.option("--no-write", is_flag=True, help="Только показать: ни о чём не спрашивать и профиль не писать.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="ФАЙЛ",
    help="Куда записать профиль; по умолчанию в regulations/crm/ компании.",
)
@click.option("--yes", is_flag=True, help="Ни о чём не спрашивать: записать то, что понято уверенно.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Вид вывода: для человека или для программы.",
)
@click.pass_obj
def command(
    settings: Settings,
    *,
    exports: tuple[Path, ...],
    crm: str | None,
    no_write: bool,
    output: Path | None,
    yes: bool,
    shape: Literal["text", "json"],
) -> None:
    """Show the diagnosis, ask, write the profile."""
    from audit.doctor import diagnose
    from audit.ingest.error import IngestError
    from generator.doctor.additions import additions
    from reglament.sources import handbook_of

    handbook = handbook_of(settings, failed=EXIT_CANNOT_RUN)
    settings.say("Читаю выгрузку…")
    try:
        diagnosis = diagnose(handbook, exports, crm)
    except IngestError as error:
        tell(error.findings)
        raise SystemExit(EXIT_CANNOT_RUN) from error
    click.echo(_shown(diagnosis, shape), nl=False)
    answers: Answers | None = None
    talks = shape == "text" and not (no_write or yes or settings.quiet)
    if talks and in_terminal():
        answers = _asked(handbook, diagnosis)
    found = additions(diagnosis, answers)
    if not no_write:
        from reglament.profile_file import write_profile

        write_profile(handbook, diagnosis, found, output)
    if not found.settled:
        raise SystemExit(EXIT_FOUND)


def in_terminal() -> bool:
    """Whether a person is there to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _shown(diagnosis: Diagnosis, shape: Literal["text", "json"]) -> str:
    if shape == "json":
        from generator.doctor.json import diagnosis_json

        return diagnosis_json(diagnosis)
    from generator.doctor.text import diagnosis_text

    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return diagnosis_text(diagnosis, program=PROGRAM, colour=colour)


def _asked(handbook: Handbook, diagnosis: Diagnosis) -> Answers:
    """Ask about everything in doubt.

    Raises:
        SystemExit: The person has left; nothing is written.
    """
    from handbook.diagnosis import Choice
    from reglament.doubts import Interview

    stages = dict.fromkeys(
        Choice(stage.title, stage.title, 0.0, process.funnel.pipeline)
        for process in handbook.processes.values()
        if process.funnel
        for stage in process.funnel.stages
    )
    profile = handbook.profiles.get(diagnosis.profile)

    def hear(prompt: str) -> str:
        text: str = click.prompt(prompt, default="", show_default=False, prompt_suffix="")
        return text

    try:
        return Interview(diagnosis, list(stages), profile.pipelines if profile else {}, hear, click.echo).ask()
    except click.Abort:
        click.echo("\nПрервано: профиль не записан.", err=True)
        raise SystemExit(EXIT_FOUND) from None
