"""What a query of a user may be: one SELECT over canonical tables, out of known parts only (norms.md §2, custom_sql).

The query is parsed, every part of it is held against a list of what is allowed, and it is written anew from what was
parsed: nothing that was not understood can run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from audit.rules.select_parts import ANONYMOUS, PARAMETERS, PARTS
from handbook.russian.text import suggest
from handbook.tables import TABLE

if TYPE_CHECKING:
    from sqlglot import exp

_DIALECT = "duckdb"
_SHORT = 60


@dataclass(frozen=True, slots=True)
class Checked:
    """A query that was looked through.

    Attributes:
        sql: The query as it will run; empty when it is refused.
        refusal: Why it is refused, in Russian; None when it is not.
        columns: Names of the columns of its answer.
        reads: Canonical tables it reads with those of their columns that it names.
    """

    sql: str = ""
    refusal: str | None = None
    columns: tuple[str, ...] = ()
    reads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class _RefusedError(Exception):
    """Why a query is refused, in Russian."""


@lru_cache(maxsize=64)
def check_select(text: str, *, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> Checked:
    """Look through a query.

    Args:
        text: The query as its author wrote it.
        required: Columns its answer must have, in any order.
        optional: Columns it may have besides.
    """
    try:
        query = _parsed(text)
        _look_through(query)
        columns = _columns(query, required, optional)
        return Checked(query.sql(dialect=_DIALECT, comments=False), None, columns, _reads(query))
    except _RefusedError as refused:
        return Checked(refusal=str(refused))
    except RecursionError:
        return Checked(refusal="в запросе слишком много вложенных частей")


def _parsed(text: str) -> exp.Query:
    import sqlglot
    from sqlglot import exp
    from sqlglot.errors import ParseError, TokenError

    try:
        statements = [item for item in sqlglot.parse(text, dialect=_DIALECT) if item is not None]
    except ParseError as error:
        line = error.errors[0].get("line") if error.errors else None
        where = f", строка {line}" if line else ""
        raise _RefusedError(f"его не удалось разобрать как SQL{where}") from error
    except TokenError as error:
        raise _RefusedError("его не удалось разобрать как SQL: не закрыта кавычка или скобка") from error
    if len(statements) != 1:
        raise _RefusedError("нужен ровно один SELECT, без других команд и точек с запятой между ними")
    found = statements[0]
    if not isinstance(found, exp.Select | exp.SetOperation):
        raise _RefusedError("нужен запрос SELECT (или WITH ... SELECT), он только читает таблицы")
    return found


def _look_through(query: exp.Query) -> None:
    from sqlglot import exp

    for node in query.walk():
        if isinstance(node, exp.Table):
            _table(node)
        elif isinstance(node, exp.Parameter | exp.Placeholder):
            if str(node.name or "") not in PARAMETERS:
                listed = ", ".join(f"${name}" for name in PARAMETERS)
                raise _RefusedError(f"неизвестный параметр «{node.sql(dialect=_DIALECT)}»; есть {listed}")
        else:
            _part(node)


def _part(node: exp.Expr) -> None:
    from sqlglot import exp

    kind = type(node).__name__
    if isinstance(node, exp.CurrentDate | exp.CurrentTimestamp | exp.CurrentTime):
        raise _RefusedError("нынешний день запросу неизвестен; вместо него пишите $as_of (дата аудита)")
    if isinstance(node, exp.Literal) and "$" in str(node.this):
        # The parameters of a statement are found by this sign.
        raise _RefusedError("в строках запроса не может быть знака $")
    if isinstance(node, exp.With) and node.args.get("recursive"):
        raise _RefusedError("WITH RECURSIVE не разрешён")
    if isinstance(node, exp.Anonymous):
        if str(node.this).lower() not in ANONYMOUS:
            raise _RefusedError(f"функция {str(node.this).lower()} не разрешена")
    elif kind not in PARTS:
        what = f"функция {node.sql_name().lower()}" if isinstance(node, exp.Func) else f"конструкция {kind}"
        raise _RefusedError(f"{what} не разрешена: {_short(node)}")


def _table(table: exp.Table) -> None:
    from sqlglot import exp

    if not isinstance(table.this, exp.Identifier):
        raise _RefusedError(f"в FROM бывают только таблицы, а стоит {_short(table)}")
    if table.args.get("db") or table.args.get("catalog"):
        raise _RefusedError(f"таблица {_short(table)} названа со схемой; пишите только её имя")
    extra = {key for key, value in table.args.items() if value} - {"this", "alias", "joins"}
    if extra:
        raise _RefusedError(f"уточнение таблицы не разрешено: {_short(table)}")
    name = table.name.lower()
    if name not in TABLE and not _names_a_part(table, name):
        near = suggest(name, list(TABLE))
        hint = f"; возможно, вы имели в виду {near}" if near else ""
        raise _RefusedError(f"таблицы «{table.name}» нет среди канонических{hint}")


def _names_a_part(table: exp.Table, name: str) -> bool:
    """Whether a name is that of a part (``WITH``) that can be seen from where the table stands."""
    from sqlglot import exp

    node: exp.Expr = table
    while node.parent is not None:
        inner, node = node, node.parent
        if isinstance(inner, exp.With):
            continue
        held = node if isinstance(node, exp.With) else node.args.get("with_")
        for part in held.expressions if isinstance(held, exp.With) else ():
            if part is inner:
                # Inside the list a part sees only those before it.
                break
            if part.alias.lower() == name:
                return True
    return False


def _columns(query: exp.Query, required: tuple[str, ...], optional: tuple[str, ...]) -> tuple[str, ...]:
    found = tuple(str(name).lower() for name in query.named_selects)
    wanted = ", ".join(required)
    if "*" in found:
        raise _RefusedError(f"вместо * перечислите столбцы: {wanted}")
    absent = [name for name in required if name not in found]
    if absent:
        raise _RefusedError(f"в ответе нет столбцов: {', '.join(absent)}; нужны {wanted}")
    others = [name or "без имени" for name in found if name not in {*required, *optional}]
    if others:
        raise _RefusedError(f"в ответе лишние столбцы: {', '.join(others)}; нужны {wanted}")
    if len(set(found)) < len(found):
        raise _RefusedError("столбцы ответа повторяются")
    return found


def _reads(query: exp.Query) -> dict[str, tuple[str, ...]]:
    """Canonical tables with the columns that certainly belong to them."""
    from sqlglot import exp

    parts = {part.alias.lower() for part in query.find_all(exp.CTE)}
    named: dict[str, set[str]] = {}
    found: dict[str, set[str]] = {}
    for table in query.find_all(exp.Table):
        name = table.name.lower()
        if name in parts or name not in TABLE:
            continue
        found.setdefault(name, set())
        named.setdefault((table.alias or name).lower(), set()).add(name)
    for column in query.find_all(exp.Column):
        name = column.name.lower()
        tables = named.get(column.table.lower(), set()) if column.table else set(found)
        owners = [table for table in tables if TABLE[table].column(name) is not None]
        # A name that several tables or a part could mean proves no need of any one of them.
        if len(owners) == 1 and (column.table or not parts):
            found[owners[0]].add(name)
    return {name: tuple(column.name for column in TABLE[name].columns if column.name in found[name]) for name in found}


def _short(node: exp.Expr) -> str:
    text = " ".join(node.sql(dialect=_DIALECT).split())
    return f"«{text[:_SHORT]}…»" if len(text) > _SHORT else f"«{text}»"
