"""The graph of a process on its way from a diagram to our flow: places, ways between them, and what may be told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from handbook.bpmn.cast import Actor
from handbook.bpmn.scheme import Item

Kind = Literal["start", "operation", "event", "call", "gateway", "end", "pass"]
Fork = Literal["exclusive", "parallel", "inclusive"]


@dataclass
class Way:
    """A way from one place to another.

    Attributes:
        target: Key of the place it leads to.
        label: What is written on it.
        default: Whether it is the usual one.
        conditional: Whether it is taken on a condition only.
        border: The event on the border of an activity that opens it.
        deadline: What that event is called when it stays on the border in our flow too; empty when it does not.
    """

    target: str
    label: str = ""
    default: bool = False
    conditional: bool = False
    border: Item | None = None
    deadline: str = ""

    @property
    def interrupts(self) -> bool:
        """Whether the activity stops when the event on its border comes."""
        said = self.border.element.get("cancelActivity", "true") if self.border is not None else "true"
        return said.strip().lower() not in {"false", "0"}


@dataclass
class Place:
    """A place in the graph; ``pass`` is one that will disappear, its ways joined.

    Attributes:
        key: Key of its element, or one made of it.
        kind: What it will be in the flow.
        item: The element it comes of.
        title: What is written in it.
        actor: Whose lane it stands in.
        fork: For a gateway: which.
        event: For an event: message or timer.
        calls: For a call: which process.
        steps: For an operation: what a closed sub-process holds.
        ways: Where it leads.
    """

    key: str
    kind: Kind
    item: Item
    title: str
    actor: Actor | None = None
    fork: Fork = "exclusive"
    event: Literal["message", "timer"] = "message"
    calls: str = ""
    steps: tuple[Item, ...] = ()
    ways: list[Way] = field(default_factory=list)


@dataclass
class Route:
    """Places of one process by key, in the order of the file."""

    places: dict[str, Place] = field(default_factory=dict)

    def add(self, place: Place) -> Place:
        """Put a place in; its key is its own."""
        while place.key in self.places:
            place.key += "'"
        self.places[place.key] = place
        return place

    def entered(self) -> dict[str, list[Place]]:
        """From where each place is entered."""
        found: dict[str, list[Place]] = {key: [] for key in self.places}
        for place in self.places.values():
            for way in place.ways:
                found[way.target].append(place)
        return found

    def reached(self, begin: str | None = None) -> set[str]:
        """Places that can be come to from one place, or from every start."""
        starts = [key for key, place in self.places.items() if place.kind == "start"]
        waiting = starts if begin is None else [begin]
        found = set(waiting)
        while waiting:
            for way in self.places[waiting.pop()].ways:
                if way.target not in found:
                    found.add(way.target)
                    waiting.append(way.target)
        return found
