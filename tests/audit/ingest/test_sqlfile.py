import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from audit.ingest.error import IngestError
from audit.ingest.files import open_exports
from audit.ingest.sheet import Sheet
from audit.ingest.sqlfile import is_address, read_sqlite, words_of
from handbook.finding import Finding
from tests.audit.engines import servers

ROWS = {"row": [2, 3], "c0": ["1234567890123456789", "2"], "c1": ["Ёлка", None], "c2": ["1250.5", "7"]}


def database(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path)) as con, con:
        for statement in statements:
            con.execute(statement)
    return path


def refused(*paths: Path) -> Finding:
    with pytest.raises(IngestError) as caught:
        open_exports(paths)
    (found,) = caught.value.findings
    assert found.tip
    return found


def brief(sheets: tuple[Sheet, ...]) -> list[tuple[str, str, tuple[str, ...], int]]:
    return [(sheet.file, sheet.source, sheet.headers, sheet.rows_read) for sheet in sheets]


def test_every_table_and_view_of_sqlite_is_a_sheet(tmp_path: Path) -> None:
    path = database(
        tmp_path / "crm",
        'CREATE TABLE deals ("ID" INTEGER, "Название" TEXT, "Сумма" REAL)',
        "INSERT INTO deals VALUES (1234567890123456789, 'Ёлка', 1250.5), (2, NULL, 7.0)",
        'CREATE VIEW "b v" AS SELECT "ID" FROM deals WHERE "ID" = 2',
    )
    before = sorted(tmp_path.iterdir())
    for sheets in (open_exports([path]).sheets, tuple(read_sqlite(path.read_bytes(), "crm"))):
        assert brief(sheets) == [
            ("crm [b v]", "таблица SQLite", ("ID",), 1),
            ("crm [deals]", "таблица SQLite", ("ID", "Название", "Сумма"), 2),
        ]
        assert sheets[1].cells().to_pydict() == ROWS
    assert sorted(tmp_path.iterdir()) == before


def test_a_view_without_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audit.ingest.sqlfile._STEPS", 10)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    assert refused(database(tmp_path / "a.db", f"CREATE VIEW v AS {endless}")).code == "broken-database"


@pytest.mark.parametrize("cell", ["i", "zeroblob(100000)"])
def test_a_view_of_endless_rows_is_given_up(tmp_path: Path, cell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audit.ingest.sqlfile.MAX_ROWS", 30_000)
    monkeypatch.setattr("audit.ingest.sqlfile.MAX_LETTERS", 10_000_000)
    endless = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT {cell} FROM n"  # noqa: S608 - ours
    assert refused(database(tmp_path / "a.db", f"CREATE VIEW v AS {endless}")).code == "too-big"


def test_a_cell_without_end_is_given_up(tmp_path: Path) -> None:
    view = "CREATE VIEW v AS SELECT zeroblob(900000000)"
    assert refused(database(tmp_path / "a.db", view)).code == "broken-database"


def test_a_broken_or_blank_database_is_refused(tmp_path: Path) -> None:
    path = database(tmp_path / "a.db", "CREATE TABLE t (a)", "INSERT INTO t VALUES (1)")
    path.write_bytes(path.read_bytes()[:600])
    assert refused(path).code == "broken-database"
    assert refused(database(tmp_path / "b.db", "CREATE TABLE t (a)", "DROP TABLE t")).code == "no-table"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("postgresql://anna:secret@server:5432/crm?table=deals", "postgresql://server:5432/crm"),
        ("postgres://server/crm?schema=bi", "postgresql://server/crm"),
        ("postgresql:///crm?table=deals", "postgresql:///crm"),
        ("POSTGRESQL:/anna@server/crm", "postgresql://server/crm"),
        ("postgresql://anna:se/cr@et@server/crm", "postgresql://…"),
    ],
)
def test_an_address_is_known_and_quoted_without_secrets(path: str, words: str) -> None:
    assert is_address(Path(path))
    assert words_of(Path(path)) == words


@pytest.mark.parametrize("path", ["deals.csv", "postgresql", "a/postgresql:/b", "spark://x", "postgresql:"])
def test_a_file_is_no_address(path: str) -> None:
    assert not is_address(Path(path))


@pytest.mark.parametrize(
    "path", ["postgresql://anna:secret@server/crm", "postgresql://anna:se/c@ret@server/crm?table=a"]
)
def test_an_address_that_does_not_say_what_to_read_is_refused_without_secrets(path: str) -> None:
    found = refused(Path(path))
    assert found.code == "bad-address"
    assert not any(part in f"{found}" for part in ("secret", "c@ret"))


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    installed = shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not installed:
        pytest.skip("PostgreSQL is not installed")
    with servers.postgres() as url:
        yield url


def test_tables_of_postgresql_are_sheets(server: str) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as con:
        con.execute("CREATE SCHEMA bi")
        con.execute('CREATE TABLE bi.crm_deal ("ID" bigint, "Название" text, "Сумма" numeric(18, 2))')
        con.execute("INSERT INTO bi.crm_deal VALUES (2, NULL, 7), (1234567890123456789, 'Ёлка', 1250.5)")
        con.execute(
            "CREATE VIEW bi.moments AS SELECT timestamptz '2026-01-31 12:00+03' AS at, true AS ok, '{1}'::int[] AS l"
        )
    where = server.replace("postgres@", "")
    (deals, moments) = open_exports([Path(f"{server}?schema=bi")]).sheets
    assert brief((deals, moments)) == [
        (f"{where} [bi.crm_deal]", "таблица PostgreSQL", ("ID", "Название", "Сумма"), 2),
        (f"{where} [bi.moments]", "таблица PostgreSQL", ("at", "ok", "l"), 1),
    ]
    assert deals.cells().to_pydict() == {**ROWS, "c2": ["1250.50", "7.00"]}
    assert moments.cells().to_pydict() == {"row": [2], "c0": ["2026-01-31 09:00:00+00"], "c1": ["true"], "c2": ["{1}"]}
    (one,) = open_exports([Path(f"{server}?table=bi.crm_deal")]).sheets
    assert one.cells().to_pydict() == deals.cells().to_pydict()


def test_what_the_server_lacks_is_told(server: str) -> None:
    found = refused(Path(f"{server}?table=нет"))
    assert (found.code, "public.нет" in found.message) == ("no-table", True)
    assert refused(Path(f"{server}?schema=нет")).code == "no-table"
    assert refused(Path(server.replace("/postgres", "/нет") + "?table=t")).code == "engine-unreachable"
