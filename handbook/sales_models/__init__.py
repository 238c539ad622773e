"""The sales models a company may choose among, shipped with the product, and who performs a role in each.

Operations name functional roles, so one set of operations serves every model: a model only says which post of the
sales department carries which roles. Posts outside the department stay as the company has them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from handbook.book import Handbook
from handbook.model.people import Position
from handbook.sales_models.records import OrgStructure, SalesModel, Watched

__all__ = ["OrgStructure", "SalesModel", "Watched", "model", "models", "performers", "posts", "structures", "written"]

_FOLDER = Path(__file__).parent
#: From the simplest to the one with most hand-overs.
_NAMES = ("one-level", "manager-assistant", "two-level-lead", "two-level-farmer", "conveyor")


@cache
def models() -> tuple[SalesModel, ...]:
    """Every model, from the simplest to the most divided one."""
    return tuple(SalesModel.model_validate(_load(name)) for name in _NAMES)


def model(name: str) -> SalesModel:
    """The model a company names in ``sales_model``.

    Raises:
        KeyError: There is no such model.
    """
    return {one.id: one for one in models()}[name]


@cache
def structures() -> tuple[OrgStructure, ...]:
    """Ways to divide salespeople among chiefs."""
    return tuple(OrgStructure.model_validate(item) for item in _load("structures")["structures"])


def posts(chosen: SalesModel, handbook: Handbook) -> dict[str, Position]:
    """Posts of a company that works by a model, by identifier: those of the model, then the company's other ones.

    A post of the company belongs to its sales department, and gives way to the model, when all its roles are sold by:
    some model has them in its department.
    """
    selling = {role for one in models() for post in one.positions for role in post.roles}
    found = {post.id: post for post in chosen.positions}
    for post in handbook.positions.values():
        if not (post.roles and selling.issuperset(post.roles)):
            found.setdefault(post.id, post)
    return found


def performers(chosen: SalesModel, handbook: Handbook, role: str) -> tuple[Position, ...]:
    """Posts that perform a role in a company that works by a model; several posts may share a role."""
    return tuple(post for post in posts(chosen, handbook).values() if role in post.roles)


def written(name: str) -> str:
    """The text of the file of a model, with its comments."""
    return (_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")


def _load(name: str) -> dict[str, Any]:
    from handbook.source.yaml12 import load

    data, _ = load(written(name))
    return dict(data)
