"""Tables of a warehouse as they come: other types, other writings of names, repeats, too few rights."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

import psycopg
import pytest

from audit.engine import judge
from audit.engines import open_engine
from audit.engines.warehouse import Opened, Warehouse
from audit.ingest.error import IngestError
from audit.run import audit_warehouse
from handbook.book import Handbook
from tests.audit.engines.servers import postgres
from tests.audit.rules.world import handbook, norm

pytestmark = pytest.mark.program("postgres")

STAFF = ({"name": "Иванова Анна Петровна", "position": "menedzher", "aliases": ["a.ivanova"]},)
AGE = norm(id="age", kind="deal_age", max="10 d")
DEALS = "CREATE TABLE {schema}.deals (deal_id text, created_at timestamp, closed_at timestamp)"
A_DEAL = "INSERT INTO {schema}.deals VALUES ('1', '2026-01-01')"

_numbers = count(1)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres() as url:
        yield url


@pytest.fixture
def schema(server: str) -> Iterator[tuple[str, psycopg.Connection[Any], str]]:
    """A new schema with a connection that may do anything in it, and the address to audit it by."""
    name = f"s{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as con:
        con.execute(f"CREATE SCHEMA {name}")  # type: ignore[call-overload]
        yield name, con, f"{server}?schema={name}"


Schema = tuple[str, "psycopg.Connection[Any]", str]


def fill(schema: Schema, *statements: str) -> None:
    for statement in statements:
        schema[1].execute(statement.format(schema=schema[0]))  # type: ignore[call-overload]


def opened(schema: Schema, book: Handbook) -> tuple[Warehouse, Opened]:
    return open_engine(schema[2], book)


def told(given: Opened) -> list[str]:
    return [f"{item.code} {item.places[0] if item.places else ''}: {item.message}" for item in given.findings]


def test_columns_of_other_types_are_read(schema: Schema) -> None:
    fill(
        schema,
        'CREATE TABLE {schema}."Deals" ("Deal_ID" bigint, owner varchar(50), amount double precision, created_at '
        "timestamptz, planned_close text, closed_at date, is_deleted smallint, list_amount text, extra json)",
        "INSERT INTO {schema}.\"Deals\" VALUES (1, ' Анна ', 1000.5, '2026-03-01 22:30:00+00', '2026-04-01', "
        "'2026-03-09', 0, '1 000,50', '{{}}'), (2, '', 'NaN', 'infinity', 'скоро', '0001-01-01 BC', 1, 'много', NULL)",
        "CREATE TABLE {schema}.unrelated (a int)",
    )
    engine, given = opened(schema, handbook([]))
    rows = list(engine.rows("SELECT * FROM deals ORDER BY deal_id"))
    engine.close()
    first, second = rows
    assert (first["deal_id"], first["owner"], first["amount"]) == ("1", "Анна", Decimal("1000.5000"))
    assert first["created_at"] == datetime(2026, 3, 2, 1, 30)  # noqa: DTZ001 - the company's time
    assert (first["planned_close"], first["closed_at"]) == (date(2026, 4, 1), datetime(2026, 3, 9))  # noqa: DTZ001
    assert (first["is_deleted"], first["list_amount"], first["stage"]) == (False, Decimal("1000.5000"), None)
    assert (first["source_file"], first["source_row"]) == (f"{schema[0]}.Deals", None)
    assert second["is_deleted"] is True
    blank = ("owner", "amount", "created_at", "planned_close", "closed_at", "list_amount")
    assert [second[name] for name in blank] == [None] * 6
    assert given.present == {
        "deals": {
            *("deal_id", "owner", "amount", "created_at", "planned_close", "closed_at", "is_deleted", "list_amount")
        }
    }
    assert told(given) == [
        f"unread-value {schema[0]}.Deals, столбец «{name}»: значения не читаются и считаются пустыми (строк: 1)"
        for name in ("list_amount", "planned_close")
    ]
    assert f"не пронумерованы ({schema[0]}.Deals)" in given.notes[0]
    assert [(item.file, item.rows_read) for item in given.accounts] == [(f"{schema[0]}.Deals", 2)]


def test_moments_that_are_texts_keep_their_offset_and_numbers_of_records_are_whole(schema: Schema) -> None:
    fill(
        schema,
        "CREATE TABLE {schema}.deals (deal_id numeric(10,1), client_id double precision, created_at text, "
        "planned_close text)",
        "INSERT INTO {schema}.deals VALUES (1103.0, 'NaN', '2026-01-12T07:11:39+05:00', '2026-01-12T01:00:00+05'), "
        "(2.5, 1e20, '2026-01-12 22:30:00Z', '2026-01-12 22:30:00Z'), (3, -7, '2026-02-30T07:11:39+05:00', '')",
    )
    engine, given = opened(schema, handbook([]))
    rows = engine.rows("SELECT deal_id, client_id, created_at, planned_close FROM deals ORDER BY deal_id")
    engine.close()
    assert [tuple(row.values()) for row in rows] == [
        ("1103", "NaN", datetime(2026, 1, 12, 5, 11, 39), date(2026, 1, 12)),  # noqa: DTZ001 - the company's time
        ("2.5", "1e+20", datetime(2026, 1, 13, 1, 30), date(2026, 1, 12)),  # noqa: DTZ001
        ("3", "-7", None, None),
    ]
    assert [item.code for item in given.findings] == ["unread-value"]


def test_a_table_of_deals_without_rows_is_no_export(schema: Schema) -> None:
    fill(schema, DEALS)
    with pytest.raises(IngestError) as caught:
        opened(schema, handbook([AGE]))
    assert caught.value.findings[0].code == "no-deals"
    assert "нет ни одной строки" in caught.value.findings[0].message


def test_a_schema_that_is_not_there_is_named(schema: Schema) -> None:
    with pytest.raises(IngestError) as caught:
        open_engine(schema[2].replace(f"schema={schema[0]}", "schema=sale"), handbook([]))
    assert "«sale»" in caught.value.findings[0].message


def test_a_column_of_a_hopeless_type_is_told_and_missing(schema: Schema) -> None:
    fill(
        schema,
        "CREATE TABLE {schema}.deals (deal_id text, created_at bigint)",
        "INSERT INTO {schema}.deals VALUES ('1', 5)",
    )
    engine, given = opened(schema, handbook([AGE]))
    judged = judge(engine, handbook([AGE]), given.present)
    engine.close()
    assert given.present["deals"] == {"deal_id"}
    assert told(given)[0].startswith(f"column-type {schema[0]}.deals, столбец «created_at»")
    assert "Дата создания" in str(judged.verdicts[0].reason)


def test_names_are_put_in_the_words_of_the_handbook(schema: Schema) -> None:
    fill(
        schema,
        "CREATE TABLE {schema}.deals (deal_id text, pipeline text, stage text, owner text)",
        "INSERT INTO {schema}.deals VALUES ('1', 'ТИПОВЫЕ', 'договор', 'A.Ivanova'), "
        "('2', 'Типовые', 'Договоры', 'Петров')",
    )
    engine, given = opened(schema, handbook([], STAFF))
    rows = [tuple(row.values()) for row in engine.rows("SELECT pipeline, stage, owner FROM deals ORDER BY deal_id")]
    people = [row["name"] for row in engine.rows("SELECT name FROM employees")]
    engine.close()
    assert rows == [("Типовые", "Договор", "Иванова Анна Петровна"), ("Типовые", "Договоры", "Петров")]
    assert people == ["Иванова Анна Петровна"]
    assert told(given) == [
        (
            f"unmatched-stage {schema[0]}.deals, столбец «stage»: стадий нет ни в одной воронке: "
            "«Договоры» (строк: 1, воронка «Типовые», похоже на «Договор»)"
        )
    ]


def test_the_staff_of_the_warehouse_comes_first(schema: Schema) -> None:
    fill(
        schema,
        DEALS,
        A_DEAL,
        "CREATE TABLE {schema}.employees (name text, position text)",
        "INSERT INTO {schema}.employees VALUES ('Борис', 'rop')",
    )
    engine, given = opened(schema, handbook([], STAFF))
    people = [row["name"] for row in engine.rows("SELECT name FROM employees")]
    engine.close()
    assert people == ["Борис"]
    assert given.present["employees"] == {"name", "position"}


def test_of_repeated_rows_one_counts(schema: Schema) -> None:
    fill(
        schema,
        "CREATE TABLE {schema}.deals (deal_id text, title text, source_row int)",
        "INSERT INTO {schema}.deals VALUES ('1', 'б', 3), ('1', 'а', 2), ('2', 'в', 4), (NULL, 'г', 5), (NULL, 'д', 6)",
    )
    engine, given = opened(schema, handbook([]))
    rows = [row["title"] for row in engine.rows("SELECT title FROM deals ORDER BY title")]
    engine.close()
    assert rows == ["а", "в", "г", "д"]
    assert told(given) == [
        (
            f"repeated-rows {schema[0]}.deals, столбец «deal_id»: записи повторяются, из каждой учтена одна "
            "(лишних строк: 1)"
        )
    ]


@pytest.mark.parametrize("numbered", [False, True])
def test_every_row_of_a_table_is_accounted_for(schema: Schema, *, numbered: bool) -> None:
    """With numbers of its own, without any, and with those of several files."""
    fill(
        schema,
        DEALS,
        "INSERT INTO {schema}.deals VALUES ('1', '2026-01-01'), ('1', '2026-01-01'), (NULL, '2026-01-01'), "
        "('2', '2026-03-01'), ('3', '2026-01-02'), ('4', '2026-04-01')",
        *(
            (
                "ALTER TABLE {schema}.deals ADD COLUMN source_file text, ADD COLUMN source_row int",
                "UPDATE {schema}.deals SET source_row = 7, source_file = CASE WHEN deal_id = '4' THEN 'b' ELSE 'a' END",
            )
            if numbered
            else ()
        ),
    )
    result = audit_warehouse(handbook([AGE]), schema[2], as_of=date(2026, 3, 1))
    (account,) = result.accounts
    assert (account.rows_read, account.rows_used, account.rows_set_aside) == (6, 2, 4)
    assert [(group.reason, group.rows, group.unnumbered) for group in account.set_aside] == [
        ("запись повторяется", (), 1),
        ("нет номера сделки", (), 1),
        ("после даты аудита", (), 2),
    ]


def test_a_reader_with_the_right_to_temporary_tables_is_enough_and_leaves_nothing(schema: Schema) -> None:
    name, con, url = schema
    fill(
        schema,
        DEALS,
        A_DEAL,
        "CREATE ROLE reader_{schema} LOGIN",
        "REVOKE ALL ON DATABASE postgres FROM PUBLIC",
        "GRANT CONNECT ON DATABASE postgres TO reader_{schema}",
        "GRANT USAGE ON SCHEMA {schema} TO reader_{schema}",
        "GRANT SELECT ON {schema}.deals TO reader_{schema}",
    )
    book = handbook([AGE])
    as_reader = url.replace("postgres@", f"reader_{name}@")
    with pytest.raises(IngestError) as caught:
        open_engine(as_reader, book)
    assert "TEMPORARY" in str(caught.value.findings[0].tip)
    fill(schema, "GRANT TEMPORARY ON DATABASE postgres TO reader_{schema}")
    engine, given = open_engine(as_reader, book)
    verdict = judge(engine, book, given.present, date(2026, 3, 1)).verdicts[0]
    engine.close()
    assert [item.key for item in verdict.violations] == ["1"]
    left = con.execute("SELECT relname FROM pg_class WHERE relnamespace = %s::regnamespace", (name,)).fetchall()
    assert left == [("deals",)]


def test_a_copy_for_reading_only_is_told(schema: Schema) -> None:
    fill(schema, DEALS)
    with pytest.raises(IngestError) as caught:
        open_engine(f"{schema[2]}&options=-cdefault_transaction_read_only=on", handbook([]))
    assert "только для чтения" in str(caught.value.findings[0].tip)


@pytest.mark.parametrize("statement", ["SELECT 1", "CREATE TABLE {schema}.deals (title text)"])
def test_a_warehouse_without_deals_is_told(schema: Schema, statement: str) -> None:
    fill(schema, statement)
    with pytest.raises(IngestError) as caught:
        opened(schema, handbook([]))
    assert caught.value.findings[0].code == "no-deals"


def test_a_query_of_a_user_that_fails_or_never_ends_harms_nothing(schema: Schema) -> None:
    fill(schema, DEALS, A_DEAL)
    engine, _ = opened(schema, handbook([]))
    assert engine.attempt("mine", "SELECT 1 AS a", {}, 5) is None
    assert "division by zero" in str(engine.attempt("mine", "SELECT CAST(1 AS DOUBLE) / 0 AS a", {}, 5))
    assert (
        engine.attempt("mine", "SELECT 1 AS a WHERE pg_sleep(60) IS NOT NULL", {}, 1)
        == "он шёл дольше 1 с и был прерван"
    )
    assert "не перевести" in str(engine.attempt("mine", "SELECT TRY_CAST('1' AS HUGEINT) AS a", {}, 5))
    assert "не перевести" in str(engine.attempt("mine", "SELECT FROM WHERE", {}, 5))
    assert len(engine.rows("SELECT deal_id FROM deals")) == 1
    engine.close()
