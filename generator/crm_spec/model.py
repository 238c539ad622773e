"""The requirements for a CRM as one record."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who works: an administrator of a CRM knows posts, rights are derived by role.

    Attributes:
        role: The identifier of the role.
        called: What people call whoever carries it.
    """

    role: str
    called: str


@dataclass(frozen=True, slots=True)
class Opening:
    """An operation that brings a deal to a stage, and who performs it."""

    operation: str
    who: Who


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a pipeline.

    Attributes:
        title: Its name in the CRM.
        outcome: «в работе», «выиграна» or «проиграна».
        openings: What is done on it, and by whom.
        moves: Stages a deal may go to from it.
        movers: Who may move deals to it, when a norm says so.
        norms: Requirements that norms make on it.
    """

    title: str
    outcome: str
    openings: tuple[Opening, ...]
    moves: tuple[str, ...]
    movers: tuple[Who, ...]
    norms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A pipeline with its stages in order."""

    title: str
    process: str
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a card.

    Attributes:
        title: Its name.
        types: How the sources call its type; several mean they disagree.
        values: What may be chosen.
        notes: How it is filled in.
        born: Operations that fill it in.
        fillers: Who does.
        mandatory: When it must be filled in.
        norms: Norms that check it.
        documents: Documents that describe it.
    """

    title: str
    types: tuple[str, ...]
    values: tuple[str, ...]
    notes: tuple[str, ...]
    born: tuple[str, ...]
    fillers: tuple[Who, ...]
    mandatory: tuple[str, ...]
    norms: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A card of the CRM: of a deal, a lead, a client…

    Attributes:
        title: What it is of.
        fields: Its fields.
        described: Documents that describe it, each with the place where the card is kept.
    """

    title: str
    fields: tuple[Field, ...]
    described: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What the sources say of one thing in two ways."""

    about: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Right:
    """What a role may do in the CRM."""

    role: str
    positions: tuple[str, ...]
    creates: tuple[str, ...]
    moves: tuple[str, ...]
    fills: tuple[str, ...]
    sees: tuple[str, ...]
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Automation:
    """What the CRM does by itself."""

    text: str
    trigger: str
    addressee: str
    process: str


@dataclass(frozen=True, slots=True)
class Watch:
    """A report or a filter that a control point needs."""

    name: str
    kind: str
    information: str
    reader: str
    when: str
    norms: tuple[str, ...]
    operation: str


@dataclass(frozen=True, slots=True)
class DataNeed:
    """What must be exported for norms to be checked."""

    kind: str
    needs: str
    source: str
    norms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A list of values: reasons of refusal, sources…"""

    title: str
    cards: tuple[str, ...]
    values: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CrmSpec:
    """Everything a CRM has to be able to do for the company to work as it has written."""

    company: str
    pipelines: tuple[Pipeline, ...]
    cards: tuple[Card, ...]
    contradictions: tuple[Contradiction, ...]
    rights: tuple[Right, ...]
    automations: tuple[Automation, ...]
    watches: tuple[Watch, ...]
    data: tuple[DataNeed, ...]
    dictionaries: tuple[Dictionary, ...]

    @property
    def empty(self) -> bool:
        """Whether the sources ask nothing of the CRM."""
        return not (self.pipelines or self.cards or self.automations)
