"""Message flows as what our sources have for them: who an operation talks to, whose request begins a process."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from handbook.bpmn.cast import Actor, Stage
from handbook.bpmn.ledger import Ledger
from handbook.bpmn.papers import Papers
from handbook.bpmn.route import Place
from handbook.bpmn.scheme import Item, Scheme


@dataclass(frozen=True, slots=True)
class Talk:
    """Another role an operation exchanges something with."""

    actor: Actor
    incoming: bool
    subject: str


def talks_of(  # noqa: PLR0913, PLR0917 - what a message may lead to
    scheme: Scheme,
    stage: Stage,
    places: Mapping[str, Place],
    home: Mapping[str, str],
    outsiders: Collection[str],
    papers: Papers,
    ledger: Ledger,
) -> dict[str, list[Talk]]:
    """What each operation exchanges with others; starts and waited events are marked with who they come from.

    Args:
        scheme: The diagram.
        stage: Its pools.
        places: Places of all processes by key.
        home: The operation each activity ended up in.
        outsiders: External roles; of a lone one every waited message comes, and its event keeps the drawn lane.
        papers: Documents; those named messages carry to outsiders and from them are added.
        ledger: The account of elements.
    """
    found: dict[str, list[Talk]] = {}
    lone = len(outsiders) == 1
    for item in scheme.of("messageFlow"):
        begin, end = (scheme.items.get(item.ref(side)) for side in ("sourceRef", "targetRef"))
        if begin is None or end is None:
            ledger.leave(item, "один из его концов не найден")
            continue
        source, target = (_at(scheme, stage, one, places, home) for one in (begin, end))
        told = _told(item, source, target, found, incoming=False, lone=lone)
        told |= _told(item, target, source, found, incoming=True, lone=lone)
        _carry(item, source, target, papers, ledger)
        if told:
            sides = (_side(scheme, stage, one) for one in (begin, end))
            ledger.use(item, *(scheme.items[side] for side in sides if side))
        else:
            ledger.leave(item, "его концы не операции: опишите его входом или выходом операции")
    for key in stage.outside:
        ledger.leave(scheme.items[key], "с ним никто ничем не обменивается")
    return found


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a message: whose it is, and the place it stands at."""

    actor: Actor
    place: Place | None


def _at(scheme: Scheme, stage: Stage, item: Item, places: Mapping[str, Place], home: Mapping[str, str]) -> _End | None:
    outer = _side(scheme, stage, item)
    if outer:
        return _End(stage.outside[outer], None)
    place = places.get(home.get(item.key, item.key))
    return _End(place.actor, place) if place and place.actor else None


def _side(scheme: Scheme, stage: Stage, item: Item) -> str:
    """The other side an item is, or works for; empty for what is ours."""
    process = scheme.process_of(item)
    owned = (key for key in stage.outside if process and scheme.items[key].ref("processRef") == process)
    return item.key if item.key in stage.outside else next(owned, "")


def _carry(item: Item, source: _End | None, target: _End | None, papers: Papers, ledger: Ledger) -> None:
    """What passes between an operation and an outsider is a document: the arrows of our diagrams are made of them."""
    for here, there, incoming in ((source, target, False), (target, source, True)):
        if here is None or there is None or here.place is None or not there.actor.external:
            continue
        if here.place.kind == "operation" and item.name:
            papers.passed(item, here.place.key, there.actor.id, ledger, incoming=incoming)
        elif here.place.kind == "operation":
            message = f"у сообщения нет названия: «{there.actor.title}» записан участником, стрелки на схеме не будет"
            ledger.tell(item, message, "Назовите сообщение документом или впишите документ во входы или выходы")
        elif incoming and item.name and here.place.kind in {"start", "event"} and here.place.title != item.name:
            ledger.tell(item, f"название не перенесено: у стрелки к событию «{here.place.title}» подписи нет")


def _told(  # noqa: PLR0913 - both ends of a message and how it is told
    item: Item, here: _End | None, there: _End | None, found: dict[str, list[Talk]], *, incoming: bool, lone: bool
) -> bool:
    """Write a message down at one of its ends."""
    if here is None or there is None or here.place is None or here.actor == there.actor:
        return False
    place = here.place
    if place.kind == "operation":
        talk = Talk(there.actor, incoming, item.name)
        talks = found.setdefault(place.key, [])
        if talk not in talks:
            talks.append(talk)
        return True
    if incoming and there.actor.external and place.kind in {"start", "event"}:
        if place.kind == "start" or not lone:
            place.actor = there.actor
        if item.name and not place.item.name:
            place.title = item.name
        return True
    return False
