"""The sales models side by side: who carries which role and performs which operation in each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.artifact import Artifact
from generator.site import paths
from generator.site.index_pages import operation_groups
from generator.site.maker import Maker
from generator.site.parts import Part, of_models
from handbook.book import Handbook
from handbook.model.operation import Operation
from handbook.model.people import Position, Role
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


def are_comparable(book: Handbook) -> bool:
    """Whether the company speaks of the roles the models share among posts."""
    return any(role in book.roles for one in models() for post in one.positions for role in post.roles)


def models_paths(book: Handbook) -> tuple[str, ...]:
    """Pages of the models."""
    return (paths.MODELS, paths.STRUCTURES, *(part.path for part in of_models(book)))


def models_page(maker: Maker) -> Iterator[Artifact]:
    """The comparison, ways to part a department, and who performs what; nothing where no models are comparable."""
    book = maker.book
    if not are_comparable(book):
        return
    cards = tuple(_cards(book))
    yield maker.page(
        "models",
        maker.here(paths.MODELS),
        cards=cards,
        roles=tuple(_roles(book)),
        parts=tuple((part, _size(part)) for part in of_models(book)),
        structures=structures(),
    )
    yield maker.page("models_structures", maker.here(paths.STRUCTURES), structures=structures())
    for part in of_models(book):
        groups = tuple(_groups(book, part))
        yield maker.page("models_block", maker.here(part.path), cards=cards, part=part, groups=groups)


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


def _groups(book: Handbook, part: Part) -> Iterator[OperationPart]:
    for group in operation_groups(book):
        if group.process and group.process.id in part.processes:
            rows = tuple(_row(book, one) for one in group.operations if one.owner)
            if rows:
                yield OperationPart(group.title, rows)


def _size(part: Part) -> str:
    return counted(part.count, "операция", "операции", "операций")


def _row(book: Handbook, operation: Operation) -> OperationRow:
    found = _everywhere(book, operation.owner or "")
    return OperationRow(operation, found, len({tuple(post.title for post in posts) for posts in found}) == 1)


def _everywhere(book: Handbook, role: str) -> tuple[Posts, ...]:
    """Who performs a role in each model; in the company's own model, whom it really has."""
    mine = tuple(post for post in book.positions.values() if role in post.roles)
    return tuple(mine if one.id == book.company.sales_model else performers(one, book, role) for one in models())
