"""The start page, the front door for everybody, and the index of roles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.artifact import Artifact
from generator.links import positions_of
from generator.site import paths
from generator.site.block_cards import blocks_of
from generator.site.maker import Maker
from generator.site.map_key import map_key
from generator.site.pictures import map_figures
from generator.site.role.first_days_page import stages_of
from generator.site.role.page import summary
from generator.site.role.parts import Tab, tabs
from handbook.book import Handbook
from handbook.model.people import Position, Role

#: Examples of what the search is asked for: at most so many.
EXAMPLES = 3
#: Questions people ask, by the kind of a norm that answers.
QUESTIONS: Final[dict[str, str]] = {
    "discount": "какую скидку можно дать",
    "overdue_debt": "клиент не платит",
    "response_time": "как быстро ответить клиенту",
    "open_deals": "сколько сделок можно вести",
    "activity_rate": "сколько звонить в день",
    "contact_gap": "как часто звонить клиенту",
}


@dataclass(frozen=True, slots=True)
class RoleCard:
    """A role as a card: whose it is, how much it works and answers for, in words.

    Attributes:
        positions: Positions that carry it; empty when the only one is called as the role is.
    """

    role: Role
    positions: str
    operations: str
    norms: str


@dataclass(frozen=True, slots=True)
class RoleDoor:
    """A role on the start page: where its pages stand and how many tasks its first days hold.

    Attributes:
        role: The role.
        newcomer: The page of its first days; empty for none.
        tabs: Every page of its section.
        stages: The number of tasks by stage as the script reads it: ``1:8:День 1;7:5:Первая неделя``.
    """

    role: Role
    newcomer: str
    tabs: tuple[Tab, ...]
    stages: str


@dataclass(frozen=True, slots=True)
class Door:
    """What a person calls himself: a position, or a role no position carries.

    Attributes:
        name: The position; empty when there is none.
        title: Its title; empty when the only role behind it is called so too.
        doors: The roles behind it.
    """

    name: str
    title: str
    doors: tuple[RoleDoor, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """The way to an index, with the number of things in it."""

    title: str
    count: int
    page: str


def start_pages(maker: Maker) -> Iterator[Artifact]:
    """The start page and the index of roles."""
    book = maker.book
    blocks = tuple(blocks_of(book))
    here = maker.here(paths.HOME)
    yield maker.page(
        "start",
        here,
        doors=tuple(_doors(book)),
        blocks=blocks if any(block.processes for block in blocks) else (),
        landscape=map_figures.figure(here, map_figures.company_landscape(book)),
        key=map_key(book),
        examples=_examples(book),
        tiles=tuple(tile for tile in _tiles(book) if tile.count),
    )
    here = maker.here(paths.ROLES)
    cards = tuple(RoleCard(role, _carried(book, role), *summary(book, role)) for role in book.roles.values())
    chart = map_figures.figure(here, map_figures.company_organisation(book))
    yield maker.page("roles", here, cards=cards, positions=tuple(book.positions.values()), chart=chart)


def _doors(book: Handbook) -> Iterator[Door]:
    """Positions in the order of the sources, then roles that none carries."""
    known = {role.id: _role_door(book, role) for role in book.roles.values() if not role.external}
    carried: set[str] = set()
    for position in book.positions.values():
        inside = tuple(known[name] for name in position.roles if name in known)
        carried |= {door.role.id for door in inside}
        if inside:
            alone = len(inside) == 1 and inside[0].role.title == position.title
            yield Door(position.id, "" if alone else position.title, _first_alike(position, inside))
    for name, door in known.items():
        if name not in carried:
            yield Door("", "", (door,))


def _first_alike(position: Position, inside: tuple[RoleDoor, ...]) -> tuple[RoleDoor, ...]:
    """The role that is called as the position comes first."""
    return tuple(sorted(inside, key=lambda door: door.role.title != position.title))


def _role_door(book: Handbook, role: Role) -> RoleDoor:
    found = tabs(book, role)
    newcomer = next((tab.page for tab in found if tab.part == "nachalo"), "")
    stages = (f"{stage.name}:{len(stage.tasks)}:{stage.title}" for stage in stages_of(book, role))
    return RoleDoor(role, newcomer, found, ";".join(stages))


def _examples(book: Handbook) -> tuple[str, ...]:
    """Questions the pages of this company answer: of its norms, and of everybody's first day."""
    kinds = {placed.norm.kind for placed in book.norms.values()}
    asked = [question for kind, question in QUESTIONS.items() if kind in kinds][: EXAMPLES - 1]
    return (*asked, *(["к кому обратиться"] if book.roles else []))


def _carried(book: Handbook, role: Role) -> str:
    titles = [position.title for position in positions_of(book, role.id)]
    return "" if titles == [role.title] else ", ".join(titles)


def _tiles(book: Handbook) -> tuple[Tile, ...]:
    return (
        Tile("Операции", len(book.operations), paths.OPERATIONS),
        Tile("Документы", len(book.documents), paths.DOCUMENTS),
        Tile("Нормы", len(book.norms), paths.NORMS),
        Tile("Термины", len(book.terms), paths.GLOSSARY),
        Tile("Обучение", len(book.courses), paths.TRAINING),
        Tile("Планёрки", len(book.meetings), paths.MEETINGS),
        Tile("Показатели", len(book.indicators), paths.INDICATORS),
        Tile("Компетенции", len(book.competencies), paths.COMPETENCIES),
    )
