"""What can be wrong with the history: always told, never a reason to lose an audit."""

from __future__ import annotations


class HistoryError(ValueError):
    """A file of the history cannot be read or written; the text says in Russian why and what to do."""
