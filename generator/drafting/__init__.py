"""A company drafted from an export, as source files."""

from __future__ import annotations

from generator.drafting.profile import profile_text
from generator.drafting.sources import funnel_of, sketched

__all__ = ["funnel_of", "profile_text", "sketched"]
