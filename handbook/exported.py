"""What an export tells of a company that has described nothing yet: its funnels, its people, its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Outcome = Literal["open", "won", "lost"]
#: How the order of stages is known: from the history, from how old the deals on them are, or not at all.
Order = Literal["history", "age", "count"]


@dataclass(frozen=True, slots=True)
class MetStage:
    """A stage of a pipeline.

    Attributes:
        title: As the CRM names it; its code where the export holds no name.
        outcome: What it means for the deal.
        deals: Deals that stand on it now.
        entries: Deals that ever entered it, where there is a history.
    """

    title: str
    outcome: Outcome
    deals: int
    entries: int


@dataclass(frozen=True, slots=True)
class MetPipeline:
    """A pipeline with its stages in their order, those that end a deal last.

    Attributes:
        title: As the CRM names it; None when the export names none.
        stages: Its stages.
        deals: Its deals.
        order: How the order of the stages is known.
    """

    title: str | None
    stages: tuple[MetStage, ...]
    deals: int
    order: Order


@dataclass(frozen=True, slots=True)
class MetPerson:
    """Somebody of whom an export tells.

    Attributes:
        name: The fullest way the export writes the name.
        aliases: The other ways.
        deals: Their deals.
    """

    name: str
    aliases: tuple[str, ...]
    deals: int


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export tells.

    Attributes:
        profile: The shipped profile it is read by.
        pipelines: Pipelines, the largest first.
        people: Everyone who owns or does something, who has most deals first.
        numbers: Whose number of the CRM is whose, by the number; an empty name where nobody knows.
        codes: Title of a stage by the pipeline and the stage as the history writes them, where it writes codes.
        pipeline_codes: Title of a pipeline by its code.
        deals: How many deals.
    """

    profile: str
    pipelines: tuple[MetPipeline, ...]
    people: tuple[MetPerson, ...]
    numbers: Mapping[str, str]
    codes: Mapping[tuple[str | None, str], tuple[str | None, str]]
    pipeline_codes: Mapping[str, str]
    deals: int
