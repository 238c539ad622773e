"""Tables of databases: files of SQLite and tables of PostgreSQL, each table a sheet of texts."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, urlsplit

from audit.engines.address import Address, parse
from audit.engines.postgres import connect, said
from audit.ingest.error import IngestError, failure
from audit.ingest.parquetfile import plain_text
from audit.ingest.sheet import Sheet, sheet_of_rows
from handbook.finding import Place

if TYPE_CHECKING:
    import psycopg

#: A path makes one slash of two.
_ADDRESS = re.compile(r"^postgres(?:ql)?:/{1,3}(?=[^/])", re.IGNORECASE)
_SQLITE_TABLES = (
    "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY 1"
)
_TABLES = (
    "SELECT c.relname FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace"
    " WHERE n.nspname = %s AND c.relkind IN ('r', 'v', 'm', 'f', 'p')"
    " AND pg_catalog.has_table_privilege(c.oid, 'SELECT') ORDER BY 1"
)
_SETTINGS = (
    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
    "SET LOCAL datestyle TO 'ISO, YMD'",
    "SET LOCAL timezone TO 'UTC'",
)
_COLUMNS = (
    "SELECT a.attname FROM pg_catalog.pg_attribute AS a JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid"
    " JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace"
    " WHERE n.nspname = %s AND c.relname = %s AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum"
)
#: A view may ask for an endless answer: so many thousands of steps are given to one table.
_STEP, _STEPS = 100_000, 50_000
#: Nor may a view be endless, or a cell: so many rows and letters are read of a table, and bytes of a cell.
MAX_ROWS, MAX_LETTERS, _MAX_CELL = 5_000_000, 1 << 30, 1 << 26
_BATCH = 10_000
_TABLE_TIP = "Назовите таблицы в адресе (?table=crm_deal&table=crm_activity) или схему (?schema=bi)"


def is_address(path: Path) -> bool:
    """Whether an argument is the address of a database rather than a file."""
    return bool(_ADDRESS.match(path.as_posix()))


def words_of(path: Path) -> str:
    """An address as messages quote it: without user and password."""
    try:
        return parse(_url(path)).words
    except IngestError:
        return "postgresql://…"


def _url(path: Path) -> str:
    """The address as it was written, its slashes put back."""
    rest = _ADDRESS.sub("", path.as_posix())
    # Without a server there is only the name of a database on this machine.
    return f"postgresql://{'' if '/' in rest.partition('?')[0] else '/'}{rest}"


def read_sqlite(source: Path | bytes, file: str) -> list[Sheet]:
    """Read every table and view of a file of SQLite; nothing is written beside it.

    Args:
        source: The file or the whole of its content.
        file: Its name for people.

    Raises:
        IngestError: It is broken or has no tables.
    """
    try:
        with closing(_opened(source)) as con:
            con.text_factory = _text
            con.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_CELL)
            con.execute("PRAGMA trusted_schema = OFF")
            names = [name for (name,) in con.execute(_SQLITE_TABLES)]
            if not names:
                tip = "Проверьте, тот ли это файл: в нём должна быть таблица сделок"
                raise failure("no-table", "в базе SQLite нет таблиц", Place(file), tip=tip)
            return [_sqlite_table(con, name, f"{file} [{name}]" if len(names) > 1 else file) for name in names]
    except sqlite3.Error as error:
        tip = "Закройте программу, которая с ней работает, и скопируйте файл заново или выгрузите таблицы в CSV"
        raise failure("broken-database", f"база SQLite не читается: {error}", Place(file), tip=tip) from error


def _opened(source: Path | bytes) -> sqlite3.Connection:
    if isinstance(source, Path):
        return sqlite3.connect(f"file:{quote(source.resolve().as_posix())}?mode=ro&immutable=1", uri=True)
    con = sqlite3.connect(":memory:")
    con.deserialize(source)
    return con


def _sqlite_table(con: sqlite3.Connection, name: str, title: str) -> Sheet:
    steps = iter(range(_STEPS))
    con.set_progress_handler(lambda: next(steps, None) is None, _STEP)
    cursor = con.execute(f"SELECT * FROM {_quoted(name)}")  # noqa: S608 - the name is quoted
    headers = [column[0] for column in cursor.description]
    return sheet_of_rows(title, "таблица SQLite", headers, _numbered(cursor, title))


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1251", errors="replace")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _numbered(rows: Iterable[Sequence[object]], title: str) -> Iterator[tuple[int, list[str | None]]]:
    letters = 0
    for number, row in enumerate(rows, 2):
        cells = [plain_text(value) for value in row]
        letters += sum(map(len, filter(None, cells)))
        if number > MAX_ROWS + 1 or letters > MAX_LETTERS:
            raise failure(
                "too-big",
                f"в таблице больше {MAX_ROWS // 1_000_000} млн строк или {MAX_LETTERS >> 30} ГиБ текста",
                Place(title),
                tip="Если это представление, ограничьте его; иначе выгрузите таблицу в CSV (UTF-8) по частям",
            )
        yield number, cells


def read_tables(path: Path) -> list[Sheet]:
    """Read tables of PostgreSQL, all as they were at one moment; rows are put in the order of their texts.

    Args:
        path: Its address: ``postgresql://user@server/base?table=crm_deal`` or ``?schema=bi``.

    Raises:
        IngestError: The server cannot be reached, or there is no such table.
    """
    url = _url(path)
    try:
        address = parse(url)
    except IngestError as error:
        tip = f"{_TABLE_TIP}. Знаки @ : / ? # в имени и пароле пишутся кодами: %40 %3A %2F %3F %23"
        raise failure("bad-address", "адрес базы данных не читается", tip=tip) from error
    asked = parse_qs(urlsplit(url).query)
    schema = address.options.get("schema") or "public"
    if "table" not in asked and "schema" not in asked:
        raise failure("bad-address", f"{address.words}: не сказано, какие таблицы читать", tip=_TABLE_TIP)
    driven = {key: value for key, value in address.options.items() if key not in {"table", "schema"}}
    con = connect(replace(address, options=driven))
    import psycopg

    try:
        with con:
            for setting in _SETTINGS:
                con.execute(setting)
            names = asked.get("table") or [name for (name,) in con.execute(_TABLES, (schema,)).fetchall()]
            if not names:
                message = f"{address.words}: в схеме «{schema}» нет таблиц, которые можно читать"
                raise failure("no-table", message, tip="Дайте право: GRANT USAGE ON SCHEMA и GRANT SELECT")
            return [_postgres_table(con, *_split(name, schema), address) for name in names]
    except psycopg.Error as error:
        tip = "Проверьте право читать таблицы (SELECT) и доступность сервера"
        raise failure("engine-failed", f"{address.words}: {said(address, error)}", tip=tip) from error
    finally:
        con.close()


def _split(name: str, schema: str) -> tuple[str, str]:
    """A table may be named with its schema."""
    first, dot, rest = name.partition(".")
    return (first, rest) if dot else (schema, name)


def _postgres_table(con: psycopg.Connection[Any], schema: str, name: str, address: Address) -> Sheet:
    headers = [title for (title,) in con.execute(_COLUMNS, (schema, name)).fetchall()]
    if not headers:
        raise failure("no-table", f"{address.words}: нет таблицы «{schema}.{name}»", tip=_TABLE_TIP)
    cells = ", ".join(f'{_quoted(title)}::text COLLATE "C"' for title in headers)
    order = ", ".join(str(number) for number in range(1, len(headers) + 1))
    sql = f"SELECT {cells} FROM {_quoted(schema)}.{_quoted(name)} ORDER BY {order}"  # noqa: S608 - names are quoted
    with con.cursor(name="reglament") as cursor:
        cursor.itersize = _BATCH
        cursor.execute(sql)
        title = f"{address.words} [{name if schema == 'public' else f'{schema}.{name}'}]"
        return sheet_of_rows(title, "таблица PostgreSQL", headers, enumerate(cursor, 2))
