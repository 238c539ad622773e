"""The audit report: one result rendered as a page, a workbook or JSON.

``render`` is the way in; each format has its own module, loaded only when asked for. The short text for a terminal
is in ``generator.report.text``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.artifact import Artifact
from handbook.audits.story import Story
from handbook.book import Handbook
from handbook.finding import Severity
from handbook.result import Result

if TYPE_CHECKING:
    from generator.report.view import PageOf

#: Formats in the order they are offered, with the file each makes; «docx» makes several.
FILES: dict[str, str] = {
    "html": "audit.html",
    "xlsx": "audit.xlsx",
    "json": "audit.json",
    "md": "audit.md",
    "junit": "audit.junit.xml",
    "docx": "Рапорт руководителю.docx",
}


class UnknownFormatError(ValueError):
    """A format this package does not make; the text says in Russian which there are."""


@dataclass(frozen=True, slots=True)
class Given:
    """What every format is made of.

    Attributes:
        result: What the audit found.
        handbook: The handbook the norms stand in, for clauses, reasons and links.
        story: What is known of earlier audits and promises.
        page_of: The address of a norm's page on the site, relative to the report; None when there is none.
        failing: Severities of norms that make the audit fail, for servers that draw it as tests.
        formats: All formats made at once: no file may send readers to another that is not there.
        process_page_of: The address of a process's page on the site, by its id, relative to the report.
    """

    result: Result
    handbook: Handbook
    story: Story
    page_of: PageOf | None = None
    failing: Collection[Severity] = (Severity.ERROR,)
    formats: Collection[str] = tuple(FILES)
    process_page_of: Callable[[str], str | None] | None = None


def render(  # noqa: PLR0913 - all that a report is made of, most of it by name
    result: Result,
    handbook: Handbook,
    formats: Sequence[str] = ("html", "xlsx", "json"),
    *,
    story: Story | None = None,
    page_of: PageOf | None = None,
    failing: Collection[Severity] = (Severity.ERROR,),
    process_page_of: Callable[[str], str | None] | None = None,
) -> tuple[Artifact, ...]:
    """The report of a result in the formats asked for, each once, in the order asked.

    Args:
        result: What the audit found.
        handbook: The handbook the norms stand in, for clauses, reasons and links.
        formats: Names from ``FILES``.
        story: What is known of earlier audits and promises; None when nothing is.
        page_of: The address of a norm's page on the site, relative to the report; None when there is none.
        failing: Severities of norms that make the audit fail, for servers that draw it as tests.
        process_page_of: The address of a process's page on the site, by its id, relative to the report.

    Raises:
        UnknownFormatError: A format is not one of ``FILES``.
    """
    unknown = [name for name in formats if name not in FILES]
    if unknown:
        raise UnknownFormatError(f"Неизвестный формат отчёта «{unknown[0]}»; есть: {', '.join(FILES)}")
    given = Given(result, handbook, story or Story(), page_of, failing, tuple(formats), process_page_of)
    return tuple(artifact for name in dict.fromkeys(formats) for artifact in _MAKERS[name](given))


def _html(given: Given) -> tuple[Artifact, ...]:
    from generator.report.html import html

    known = (given.page_of, given.story, given.process_page_of)
    made = html(given.result, given.handbook, *known, formats=given.formats)
    return (Artifact(FILES["html"], made),)


def _xlsx(given: Given) -> tuple[Artifact, ...]:
    from generator.report.xlsx import xlsx

    made = xlsx(given.result, given.handbook, given.story, given.page_of, given.formats)
    return (Artifact(FILES["xlsx"], made),)


def _json(given: Given) -> tuple[Artifact, ...]:
    from generator.report.json import dump

    return (Artifact(FILES["json"], dump(given.result, given.handbook, given.story)),)


def _md(given: Given) -> tuple[Artifact, ...]:
    from generator.report.markdown import markdown

    return (Artifact(FILES["md"], markdown(given.result, given.story, given.formats).encode()),)


def _junit(given: Given) -> tuple[Artifact, ...]:
    from generator.report.junit import junit

    return (Artifact(FILES["junit"], junit(given.result, given.story, given.failing, given.formats).encode()),)


def _docx(given: Given) -> tuple[Artifact, ...]:
    from generator.report import promises_book
    from generator.report.word import papers

    decisions = promises_book.promises_book(given.result, given.story)
    return (*papers(given), Artifact(promises_book.FILE, decisions))


_MAKERS: dict[str, Callable[[Given], tuple[Artifact, ...]]] = {
    "html": _html,
    "xlsx": _xlsx,
    "json": _json,
    "md": _md,
    "junit": _junit,
    "docx": _docx,
}
