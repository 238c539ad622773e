"""Word documents of a company as files: names a person finds them by, pictures of the processes, digests."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cache

from generator.artifact import Artifact
from generator.links import operations_of, performers
from generator.word.job_description import job_description
from generator.word.pictures import Figure
from generator.word.render import render_job_description
from handbook.book import Handbook
from handbook.model.people import Position
from handbook.model.process import Process

FOLDER = "Должностные инструкции"
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_LONGEST_NAME = 100
_DPI = 220.0


def job_descriptions(handbook: Handbook, positions: Sequence[Position]) -> Iterator[Artifact]:
    """The job description of every position given, one file each.

    Raises:
        WordTemplateError: The template has a mistake.
    """
    figures = cache(lambda process: _figure(handbook, handbook.processes[process]))
    taken: set[str] = set()
    for position in positions:
        drawn = [
            figures(process.id) for process in handbook.processes.values() if _works_in(handbook, position, process)
        ]
        # The digest is of what the document says, so that an edit elsewhere leaves this one as it was.
        said = job_description(handbook, position, source_hash="")
        digest = hashlib.sha256(repr(said).encode()).hexdigest()
        content = render_job_description(handbook, position, source_hash=digest, figures=drawn)
        yield Artifact(f"{FOLDER}/{_file_name(position, taken)}.docx", content)


def _works_in(handbook: Handbook, position: Position, process: Process) -> bool:
    return any(
        set(position.roles).intersection(performers(operation)) for operation in operations_of(handbook, process)
    )


def _figure(handbook: Handbook, process: Process) -> Figure:
    from generator.diagram.layout import layout
    from generator.diagram.png import render_png
    from generator.swimlane import swimlane

    png = render_png(layout(swimlane(handbook, process)), dpi=_DPI)
    # Width and height stand at fixed places in the header of every PNG.
    width, height = (int.from_bytes(png[start : start + 4]) for start in (16, 20))
    return Figure(
        png=png,
        width_px=width,
        height_px=height,
        title=f"Процесс «{process.title}»",
        alt=f"Схема процесса «{process.title}»: дорожки ролей, операции, развилки и контрольные точки",
        dpi=_DPI,
    )


def _file_name(position: Position, taken: set[str]) -> str:
    number = position.publication.number if position.publication else ""
    words = f"{number} {position.title}".strip()
    name = " ".join(_UNSAFE.sub(" ", words).split())[:_LONGEST_NAME].rstrip(" .")
    if name.casefold() in taken:
        name = f"{name} ({position.id})"
    taken.add(name.casefold())
    return name
