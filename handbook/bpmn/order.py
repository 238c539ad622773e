"""The places of a graph in the order a reader follows, and the flow written out of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handbook.bpmn.operations import Written
from handbook.bpmn.own import chosen
from handbook.bpmn.route import Place, Route, Way

_NAMES = {"start": "nachalo", "end": "konec", "gateway": "razvilka", "event": "sobytie"}
_FORKS = {"exclusive": "vybor", "parallel": "razom", "inclusive": "vybor-neskolkih"}


def ordered(route: Route) -> list[Place]:
    """Places so that each stands after those that lead to it, the first way out right below, loops aside."""
    starts = [place for place in route.places.values() if place.kind == "start"]
    done: dict[str, None] = {}
    open_: set[str] = set()
    for root in [*reversed(starts), *reversed(list(route.places.values()))]:
        stack: list[tuple[str, bool]] = [(root.key, False)]
        while stack:
            key, left = stack.pop()
            if left:
                done.setdefault(key)
            elif key not in open_:
                open_.add(key)
                stack.append((key, True))
                ways = sorted(route.places[key].ways, key=lambda way: not way.default)
                stack += [(way.target, False) for way in ways]
    return [route.places[key] for key in reversed(done)]


def flow_of(
    places: list[Place], operations: Mapping[str, Written], taken: set[str], *, own: bool
) -> list[dict[str, Any]]:
    """The flow as a process file holds it.

    Args:
        places: The places in their order.
        operations: The operation of each place that is one.
        taken: Identifiers no other node may have: those of operations and of processes that are called.
        own: Whether our own export wrote the diagram: its identifiers are kept while they are free.
    """
    names: dict[str, str] = {}
    aliased: set[str] = set()
    busy = set(taken)
    for place in places:
        if place.kind == "operation" and operations[place.key].id not in names.values():
            names[place.key] = operations[place.key].id
        elif place.kind == "call":
            names[place.key] = place.calls
        else:
            words = _FORKS[place.fork] if place.kind == "gateway" else _NAMES.get(place.kind, "uzel")
            title = place.title if place.kind != "operation" else f"{place.title} eshche raz"
            names[place.key] = chosen(place.key, title, busy, words, own=own)
            if place.kind == "operation":
                aliased.add(place.key)
        busy.add(names[place.key])
    made = []
    for index, place in enumerate(places):
        following = names[places[index + 1].key] if index + 1 < len(places) else None
        node = _node(place, names, operations, following, again=place.key in aliased)
        timers = [_timer(way, names, busy, own=own) for way in place.ways if way.deadline]
        made.append(node | ({"timers": timers} if timers else {}))
    return made


def _timer(way: Way, names: Mapping[str, str], busy: set[str], *, own: bool) -> dict[str, Any]:
    """A deadline on the border of an operation; its identifier is taken from then on."""
    name = chosen(way.border.key if way.border else "", way.deadline, busy, "srok", own=own)
    busy.add(name)
    kept = {} if way.interrupts else {"interrupts": False}
    return {"timer": name, "title": way.deadline, "to": names[way.target]} | kept


def _head(place: Place, name: str) -> dict[str, Any]:
    role = {"role": place.actor.id} if place.actor else {}
    title = {"title": place.title} if place.title else {}
    match place.kind:
        case "gateway":
            return {"gateway": name, "type": place.fork, **title, **role}
        case "event":
            return {"event": name, "type": place.event, **title, **role}
        case "call":
            return {"process": name, **role}
        case kind:
            return {kind: name, **title, **role}


def _node(
    place: Place, names: Mapping[str, str], operations: Mapping[str, Written], following: str | None, *, again: bool
) -> dict[str, Any]:
    node: dict[str, Any] = _head(place, names[place.key])
    if place.kind == "operation":
        operation = operations[place.key]
        node = dict[str, Any](operation=operation.id)
        if place.actor and place.actor.id != operation.record.get("owner"):
            node["role"] = place.actor.id
    if again:
        node["as"] = names[place.key]
    if place.kind == "gateway" and len(place.ways) > 1:
        node["branches"] = [
            ({"when": way.label} if way.label else {})
            | {"to": names[way.target]}
            | ({"default": True} if way.default else {})
            for way in place.ways
        ]
    elif place.ways and names[place.ways[0].target] != following:
        node["next"] = names[place.ways[0].target]
    return node
