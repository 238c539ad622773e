"""The sample company and the audit of its export, each made once for all tests of a worker that only look at it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from audit.run import audit
from audit.sample import SAMPLE_EXPORT
from handbook.book import Handbook
from handbook.read import read
from handbook.result import Result

ROOT = Path(__file__).resolve().parents[1]


@cache
def sample_book() -> Handbook:
    """The sample company."""
    return read(ROOT).handbook


@cache
def sample_audit() -> Result:
    """Its export, audited as it stands."""
    return audit(sample_book(), [SAMPLE_EXPORT])
