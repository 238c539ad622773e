"""Reads and checks a company's sources in one call."""

from __future__ import annotations

from pathlib import Path

from handbook.finding import Finding
from handbook.lint import lint
from handbook.read import Reading, read


def check(root: Path) -> tuple[Reading, tuple[Finding, ...]]:
    """Read every source of a company and check them.

    Args:
        root: The folder that holds ``regulations/``.

    Returns:
        What was read, and every finding sorted by place; the handbook is complete when none is an error.
    """
    reading = read(root)
    return reading, lint(reading)
