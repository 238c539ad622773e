"""Processes made at random for the regulation, and who answers for what in them, worked out the long way."""

from __future__ import annotations

import random
from pathlib import Path

from handbook.book import Handbook
from handbook.model.company import Company
from handbook.model.operation import Operation, Step
from handbook.model.people import Position, Role
from handbook.model.process import Process

ROLES = ("rop", "menedzher", "assistent", "inzhener", "client", "nobody-wrote-it")
STEPS_OF_A_LONG_MATRIX = 40


def generated(seed: int) -> Handbook:
    """A company of one process whose roles are dealt out at random, some of them to nobody."""
    deal = random.Random(seed)  # noqa: S311 - a seeded choice of roles, nothing secret

    def one() -> str | None:
        return deal.choice((*ROLES, None))

    def some() -> tuple[str, ...]:
        return tuple(deal.sample(ROLES, deal.choice((0, 0, 1, 2))))

    operations = {
        f"o{number}": Operation(
            id=f"o{number}",
            title=f"Операция {number}",
            owner=one(),
            steps=tuple(
                Step(text=f"Сделайте {number}.{index}.", role=one(), approves=one(), consulted=some(), informed=some())
                for index in range(deal.choice((0, 1, 3, 9)))
            ),
        )
        for number in range(deal.choice((1, 3, 6)))
    }
    process = Process(
        id="p", title="Продать", block="sell", goal="Продать", trigger="Запрос", result="Оплата", owner=one()
    )
    roles = {
        name: Role(id=name, title=f"Роль {name}", external=name == "client")
        for name in ROLES
        if name != "nobody-wrote-it"
    }
    positions = {
        "glava": Position(id="glava", title="Руководитель", roles=("rop", "inzhener")),
        "m1": Position(id="m1", title="Менеджер один", roles=("menedzher",)),
        "m2": Position(id="m2", title="Менеджер два", roles=("menedzher",)),
    }
    company = Company(name="Общество", short_name="ООО", city="Пермь", head="glava")
    return Handbook(
        Path("nowhere"),
        company,
        roles=roles,
        positions=positions,
        processes={"p": process},
        operations=operations,
        homes=dict.fromkeys(operations, "p"),
    )


def column(book: Handbook, role: str) -> str:
    """The column a role stands in: its only position, else the role itself."""
    titles = [position.title for position in book.positions.values() if role in position.roles]
    name = titles[0] if len(titles) == 1 else book.roles[role].title if role in book.roles else role
    return name[0].upper() + name[1:]


def answering(book: Handbook, *candidates: str | None) -> str | None:
    """The first candidate of the company, else the first at all."""
    named = [role for role in candidates if role is not None]
    for role in named:
        if role not in book.roles or not book.roles[role].external:
            return role
    return named[0] if named else None


def expected(book: Handbook, process: Process, operations: tuple[Operation, ...]) -> list[dict[str, str]]:
    """Marks of every row of the matrix by column, headings left out."""
    many = sum(len(operation.steps) for operation in operations) >= STEPS_OF_A_LONG_MATRIX
    rows: list[dict[str, str]] = []
    for operation in operations:
        groups = [operation.steps] if many or not operation.steps else [(step,) for step in operation.steps]
        whole = many or not operation.steps
        rows += [_row(book, process, operation, steps, whole=whole) for steps in groups]
    return [row for row in rows if row]


def _row(
    book: Handbook, process: Process, operation: Operation, steps: tuple[Step, ...], *, whole: bool
) -> dict[str, str]:
    doing = [step.role or operation.owner for step in steps]
    if whole:
        doing = [role for role in doing if role] or [operation.owner]
        answers = answering(book, operation.owner, process.owner, *(step.approves for step in steps), *doing)
        doing = [role for role in doing if role] or [answers]
    else:
        doing = [role or process.owner for role in doing]
        answers = answering(book, steps[0].approves, operation.owner, process.owner, *doing)
    if answers is None:
        return {}
    marks: dict[str, str] = {}
    for step in steps:
        marks |= {column(book, role): "I" for role in step.informed}
    for step in steps:
        asked = [*step.consulted, *([step.approves] if step.approves else [])]
        marks |= {column(book, role): "C" for role in asked}
    marks |= {column(book, role): "R" for role in doing if role}
    answering_column = column(book, answers)
    marks[answering_column] = "A/R" if marks.get(answering_column) == "R" else "A"
    return marks
