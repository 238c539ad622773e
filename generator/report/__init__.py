"""The audit report: one result rendered as a page, a workbook or JSON.

``render`` is the way in; each format has its own module, loaded only when asked for. The short text for a terminal
is in ``generator.report.text``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.artifact import Artifact
from handbook.audits.story import Story
from handbook.book import Handbook
from handbook.result import Result

if TYPE_CHECKING:
    from generator.report.view import PageOf

#: Formats in the order they are offered, with the file each makes; «docx» makes several.
FILES: dict[str, str] = {
    "html": "audit.html",
    "xlsx": "audit.xlsx",
    "json": "audit.json",
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
    """

    result: Result
    handbook: Handbook
    story: Story
    page_of: PageOf | None = None


def render(
    result: Result,
    handbook: Handbook,
    formats: Sequence[str] = ("html", "xlsx", "json"),
    *,
    story: Story | None = None,
    page_of: PageOf | None = None,
) -> tuple[Artifact, ...]:
    """The report of a result in the formats asked for, each once, in the order asked.

    Args:
        result: What the audit found.
        handbook: The handbook the norms stand in, for clauses, reasons and links.
        formats: Names from ``FILES``.
        story: What is known of earlier audits and promises; None when nothing is.
        page_of: The address of a norm's page on the site, relative to the report; None when there is none.

    Raises:
        UnknownFormatError: A format is not one of ``FILES``.
    """
    unknown = [name for name in formats if name not in FILES]
    if unknown:
        raise UnknownFormatError(f"Неизвестный формат отчёта «{unknown[0]}»; есть: {', '.join(FILES)}")
    given = Given(result, handbook, story or Story(), page_of)
    return tuple(artifact for name in dict.fromkeys(formats) for artifact in _MAKERS[name](given))


def _html(given: Given) -> tuple[Artifact, ...]:
    from generator.report.html import html

    return (Artifact(FILES["html"], html(given.result, given.handbook, given.page_of)),)


def _xlsx(given: Given) -> tuple[Artifact, ...]:
    from generator.report.xlsx import xlsx

    return (Artifact(FILES["xlsx"], xlsx(given.result, given.handbook)),)


def _json(given: Given) -> tuple[Artifact, ...]:
    from generator.report.json import dump

    return (Artifact(FILES["json"], dump(given.result, given.handbook)),)


_MAKERS: dict[str, Callable[[Given], tuple[Artifact, ...]]] = {"html": _html, "xlsx": _xlsx, "json": _json}
