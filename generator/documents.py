"""Word documents of a company as files: names a person finds them by, pictures of the processes, digests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache

from generator.artifact import Artifact
from generator.names import key, tame
from generator.word.duties import duty, uncertain
from generator.word.job_description import job_description
from generator.word.pictures import Figure
from generator.word.post import Post
from generator.word.render import render_job_description
from handbook.book import Handbook
from handbook.finding import Finding, Place, Severity
from handbook.model.operation import Operation
from handbook.model.people import Position
from handbook.model.process import Process
from handbook.source.locate import SourceFile
from handbook.work import operations_of, performers

FOLDER = "Должностные инструкции"
#: Bytes: about a hundred Russian letters.
_LONGEST_NAME = 200
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


def doubts(handbook: Handbook, positions: Sequence[Position]) -> Iterator[Finding]:
    """Steps whose wording as a duty is a guess, each once however many positions perform it."""
    told: set[tuple[str, int]] = set()
    for position in positions:
        post = Post(handbook, position)
        for operation, index in uncertain(post):
            if (operation.id, index) not in told:
                told.add((operation.id, index))
                guess = duty(post, operation.steps[index])
                yield Finding(
                    "doubtful-duty",
                    Severity.WARNING,
                    f"шаг {index + 1} станет в должностной инструкции обязанностью «{guess}», и это догадка",
                    (_place(handbook, operation, index),),
                    "Начните шаг с глагола («Позвоните…», «Звонит…») или напишите рядом duty: «Звонить…»",
                )


def _place(handbook: Handbook, operation: Operation, index: int) -> Place:
    spot = handbook.spot(operation, "steps", index, "text")
    path = handbook.root / spot.file
    try:
        return SourceFile(path, spot.file, path.read_text(encoding="utf-8-sig")).place(spot)
    except (OSError, UnicodeDecodeError):
        return Place(spot.file)


def _works_in(handbook: Handbook, position: Position, process: Process) -> bool:
    """Whether the position performs operations of the process as it is to be; the way it was binds nobody."""
    return process.variant == "to-be" and any(
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
    """A name the document is found by: its number and the position; one already taken also gets the identifier."""
    number = position.publication.number if position.publication else ""
    words = f"{number} {position.title}"
    name = tame(words, _LONGEST_NAME) or position.id
    if key(name) in taken:
        more = f" ({position.id})"
        name = tame(words, _LONGEST_NAME - len(more)) + more
    taken.add(key(name))
    return name
