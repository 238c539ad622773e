"""Coverage of a company as a table for a person and as data for a program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from generator.names import visible
from handbook.coverage import MEASURES, Coverage, Share

_WIDEST = 34
_COLUMNS: dict[str, str] = {
    "owner": "владелец",
    "document": "регламент",
    "control_point": "точка",
    "norm": "норма",
    "measured": "с нормой",
    "judged": "под аудитом",
    "executable": "нормы",
    "answered": "вопросы",
}


def table(rows: Sequence[Coverage]) -> Iterator[str]:
    """A line per process and two for all, then what the columns mean."""
    titles = [_short(visible(row.title)) for row in rows]
    widest = max(map(len, titles))
    yield "Полнота описания: сколько есть из скольких"
    yield ""
    yield f"{'':{widest}}  {'  '.join(_COLUMNS.values())}"
    for row, title in zip(rows, titles, strict=True):
        yield _line(f"{title:{widest}}", [_words(row.shares[key]) for key in _COLUMNS])
    yield _line(" " * widest, [_percent(rows[-1].shares[key]) for key in _COLUMNS])
    yield ""
    for key, name in _COLUMNS.items():
        yield f"{name} — {MEASURES[key]}"


def _line(title: str, cells: Sequence[str]) -> str:
    aligned = (f"{cell:>{len(name)}}" for cell, name in zip(cells, _COLUMNS.values(), strict=True))
    return f"{title}  {'  '.join(aligned)}"


def data(rows: Sequence[Coverage]) -> dict[str, Any]:
    """Coverage as plain data: per process and in all."""
    *processes, total = rows
    return {
        "total": _of(total),
        "processes": [{"id": row.id, "title": row.title, **_of(row)} for row in processes],
    }


def _of(row: Coverage) -> dict[str, Any]:
    shares = {
        key: {"have": share.have, "of": share.of, "percent": share.percent}
        for key, share in ((key, row.shares[key]) for key in MEASURES)
    }
    return {"operations": row.operations, **shares}


def _words(share: Share) -> str:
    return f"{share.have}/{share.of}" if share.of else "—"


def _percent(share: Share) -> str:
    return "—" if share.percent is None else f"{share.percent} %"


def _short(title: str) -> str:
    return title if len(title) <= _WIDEST else title[: _WIDEST - 1] + "…"
