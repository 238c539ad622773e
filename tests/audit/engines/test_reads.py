"""What rules say they read is what their SQL reads: the rest of a large export is not even loaded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from sqlglot import exp
from sqlglot.optimizer.pushdown_projections import pushdown_projections
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import traverse_scope

from audit.database import columns_of
from audit.engines.dialect import literal, parsed
from audit.prepare.reads import wanted_columns
from audit.rules import RULE
from handbook.tables import TABLE
from tests.audit.engines.recording import Asked, Recorded, asked_by
from tests.audit.rules.chance import book

SOURCE = {"source_file", "source_row"}
#: Read only for a norm that names the column by its title.
BY_TITLE = {("deals", "refusal_reason_raw")}
#: Filled with the fields that norms name, whatever columns are wanted.
FIELDS = "deal_fields"


def read_of(recorded: Recorded, asked: Iterable[Asked]) -> dict[str, set[str]]:
    """Columns of canonical tables that questions read, those of their places left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for item in {one.sql: one for one in asked}.values():
        made = tuple((name, tuple(kinds.items())) for name, kinds in recorded.columns.items() if name in item.sql)
        for table, column in read_by(item.sql, tuple(item.parameters.items()), made):
            found[table].add(column)
    return found


@cache
def read_by(
    sql: str, parameters: tuple[tuple[str, Any], ...], made: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
) -> frozenset[tuple[str, str]]:
    """Columns of canonical tables that one question reads; most are asked whatever the norms are."""
    values, found = dict(parameters), set[tuple[str, str]]()
    schema = {name: columns_of(table) for name, table in TABLE.items()} | {name: dict(kinds) for name, kinds in made}
    tree = parsed(sql)
    for mark in list(tree.find_all(exp.Placeholder)):
        mark.replace(literal(values[mark.name]))
    for scope in traverse_scope(pushdown_projections(qualify(tree, schema=schema, dialect="duckdb"))):
        for column in scope.columns:
            table = scope.sources.get(column.table)
            if isinstance(table, exp.Table) and table.name in TABLE.keys() - {FIELDS} and column.name not in SOURCE:
                found.add((table.name, column.name))
    return frozenset(found)


@pytest.mark.parametrize("kind", sorted(RULE))
def test_what_a_kind_of_norm_reads_is_loaded_and_no_more(kind: str) -> None:
    recorded = asked_by(kind)
    whole = book()
    handbook = replace(whole, norms={key: p for key, p in whole.norms.items() if p.norm.kind == kind})
    read = read_of(recorded, recorded.asked)
    wanted = wanted_columns(handbook)
    lacking = {(table, column) for table, columns in read.items() for column in columns - wanted.get(table, set())}
    assert lacking == set()
    rule = RULE[kind]
    declared: dict[str, set[str]] = defaultdict(set)
    for reads in (rule.reads, *(derived.reads for derived in rule.uses)):
        for table, columns in reads.items():
            declared[table].update(columns)
    declared.pop(FIELDS, None)
    idle = {(table, column) for table, columns in declared.items() for column in columns - read[table] - SOURCE}
    assert idle <= BY_TITLE
