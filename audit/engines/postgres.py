"""PostgreSQL: the rules run where the tables lie; only temporary tables and views of the session are made.

All work is one transaction that sees the tables as they were at its start, so that a sync going on meanwhile cannot
tear deals from their history. Texts are ordered by their bytes, as the embedded database orders them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from audit.engines.address import Address
from audit.engines.answer import Answer
from audit.engines.base import Engine, Parameters, Row
from audit.engines.dialect import Dialect, call, difference, trim_spaces, type_name, typed, wrapped
from audit.engines.stored import Kind, Stored
from audit.ingest.error import IngestError, failure

if TYPE_CHECKING:
    import psycopg
    from sqlglot.expressions import Expr as Expression

#: Collations that know letters of any alphabet, best first; the one that orders by bytes knows only Latin ones.
_LETTERS = ("C.utf8", "C.UTF-8", "pg_c_utf8", "und-x-icu", "ru-x-icu", "en_US.utf8", "ru_RU.utf8")
_KNOWN_LETTERS = "SELECT collname FROM pg_catalog.pg_collation WHERE collname = ANY(%s)"
_DEFAULT_LETTERS = "SELECT pg_catalog.lower('Ж') = 'ж' AS known"

_SETTINGS = (
    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ",
    "SET LOCAL search_path TO pg_temp",
    "SET LOCAL datestyle TO 'ISO, YMD'",
    "SET LOCAL timezone TO 'UTC'",
)

#: What the embedded database reads as a date, with or without a time; an offset after it says nothing there.
_MOMENT = r"^\s*(\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?)(?:\s|Z|[+-]\d|$)"
_INSTANT = r"^\s*(\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)? ?(?:Z|[+-]\d\d(?::?\d\d)?))\s*$"
_NUMBER = r"^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*$"
#: Casts that give NULL where a text cannot be read, by the type; before version 16 only a function can.
_TRIED = {
    "DATE": ("try_date", "date", f"substring(t from '{_MOMENT}')"),
    "TIMESTAMP": ("try_timestamp", "timestamp", f"substring(t from '{_MOMENT}')"),
    "TIMESTAMPTZ": ("try_instant", "timestamptz", f"substring(t from '{_INSTANT}')"),
    "DECIMAL(18, 4)": ("try_number", "numeric(18,4)", f"substring(t from '{_NUMBER}')"),
    "DOUBLE": ("try_double", "double precision", f"substring(t from '{_NUMBER}')"),
}
_TRY = """
CREATE FUNCTION pg_temp.{name}(t text) RETURNS {kind} LANGUAGE plpgsql IMMUTABLE STRICT AS $reglament$
BEGIN RETURN {text}::{kind}; EXCEPTION WHEN data_exception THEN RETURN NULL; END $reglament$
"""

_TABLES = """
SELECT c.relname AS table_name, a.attname AS column_name, pg_catalog.format_type(t.oid, NULL) AS kind
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_catalog.pg_type AS d ON d.oid = a.atttypid
JOIN pg_catalog.pg_type AS t ON t.oid = CASE WHEN d.typtype = 'd' THEN d.typbasetype ELSE d.oid END
WHERE n.nspname = %s AND c.relkind IN ('r', 'v', 'm', 'f', 'p')
    AND pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT')
ORDER BY c.relname, a.attnum
"""
_KINDS = {
    "smallint": Kind.NUMBER,
    "integer": Kind.NUMBER,
    "bigint": Kind.NUMBER,
    "numeric": Kind.NUMBER,
    "real": Kind.NUMBER,
    "double precision": Kind.NUMBER,
    "date": Kind.DATE,
    "timestamp without time zone": Kind.MOMENT,
    "timestamp with time zone": Kind.INSTANT,
    "boolean": Kind.FLAG,
}


class Postgres:
    """A PostgreSQL server as an engine.

    Args:
        address: Where it is; the option ``schema`` names the schema of the tables.
    """

    title = "PostgreSQL"
    holding = "в хранилище"
    tip = (
        "Назовите схему в адресе (?schema=…); сделайте в ней представления с каноническими именами таблиц и столбцов"
        " и дайте право их читать: GRANT USAGE ON SCHEMA и GRANT SELECT"
    )

    def __init__(self, address: Address) -> None:
        self.address = address
        self.schema = address.options.get("schema") or "public"
        self.where = f"{address.words}: в схеме «{self.schema}»"
        self.con = connect(address)
        try:
            for setting in _SETTINGS:
                self._run(setting)
            self.dialect = dialect_of(self._letters())
            for name, kind, text in _TRIED.values():
                self._run(_TRY.format(name=name, kind=kind, text=text))
        except BaseException:
            self.close()
            raise

    def table(self, name: str, select: str, parameters: Parameters | None = None) -> None:
        """Compute a table once."""
        self.drop(name)
        self._run(f"CREATE TEMPORARY TABLE {name} AS {self.dialect.translate(select, parameters)}")
        # Nothing counts the rows of temporary tables by itself, and without it joins are planned blindly.
        self._run(f"ANALYZE pg_temp.{name}")

    def hands(self) -> Sequence[Engine]:
        """The engine alone: its temporary tables are those of one session."""
        return (self,)

    def attempt(self, name: str, select: str, parameters: Parameters, seconds: int) -> str | None:
        """Compute a table of a query written by a user."""
        import psycopg
        from psycopg import errors
        from sqlglot.errors import SqlglotError

        self.drop(name)
        try:
            sql = self.dialect.translate(select, parameters)
        except (SqlglotError, LookupError) as error:
            return f"его не перевести для PostgreSQL: {error}"
        try:
            with self.con.transaction():
                self._execute(f"SET LOCAL statement_timeout TO {seconds * 1000}")
                self._execute(f"CREATE TEMPORARY TABLE {name} AS {sql}")
                self._execute("SET LOCAL statement_timeout TO DEFAULT")
        except errors.QueryCanceled:
            return f"он шёл дольше {seconds} с и был прерван"
        except psycopg.Error as error:
            return f"база данных ответила «{said(self.address, error)}»"
        return None

    def view(self, name: str, select: str) -> None:
        """Name a question."""
        self._run(f"DROP VIEW IF EXISTS pg_temp.{name} CASCADE")
        self._run(f"CREATE TEMPORARY VIEW {name} AS {self.dialect.translate(select)}")

    def fill(self, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> None:
        """Make a table of Python values."""
        self.drop(name)
        kinds = {key: self.dialect.type(kind) for key, kind in columns.items()}
        body = ", ".join(f'"{key}" {kind}{_ordered(kind)}' for key, kind in kinds.items())
        self._run(f"CREATE TEMPORARY TABLE {name} ({body})")
        with self.con.cursor() as cursor, cursor.copy(f"COPY {name} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        self._run(f"ANALYZE pg_temp.{name}")

    def drop(self, name: str) -> None:
        """Forget a table."""
        self._run(f"DROP TABLE IF EXISTS pg_temp.{name} CASCADE")

    def rows(self, sql: str, parameters: Parameters | None = None, *, many: bool = False) -> Sequence[Row]:  # noqa: ARG002 - as all engines
        """The answer to a question, small whether it has many rows or few."""
        return self._run(self.dialect.translate(sql, parameters))

    def stored(self) -> dict[str, Stored]:
        """Tables of the schema that this user may read, by name in lower case."""
        found: dict[str, Stored] = {}
        for row in self._run(_TABLES, (self.schema,)):
            table = row["table_name"]
            known = found.setdefault(table.lower(), Stored(f"{self.schema}.{table}", (self.schema, table)))
            known.columns.setdefault(row["column_name"].lower(), (row["column_name"], _kind(row["kind"])))
        return found

    def close(self) -> None:
        """Leave the server; what the session has made is gone."""
        self.con.close()

    def _letters(self) -> str:
        known = {row["collname"] for row in self._run(_KNOWN_LETTERS, (list(_LETTERS),))}
        if self._run(_DEFAULT_LETTERS)[0]["known"]:
            return "default"
        found = next((name for name in _LETTERS if name in known), None)
        if found is None:
            raise failure(
                "engine-letters",
                f"{self.address.words}: сервер не умеет переводить русские буквы в строчные",
                tip="Нужна база в кодировке UTF8 и одно из правил сравнения: C.utf8, und-x-icu, ru_RU.utf8",
            )
        return found

    def _run(self, sql: str, parameters: Sequence[Any] | None = None) -> Answer:
        import psycopg

        try:
            return self._execute(sql, parameters)
        except psycopg.Error as error:
            raise self._failed(error) from error

    def _execute(self, sql: str, parameters: Sequence[Any] | None = None) -> Answer:
        with self.con.cursor() as cursor:
            cursor.execute(sql, parameters)
            if not cursor.description:
                return Answer((), ())
            names = [column.name for column in cursor.description]
            return Answer(names, [tuple(map(_plain, row)) for row in cursor.fetchall()])

    def _failed(self, error: psycopg.Error) -> IngestError:
        from psycopg import errors

        if isinstance(error, errors.ReadOnlySqlTransaction):
            tip = "Это копия только для чтения: временных таблиц в ней не создать, назовите основной сервер"
        elif isinstance(error, errors.InsufficientPrivilege):
            tip = "Пользователю нужно право читать таблицы (SELECT) и право TEMPORARY на базу"
        else:
            tip = "Проверьте, доступен ли сервер и хватает ли ему места и времени на запрос, и повторите"
        return failure("engine-failed", f"{self.address.words}: {said(self.address, error)}", tip=tip)


def connect(address: Address) -> psycopg.Connection[Any]:
    """Enter a server.

    Args:
        address: Where it is; options other than ``schema`` are the driver's.

    Raises:
        IngestError: The driver is not installed, or the server does not let in.
    """
    try:
        import psycopg
    except ImportError as error:
        raise failure(
            "engine-not-installed",
            "для PostgreSQL нужен драйвер psycopg, он не установлен",
            tip="Установите его: pip install 'reglament[postgres]' или pip install 'psycopg[binary]'",
        ) from error
    options = {key: value for key, value in address.options.items() if key != "schema"}
    known = {
        "host": address.host or None,
        "port": address.port,
        "user": address.user,
        "password": address.password,
        "dbname": address.name or None,
    }
    given: dict[str, Any] = {key: value for key, value in known.items() if value is not None}
    try:
        # Tables are replaced under the same name, so a plan that the driver keeps would be a wrong one.
        own = {"application_name": "reglament", "connect_timeout": 30, "prepare_threshold": None}
        return psycopg.connect(**{**own, **options, **given})
    except psycopg.Error as error:
        raise failure(
            "engine-unreachable",
            f"{address.words}: не удалось подключиться: {said(address, error)}",
            tip="Проверьте адрес, имя и пароль; пароль можно не писать в адрес, а положить в переменную PGPASSWORD",
        ) from error


def said(address: Address, error: Exception) -> str:
    """What the server or the driver said, in one line."""
    lines = str(error).strip().splitlines()
    return address.hide(lines[0].strip().rstrip(".")) if lines else type(error).__name__


def _plain(value: object) -> object:
    """Sums of whole numbers come as decimals without a fraction, which are whole numbers elsewhere."""
    whole = isinstance(value, Decimal) and value.as_tuple().exponent == 0
    return int(value) if whole else value  # type: ignore[call-overload]


def _kind(kind: str) -> Kind:
    return _KINDS.get(kind, Kind.TEXT)


def _ordered(kind: str) -> str:
    return ' COLLATE "C"' if kind in {"TEXT", "VARCHAR"} else ""


def dialect_of(letters: str) -> Dialect:
    """The dialect, with the collation that knows letters of any alphabet."""
    return Dialect(
        "postgres",
        {
            "Cast": _cast,
            "TryCast": _try_cast,
            "DateDiff": lambda node: difference(node, _second, _days),
            "Lower": lambda node: _of_letters(node, letters),
            "Upper": lambda node: _of_letters(node, letters),
            "Trim": trim_spaces,
            "Group": _group,
        },
    )


def _collated(node: Expression, name: str) -> Expression:
    from sqlglot import exp

    return exp.Collate(this=wrapped(node), expression=exp.to_identifier(name, quoted=True))


def _cast(node: Expression) -> Expression:
    return _collated(node, "C") if type_name(node) == "VARCHAR" else node


def _try_cast(node: Expression) -> Expression:

    name, _, _ = _TRIED[type_name(node)]
    return call(f"pg_temp.{name}", typed(node.this, "VARCHAR"))


def _group(node: Expression) -> Expression:
    """A bare text in GROUP BY is refused as a mistaken number of a column."""
    from sqlglot import exp

    node.set("expressions", [typed(e, "VARCHAR") if isinstance(e, exp.Literal) else e for e in node.expressions])
    return node


def _of_letters(node: Expression, letters: str) -> Expression:
    node.set("this", _collated(node.this, letters))
    return _collated(node, "C")


def _second(moment: Expression) -> Expression:
    from sqlglot import exp

    return exp.Floor(this=exp.Extract(this=exp.var("EPOCH"), expression=typed(moment, "TIMESTAMP")))


def _days(first: Expression, last: Expression) -> Expression:
    from sqlglot import exp

    return exp.Sub(this=typed(last, "DATE"), expression=typed(first, "DATE"))
