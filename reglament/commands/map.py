"""``reglament map``: the import doctor shows how an export is read, asks about the doubtful, writes the profile."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from reglament.console import EXIT_CANNOT_RUN, EXIT_FOUND, PROGRAM, Settings, declare, tell
from reglament.output import ExportPath, OutputPath

if TYPE_CHECKING:
    from generator.doctor.additions import Additions
    from handbook.book import Handbook
    from handbook.diagnosis import Answers, Diagnosis
    from reglament.lessons import Lesson
    from reglament.profile_file import Home

HELP = """Показывает, как читается выгрузка CRM: что это за файлы, какой столбец чем считается и насколько
уверенно, какие стадии узнаны, какие нормы она доказывает и что добавить для остальных.

В терминале спрашивает о том, в чём не уверена, и записывает ответы в профиль regulations/crm/:
в следующий раз эти файлы читаются без вопросов. Без терминала только показывает; с ключом --yes записывает
то, что понято уверенно.

ВЫГРУЗКА — файлы или папки, как у команды audit.

Код выхода: 0 — всё понято и аудит возможен, 1 — что-то осталось под вопросом или судить по этой выгрузке нечего,
2 — прочитать не удалось.
"""


@declare("map", HELP)
@click.argument("exports", nargs=-1, required=True, metavar="ВЫГРУЗКА…", type=ExportPath())
@click.option("--crm", metavar="ПРОФИЛЬ", help="Профиль CRM; без ключа узнаётся по столбцам.")
@click.option("--no-write", is_flag=True, help="Только показать: ни о чём не спрашивать и профиль не писать.")
@click.option(
    "-o",
    "--output",
    type=OutputPath(dir_okay=False),
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
    from reglament.lessons import Desk, teach
    from reglament.profile_file import home_of
    from reglament.sources import handbook_of

    handbook = handbook_of(settings, failed=EXIT_CANNOT_RUN)
    settings.say("Читаю выгрузку…")
    try:
        diagnosis = diagnose(handbook, exports, crm)
    except IngestError as error:
        if shape == "json":
            from generator.doctor.json import failure_json

            click.echo(failure_json(error.findings), nl=False)
        tell(error.findings)
        raise SystemExit(EXIT_CANNOT_RUN) from error
    click.echo(_shown(diagnosis, shape), nl=False)
    talks = shape == "text" and not (no_write or yes or settings.quiet) and in_terminal()
    if not (talks or yes) or no_write:
        left = additions(diagnosis)
        if not (no_write or left.nothing):
            tip = "с ключом --yes map запишет то, что понято уверенно, а в терминале спросит и об остальном"
            click.echo(f"Профиль не записан: {tip}.", err=True)
        raise SystemExit(_code(diagnosis, left))
    home = home_of(handbook, diagnosis, output)
    asked: set[tuple[str | None, ...]] = set()
    known = handbook.profiles.get(diagnosis.profile)
    pipelines = dict(known.pipelines) if known else {}
    desk = Desk(handbook, exports, crm, home.text, home.name)
    lesson = teach(desk, diagnosis, lambda seen: _asked(handbook, seen, asked, pipelines) if talks else None)
    _write(home, lesson, shape)
    if lesson.text is not None:
        named = home.name if lesson.by_name or crm else None
        _tell_how_to_go_on(home, _audit_line(settings, exports, named))
    raise SystemExit(_code(lesson.diagnosis, lesson.left) if not (lesson.trouble or lesson.keyless) else EXIT_FOUND)


def _code(diagnosis: Diagnosis, left: Additions) -> int:
    """The exit code, with the reason where an audit would judge nothing."""
    if diagnosis.unfit:
        click.echo(f"Аудит по этой выгрузке ничего не проверит: {diagnosis.unfit}.", err=True)
    known = any(sheet.tables or sheet.deals or sheet.likely or not sheet.columns for sheet in diagnosis.sheets)
    if diagnosis.result is None and not known:
        return EXIT_CANNOT_RUN
    return EXIT_FOUND if diagnosis.unfit or not left.settled else 0


def _write(home: Home, lesson: Lesson, shape: str) -> None:
    """Write what the profile learnt and say what was done, or why not."""
    from reglament.console import shown
    from reglament.profile_file import gained, put

    for file, title in lesson.keyless:
        click.echo(
            f"Не записано, как читать файл {file}: не назван столбец «{title}», без него записей не счесть.", err=True
        )
    if lesson.trouble:
        click.echo(f"Последние ответы не записаны: с ними выгрузка читается хуже ({lesson.trouble}).", err=True)
    if lesson.text is None:
        if not (lesson.keyless or lesson.trouble):
            click.echo("Профиль: добавлять нечего.", err=True)
        return
    put(home.target, lesson.text)
    click.echo(f"Профиль записан: {shown(home.target)} ({gained(lesson.gained)}).", err=True)
    if shape == "text":
        from generator.doctor.norms import proof_lines

        click.echo("\n".join(proof_lines(lesson.diagnosis)))


def _tell_how_to_go_on(home: Home, line: str) -> None:
    if home.is_read:
        click.echo(f"Сверить выгрузку с нормами: {line}", err=True)
    else:
        click.echo("Аудит читает профили только из regulations/crm компании: положите файл туда, потом:", err=True)
        click.echo(f"  {line}", err=True)


def _audit_line(settings: Settings, exports: Sequence[Path], crm: str | None) -> str:
    """The command that judges this export, as it can be typed from the current folder."""
    from reglament.console import shown

    project = [] if settings.project == Path.cwd().resolve() else ["--project", _typed(shown(settings.project))]
    named = ["--crm", crm] if crm else []
    return " ".join((PROGRAM, *project, "audit", *(_typed(str(path)) for path in exports), *named))


def _typed(word: str) -> str:
    """A word for a command line: in quotation marks that every shell knows, unless it is plain."""
    return word if re.fullmatch(r"[\w./:~\\-]+", word) else f'"{word}"'


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


def _asked(
    handbook: Handbook, diagnosis: Diagnosis, asked: set[tuple[str | None, ...]], pipelines: dict[str, str]
) -> Answers:
    """Ask about everything in doubt that was not asked about before; pipelines that are settled join ``pipelines``.

    Raises:
        SystemExit: The person has left; nothing is written.
    """
    from reglament.doubts import Interview
    from reglament.lessons import stages_of

    def hear(prompt: str) -> str:
        text: str = click.prompt(prompt, default="", show_default=False, prompt_suffix="")
        return text

    try:
        answers = Interview(diagnosis, stages_of(handbook), pipelines, hear, click.echo, asked).ask()
    except click.Abort:
        click.echo("\nПрервано: профиль не записан.", err=True)
        raise SystemExit(EXIT_FOUND) from None
    pipelines.update({look.name: look.guess.title for look in diagnosis.pipelines if look.guess})
    pipelines.update({answer.name: answer.choice.title for answer in answers.pipelines if answer.choice})
    return answers
