"""Apache Spark: the rules run where the tables lie; only temporary views of a session of our own are made.

Moments are without zone throughout and the session stands in UTC, so that neither this machine's zone nor summer time
moves them. Decimals keep every digit of the scale, as in the other engines.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from audit.engines.address import Address
from audit.engines.answer import Answer
from audit.engines.base import Engine, Parameters, Row
from audit.engines.dialect import Dialect, call, difference, trim_spaces, type_name, typed
from audit.engines.stored import Kind, Stored
from audit.ingest.error import IngestError, failure
from handbook.tables import TABLES

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession
    from sqlglot.expressions import Expr as Expression

T = TypeVar("T")

_SETTINGS = {
    "spark.sql.ansi.enabled": "true",
    # Spark 4.0 to 4.3 fail on «key not found» when they infer filters from a union under a join.
    "spark.sql.constraintPropagation.enabled": "false",
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
}
#: What a context of our own is started with: nothing of it can be reached from outside in local mode.
_LOCAL = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
}
#: Marks the work of a query written by a user, so that it can be stopped.
_FOREIGN = "reglament-foreign"
#: What the embedded database reads as a date, with or without a time; an offset after it says nothing there.
_MOMENT = r"^\s*(\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)?)(?:\s|Z|[+-]\d|\d|$)"
_KINDS = {
    "StringType": Kind.TEXT,
    "CharType": Kind.TEXT,
    "VarcharType": Kind.TEXT,
    "ByteType": Kind.NUMBER,
    "ShortType": Kind.NUMBER,
    "IntegerType": Kind.NUMBER,
    "LongType": Kind.NUMBER,
    "FloatType": Kind.NUMBER,
    "DoubleType": Kind.NUMBER,
    "DecimalType": Kind.NUMBER,
    "DateType": Kind.DATE,
    "TimestampType": Kind.INSTANT,
    "TimestampNTZType": Kind.MOMENT,
    "BooleanType": Kind.FLAG,
}


class Spark:
    """A Spark cluster, or Spark within this process, as an engine.

    Args:
        address: ``spark://local`` or a master; the option ``database`` names the database of the tables, ``folder``
            a folder of Parquet files instead.
    """

    title = "Apache Spark"
    holding = "в хранилище"
    tip = (
        "Назовите папку файлов Parquet (?folder=…), в которой лежит deals.parquet, либо базу (?database=…) с таблицами"
        " и представлениями, названными каноническими именами"
    )

    def __init__(self, address: Address) -> None:
        self.address = address
        folder, database = address.options.get("folder"), address.options.get("database") or "default"
        self.where = f"{address.words}: " + (f"в папке {folder}" if folder else f"в базе {database}")
        self._root: SparkSession | None = None
        self.session = self._started()

    def table(self, name: str, select: str, parameters: Parameters | None = None) -> None:
        """Compute a table once."""
        sql = DIALECT.translate(select, parameters)
        # A checkpoint cuts the plan: otherwise every question would carry the plans of all tables before it.
        self._tried(lambda: self.session.sql(sql).localCheckpoint(eager=True).createOrReplaceTempView(name))

    def hands(self) -> Sequence[Engine]:
        """The engine alone: its temporary tables are those of one session."""
        return (self,)

    def attempt(self, name: str, select: str, parameters: Parameters, seconds: int) -> str | None:
        """Compute a table of a query written by a user."""
        from sqlglot.errors import SqlglotError

        late = threading.Event()

        def stop() -> None:
            late.set()
            self.session.interruptTag(_FOREIGN)

        timer = threading.Timer(seconds, stop)
        self.session.addTag(_FOREIGN)
        timer.start()
        try:
            self.table(name, select, parameters)
        except (SqlglotError, LookupError) as error:
            return f"его не перевести для Spark: {error}"
        except IngestError as error:
            if late.is_set():
                return f"он шёл дольше {seconds} с и был прерван"
            return f"база данных ответила «{_said(error.__cause__ or error)}»"
        finally:
            timer.cancel()
            timer.join()
            self.session.removeTag(_FOREIGN)
        return None

    def view(self, name: str, select: str) -> None:
        """Name a question."""
        sql = DIALECT.translate(select)
        self._tried(lambda: self.session.sql(sql).createOrReplaceTempView(name))

    def fill(self, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> None:
        """Make a table of Python values."""
        schema = ", ".join(f"`{key}` {DIALECT.type(kind)}" for key, kind in columns.items())
        found = [tuple(row) for row in rows]
        self._tried(lambda: self.session.createDataFrame(found, schema).coalesce(1).createOrReplaceTempView(name))

    def drop(self, name: str) -> None:
        """Forget a table."""
        self._tried(lambda: self.session.catalog.dropTempView(name))

    def rows(self, sql: str, parameters: Parameters | None = None, *, many: bool = False) -> Sequence[Row]:  # noqa: ARG002 - as all engines
        """The answer to a question, small whether it has many rows or few."""
        translated = DIALECT.translate(sql, parameters)
        frame = self._tried(lambda: self.session.sql(translated))
        return Answer(frame.columns, self._tried(frame.collect))

    def stored(self) -> dict[str, Stored]:
        """Tables of the database, or of the folder, by name in lower case."""
        folder = self.address.options.get("folder")
        return self._in_folder(folder) if folder else self._in_database(self.address.options.get("database"))

    def close(self) -> None:
        """Leave Spark; what the session has made is gone."""
        for view in self.session.catalog.listTables():
            if view.isTemporary:
                self.session.catalog.dropTempView(view.name)
        if self._root is not None:
            self._root.stop()

    def _started(self) -> SparkSession:
        with warnings.catch_warnings():
            # It warns of every pandas newer than itself, which is not used here.
            warnings.simplefilter("ignore", FutureWarning)
            try:
                from pyspark.sql import SparkSession
            except ImportError as error:
                raise failure(
                    "engine-not-installed",
                    "для Spark нужна библиотека pyspark, она не установлена",
                    tip="Установите её: pip install 'reglament[spark]' или pip install pyspark; ещё нужна Java 17",
                ) from error
            session = SparkSession.getActiveSession()
            if session is None:
                session = self._root = self._start(SparkSession.builder.appName("reglament"))
        # A session of our own: names and settings of whoever started Spark stay as they are.
        own = session.newSession()
        for key, value in _SETTINGS.items():
            own.conf.set(key, value)
        return own

    def _start(self, builder: SparkSession.Builder) -> SparkSession:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        local = self.address.host in {"", "local"}
        builder = builder.master("local[*]" if local else f"spark://{self.address.host}:{self.address.port or 7077}")
        for key, value in (_LOCAL if local else {}).items():
            builder = builder.config(key, value)
        try:
            session = builder.getOrCreate()
        except (PySparkException, Py4JError, OSError) as error:
            raise failure(
                "engine-unreachable",
                f"{self.address.words}: Spark не запустился: {_said(error)}",
                tip="Проверьте адрес; на этой машине нужна Java 17 (переменная JAVA_HOME)",
            ) from error
        session.sparkContext.setLogLevel("ERROR")
        return session

    def _in_database(self, database: str | None) -> dict[str, Stored]:
        name = database or "default"
        if not self._tried(lambda: self.session.catalog.databaseExists(name)):
            raise failure(
                "no-deals",
                f"{self.address.words}: базы {name} нет",
                tip="Назовите базу, в которой лежат таблицы: ?database=…, или папку файлов Parquet: ?folder=…",
            )
        found: dict[str, Stored] = {}
        for item in self._tried(lambda: self.session.catalog.listTables(name)):
            if item.isTemporary or item.name.lower() not in _NAMES:
                continue
            stored = Stored(f"{name}.{item.name}", (*name.split("."), item.name))
            self._describe(stored, self._tried(partial(self.session.table, _path(stored.path))))
            found[item.name.lower()] = stored
        return found

    def _in_folder(self, folder: str) -> dict[str, Stored]:
        from py4j.protocol import Py4JError
        from pyspark.errors import AnalysisException, PySparkException

        found: dict[str, Stored] = {}
        for name in sorted(_NAMES):
            for file in (f"{name}.parquet", name):
                path = f"{folder.rstrip('/')}/{file}"
                if "://" not in folder and not Path(path).exists():
                    continue
                try:
                    frame = self.session.read.parquet(path)
                except (PySparkException, Py4JError) as error:
                    if isinstance(error, AnalysisException) and error.getCondition() == "PATH_NOT_FOUND":
                        continue
                    raise failure(
                        "engine-failed",
                        f"{self.address.words}: {file} не прочитать: {_said(error)}",
                        tip="Нужен файл или папка Parquet; выгрузите таблицу заново",
                    ) from error
                stored = Stored(file, (f"stored_{name}",))
                frame.createOrReplaceTempView(stored.path[0])
                self._describe(stored, frame)
                found[name] = stored
                break
        return found

    def _describe(self, stored: Stored, frame: DataFrame) -> None:
        for column in frame.schema.fields:
            kind = _KINDS.get(type(column.dataType).__name__)
            if kind is not None:
                stored.columns.setdefault(column.name.lower(), (column.name, kind))

    def _tried(self, work: Callable[[], T]) -> T:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        try:
            return work()
        except (PySparkException, Py4JError) as error:
            raise self._failed(error) from error

    def _failed(self, error: Exception) -> IngestError:
        tip = "Проверьте, что Spark доступен и у него есть право читать эти таблицы, и повторите"
        return failure("engine-failed", f"{self.address.words}: {_said(error)}", tip=tip)


_NAMES = frozenset(table.name for table in TABLES)


def _path(parts: Iterable[str]) -> str:
    return ".".join("`" + part.replace("`", "``") + "`" for part in parts)


def _said(error: BaseException) -> str:
    """What Spark said, in one line."""
    lines = str(error).strip().splitlines()
    return lines[0].strip().rstrip(".") if lines else type(error).__name__


def _wall_clock(node: Expression) -> Expression:
    return typed(call("FROM_UTC_TIMESTAMP", node.this, node.args["zone"]), "TIMESTAMP")


def _second(moment: Expression) -> Expression:
    from sqlglot import exp

    return call("UNIX_SECONDS", exp.Cast(this=moment, to=exp.DataType.build("TIMESTAMP_LTZ", dialect="spark")))


def _try_cast(node: Expression) -> Expression:
    from sqlglot import exp

    if type_name(node) == "TIMESTAMPTZ":
        node.set("to", exp.DataType.build("TIMESTAMP_LTZ", dialect="spark"))
    if type_name(node) not in {"DATE", "TIMESTAMP"}:
        return node
    written = call("REGEXP_EXTRACT", node.this, _MOMENT, exp.Literal.number(1))
    node.set("this", call("REPLACE", written, "/", "-"))
    return node


DIALECT = Dialect(
    "spark",
    {
        "AtTimeZone": _wall_clock,
        "DateDiff": lambda node: difference(node, _second, lambda first, last: call("DATEDIFF", last, first)),
        "Trim": trim_spaces,
        "TryCast": _try_cast,
    },
)
