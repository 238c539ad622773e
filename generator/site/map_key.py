"""What the lines of the map of processes mean, in words under it: only of lines that are drawn."""

from __future__ import annotations

from typing import Final

from generator.maps.chart import Edge, Stroke
from generator.maps.landscape import BROAD, landscape
from handbook.book import Handbook

#: Names of lines, as the style sheet draws them, with what they mean.
_MEANINGS: Final[dict[str, str]] = {
    "call": "вызов: по ходу одного процесса выполняется другой",
    "way": "путь клиента: документы переходят в следующий блок",
    "report": "документы между управлением и продажей, в одну или обе стороны",
}


def map_key(book: Handbook) -> tuple[tuple[str, str], ...]:
    """Kinds of lines on the map of processes, each with its meaning; empty when there is no map or no line."""
    chart = landscape(book, lambda _target, _name: None)
    drawn = {_kind(edge) for edge in chart.edges if not edge.hidden} if chart else set()
    return tuple((kind, words) for kind, words in _MEANINGS.items() if kind in drawn)


def _kind(edge: Edge) -> str:
    if edge.stroke is Stroke.DASHED:
        return "report"
    return "way" if edge.breadth == BROAD else "call"
