"""The inventory of what a pack holds."""

from __future__ import annotations

from collections.abc import Sequence

from generator.word.front import organisation, paper
from generator.word.inventory.record import Group, Inventory
from generator.word.words import tidy
from handbook.book import Handbook


def inventory(handbook: Handbook, whom: str, groups: Sequence[Group]) -> Inventory:
    """Everything the inventory says.

    Args:
        handbook: The company.
        whom: For whom the pack is.
        groups: What it holds.
    """
    return Inventory(
        heading=f"Опись документов: {tidy(whom)}",
        organisation=organisation(handbook),
        paper=paper(None),
        whom=tidy(whom),
        groups=tuple(groups),
        copies=sum(line.copies for group in groups for line in group.lines),
    )
