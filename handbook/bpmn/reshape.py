"""A graph of a diagram made one that our flow can hold: one way out of everything but gateways, no loose ends."""

from __future__ import annotations

from handbook.bpmn.cast import Actor
from handbook.bpmn.ledger import Ledger
from handbook.bpmn.route import Fork, Place, Route, Way

_DONE = "выполнено"


def reshape(route: Route, ledger: Ledger, fallback: Actor) -> None:
    """Split, join and close the ways of a graph, in place.

    Args:
        route: The graph.
        ledger: The account of elements, for what is changed.
        fallback: Who acts where the diagram does not say.
    """
    entered = route.entered()
    for place in list(route.places.values()):
        if place.kind == "gateway":
            _melt(route, place, joins=len(entered[place.key]) > 1)
        else:
            _split(route, place, ledger)
    for place in list(route.places.values()):
        if not place.ways and place.kind != "end":
            _close(route, place, ledger)
    _contract(route)
    _begin(route, ledger)
    _settle(route, fallback)
    for place in route.places.values():
        if place.kind == "gateway" and len(place.ways) > 1:
            _label(route, place, ledger)


def _melt(route: Route, place: Place, *, joins: bool) -> None:
    """A nameless gateway «or» with one way out only joins ways: they may meet right in what follows.

    Not in a fork that waits for all that enters it.
    """
    if place.fork != "exclusive" or len(place.ways) != 1 or place.title or place.ways[0].target == place.key:
        return
    onward = route.places[place.ways[0].target]
    if not (joins and onward.kind == "gateway" and onward.fork != "exclusive"):
        place.kind = "pass"


def _split(route: Route, place: Place, ledger: Ledger) -> None:
    plain = [way for way in place.ways if way.border is None]
    borders = [way for way in place.ways if way.border is not None and not way.deadline]
    deadlines = _deadlines(route, place, ledger)
    if len(plain) > 1:
        fork: Fork = "inclusive" if any(way.conditional or way.default for way in plain) else "parallel"
        added = route.add(Place(f"{place.key}/", "gateway", place.item, "", place.actor, fork=fork, ways=plain))
        what = "по условиям" if fork == "inclusive" else "разом"
        ledger.tell(place.item, f"из него выходит несколько переходов {what}: после него поставлена развилка")
        plain = [Way(added.key)]
    if (borders or deadlines) and not plain:
        ended = route.add(Place(f"{place.key}.", "end", place.item, "Конец", place.actor))
        plain = [Way(ended.key)]
    if borders:
        calm = not all(way.interrupts for way in borders)
        plain[0].label, plain[0].default = _DONE, True
        fork = "inclusive" if calm else "exclusive"
        title = "Чем кончилось?"
        ways = [*plain, *borders]
        added = route.add(Place(f"{place.key}!", "gateway", place.item, title, place.actor, fork=fork, ways=ways))
        plain = [Way(added.key)]
    place.ways = [*plain, *deadlines]


def _deadlines(route: Route, place: Place, ledger: Ledger) -> list[Way]:
    """One way for each deadline on the border of a place: several that one opens are forked after it."""
    found: dict[str, list[Way]] = {}
    for way in place.ways:
        if way.deadline and way.border is not None:
            found.setdefault(way.border.key, []).append(way)
    made: list[Way] = []
    for ways in found.values():
        border = ways[0].border
        if len(ways) > 1 and border is not None:
            fork: Fork = "inclusive" if any(way.conditional for way in ways) else "parallel"
            onward = [Way(way.target, way.label, conditional=way.conditional) for way in ways]
            added = route.add(Place(f"{border.key}/", "gateway", border, "", place.actor, fork=fork, ways=onward))
            ledger.tell(border, "из него выходит несколько переходов: после него поставлена развилка")
            ways = [Way(added.key, border=border, deadline=ways[0].deadline)]  # noqa: PLW2901 - the fork stands for them
        made += ways
    return made


def _close(route: Route, place: Place, ledger: Ledger) -> None:
    if place.kind == "pass":
        place.kind = "end"
        place.title = f"{place.title}: конец" if place.title else "Конец"
        return
    ended = route.add(Place(f"{place.key}.", "end", place.item, "Конец", place.actor))
    place.ways = [Way(ended.key)]
    ledger.tell(place.item, "дальше на схеме ничего нет: добавлен конец процесса")


def _contract(route: Route) -> None:
    """Lead ways past the places that only pass them on."""
    for place in route.places.values():
        for way in place.ways:
            seen: set[str] = set()
            target = route.places[way.target]
            while target.kind == "pass" and target.key not in seen:
                seen.add(target.key)
                onward = target.ways[0]
                way.label = way.label or onward.label
                target = route.places[onward.target]
            if target.kind == "pass":
                # Ways that lead round in a circle with nothing to do on it.
                target.kind, target.title, target.ways = "end", "Конец", []
            way.target = target.key
    for place in list(route.places.values()):
        if place.kind == "pass":
            del route.places[place.key]


def _begin(route: Route, ledger: Ledger) -> None:
    """Put a start before what nothing leads to, and before a circle nobody enters."""
    entered = route.entered()
    for place in list(route.places.values()):
        if place.kind == "end" and not entered[place.key]:
            del route.places[place.key]
            ledger.tell(place.item, "к этому концу ничто не ведёт: в ходе процесса его нет")
        elif place.kind not in {"start", "end"} and not entered[place.key]:
            _start(route, place, ledger)
    reached = route.reached()
    for place in list(route.places.values()):
        if place.key not in reached:
            _start(route, place, ledger)
            reached |= route.reached(place.key)


def _start(route: Route, place: Place, ledger: Ledger) -> None:
    route.add(Place(f"{place.key}^", "start", place.item, "Начало", place.actor, ways=[Way(place.key)]))
    ledger.tell(place.item, "к нему на схеме ничто не ведёт: перед ним поставлено начало")


def _settle(route: Route, fallback: Actor) -> None:
    """Give everything a lane: that of what comes before, else of what follows."""
    entered = route.entered()
    missing = [place for place in route.places.values() if place.actor is None]
    while missing:
        found = {
            place.key: near
            for place in missing
            if (near := next((one.actor for one in _around(route, place, entered) if _works(one.actor)), None))
        }
        for place in missing:
            place.actor = found.get(place.key) or (None if found else fallback)
        missing = [place for place in missing if place.actor is None]


def _works(actor: Actor | None) -> bool:
    return actor is not None and not actor.external


def _around(route: Route, place: Place, entered: dict[str, list[Place]]) -> list[Place]:
    return [*entered[place.key], *(route.places[way.target] for way in place.ways)]


def _label(route: Route, place: Place, ledger: Ledger) -> None:
    """Say of every branch of a choice when it is taken, each in its own words; those of a fork may keep silent."""
    events = place.item.kind == "eventBasedGateway"
    taken: set[str] = set()
    unnamed = 0
    defaults = [way for way in place.ways if way.default]
    for number, way in enumerate(place.ways, 1):
        way.default = bool(defaults) and way is defaults[0]
        if not way.label and place.fork == "parallel":
            continue
        if not way.label:
            waited = route.places[way.target].title if events else ""
            way.label = waited or ("иначе" if way.default else f"вариант {number}")
            unnamed += not waited and not way.default
        label, again = way.label, 2
        while label.casefold() in taken:
            label, again = f"{way.label} ({again})", again + 1
        way.label = label
        taken.add(label.casefold())
    if unnamed:
        ledger.tell(place.item, f"условий без имени: {unnamed}; они названы «вариант …»", "Впишите when у ветвей")
