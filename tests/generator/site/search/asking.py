"""The script of the search asked by Node: the same code as in a browser, without waiting for one."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ASSETS = Path(__file__).resolve().parents[4] / "templates" / "site" / "assets"


def asked(index: Path, queries: Iterable[str] = (), words: Iterable[str] = (), role: str = "") -> dict[str, Any]:
    """Answers to queries, of a reader who has chosen a role or none, and stems with roots of words."""
    question = json.dumps({"queries": list(queries), "words": list(words), "role": role})
    done = subprocess.run(
        ["node", str(HERE / "ask.js"), str(ASSETS), str(index)],
        input=question,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def pages(answer: dict[str, Any]) -> list[str]:
    """Pages of an answer, best first, without their endings."""
    return [item[0]["location"].partition(".html")[0] for item in answer["items"]]
