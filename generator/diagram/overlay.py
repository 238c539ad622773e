"""What is painted over a drawing: results on its nodes, flows and on the whole, free of any knowledge of audits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

SEPARATOR = " · "


class Level(StrEnum):
    """How a place fares, the worst first; what was not checked is a level of its own, never a success."""

    BAD = "bad"
    MINOR = "minor"
    UNKNOWN = "unknown"
    WAIVED = "waived"
    OK = "ok"


@dataclass(frozen=True, slots=True)
class Paint:
    """The result of one place.

    Attributes:
        level: How it fares.
        words: Words of its badge, the most important first: «14 сделок», «38 %», «7,2 млн ₽». Where room is short
            the last are left out; without any the place is tinted and has no badge.
        tooltip: Everything in full, for the pointer and for screen readers.
        href: Where the badge leads.
        count: Objects in breach.
        share: Their share, 0…1; None when nothing was checked.
        money: Money at stake, None when unknown.
    """

    level: Level
    words: tuple[str, ...] = ()
    tooltip: str = ""
    href: str | None = None
    count: int = 0
    share: float | None = None
    money: Decimal | None = None

    @property
    def line(self) -> str:
        """The words of the badge in one line."""
        return SEPARATOR.join(self.words)


@dataclass(frozen=True, slots=True)
class Overlay:
    """Everything painted over one drawing.

    Attributes:
        nodes: Results by the id of a node.
        edges: Results by the number of an edge in the flow.
        whole: The result of the process as a whole.
        title: What stands before the words of ``whole``, «Процесс в целом».
        legend: What each level means; levels that are not painted are left out of the picture.
        lines: What a painted flow means.
        plain: What a task without paint means.
    """

    nodes: Mapping[str, Paint] = field(default_factory=dict)
    edges: Mapping[int, Paint] = field(default_factory=dict)
    whole: Paint | None = None
    title: str = ""
    legend: Mapping[Level, str] = field(default_factory=dict)
    lines: str = ""
    plain: str = ""

    @property
    def paints(self) -> tuple[Paint, ...]:
        """Every result, the whole first, then nodes and flows in the order given."""
        return (*([self.whole] if self.whole else []), *self.nodes.values(), *self.edges.values())

    @property
    def levels(self) -> tuple[Level, ...]:
        """Levels that are painted, the worst first."""
        used = {paint.level for paint in self.paints}
        return tuple(level for level in Level if level in used)
