"""Operations of a process: one file each, the same one where a diagram draws it twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handbook.bpmn.ledger import Ledger
from handbook.bpmn.messages import Talk
from handbook.bpmn.papers import Papers, Use
from handbook.bpmn.route import Place
from handbook.bpmn.scheme import TASKS
from handbook.identifiers import identifier
from handbook.russian.text import folded

_BY_PROGRAM = frozenset({"serviceTask", "scriptTask", "businessRuleTask"})


@dataclass(frozen=True, slots=True)
class Written:
    """An operation as its file holds it, with what its comment says besides."""

    id: str
    record: dict[str, Any]
    notes: tuple[str, ...]


def written(
    places: Sequence[Place], papers: Papers, talks: Mapping[str, list[Talk]], taken: set[str], ledger: Ledger
) -> tuple[list[Written], dict[str, str]]:
    """Operations of a process, and which of them each place is.

    Args:
        places: The places of the process in their order.
        papers: What operations take and give.
        talks: Whom they talk to.
        taken: Identifiers that are in use; those made here are added.
        ledger: The account of elements.
    """
    groups: dict[tuple[str, str], list[Place]] = {}
    for place in places:
        if place.kind == "operation":
            owner = place.actor.id if place.actor else ""
            groups.setdefault((folded(place.title) or place.title, owner), []).append(place)
    made: list[Written] = []
    names: dict[str, str] = {}
    for group in groups.values():
        name = identifier(group[0].title, taken, "operaciya")
        taken.add(name)
        names |= {place.key: name for place in group}
        for place in group[1:]:
            ledger.tell(place.item, "операция с таким названием уже есть: в ходе процесса она стоит дважды")
        made.append(Written(name, _record(name, group, papers, talks), _notes(group, papers)))
    return made, names


def _record(name: str, group: Sequence[Place], papers: Papers, talks: Mapping[str, list[Talk]]) -> dict[str, Any]:
    first = group[0]
    record: dict[str, Any] = {"id": name, "title": first.title}
    purpose = next((place.item.doc for place in group if place.item.doc), "")
    if purpose:
        record["purpose"] = purpose
    if first.actor:
        record["owner"] = first.actor.id
    told = list(dict.fromkeys(talk for place in group for talk in talks.get(place.key, ())))
    if told:
        record["participants"] = [
            {"role": talk.actor.id, "direction": "from" if talk.incoming else "to"}
            | ({"subject": talk.subject} if talk.subject else {})
            for talk in told
        ]
    taken, given = (_uses(group, uses) for uses in (papers.taken, papers.given))
    if taken:
        record["inputs"] = [{"document": use.paper.id} | _in_state(use) for use in taken]
    if given:
        record["outputs"] = [{"document": use.paper.id, "kind": use.paper.result} | _in_state(use) for use in given]
    steps = [step for place in group for step in place.steps]
    if steps:
        record["steps"] = [{"text": step.name} for step in steps]
    return record


def _uses(group: Sequence[Place], uses: Mapping[str, list[Use]]) -> list[Use]:
    found: dict[str, Use] = {}
    for place in group:
        for use in uses.get(place.key, ()):
            found.setdefault(use.paper.id, use)
    return list(found.values())


def _in_state(use: Use) -> dict[str, str]:
    return {"note": use.state} if use.state else {}


def _notes(group: Sequence[Place], papers: Papers) -> tuple[str, ...]:
    found: list[str] = []
    for place in group:
        if place.item.kind in _BY_PROGRAM:
            found.append(f"На схеме это {TASKS[place.item.kind]}: её делает не человек.")
        found += [f"Примечание на схеме: {text}" for text in papers.notes.get(place.key, ())]
        found += [f"Шаг «{step.name}»: {step.doc}" for step in place.steps if step.doc]
        if place is not group[0] and place.item.doc:
            found.append(f"На схеме: {place.item.doc}")
    return tuple(dict.fromkeys(found))
