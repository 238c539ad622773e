"""Documentation our own export writes, taken apart again: what is plainly ours goes back to its keys."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

PURPOSE, OWNER, KEY_FACTOR, STEPS = "Зачем", "Владелец", "Ключевой фактор успеха", "Шаги"
NORMS, POINTS = "Нормы", "Контрольные точки"
GOAL, TRIGGER, RESULT, APPLIES = "Цель", "Начинается", "Заканчивается", "Когда применяется"

_STEP = re.compile(r"\d+\. (?P<text>.*)")
_FACT = "— "


@dataclass(frozen=True, slots=True)
class OperationNote:
    """What the documentation of an operation says.

    Attributes:
        title: The full title, when the diagram shows a short one.
        purpose: Why it is done, with whatever is not ours.
        owner: Title of the role that answers for it.
        steps: What is done, in order.
        key_factor: What matters most.
        norms: Titles of norms.
        points: Control points.
    """

    title: str = ""
    purpose: str = ""
    owner: str = ""
    steps: tuple[str, ...] = ()
    key_factor: str = ""
    norms: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProcessNote:
    """What the documentation of a process says; the goal holds whatever is not ours too."""

    goal: str = ""
    trigger: str = ""
    result: str = ""
    applies: str = ""
    owner: str = ""


def operation_note(doc: str, *, own: bool) -> OperationNote:
    """Take the documentation of an operation apart.

    Args:
        doc: The documentation.
        own: Whether the diagram was written by our export; the words of other programs are a purpose as they are.
    """
    found = _sections(doc, {PURPOSE, OWNER, KEY_FACTOR}, {STEPS, NORMS, POINTS}) if own else {}
    if not set(found) - {""}:
        return OperationNote(purpose=doc)
    title, *other = found.get("", [""])
    facts: dict[str, tuple[str, ...]] = {}
    for key in (NORMS, POINTS):
        lines = found.get(key, [])
        facts[key] = tuple(line.removeprefix(_FACT).partition(":")[0] for line in lines if line.startswith(_FACT))
        other += [line for line in lines if not line.startswith(_FACT)]
    return OperationNote(
        title=title,
        purpose=_joined([*found.get(PURPOSE, []), *other]),
        owner=_joined(found.get(OWNER, [])),
        steps=_steps(found.get(STEPS, [])),
        key_factor=_joined(found.get(KEY_FACTOR, [])),
        norms=facts[NORMS],
        points=facts[POINTS],
    )


def process_note(doc: str, *, own: bool) -> ProcessNote:
    """Take the documentation of a process apart.

    Args:
        doc: The documentation.
        own: Whether the diagram was written by our export; the words of other programs are a goal as they are.
    """
    found = _sections(doc, {GOAL, TRIGGER, RESULT, APPLIES, OWNER}, ()) if own else {}
    if not set(found) - {""}:
        return ProcessNote(goal=doc)
    return ProcessNote(
        goal=_joined([*found.get(GOAL, []), *found.get("", [])]),
        trigger=_joined(found.get(TRIGGER, [])),
        result=_joined(found.get(RESULT, [])),
        applies=_joined(found.get(APPLIES, [])),
        owner=_joined(found.get(OWNER, [])),
    )


def _sections(doc: str, keys: Collection[str], heads: Collection[str]) -> dict[str, list[str]]:
    """Lines by what they are about: «key: words», or a head with lines of its own; what comes before under ``""``."""
    found: dict[str, list[str]] = {}
    current = ""
    for line in doc.split("\n") if doc else ():
        key, colon, words = line.partition(": ")
        if colon and key in keys and key not in found:
            current = key
            found[current] = [words]
        elif line.endswith(":") and line[:-1] in heads and line[:-1] not in found:
            current = line[:-1]
            found[current] = []
        else:
            found.setdefault(current, []).append(line)
    return found


def _steps(lines: list[str]) -> tuple[str, ...]:
    """Steps without their numbers; a line without one goes on with the step above it."""
    found: list[str] = []
    for line in lines:
        step = _STEP.fullmatch(line)
        if step:
            found.append(step["text"])
        elif found:
            found[-1] += f"\n{line}"
        else:
            found.append(line)
    return tuple(text for step in found if (text := step.strip()))


def _joined(lines: list[str]) -> str:
    return "\n".join(lines).strip()
