"""The places of a graph in the order a reader follows, and the flow written out of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handbook.bpmn.route import Place, Route
from handbook.identifiers import identifier

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


def flow_of(places: list[Place], operations: Mapping[str, str], taken: set[str]) -> list[dict[str, Any]]:
    """The flow as a process file holds it.

    Args:
        places: The places in their order.
        operations: The operation of each place that is one.
        taken: Identifiers no other node may have: those of operations and of processes that are called.
    """
    names: dict[str, str] = {}
    aliased: set[str] = set()
    busy = set(taken)
    for place in places:
        if place.kind == "operation" and operations[place.key] not in names.values():
            names[place.key] = operations[place.key]
        elif place.kind == "call":
            names[place.key] = place.calls
        else:
            words = _FORKS[place.fork] if place.kind == "gateway" else _NAMES.get(place.kind, "uzel")
            title = place.title if place.kind != "operation" else f"{place.title} eshche raz"
            names[place.key] = identifier(title, busy, words)
            if place.kind == "operation":
                aliased.add(place.key)
        busy.add(names[place.key])
    made = []
    for index, place in enumerate(places):
        following = names[places[index + 1].key] if index + 1 < len(places) else None
        made.append(_node(place, names, operations, following, again=place.key in aliased))
    return made


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
    place: Place, names: Mapping[str, str], operations: Mapping[str, str], following: str | None, *, again: bool
) -> dict[str, Any]:
    node: dict[str, Any] = _head(place, names[place.key])
    if place.kind == "operation":
        node = dict[str, Any](operation=operations[place.key])
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
