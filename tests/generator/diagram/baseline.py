"""The tracked figures of drawings: what is told when they change.

``UPDATE_EXPECTED=1 pytest -n 0 tests/generator/diagram`` writes them anew; the difference of ``baseline.json`` is then
read like any other change.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.diagram.flow import Flow
from generator.diagram.manner import Manner
from generator.diagram.quality import Quality
from generator.diagram.spacing import PRINT

PATH = Path(__file__).with_name("baseline.json")
RENEW = "UPDATE_EXPECTED=1 pytest -n 0 tests/generator/diagram"
#: The less of these, the better.
FIGURES = ("label_edge", "crossings", "tie_crossings", "shared_exits", "bends", "area")
MANNERS: Mapping[str, Manner] = {
    "horizontal, screen": Manner(),
    "vertical, screen": Manner(vertical=True),
    "horizontal, print": Manner(spacing=PRINT),
    "vertical, print": Manner(vertical=True, spacing=PRINT),
}
Figures = dict[str, dict[str, int]]


def digest(flows: Iterable[Flow]) -> str:
    """Tells whether flows are drawn from what they were; what only is linked or told counts for nothing."""
    told = hashlib.sha256()
    for flow in flows:
        nodes = tuple(
            replace(
                node,
                href=None,
                tooltip=None,
                note="",
                facts=(),
                documents=tuple(replace(doc, href=None) for doc in node.documents),
            )
            for node in flow.nodes
        )
        lanes = tuple(replace(lane, href=None) for lane in flow.lanes)
        told.update(repr(replace(flow, nodes=nodes, lanes=lanes, note="")).encode())
    return told.hexdigest()[:16]


def figures(qualities: Iterable[Quality]) -> dict[str, int]:
    """Sums of the tracked figures."""
    found = list(qualities)
    return {name: round(sum(getattr(quality, name) for quality in found)) for name in FIGURES}


def news(group: str, name: str, drawn_from: str, found: Figures) -> list[str]:
    """What is different from the baseline, in words; nothing when it has just been renewed.

    Args:
        group: "processes" or "generated".
        name: Of the process or the batch.
        drawn_from: Digest of its flows.
        found: Figures by manner.
    """
    tracked = _read()
    entry = {"flow": drawn_from, **found}
    before = tracked[group].get(name)
    if os.environ.get("UPDATE_EXPECTED"):
        tracked[group][name] = entry
        _write(tracked)
        return []
    if before is None or before["flow"] != drawn_from:
        return [f"{name}: no figures yet for this process as it is now drawn; take them: {RENEW}"]
    told = [
        f"{name}, {manner}: {figure} {before[manner][figure]} → {value}, {_word(before[manner][figure], value)}"
        for manner, values in found.items()
        for figure, value in values.items()
        if before[manner][figure] != value
    ]
    return [*told, f"look at the drawings, then renew: {RENEW}"] if told else []


def forget(group: str, known: Iterable[str]) -> list[str]:
    """Names of the baseline that are drawn no more; they are dropped when it is renewed."""
    tracked = _read()
    gone = sorted(tracked[group].keys() - set(known))
    if gone and os.environ.get("UPDATE_EXPECTED"):
        tracked[group] = {name: entry for name, entry in tracked[group].items() if name not in gone}
        _write(tracked)
        return []
    return gone


def _word(before: int, now: int) -> str:
    return "worse" if now > before else "better"


def _read() -> dict[str, dict[str, Any]]:
    if not PATH.is_file():
        return {"processes": {}, "generated": {}}
    tracked: dict[str, dict[str, Any]] = json.loads(PATH.read_text(encoding="utf-8"))
    return tracked


def _write(tracked: Mapping[str, Any]) -> None:
    text = json.dumps(tracked, ensure_ascii=False, indent=1, sort_keys=True)
    PATH.write_text(text + "\n", encoding="utf-8", newline="\n")
