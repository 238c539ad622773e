"""Pictures of processes for documents."""

from __future__ import annotations

from functools import cache

from generator.word.pictures import Figure
from handbook.book import Handbook
from handbook.model.people import Position
from handbook.model.process import Process
from handbook.work import operations_of, performers


class Figures:
    """Pictures of a company's processes, each drawn once."""

    def __init__(self, handbook: Handbook) -> None:
        self._handbook = handbook
        self.of = cache(self._drawn)

    def of_position(self, position: Position) -> tuple[Figure, ...]:
        """Pictures of the processes a position works in."""
        return tuple(
            self.of(process.id)
            for process in self._handbook.processes.values()
            if _works_in(self._handbook, position, process)
        )

    def _drawn(self, name: str) -> Figure:
        from generator.diagram.readability import printed
        from generator.swimlane import swimlane

        process = self._handbook.processes[name]
        drawn = printed(swimlane(self._handbook, process))
        png = drawn.png()
        # Width and height stand at fixed places in the header of every PNG.
        width, height = (int.from_bytes(png[start : start + 4]) for start in (16, 20))
        return Figure(
            png=png,
            width_px=width,
            height_px=height,
            title=f"Процесс «{process.title}»",
            alt=f"Схема процесса «{process.title}»: дорожки ролей, операции, развилки и контрольные точки",
            sheet=drawn.sheet,
        )


def _works_in(handbook: Handbook, position: Position, process: Process) -> bool:
    """Whether the position performs operations of the process as it is to be; the way it was binds nobody."""
    return process.variant == "to-be" and any(
        set(position.roles).intersection(performers(operation)) for operation in operations_of(handbook, process)
    )
