"""The sales models side by side: who carries which role and performs which operation in each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.artifact import Artifact
from generator.site import paths
from generator.site.index_pages import operation_groups
from generator.site.maker import Maker
from handbook.book import Handbook
from handbook.model.operation import Operation
from handbook.model.people import Position, Role
from handbook.model.process import BLOCK_TITLES
from handbook.russian.numbers import counted
from handbook.sales_models import SalesModel, models, performers, structures

Posts = tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class ModelCard:
    """A model; ``own`` when the company works by it, and then the posts are those the company really has."""

    model: SalesModel
    own: bool
    posts: Posts
    next: SalesModel | None


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role with those who carry it, by model in the order of the cards."""

    role: Role
    carriers: tuple[Posts, ...]


@dataclass(frozen=True, slots=True)
class OperationRow:
    """An operation with those who perform it, by model; ``same`` when the model makes no difference."""

    operation: Operation
    performers: tuple[Posts, ...]
    same: bool


@dataclass(frozen=True, slots=True)
class OperationPart:
    """Operations of one process."""

    title: str
    rows: tuple[OperationRow, ...]


@dataclass(frozen=True, slots=True)
class BlockPart:
    """Operations of one block of the landscape."""

    title: str
    size: str
    parts: tuple[OperationPart, ...]


def are_comparable(book: Handbook) -> bool:
    """Whether the company speaks of the roles the models share among posts."""
    return any(role in book.roles for one in models() for post in one.positions for role in post.roles)


def models_page(maker: Maker) -> Iterator[Artifact]:
    """The page, if the company's roles are those of the models."""
    book = maker.book
    if are_comparable(book):
        yield maker.page(
            "models",
            maker.here(paths.MODELS),
            cards=tuple(_cards(book)),
            roles=tuple(_roles(book)),
            blocks=tuple(_blocks(book)),
            structures=structures(),
        )


def _cards(book: Handbook) -> Iterator[ModelCard]:
    titles = {one.id: one for one in models()}
    for one in models():
        own = one.id == book.company.sales_model
        sold = {role for post in one.positions for role in post.roles}
        posts = tuple(post for post in book.positions.values() if sold & set(post.roles)) if own else one.positions
        yield ModelCard(one, own, posts, titles.get(one.grows_into or ""))


def _roles(book: Handbook) -> Iterator[RoleRow]:
    """Roles somebody of some sales department carries, in the order of the company's roles."""
    shared = {role for one in models() for post in one.positions for role in post.roles}
    for role in book.roles.values():
        if role.id in shared:
            yield RoleRow(role, _everywhere(book, role.id))


def _blocks(book: Handbook) -> Iterator[BlockPart]:
    blocks = {process.title: process.block for process in book.processes.values()}
    groups = tuple(operation_groups(book))
    for block, title in BLOCK_TITLES.items():
        parts = tuple(
            OperationPart(group.title, tuple(_row(book, one) for one in group.operations if one.owner))
            for group in groups
            if blocks.get(group.title) == block
        )
        rows = sum(len(part.rows) for part in parts)
        if rows:
            yield BlockPart(title, counted(rows, "операция", "операции", "операций"), parts)


def _row(book: Handbook, operation: Operation) -> OperationRow:
    found = _everywhere(book, operation.owner or "")
    return OperationRow(operation, found, len({tuple(post.title for post in posts) for posts in found}) == 1)


def _everywhere(book: Handbook, role: str) -> tuple[Posts, ...]:
    """Who performs a role in each model; in the company's own model, whom it really has."""
    mine = tuple(post for post in book.positions.values() if role in post.roles)
    return tuple(mine if one.id == book.company.sales_model else performers(one, book, role) for one in models())
