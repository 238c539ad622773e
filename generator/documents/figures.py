"""Pictures of processes for documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from generator.diagram.readability import A4, LEAST_POINTS
from generator.shelf import NO_SHELF, Shelf
from generator.word.pictures import Figure, place
from generator.word.words import quoted, tidy
from handbook.book import Handbook
from handbook.model.people import Position
from handbook.model.process import Process
from handbook.work import operations_of

if TYPE_CHECKING:
    from generator.diagram.flow import Flow
    from generator.diagram.readability import Sheet
    from generator.prints import Print

_NOBODY: frozenset[str] = frozenset()
#: The heading of an appendix takes so much of its first page, millimetres.
_HEADROOM = 25.0
_EMPTY = (Figure(b"", 1, 1, "", "", A4[0]),)


class Figures:
    """Pictures of a company's processes, each drawn once for every set of lanes it is shown with."""

    def __init__(self, handbook: Handbook, shelf: Shelf = NO_SHELF) -> None:
        self._handbook = handbook
        self._shelf = shelf
        self.of = cache(self._alone)
        self.drawn = cache(self._layout)
        self._figure = cache(self._picture)
        self._legend = cache(_legend)
        #: Processes whose pictures documents have been given so far.
        self.shown: dict[str, None] = {}

    def of_process(self, process: Process) -> tuple[Figure, ...]:
        """The picture of a process with its legend; none when nothing is drawn or the company prints no diagrams."""
        return (self.of(process.id),) if process.flow and sheets(self._handbook) else ()

    def of_position(self, position: Position) -> tuple[Figure, ...]:
        """Pictures of the processes a position works in, its lanes highlighted; the legend stands under one of them.

        A process without a lane of the position is left out: its steps stand among the duties. Only a position that
        has a lane nowhere is shown the processes in which it performs steps.
        """
        if not sheets(self._handbook):
            return ()
        roles = frozenset(position.roles)
        present = [process for process in self._handbook.processes.values() if process.variant == "to-be"]
        owned = [process.id for process in present if roles & _owners(self._handbook, process)]
        shown = {name: roles & {lane.id for lane in self.drawn(name).flow.lanes} for name in owned}
        shown = shown or {one.id: _NOBODY for one in present if _acts_in(self._handbook, roles, one)}
        return self._explained(shown)

    def _alone(self, name: str) -> Figure:
        (figure,) = self._explained({name: _NOBODY})
        return figure

    def _explained(self, shown: Mapping[str, frozenset[str]]) -> tuple[Figure, ...]:
        """Pictures by process and highlighted lanes, with one legend under the first that can be read beside it.

        A picture gives way to the legend and stands a little smaller, unless it cannot be read then; when there is no
        other, the one with the largest letters does.
        """
        self.shown |= dict.fromkeys(shown)
        figures = [self._figure(name, mine) for name, mine in shown.items()]
        drawn = [self.drawn(name) for name in shown]
        flows, highlight = tuple(one.flow for one in drawn), any(shown.values())
        best: tuple[float, int, Figure] | None = None
        for at, (one, alone) in enumerate(zip(drawn, figures, strict=True)):
            legend = self._legend(flows, one.sheet, highlight)
            beside = replace(alone, legend=legend, headroom=_HEADROOM if at else 0.0)
            letters = one.points * place(beside).height / place(alone).height
            if best is None or letters > best[0]:
                best = letters, at, beside
            if letters >= min(LEAST_POINTS, one.points):
                break
        if best is not None:
            figures[best[1]] = best[2]
        return tuple(figures)

    def is_kept(self, name: str) -> bool:
        """Whether it is known from an earlier build how a process comes out on paper."""
        from generator.prints import is_kept

        return is_kept(self._flow(name), sheets(self._handbook) or None, self._shelf)

    def _layout(self, name: str) -> Print:
        from generator.prints import print_of

        return print_of(self._flow(name), sheets(self._handbook) or None, self._shelf)

    def _flow(self, name: str) -> Flow:
        from generator.swimlane import swimlane

        return swimlane(self._handbook, self._handbook.processes[name])

    def _picture(self, name: str, highlight: frozenset[str]) -> Figure:
        from generator.diagram.plain_svg import plain

        drawn, process = self.drawn(name), self._handbook.processes[name]
        flow = drawn.flow
        lanes = [lane.title for lane in flow.lanes]
        mine = [lane.title for lane in flow.lanes if lane.id in highlight]
        number = f" ({tidy(process.publication.number)})" if process.publication else ""
        title = f"Процесс {quoted(process.title)}{number}" + (f"; {_highlighted(mine)}" if mine else "")
        works = [node.title for node in flow.nodes if node.kind.is_task and node.lane in highlight]
        told = [
            f"Схема процесса {quoted(process.title)}",
            f"Дорожки: {', '.join(lanes)}",
            *([f"Тоном и толстой рамкой {_highlighted(mine)}: {', '.join(works)}"] if mine else []),
        ]
        return _figure(drawn.png(highlight), plain(drawn.svg(highlight)), title, ". ".join(told), drawn.sheet)


class Places(Figures):
    """One empty picture wherever there are any: for who reads the text of a document and has no need to draw it."""

    def of_process(self, process: Process) -> tuple[Figure, ...]:
        """An empty picture of a process that has one."""
        return _EMPTY if process.flow and sheets(self._handbook) else ()

    def of_position(self, position: Position) -> tuple[Figure, ...]:
        """An empty picture of a position that has any."""
        roles = frozenset(position.roles)
        works = any(
            roles & _owners(self._handbook, one) or _acts_in(self._handbook, roles, one)
            for one in self._handbook.processes.values()
            if one.variant == "to-be"
        )
        return _EMPTY if works and sheets(self._handbook) else ()


def sheets(handbook: Handbook) -> tuple[tuple[Sheet, ...], ...]:
    """Sheets a company prints its diagrams on, from those it would rather use; none when it prints no diagrams."""
    from generator.diagram.readability import SHEETS

    return {"a3": SHEETS, "a4": (A4,), "off": ()}[handbook.company.papers.diagrams]


def _figure(png: bytes, svg: str, title: str, alt: str, sheet: Sheet) -> Figure:
    # Width and height stand at fixed places in the header of every PNG.
    width, height = (int.from_bytes(png[start : start + 4]) for start in (16, 20))
    return Figure(png, width, height, title, f"{alt}.", sheet, svg=svg.encode())


def _legend(flows: tuple[Flow, ...], page: Sheet, highlight: bool) -> Figure:  # noqa: FBT001 - a key of the cache
    from generator.diagram.legend_sheet import legend_sheet
    from generator.diagram.plain_svg import plain

    sheet = legend_sheet(flows, page.width, highlight=highlight)
    return _figure(sheet.png(), plain(sheet.svg), "Обозначения", f"Обозначения: {sheet.words}", page)


def _highlighted(titles: list[str]) -> str:
    """«выделены дорожки «Менеджер» и «Хантер»»."""
    names = [quoted(title) for title in titles]
    if len(names) == 1:
        return f"выделена дорожка {names[0]}"
    return f"выделены дорожки {', '.join(names[:-1])} и {names[-1]}"


def _owners(handbook: Handbook, process: Process) -> frozenset[str]:
    """Roles that have a lane of their own: owners of operations."""
    return frozenset(operation.owner for operation in operations_of(handbook, process) if operation.owner)


def _acts_in(handbook: Handbook, roles: frozenset[str], process: Process) -> bool:
    return any(step.role in roles for operation in operations_of(handbook, process) for step in operation.steps)
