"""A process of its own that builds the site: ``python -m reglament.serve.rebuild``, JSON in, JSON lines out."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reglament.serve.pipe import Pipe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handbook.finding import Finding

#: A person mends no more at once.
_MOST = 30


def main() -> None:
    """Build the site of the company the request names and tell what came of it."""
    pipe = Pipe()
    project = Path(pipe.request()["project"])
    try:
        outcome = build(project)
    except Exception as error:
        if os.environ.get("REGLAMENT_DEBUG"):
            raise
        outcome = _broken(f"внутренняя ошибка программы: {type(error).__name__}: {error}")
    pipe.tell(**outcome)


def build(project: Path) -> dict[str, Any]:
    """Check the company and build its site; with errors the old site stays.

    Args:
        project: The company's folder.
    """
    from generator.environment import TemplateMistakeError
    from generator.maps.engine import EngineError
    from generator.site.build import build_site
    from generator.site.company_config import ConfigError
    from generator.writer import WriteError
    from handbook.check import check
    from handbook.finding import Severity

    reading, findings = check(project)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        return _told(errors)
    try:
        built = build_site(reading.handbook, project)
    except (TemplateMistakeError, EngineError, ConfigError, WriteError) as error:
        return _broken(str(error))
    errors = [finding for finding in built.findings if finding.severity is Severity.ERROR]
    return _told(errors) if errors else {"built": len(built.site.changed) + len(built.site.removed)}


def _told(errors: Sequence[Finding]) -> dict[str, Any]:
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


def _broken(message: str) -> dict[str, Any]:
    return {"errors": [{"where": "", "excerpt": "", "message": message, "tip": "", "code": ""}], "more": 0}


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    # MkDocs leaves threads and handlers behind.
    os._exit(0)
