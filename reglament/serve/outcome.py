"""What the page says of an audit that was conducted, and the files to be downloaded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reglament.decisions import SHEET
from reglament.serve.words import size

if TYPE_CHECKING:
    from handbook.result import Result

#: The archive of all Word documents, where there are several.
WORD_ZIP = "Документы Word.zip"
#: Files in the order in which they are offered, by the end of the name: what each is, in words.
_KINDS = (
    (".html", "Отчёт", "открыть или сохранить одним файлом"),
    (".xlsx", "Excel", "все таблицы с фильтрами"),
    (".zip", "Word, всё сразу", "рапорт, планёрка, списки просрочек"),
    (".docx", "Word", ""),
    (".md", "Markdown", "текст для почты и вики"),
    (".json", "JSON", "для программ"),
    (".xml", "JUnit", "для CI"),
)
#: How files are called that hold the whole report.
_MAIN = "audit."
_FOR_PROGRAMS = (".json", ".xml")
#: What to do with the sheet of decisions for who has no folder of reports.
_MEETING = "заполните на планёрке и перетащите сюда вместе со следующей выгрузкой"
#: Of many documents, such as lists for every person, only the archive is offered.
_DOCUMENTS = 4


def figures(result: Result) -> list[tuple[str, str]]:
    """The audit in a few numbers."""
    from generator.report.words import points
    from handbook.result import Status
    from handbook.russian.numbers import format_number

    counts = {status: len(result.by_status(status)) for status in Status}
    value = result.score.value
    return [
        ("Оценка компании из 100", "нет" if value is None else points(value)),
        ("Норм нарушается", format_number(counts[Status.FAILED])),
        ("Норм соблюдается", format_number(counts[Status.PASSED])),
        ("Норм не проверено", format_number(counts[Status.NOT_CHECKED])),
        ("Нарушений", format_number(result.score.violations)),
    ]


def downloads(folder: Path, paths: Sequence[str]) -> list[dict[str, str]]:
    """Files of a report as they are offered: each with its kind and size.

    Args:
        folder: The folder of the report.
        paths: Files in it, with forward slashes.
    """
    found: list[dict[str, str]] = []
    documents = [path for path in paths if path.endswith(".docx")]
    for end, label, hint in _KINDS:
        for path in paths:
            shown = end != ".docx" or len(documents) <= _DOCUMENTS or "/" not in path
            if path.endswith(end) and shown:
                name = path.rpartition("/")[2]
                named = end in {".docx", ".xlsx"} and not name.startswith(_MAIN)
                special = _MEETING if name == SHEET else ""
                found.append(
                    {
                        "path": path,
                        "label": f"{label}: {name.removesuffix(end)}" if named else label,
                        "hint": special if named else hint,
                        "size": size((folder / path).stat().st_size),
                    }
                )
    return found


def main_ones(files: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """The files that are offered above a report: all but what is for programs and the lists of each person."""
    return [file for file in files if not file["path"].endswith(_FOR_PROGRAMS) and "/" not in file["path"]]


def zipped(folder: Path, paths: Sequence[str]) -> list[str]:
    """Put the Word documents of a report into one archive, where there are several; every file there is now.

    Raises:
        OSError: The disk refuses.
    """
    from generator.word import package

    documents = [path for path in paths if path.endswith(".docx")]
    if len(documents) <= 1:
        return list(paths)
    content = package.write({path: (folder / path).read_bytes() for path in documents})
    (folder / WORD_ZIP).write_bytes(content)
    return [*paths, WORD_ZIP]


def page(facts: Sequence[tuple[str, str]], files: Sequence[dict[str, str]], notes: Sequence[str]) -> dict[str, Any]:
    """Everything the page shows, as plain data."""
    return {"figures": [list(fact) for fact in facts], "files": list(files), "notes": list(notes)}
