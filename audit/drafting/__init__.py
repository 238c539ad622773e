"""A company drafted from an export: what its CRM tells of stages, people and current values."""

from __future__ import annotations

from audit.drafting.learn import learn
from audit.drafting.norms import DraftNorm, norms_of

__all__ = ["DraftNorm", "learn", "norms_of"]
