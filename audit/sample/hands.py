"""Who moved the cards of projects: the engineer and the manager by turns, save for the known breaches."""

from __future__ import annotations

from collections.abc import Sequence

from audit.sample.model import DESIGN, PROJECT, Deal, World

DEFENDED = "КП защищено"
#: Projects, by place, whose manager declared them feasible and defended them as well.
_ALONE = (9, 40)


def move(world: World, deals: Sequence[Deal]) -> None:
    """Name who made every step of the projects and give projects titles of their own.

    Args:
        world: The company.
        deals: Deals on ready-made solutions and projects.
    """
    engineer, place, titles = world.one("inzhener"), 0, dict[str, int]()
    for deal in (deal for deal in deals if deal.pipeline == PROJECT):
        stages = [step.stage for step in deal.steps]
        alone = DEFENDED in stages and place in _ALONE
        place += DEFENDED in stages
        for step in deal.steps[1:]:
            step.by = engineer if step.stage == DESIGN and not alone else deal.owner
        product = deal.lines[0].product if deal.lines else ""
        title = f"{product or 'Проект'} — {deal.company.strip() or deal.contact}"
        titles[title] = titles.get(title, 0) + 1
        deal.title = title if titles[title] == 1 else f"{title}, очередь {titles[title]}"
