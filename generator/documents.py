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
from handbook.model.base import Record
from handbook.model.people import Position
from handbook.model.process import Process
from handbook.russian.numbers import format_number
from handbook.source.locate import SourceFile
from handbook.work import operations_of, performers

FOLDER = "Должностные инструкции"
#: Bytes: about a hundred Russian letters.
_LONGEST_NAME = 200


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
                    (_place(handbook, operation, "steps", index, "text"),),
                    "Начните шаг с глагола («Позвоните…», «Звонит…») или напишите рядом duty: «Звонить…»",
                )


def _place(handbook: Handbook, record: Record, *pointer: str | int) -> Place:
    spot = handbook.spot(record, *pointer)
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


def small_print(handbook: Handbook) -> Iterator[Finding]:
    """Processes whose diagram cannot be read on any sheet that documents use."""
    from generator.diagram.readability import LEAST_POINTS, printed
    from generator.swimlane import swimlane

    for process in handbook.processes.values():
        drawn = printed(swimlane(handbook, process))
        if not drawn.is_readable:
            size, least = (format_number(value, 1) for value in (drawn.points, LEAST_POINTS))
            yield Finding(
                "small-print",
                Severity.WARNING,
                f"на листе {drawn.sheet.name} подписи схемы «{process.title}» выйдут размером {size} пт, "
                f"а прочесть можно от {least} пт",
                (_place(handbook, process, "flow"),),
                "Разделите процесс: вынесите часть операций в отдельный процесс и вызовите его узлом process",
            )


def _figure(handbook: Handbook, process: Process) -> Figure:
    from generator.diagram.readability import printed
    from generator.swimlane import swimlane

    drawn = printed(swimlane(handbook, process))
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
