"""Places of a statement where it can be spoilt: how a bound is compared, and what a join or an EXISTS asks for.

A place is known by its statement, the part of the statement it stands in, its text and its turn among equal texts, so
that the same place is found again in another statement of the same template.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import sqlglot
from sqlglot import exp

Tree: TypeAlias = exp.Expr
Apply: TypeAlias = Callable[[], None]

_STRICTER: dict[type[Tree], type[Tree]] = {exp.GT: exp.GTE, exp.GTE: exp.GT, exp.LT: exp.LTE, exp.LTE: exp.LT}
_SIGNS: dict[type[Tree], str] = {exp.GT: ">", exp.GTE: ">=", exp.LT: "<", exp.LTE: "<="}
#: Lists of names in a scope and calendars of schedules are as long and as many as the norm says.
_NUMBERED = re.compile(r"\$([a-z_]+?)\d+(?:, \$[a-z_]+\d+)*")
#: Statements that repeat one template for many columns; all of them are spoilt at once.
_REPEATED = ("fact_days", "set_aside", "far")
_COLUMN = re.compile(r"(?<=CAST\()\"?[a-z_]+\"?(?= AS DATE\))|^[a-z_]+(?= >)")
_CALENDAR = re.compile(r"\bdays_\d+\b")


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """Where a statement is spoilt, and how.

    Attributes:
        name: The table or the kind of norm the statement is for.
        where: The common table expression it stands in; empty for the statement itself.
        shape: The common table expressions of the statement, which tell the templates of one rule apart.
        text: What is spoilt.
        turn: Its number among equal texts of that part, from 0.
        change: What is done to it.
    """

    name: str
    where: str
    shape: str
    text: str
    turn: int
    change: str

    def __str__(self) -> str:
        """The place as the report prints it."""
        where = f" in {self.where}" if self.where else ""
        turn = f" (#{self.turn + 1})" if self.turn else ""
        return f"{self.name}{where}: {self.text}{turn}  [{self.change}]"


@lru_cache(maxsize=4096)
def parsed(sql: str) -> Tree:
    """The tree of a statement; not to be changed."""
    return sqlglot.parse_one(sql, dialect="duckdb")


@lru_cache(maxsize=8192)
def written(sql: str) -> str:
    """A statement as it is written anew: mutants must differ from it in one place only."""
    return parsed(sql).sql(dialect="duckdb", comments=False)


@lru_cache(maxsize=8192)
def places(name: str, sql: str) -> tuple[Place, ...]:
    """Every place of a statement."""
    return tuple(place for place, _ in _found(name, parsed(sql)))


def mutated(sql: str, place: Place) -> str | None:
    """A statement spoilt at a place; None when it has no such place."""
    tree = parsed(sql).copy()
    meant = [apply for found, apply in _found(place.name, tree) if found == place]
    for apply in meant:
        apply()
    return tree.sql(dialect="duckdb", comments=False) if meant else None


def _found(name: str, tree: Tree) -> Iterator[tuple[Place, Apply]]:
    seen: Counter[tuple[str, str, str]] = Counter()
    for node, text, change, apply in list(_changes(tree)):
        if _is_foreign(name, node):
            continue
        where = _part(node)
        if name in _REPEATED:
            yield Place(name, where, _shape(node), _COLUMN.sub("…", text), 0, change), apply
        else:
            yield Place(name, where, _shape(node), text, seen[where, text, change], change), apply
            seen[where, text, change] += 1


def _changes(tree: Tree) -> Iterator[tuple[Tree, str, str, Apply]]:
    """Nodes with their text, what becomes of them, and how it is done."""
    for node in tree.dfs():
        if type(node) in _STRICTER:
            stricter = _STRICTER[type(node)]
            yield node, _text(node), f"{_SIGNS[type(node)]} becomes {_SIGNS[stricter]}", _retyped(node, stricter)
        elif isinstance(node, exp.Between):
            yield node, _text(node), "the lower end is left out", _opened(node, "low")
            yield node, _text(node), "the upper end is left out", _opened(node, "high")
        elif isinstance(node, exp.Join) and node.args.get("on"):
            yield from _dropped(node.args["on"], f"JOIN {_text(node.this)} ON ")
        elif isinstance(node, exp.Exists) and node.this.args.get("where"):
            yield from _dropped(node.this.args["where"].this, "EXISTS ")


def _retyped(node: Tree, kind: type[Tree]) -> Apply:
    return lambda: void(node.replace(kind(this=node.this, expression=node.expression)))


def _opened(node: exp.Between, end: str) -> Apply:
    def apply() -> None:
        this, low, high = node.this, node.args["low"], node.args["high"]
        lower = (exp.GT if end == "low" else exp.GTE)(this=this.copy(), expression=low)
        upper = (exp.LT if end == "high" else exp.LTE)(this=this.copy(), expression=high)
        node.replace(exp.Paren(this=exp.And(this=lower, expression=upper)))

    return apply


def _dropped(condition: Tree, prefix: str) -> Iterator[tuple[Tree, str, str, Apply]]:
    """Every part of a condition, replaced by TRUE."""
    for part in _conjuncts(condition):
        yield part, prefix + _text(part), "dropped", _true(part)


def _true(part: Tree) -> Apply:
    return lambda: void(part.replace(exp.true()))


def _conjuncts(condition: Tree) -> Iterator[Tree]:
    if isinstance(condition, exp.And):
        yield from _conjuncts(condition.this)
        yield from _conjuncts(condition.expression)
    elif isinstance(condition, exp.Paren) and isinstance(condition.this, exp.And):
        yield from _conjuncts(condition.this)
    else:
        yield condition


def _text(node: Tree) -> str:
    text = " ".join(node.sql(dialect="duckdb", comments=False).split())
    return _CALENDAR.sub("days", _NUMBERED.sub(r"$\1…", text))


def _part(node: Tree) -> str:
    cte = node.find_ancestor(exp.CTE)
    return cte.alias if cte else ""


def _shape(node: Tree) -> str:
    """The common table expressions of the statement that a node is part of."""
    around: Tree | None = node
    while around and not around.args.get("with_"):
        around = around.parent
    return " ".join(sorted(cte.alias for cte in around.args["with_"].expressions)) if around else ""


def _is_foreign(name: str, node: Tree) -> bool:
    """Whether a node belongs to the query of a user."""
    subquery = node.find_ancestor(exp.Subquery)
    return name == "custom_sql" and subquery is not None and subquery.alias == "q"


def void(_: object) -> None:
    """Forget a value."""
