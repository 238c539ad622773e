"""Writes down in the company's folder how an export is read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reglament.serve.state import State
from reglament.serve.task import Task

if TYPE_CHECKING:
    from handbook.book import Handbook


def remember(task: Task, handbook: Handbook, state: State) -> str:
    """Write the profile that was taught; what was done, in Russian.

    Args:
        task: The audit.
        handbook: The company as it is on disk.
        state: How the export is read.

    Raises:
        WriteError: The disk refuses.
    """
    from generator.artifact import Artifact
    from generator.doctor.additions import additions
    from generator.writer import write
    from handbook.layout import REGULATIONS
    from reglament.lessons import learn, with_tail
    from reglament.serve.reading import desk_of

    desk = desk_of(task, handbook, state)
    if state.text is None:
        # Nobody was asked: what is guessed for sure is worth writing down all the same.
        step = learn(desk, desk.own, state.diagnosis, None)
        if step.text is None or step.after is None:
            return "Запоминать нечего: такая выгрузка и так читается без вопросов"
        state = replace(state, text=step.text, diagnosis=step.after, name=desk.name)
    text = with_tail(state.text or "", state.diagnosis, additions(state.diagnosis))
    known = handbook.profiles.get(state.name)
    spot = handbook.spots.get(id(known)) if known else None
    name = spot.file if spot else f"{REGULATIONS}/crm/{state.name}.yaml"
    target = handbook.root / name
    write(target.parent, [Artifact(target.name, text.encode())])
    return f"Записано, как читать такую выгрузку: {name}"
