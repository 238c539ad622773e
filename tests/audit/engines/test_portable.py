"""All SQL of the audit keeps to the subset that means the same in every database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlglot
from sqlglot import exp

from audit.engines import clickhouse, spark
from audit.engines.dialect import Dialect, parsed, type_name
from tests.audit.engines.recording import recorded
from tests.volume import volume

#: Functions that mean the same everywhere or are put in the words of each database; every other is a fault.
FUNCTIONS: tuple[type[exp.Expr], ...] = (
    *(exp.And, exp.Or, exp.Case, exp.If, exp.Cast, exp.TryCast, exp.Coalesce, exp.Nullif, exp.Exists, exp.DateDiff),
    *(exp.Count, exp.Sum, exp.Min, exp.Max, exp.Greatest, exp.Least, exp.Floor, exp.Abs, exp.RowNumber, exp.Lag),
    *(exp.Lead, exp.Lower, exp.Upper, exp.Trim, exp.Length, exp.Translate, exp.RegexpLike, exp.Substring),
)
#: Syntax that other databases lack or understand otherwise.
BANNED: tuple[type[exp.Expr], ...] = (
    *(exp.Interval, exp.Qualify, exp.Filter, exp.Lateral, exp.Pivot, exp.GroupingSets, exp.Cube, exp.Rollup),
    *(exp.Bracket, exp.Lambda, exp.Glob, exp.ILike, exp.IntDiv, exp.Mod, exp.Values),
)
CASTS = {"VARCHAR", "DATE", "TIMESTAMP", "DOUBLE", "BIGINT", "INT", "BOOLEAN"}
TRIED = {"DATE", "TIMESTAMP", "DOUBLE", "DECIMAL(18, 4)"}


def _sentences() -> list[str]:
    return sorted({asked.sql for asked in recorded().asked})


def faults(sql: str) -> Iterator[str]:
    """What of a text of SQL is outside the subset."""
    for node in parsed(sql).walk():
        if isinstance(node, BANNED) or (isinstance(node, exp.Func) and not isinstance(node, FUNCTIONS)):
            yield f"{type(node).__name__}: {node.sql()}"
        yield from (f"{type(node).__name__}: {words}" for kind, words, is_fault in RULES if _is(node, kind, is_fault))
        if isinstance(node, exp.CTE | exp.Subquery):
            yield from _nameless(node)


def _is(node: exp.Expr, kind: type[exp.Expr], is_fault: Callable[[Any], bool]) -> bool:
    return type(node) is kind and is_fault(node)


def _is_type(node: exp.Cast, allowed: set[str]) -> bool:
    return type_name(node) in allowed or (type(node) is exp.Cast and type_name(node).startswith("DECIMAL("))


def _is_exact(node: exp.Div) -> bool:
    """Whether one side is a fraction; whole numbers divide to whole ones elsewhere."""
    casts = (cast for side in (node.left, node.right) for cast in side.find_all(exp.Cast))
    return any(type_name(cast) == "DOUBLE" for cast in casts)


def _nameless(node: exp.Expr) -> Iterator[str]:
    query = node.this
    if isinstance(query, exp.Query):
        for column in query.selects:
            if not isinstance(column, exp.Alias | exp.Column | exp.Star):
                yield f"a column without a name: {column.sql()}"


#: What a node may not be, by its class.
RULES: tuple[tuple[type[exp.Expr], str, Callable[[Any], bool]], ...] = (
    (exp.DateDiff, "other units differ", lambda node: node.text("unit").upper() not in {"DAY", "SECOND"}),
    (exp.TryCast, "no other type is tried everywhere", lambda node: not _is_type(node, TRIED)),
    (exp.Cast, "no such type everywhere", lambda node: not _is_type(node, CASTS)),
    (exp.Star, "with exceptions", lambda node: any(node.args.get(key) for key in ("except_", "replace", "rename"))),
    (exp.Distinct, "ON", lambda node: bool(node.args.get("on"))),
    (exp.Group, "BY ALL", lambda node: bool(node.args.get("all"))),
    (exp.Join, "USING or ASOF", lambda node: bool(node.args.get("using") or node.method)),
    (exp.WindowSpec, "a frame of values", lambda node: node.text("kind").upper() == "RANGE"),
    (exp.Div, "of whole numbers", lambda node: not _is_exact(node)),
)


def test_every_question_is_portable() -> None:
    sentences = _sentences()
    assert len(sentences) > 100
    assert {sql: found for sql in sentences[:: volume(1, 3)] if (found := list(faults(sql)))} == {}


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT a + INTERVAL 1 DAY AS b FROM t",
        "SELECT date_diff('month', a, b) AS c FROM t",
        "SELECT a FROM t GROUP BY ALL",
        "SELECT * EXCLUDE (a) FROM t",
        "SELECT DISTINCT ON (a) a, b FROM t",
        "SELECT a FROM t QUALIFY ROW_NUMBER() OVER (ORDER BY a) = 1",
        "SELECT COUNT(*) FILTER (WHERE a) AS n FROM t",
        "SELECT arg_max(a, b) AS c FROM t",
        "SELECT t.a FROM t ASOF JOIN s ON t.a >= s.a",
        "SELECT a FROM t JOIN s USING (a)",
        "SELECT SUM(a) OVER (ORDER BY b RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) AS c FROM t",
        "SELECT a / b AS c FROM t",
        "SELECT strftime(a, '%Y') AS b FROM t",
        "SELECT date_trunc('month', a) AS b FROM t",
        "SELECT string_agg(a, ',') AS b FROM t",
        "SELECT quantile_cont(a, 0.5) AS b FROM t",
        "SELECT unnest([1, 2]) AS a",
        "SELECT CAST(a AS HUGEINT) AS b FROM t",
        "SELECT TRY_CAST(a AS INTEGER) AS b FROM t",
        "SELECT b.n FROM (SELECT COUNT(*) FROM t) AS b",
        "SELECT a FROM t GROUP BY ROLLUP (a)",
        "SELECT epoch(a) AS b FROM t",
        "SELECT extract(dow FROM a) AS b FROM t",
    ],
)
def test_what_is_outside_the_subset_is_found(sql: str) -> None:
    assert list(faults(sql))


@pytest.mark.parametrize(
    ("dialect", "own"),
    [
        (clickhouse.DIALECT, {"accurateCastOrNull", "lowerUTF8", "upperUTF8", "toDate32OrNull", "toDateTime64OrNull"}),
        (spark.DIALECT, set()),
    ],
    ids=["clickhouse", "spark"],
)
def test_every_question_can_be_put_in_the_words_of_another_database(dialect: Dialect, own: set[str]) -> None:
    # The same question with the same values is asked many times over.
    every = {(asked.sql, repr(asked.parameters)): asked for asked in recorded().asked}
    for asked in [*every.values()][:: volume(1, 3)]:
        sql = dialect.translate(asked.sql, asked.parameters)
        again = sqlglot.parse_one(sql, dialect=dialect.name)
        assert not list(again.find_all(exp.Placeholder)), sql
        assert {item.name for item in again.find_all(exp.Anonymous)} <= own
