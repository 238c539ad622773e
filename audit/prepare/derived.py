"""Intermediate tables that only some rules ask about: made once, before the first rule that needs them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Derived:
    """A table computed from canonical tables and from those that every audit prepares.

    Attributes:
        name: Its name; no other table has it.
        select: The SELECT that computes it; it may use the parameters of the setting.
        reads: Columns of canonical tables that it reads directly.
    """

    name: str
    select: str
    reads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
