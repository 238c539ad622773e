"""Diagrams for other programs: a BPMN file for each process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.artifact import Artifact
from generator.names import is_device
from generator.swimlane import swimlane
from handbook.book import Handbook
from handbook.model.base import Target
from handbook.model.process import Process


def bpmn_files(
    book: Handbook, processes: Iterable[Process], *, vertical: bool = False, brief: bool = False
) -> Iterator[Artifact]:
    """Processes as BPMN 2.0 XML with their drawings; the name of a file says when the drawing is not the usual one.

    Args:
        book: The handbook.
        processes: Which processes.
        vertical: Lanes are columns and time runs down.
        brief: Without documents and what is only exchanged on the way.
    """
    from generator.diagram.bpmn import render_bpmn
    from generator.diagram.detail import compact
    from generator.diagram.layout import layout
    from generator.diagram.manner import Manner
    from generator.site import paths

    def href(target: Target, name: str) -> str | None:
        """Where the record stands on the site, from its root."""
        return paths.url(target, name) if name in book.ids(target) else None

    # No identifier has two hyphens in a row: these names are no other process's.
    ending = f"{'--vertical' * vertical}{'--compact' * brief}"
    for process in processes:
        flow = swimlane(book, process, href)
        geometry = layout(compact(flow) if brief else flow, Manner(vertical=vertical))
        name = f"_{process.id}" if is_device(process.id) else process.id
        yield Artifact(f"{name}{ending}.bpmn", render_bpmn(geometry))
