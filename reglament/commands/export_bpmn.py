"""``reglament export bpmn``: diagrams of processes for other programs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reglament.console import Settings, give_up, shown

if TYPE_CHECKING:
    from handbook.book import Handbook
    from handbook.model.process import Process

_SUFFIX = ".bpmn"


def export_bpmn(
    settings: Settings, output: Path | None, names: tuple[str, ...], *, vertical: bool, compact: bool
) -> None:
    """Write the diagrams asked for.

    Args:
        settings: Whose description.
        output: A folder, or a file of one diagram when it is named ``*.bpmn``.
        names: Identifiers or titles of processes; all processes when there are none.
        vertical: Lanes are columns and time runs down.
        compact: Without documents and what is only exchanged on the way.
    """
    from generator.bpmn_files import bpmn_files
    from reglament.commands.export import put
    from reglament.sources import handbook_of

    book = handbook_of(settings)
    chosen = {found.id: found for name in names for found in (_named(book, name),)} or book.processes
    if not chosen:
        give_up("в описании нет ни одного процесса", "Опишите процесс в regulations/processes/")
    single = output if output is not None and output.suffix.lower() == _SUFFIX else None
    if single is not None and len(chosen) != 1:
        give_up(
            f"{shown(single)}: в одном файле одна схема, а выбрано схем: {len(chosen)}",
            "Назовите один процесс ключом --process или дайте ключу -o имя папки",
        )
    made = list(bpmn_files(book, chosen.values(), vertical=vertical, brief=compact))
    if single is not None:
        changed = put(single.parent, [replace(made[0], path=single.name)])
        settings.say(f"Схема BPMN: {shown(single)}{'' if changed else ' (не изменилась)'}")
        return
    folder = output or settings.folders.bpmn
    changed = put(folder, made)
    settings.say(f"Схемы BPMN: {shown(folder)} — файлов {len(made)}, изменилось {changed}")
    if vertical or compact:
        settings.say(f"Имя такого файла говорит, какая это схема ({made[0].path}); обычные схемы остались, как были.")


def _named(book: Handbook, name: str) -> Process:
    """The process of an identifier or of a title; the command ends when there is not exactly one."""
    from handbook.russian.text import normalise, suggest

    if name in book.processes:
        return book.processes[name]
    alike = [process for process in book.processes.values() if normalise(process.title) == normalise(name)]
    if not alike:
        known = list(book.processes.values())
        hint = suggest(name, [word for process in known for word in (process.id, process.title)])
        tip = f"Возможно, вы имели в виду «{hint}». " if hint else ""
        give_up(f"нет процесса «{name}»", f"{tip}Есть:\n{_list(known)}" if known else "Опишите процесс")
    if len(alike) > 1:
        give_up(f"процессов с названием «{name}» несколько", f"Назовите идентификатор:\n{_list(alike)}")
    return alike[0]


def _list(processes: list[Process]) -> str:
    return "\n".join(f"    {process.id} — {process.title}" for process in processes)
