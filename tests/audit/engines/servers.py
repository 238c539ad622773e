"""Real databases for the tests: a throw-away PostgreSQL and Spark within this process."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from audit.database import columns_of
from handbook.tables import TABLE

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

Tables = Mapping[str, Sequence[Mapping[str, Any]]]

#: Types of the embedded database, in PostgreSQL and in Arrow.
_TYPES = {
    "VARCHAR": ("text", pa.string()),
    "DECIMAL(18,4)": ("numeric(18,4)", pa.decimal128(18, 4)),
    "DATE": ("date", pa.date32()),
    "TIMESTAMP": ("timestamp", pa.timestamp("us")),
    "BOOLEAN": ("boolean", pa.bool_()),
    "INTEGER": ("integer", pa.int32()),
}
#: A database as Russian companies have them: its usual order of texts is not that of bytes.
_INITDB = ("--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=ru", "--auth=trust")
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=127.0.0.1")

#: Short questions on little data: compiling them or planning for much would take longer than answering.
_SPARK = {
    "spark.default.parallelism": "1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xms1g -XX:MetaspaceSize=256m",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.shuffle.partitions": "1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


@contextmanager
def postgres() -> Iterator[str]:
    """Run a server on a free port of this machine; gives its address without a password."""
    folder = Path(tempfile.mkdtemp(prefix="reglament-postgres-"))
    installed = shutil.which("initdb") or max(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    programs = Path(installed).parent
    data, port = folder / "data", _free_port()
    settings = " ".join(f"-c {setting}" for setting in (*_FAST, f"port={port}", f"unix_socket_directories={folder}"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    try:
        _as_user(str(programs / "initdb"), f"--pgdata={data}", "--username=postgres", *_INITDB)
        control = (str(programs / "pg_ctl"), f"--pgdata={data}")
        _as_user(*control, "--wait", f"--log={folder / 'log'}", f"--options={settings}", "start")
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
        finally:
            _as_user(*control, "--mode=immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _as_user(*command: str) -> None:
    """Run a program that refuses to be run by root."""
    user = ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups") if os.geteuid() == 0 else ()
    done = subprocess.run([*user, *command], cwd="/", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def spark() -> Iterator[SparkSession]:
    """Start Spark in this process."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").appName("reglament-tests")
    with tempfile.TemporaryDirectory(prefix="reglament-spark-") as folder:
        # Databases that tests create would be left in the current folder.
        for key, value in {**_SPARK, "spark.sql.warehouse.dir": folder}.items():
            builder = builder.config(key, value)
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        try:
            yield session
        finally:
            session.stop()


def store_in_postgres(url: str, schema: str, tables: Tables) -> None:
    """Put tables into a schema of their own, only with the columns some row has."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as con:
        con.execute(f"CREATE SCHEMA {schema}")  # type: ignore[call-overload]  # psycopg takes literals, names are ours
        for name, kinds, rows in _described(tables):
            columns = ", ".join(f'"{key}" {_TYPES[kind][0]}' for key, kind in kinds.items())
            con.execute(f"CREATE TABLE {schema}.{name} ({columns})")  # type: ignore[call-overload]  # the same
            into = f"COPY {schema}.{name} FROM STDIN"
            with con.cursor() as cursor, cursor.copy(into) as copy:  # type: ignore[call-overload]  # the same
                for row in rows:
                    copy.write_row([row.get(key) for key in kinds])


def store_as_parquet(folder: Path, tables: Tables) -> None:
    """Put tables into files, only with the columns some row has."""
    for name, kinds, rows in _described(tables):
        columns = {key: pa.array([row.get(key) for row in rows], _TYPES[kind][1]) for key, kind in kinds.items()}
        pq.write_table(pa.table(columns), folder / f"{name}.parquet")


def _described(tables: Tables) -> Iterator[tuple[str, dict[str, str], list[Mapping[str, Any]]]]:
    for name, records in tables.items():
        rows = [{"source_file": f"{name}.csv", "source_row": n, **record} for n, record in enumerate(records, 2)]
        kinds = columns_of(TABLE[name])
        given = {key: kinds[key] for row in rows for key in row}
        if given:
            yield name, given, rows
