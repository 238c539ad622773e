"""The portable subset of the rules, put in the words of another database.

sqlglot knows most of it. What it leaves different is settled by the rewrites of every engine, so that all of them list
the same violators. Values become literals that say their type: no database binds them in a definition of a table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlglot.expressions import Expr as Expression
else:
    # Loading the translator takes 0.2 s, which only an audit of a warehouse should pay.
    Expression = Any

#: What the embedded database trims when it is not told what: every space of Unicode, but no tabs or line feeds.
SPACES = " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one database differs.

    Attributes:
        name: Its name in sqlglot.
        rewrites: What a node of the parsed SQL becomes before sqlglot writes it, by the name of its class.
    """

    name: str
    rewrites: Mapping[str, Callable[[Expression], Expression]]

    def type(self, kind: str) -> str:
        """A type of the embedded database in this one."""
        from sqlglot import exp

        return self._written(exp.DataType.build(kind, dialect="duckdb"))

    def _written(self, tree: Expression) -> str:
        for node in reversed(list(tree.dfs())):
            rewrite = self.rewrites.get(type(node).__name__)
            if rewrite is None:
                continue
            parent, key, index = node.parent, node.arg_key, node.index
            fresh = rewrite(node)
            if parent is None:
                tree = fresh
            elif key is not None and fresh is not node:
                parent.set(key, fresh, index)
        return str(tree.sql(dialect=self.name, identify=True, comments=False))

    def translate(self, sql: str, parameters: Mapping[str, Any] | None = None) -> str:
        """A statement in the words of this database.

        Args:
            sql: One statement of the portable subset.
            parameters: Values of ``$name``; every name that is mentioned must have one.
        """
        from sqlglot import exp

        values = parameters or {}
        tree = parsed(sql)
        for mark in list(tree.find_all(exp.Placeholder)):
            mark.replace(literal(values[mark.name]))
        return self._written(tree)


def parsed(sql: str) -> Expression:
    """The parsed form of a statement of the portable subset."""
    import sqlglot

    return sqlglot.parse_one(sql, dialect="duckdb")


def literal(value: object) -> Expression:
    """A Python value as SQL that says its type."""
    from sqlglot import exp

    if value is None or isinstance(value, bool):
        return exp.null() if value is None else exp.Boolean(this=value)
    if isinstance(value, str):
        return exp.Literal.string(value)
    return typed(exp.Literal.string(_written(value)), _kind(value))


def _written(value: object) -> str:
    match value:
        case Decimal():
            return f"{value:f}"
        case datetime():
            return value.isoformat(" ")
        case _:
            return str(value)


def _kind(value: object) -> str:
    match value:
        case Decimal():
            return decimal_type(value)
        case datetime():
            return "TIMESTAMP"
        case date():
            return "DATE"
        case int() | float():
            return "BIGINT" if isinstance(value, int) else "DOUBLE"
        case _:
            raise TypeError(f"a parameter of type {type(value).__name__} has no literal")


def typed(node: Expression, kind: str) -> Expression:
    """A cast to a type of the embedded database."""
    from sqlglot import exp

    return exp.Cast(this=node, to=exp.DataType.build(kind, dialect="duckdb"))


def decimal_type(value: Decimal) -> str:
    """The narrowest decimal type that holds a number."""
    _, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int), "neither infinity nor NaN is a limit"  # noqa: S101 - for the type checker
    scale = max(-exponent, 0)
    return f"DECIMAL({max(len(digits) + max(exponent, 0), scale, 1)}, {scale})"


def trim_spaces(node: Expression) -> Expression:
    """``trim(text)`` with the characters the embedded database means."""
    from sqlglot import exp

    if node.args.get("expression") is None:
        node.set("expression", exp.Literal.string(SPACES))
        node.set("position", node.args.get("position") or "BOTH")
    return node


def difference(
    node: Expression,
    second: Callable[[Expression], Expression],
    days: Callable[[Expression, Expression], Expression],
) -> Expression:
    """``date_diff``: days between dates, or whole seconds between moments.

    Args:
        node: The call; sqlglot keeps the later moment first.
        second: The number of the second a moment belongs to.
        days: The days from the first date to the second.
    """
    from sqlglot import exp

    if node.text("unit").upper() == "DAY":
        found = days(node.expression, node.this)
    else:
        found = exp.Sub(this=second(node.this), expression=second(node.expression))
    return typed(exp.Paren(this=found), "BIGINT")


def call(name: str, *arguments: Expression | str) -> Expression:
    """A call of a function of the target database, whatever its name means elsewhere."""
    from sqlglot import exp

    return exp.Anonymous(
        this=name,
        expressions=[exp.Literal.string(item) if isinstance(item, str) else item for item in arguments],
    )


def wrapped(node: Expression) -> Expression:
    """An operand that an operator written after it applies to as a whole."""
    from sqlglot import exp

    return node if isinstance(node, exp.Column | exp.Func | exp.Paren) else exp.Paren(this=node)


def type_name(cast: Expression) -> str:
    """The type a cast leads to, as the embedded database calls it: ``VARCHAR``, ``DECIMAL(18, 4)``."""
    name = str(cast.args["to"].sql(dialect="duckdb"))
    return "VARCHAR" if name == "TEXT" else name
