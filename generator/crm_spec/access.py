"""Rights of roles, derived from what each does: what it creates, moves, fills in and sees."""

from __future__ import annotations

from generator.crm_spec.model import Card, Pipeline, Right
from generator.crm_spec.work import Work, once
from generator.links import positions_of
from handbook.model.operation import ENTITY_TITLES, Operation
from handbook.norms.performer import Performer


def rights(work: Work, pipelines: tuple[Pipeline, ...], cards: tuple[Card, ...]) -> tuple[Right, ...]:
    """What every role of the company does in the CRM; those that do nothing there are left out."""
    found = (_right(work, role, pipelines, cards) for role, record in work.book.roles.items() if not record.external)
    return tuple(right for right in found if right.creates or right.moves or right.fills or right.sees)


def _right(work: Work, role: str, pipelines: tuple[Pipeline, ...], cards: tuple[Card, ...]) -> Right:
    mine = [operation for _, operation in work.operations() if operation.owner == role]
    moves = [
        f"«{stage.title}» ({pipeline.title})"
        for pipeline in pipelines
        for stage in pipeline.stages
        if role in {who.role for who in (*(opening.who for opening in stage.openings), *stage.movers)}
    ]
    fills = [
        f"{card.title}: {', '.join(names)}"
        for card in cards
        if (names := [item.title for item in card.fields if any(who.role == role for who in item.fillers)])
    ]
    return Right(
        work.role(role),
        once(position.title for position in positions_of(work.book, role)),
        once(_created(mine, pipelines)),
        once(moves),
        once(fills),
        once(_seen(work, role)),
        once(_limits(work, role, pipelines)),
    )


def _created(mine: list[Operation], pipelines: tuple[Pipeline, ...]) -> list[str]:
    """Cards that operations of a role bring into being: the first stage of a pipeline, fields mandatory at creation.

    What a deal must have when it is created says so only of operations that stand outside of pipelines.
    """
    first = {(pipeline.title, opening.operation) for pipeline in pipelines for opening in pipeline.stages[0].openings}
    names = {operation.title for operation in mine}
    deals = [f"сделка в воронке «{pipeline}»" for pipeline, operation in sorted(first) if operation in names]
    others = [
        ENTITY_TITLES[item.entity] if item.entity != "deal" else f"сделка: «{operation.title}»"
        for operation in mine
        for item in operation.crm.fields
        if (item.entity != "deal" or not operation.crm.stage)
        and item.mandatory
        and "создани" in item.mandatory.casefold()
    ]
    return [*deals, *others]


def _seen(work: Work, role: str) -> list[str]:
    points = [point for _, operation in work.operations() for point in operation.control_points if point.to == role]
    return [work.prose(point.recorded) for point in points]


def _limits(work: Work, role: str, pipelines: tuple[Pipeline, ...]) -> list[str]:
    """What norms say of who may move deals, for roles that work on those stages or beside them."""
    on = {
        stage.title
        for pipeline in pipelines
        for stage in pipeline.stages
        if any(opening.who.role == role for opening in stage.openings)
    }
    beside = {
        stage.title
        for pipeline in pipelines
        if on.intersection(stage.title for stage in pipeline.stages)
        for stage in pipeline.stages
    }
    found = []
    for norm in work.norms:
        if not isinstance(norm, Performer):
            continue
        if norm.distinct and on.intersection(norm.distinct):
            found.append(f"{norm.title}: {norm.words()}")
        elif norm.stage in beside and role not in norm.roles:
            found.append(f"не переводит на стадию «{norm.stage}»: {norm.title}")
    return found
