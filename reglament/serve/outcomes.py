"""What came of building the site, in the words pages are told it by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.site.build import SiteBuild
    from handbook.finding import Finding

#: A person mends no more at once.
_MOST = 30


def outcome(build: Callable[[], SiteBuild], doubts: Sequence[Finding] = ()) -> dict[str, Any]:
    """Build and tell how many files changed and what is doubtful, or why nothing did: the old site stays then.

    Args:
        build: Builds the site.
        doubts: What is doubtful besides.
    """
    from generator.environment import TemplateMistakeError
    from generator.findings import render
    from generator.maps.engine import EngineError
    from generator.site.company_config import ConfigError
    from generator.writer import WriteError
    from handbook.finding import Severity
    from reglament.console import PROGRAM

    try:
        built = build()
    except (TemplateMistakeError, EngineError, ConfigError, WriteError) as error:
        return broken(str(error))
    errors = [finding for finding in built.findings if finding.severity is Severity.ERROR]
    if errors:
        return told(errors)
    known = (*built.findings, *doubts)
    words = render(known, "text", program=PROGRAM) if known else ""
    return {"built": len(built.site.changed) + len(built.site.removed), "doubts": words}


def told(errors: Sequence[Finding]) -> dict[str, Any]:
    """Errors of the sources or of the pages."""
    from generator.names import visible

    return {
        "errors": [
            {
                "where": visible(str(finding.places[0])) if finding.places else "",
                "excerpt": visible(finding.places[0].excerpt or "")[:200] if finding.places else "",
                "message": visible(finding.message),
                "tip": visible(finding.tip or ""),
                "code": finding.code,
            }
            for finding in errors[:_MOST]
        ],
        "more": max(0, len(errors) - _MOST),
    }


def broken(message: str) -> dict[str, Any]:
    """Something else that stopped the building."""
    return {"errors": [{"where": "", "excerpt": "", "message": message, "tip": "", "code": ""}], "more": 0}


def inner(error: Exception) -> dict[str, Any]:
    """A mistake of ours."""
    return broken(f"внутренняя ошибка программы: {type(error).__name__}: {error}")
