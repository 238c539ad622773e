"""Reads and checks a company's sources in one call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from handbook import garbage
from handbook.finding import Finding
from handbook.lint import lint, mistakes
from handbook.lint.allowed import Allowed
from handbook.read import Reading, read


@dataclass(frozen=True)
class Checked:
    """Everything a check says.

    Attributes:
        reading: What was read.
        findings: Sorted by place; the handbook is complete when none is an error.
        allowed: Findings that a comment in the sources lets stand, with the reasons.
    """

    reading: Reading
    findings: tuple[Finding, ...]
    allowed: tuple[Allowed, ...]


def examine(root: Path, today: date | None = None) -> Checked:
    """Read every source of a company and check them, telling what the sources let stand as well.

    Args:
        root: The folder that holds ``regulations/``.
        today: The day of the check; without one, whether a review is overdue is not asked.
    """
    with garbage.put_off():
        reading = read(root)
        linted = lint(reading, today)
    return Checked(reading, linted.findings, linted.allowed)


def check(root: Path, today: date | None = None) -> tuple[Reading, tuple[Finding, ...]]:
    """Read every source of a company and check them.

    Args:
        root: The folder that holds ``regulations/``.
        today: The day of the check; without one, whether a review is overdue is not asked.

    Returns:
        What was read, and every finding sorted by place; the handbook is complete when none is an error.
    """
    checked = examine(root, today)
    return checked.reading, checked.findings


def read_for_building(root: Path, before: Reading | None = None) -> tuple[Reading, tuple[Finding, ...]]:
    """Read every source and tell only of errors: what is made of the sources is right when there are none.

    Args:
        root: The folder that holds ``regulations/``.
        before: An earlier reading, see ``read``.
    """
    with garbage.put_off():
        reading = read(root, before)
        return reading, mistakes(reading)
