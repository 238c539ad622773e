"""ClickHouse: its dialect only, so far; every question of the rules is put in its words and checked by a test.

Its usual dates end in 2149 and lower() knows Latin letters only, hence other types and functions. Whoever runs these
questions must set ``join_use_nulls = 1``: without it a row that finds no partner is filled with zeros.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit.engines.dialect import Dialect, call, trim_spaces

if TYPE_CHECKING:
    from sqlglot.expressions import Expr as Expression

_SCALE = 6


def _type(node: Expression) -> Expression:
    from sqlglot import exp

    if node.this is exp.DataType.Type.DATE:
        return exp.DataType(this=exp.DataType.Type.DATE32)
    if node.this in {exp.DataType.Type.TIMESTAMP, exp.DataType.Type.TIMESTAMPNTZ}:
        arguments = (exp.Literal.number(_SCALE), exp.Literal.string("UTC"))
        return exp.DataType(
            this=exp.DataType.Type.DATETIME64,
            expressions=[exp.DataTypeParam(this=argument) for argument in arguments],
        )
    return node


def _try_cast(node: Expression) -> Expression:
    from sqlglot import exp

    # Its type has been put in the words of ClickHouse already: the rewrites go from the leaves up.
    kind = node.args["to"]
    if kind.this is exp.DataType.Type.DATE32:
        return call("toDate32OrNull", node.this)
    if kind.this is exp.DataType.Type.DATETIME64:
        return call("toDateTime64OrNull", node.this, exp.Literal.number(_SCALE), "UTC")
    return call("accurateCastOrNull", node.this, str(kind.sql(dialect="clickhouse")))


def _apart(unit: str, first: Expression, last: Expression) -> Expression:
    return call("dateDiff", unit, first, last)


def _difference(node: Expression) -> Expression:
    return _apart(node.text("unit").lower(), node.expression, node.this)


DIALECT = Dialect(
    "clickhouse",
    {
        "DataType": _type,
        "DateDiff": _difference,
        "Lower": lambda node: call("lowerUTF8", node.this),
        "Translate": lambda node: call("translate", node.this, node.args["from_"], node.args["to"]),
        "Trim": trim_spaces,
        "TryCast": _try_cast,
        "Upper": lambda node: call("upperUTF8", node.this),
    },
)
