"""Operations of a process: one file each, the same one where a diagram draws it twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handbook.bpmn.cast import Cast
from handbook.bpmn.ledger import Ledger
from handbook.bpmn.messages import Talk
from handbook.bpmn.notes import OWNER, OperationNote, operation_note
from handbook.bpmn.own import chosen
from handbook.bpmn.papers import Papers, Use
from handbook.bpmn.route import Place
from handbook.bpmn.scheme import TASKS
from handbook.russian.text import folded

_BY_PROGRAM = frozenset({"serviceTask", "scriptTask", "businessRuleTask"})


@dataclass(frozen=True, slots=True)
class Written:
    """An operation as its file holds it, with what its comment says besides."""

    id: str
    record: dict[str, Any]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """What operations of a diagram have to do with.

    Attributes:
        papers: What they take and give.
        talks: Whom they talk to.
        cast: Roles.
        own: Whether our own export wrote the diagram.
    """

    papers: Papers
    talks: Mapping[str, list[Talk]]
    cast: Cast
    own: bool


def written(
    places: Sequence[Place], around: Around, taken: set[str], ledger: Ledger
) -> tuple[list[Written], dict[str, str]]:
    """Operations of a process, and which of them each place is.

    Args:
        places: The places of the process in their order.
        around: What operations have to do with.
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
        name = chosen(group[0].key, group[0].title, taken, "operaciya", own=around.own)
        taken.add(name)
        names |= {place.key: name for place in group}
        for place in group[1:]:
            ledger.tell(place.item, "операция с таким названием уже есть: в ходе процесса она стоит дважды")
        note = operation_note(next((doc for place in group if (doc := place.item.doc)), ""), own=around.own)
        made.append(Written(name, _record(name, group, note, around), _notes(group, note, around)))
        _not_carried(group[0], note, ledger)
    return made, names


def _record(name: str, group: Sequence[Place], note: OperationNote, around: Around) -> dict[str, Any]:
    first = group[0]
    record: dict[str, Any] = {"id": name, "title": note.title or first.title}
    if note.title:
        record["short"] = first.title
    if note.purpose:
        record["purpose"] = note.purpose
    known = around.cast.known(note.owner)
    owner = known or first.actor
    owner_id = owner.id if owner else ""
    if owner_id:
        record["owner"] = owner_id
    steps = [{"text": step.name} for place in group for step in place.steps]
    steps += [_step(text, owner_id, around.cast) for text in note.steps]
    told = list(dict.fromkeys(talk for place in group for talk in around.talks.get(place.key, ())))
    participants = [
        {"role": talk.actor.id, "direction": "from" if talk.incoming else "to"}
        | ({"subject": talk.subject} if talk.subject else {})
        for talk in told
    ]
    others = dict.fromkeys(step["role"] for step in steps if "role" in step)
    participants += [
        {"role": role, "direction": "both"} for role in others if role not in {talk.actor.id for talk in told}
    ]
    if participants:
        record["participants"] = participants
    taken, given = (_uses(group, uses) for uses in (around.papers.taken, around.papers.given))
    if taken:
        record["inputs"] = _inputs(taken)
    if given:
        record["outputs"] = _outputs(given, owner_id)
    if steps:
        record["steps"] = steps
    if note.key_factor:
        record["key_factor"] = note.key_factor
    return record


def _step(text: str, owner: str, cast: Cast) -> dict[str, str]:
    """A step our export wrote: one that is not the owner's begins with whose it is."""
    who, colon, words = text.partition(": ")
    actor = cast.known(who) if colon and words else None
    if actor is None or actor.id == owner:
        return {"text": text}
    return {"role": actor.id, "text": words}


def _not_carried(place: Place, note: OperationNote, ledger: Ledger) -> None:
    """Norms and control points are written in their operations: an export only repeats them in words."""
    for found, what in ((note.norms, "нормы"), (note.points, "контрольные точки")):
        if found:
            tip = "Перенесите их из описания, откуда выгружена схема: в схеме только слова"
            ledger.tell(place.item, f"{what} не перенесены: {'; '.join(found)}", tip)


def _uses(group: Sequence[Place], uses: Mapping[str, list[Use]]) -> list[Use]:
    found: dict[tuple[str, str], Use] = {}
    for place in group:
        for use in uses.get(place.key, ()):
            found.setdefault((use.paper.id, use.outsider), use)
    return list(found.values())


def _inputs(uses: Sequence[Use]) -> list[dict[str, Any]]:
    """What is taken; a document that comes from an outsider is not named a second time as one that is there."""
    outer = {use.paper.id for use in uses if use.outsider}
    return [
        {"document": use.paper.id} | ({"from": use.outsider} if use.outsider else {}) | _in_state(use)
        for use in uses
        if use.outsider or use.paper.id not in outer
    ]


def _outputs(uses: Sequence[Use], owner: str) -> list[dict[str, Any]]:
    """What is given, a document once with all who get it.

    One that leaves the company and is drawn beside the operation too stays with the owner as well.
    """
    by_paper: dict[str, list[Use]] = {}
    for use in uses:
        by_paper.setdefault(use.paper.id, []).append(use)
    made: list[dict[str, Any]] = []
    for name in _in_order(uses):
        same = by_paper[name]
        outer = [use.outsider for use in same if use.outsider]
        to = [*outer, *([owner] if outer and owner and len(outer) < len(same) else [])]
        told = next((_in_state(use) for use in same if use.state), {})
        kind = same[0].paper.result(leaves=bool(outer))
        made.append({"document": name} | ({"to": to} if to else {}) | {"kind": kind} | told)
    return made


def _in_order(uses: Sequence[Use]) -> dict[str, None]:
    """Documents in an order that keeps both that of the sheets beside an operation and that of what leaves it."""
    leaving = [use.paper.id for use in uses if use.outsider]
    found: dict[str, None] = {}
    for name in (use.paper.id for use in uses if not use.outsider):
        found |= dict.fromkeys([*leaving[: leaving.index(name)], name] if name in leaving else [name])
    return found | dict.fromkeys(leaving)


def _in_state(use: Use) -> dict[str, str]:
    return {"note": use.state} if use.state else {}


def _notes(group: Sequence[Place], note: OperationNote, around: Around) -> tuple[str, ...]:
    found: list[str] = []
    if note.owner and around.cast.known(note.owner) is None:
        found.append(f"На схеме {OWNER.lower()}: {note.owner}")
    for place in group:
        if place.item.kind in _BY_PROGRAM:
            found.append(f"На схеме это {TASKS[place.item.kind]}: её делает не человек.")
        found += [f"Примечание на схеме: {text}" for text in around.papers.notes.get(place.key, ())]
        found += [f"Шаг «{step.name}»: {step.doc}" for step in place.steps if step.doc]
        if place is not group[0] and place.item.doc and place.item.doc != group[0].item.doc:
            found.append(f"На схеме: {place.item.doc}")
    return tuple(dict.fromkeys(found))
