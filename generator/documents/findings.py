"""What is to be told of documents as they come out: duties that are a guess, diagrams nobody can read on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.documents.figures import Figures, sheets
from generator.word.job_description.duties import duty, uncertain
from generator.word.job_description.post import Post
from handbook.book import Handbook
from handbook.finding import Finding, Place, Severity
from handbook.model.base import Record
from handbook.model.people import Position
from handbook.russian.numbers import format_number
from handbook.source.locate import SourceFile


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


def small_print(handbook: Handbook, figures: Figures, names: Iterable[str]) -> Iterator[Finding]:
    """Processes whose diagram cannot be read on any sheet that documents use.

    Args:
        handbook: The company.
        figures: Its pictures; those drawn already are not drawn again.
        names: The processes to look at.
    """
    from generator.diagram.readability import LEAST_POINTS

    for process in [handbook.processes[name] for name in names] if sheets(handbook) else ():
        drawn = figures.drawn(process.id)
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
