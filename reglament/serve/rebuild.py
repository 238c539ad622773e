"""A process of its own that builds the whole site: ``python -m reglament.serve.rebuild``, JSON in, JSON lines out.

Every whole build has a fresh one: templates, settings, hooks and plugins of the company work as in ``reglament build``,
whatever they were a moment ago.
"""

from __future__ import annotations

import contextlib
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import psutil

from reglament.serve import outcomes, partial
from reglament.serve.pipe import Pipe

#: How far it stands back where that is a number.
_NICE = 5


def main() -> None:
    """Build the site of the company the request names and tell what came of it."""
    pipe = Pipe(gently=True)
    _stand_back()
    project = Path(pipe.request()["project"])
    try:
        made = build(project)
    except Exception as error:
        if os.environ.get("REGLAMENT_DEBUG"):
            raise
        made = outcomes.inner(error)
    pipe.tell(**made)


def _stand_back() -> None:
    """Let the browser and the next edit go first: nobody waits for the whole site."""
    with contextlib.suppress(psutil.Error, OSError):
        psutil.Process().nice(getattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS", _NICE))


def build(project: Path) -> dict[str, Any]:
    """Check the company and build its site; with errors the old site stays.

    Args:
        project: The company's folder.
    """
    from generator.folders import Folders
    from generator.site.build import build_site
    from handbook.check import read_for_building
    from reglament.site_facts import files, gathered

    reading, errors = read_for_building(project)
    if errors:
        return outcomes.told(errors)
    book = reading.handbook
    folders = Folders.of(project)
    known, doubts = gathered(book, folders, datetime.now().astimezone().date())
    extra = tuple(files(folders, known))
    made = outcomes.outcome(lambda: build_site(book, project, given=known, extra=extra), doubts)
    if "built" in made:
        partial.end(project)
    return made


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main()
    sys.stdout.flush()
    # MkDocs leaves threads and handlers behind.
    os._exit(0)
