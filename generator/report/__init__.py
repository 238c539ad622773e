"""The audit report: one result rendered as a page, a workbook or JSON.

``render`` is the way in; each format has its own module, loaded only when asked for. The short text for a terminal
is in ``generator.report.text``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from generator.artifact import Artifact

if TYPE_CHECKING:
    from generator.report.view import PageOf
    from handbook.book import Handbook
    from handbook.result import Result

#: Formats in the order they are offered, with the file each makes.
FILES: dict[str, str] = {
    "html": "audit.html",
    "xlsx": "audit.xlsx",
    "json": "audit.json",
}


class UnknownFormatError(ValueError):
    """A format this package does not make; the text says in Russian which there are."""


def render(
    result: Result,
    handbook: Handbook,
    formats: Sequence[str] = ("html", "xlsx", "json"),
    *,
    page_of: PageOf | None = None,
) -> tuple[Artifact, ...]:
    """The report of a result in the formats asked for, each once, in the order asked.

    Args:
        result: What the audit found.
        handbook: The handbook the norms stand in, for clauses, reasons and links.
        formats: Names from ``FILES``.
        page_of: The address of a norm's page on the site, relative to the report; None when there is none.

    Raises:
        UnknownFormatError: A format is not one of ``FILES``.
    """
    makers = _makers(result, handbook, page_of)
    unknown = [name for name in formats if name not in makers]
    if unknown:
        raise UnknownFormatError(f"Неизвестный формат отчёта «{unknown[0]}»; есть: {', '.join(FILES)}")
    return tuple(Artifact(FILES[name], makers[name]()) for name in dict.fromkeys(formats))


def _makers(result: Result, handbook: Handbook, page_of: PageOf | None) -> dict[str, Callable[[], bytes]]:
    def html() -> bytes:
        from generator.report.html import html as make

        return make(result, handbook, page_of)

    def xlsx() -> bytes:
        from generator.report.xlsx import xlsx as make

        return make(result, handbook)

    def json() -> bytes:
        from generator.report.json import dump

        return dump(result, handbook)

    return {"html": html, "xlsx": xlsx, "json": json}
