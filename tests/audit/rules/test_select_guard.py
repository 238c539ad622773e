"""Queries of users: what is refused before it runs, and that a refused or broken one harms nothing else."""
# ruff: noqa: S608 - queries of users are what is tested

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from audit.database import attempt, connect, lock
from audit.rules.select_guard import check_select
from handbook.result import Status
from tests.audit.rules.world import audit, deal, handbook, norm

REQUIRED = ("object_id", "owner", "at", "actual", "limit")
ANSWER = 'deal_id AS object_id, owner, created_at AS at, amount AS actual, 1 AS "limit"'


def refusal(select: str) -> str | None:
    return check_select(select, required=REQUIRED).refusal


@pytest.mark.parametrize(
    "select",
    [
        f"SELECT {ANSWER} FROM deals",
        f"WITH a AS (SELECT * FROM deals), b AS (SELECT * FROM a) SELECT {ANSWER} FROM b;",
        f"SELECT {ANSWER} FROM Deals AS d LEFT JOIN clients AS c USING (client_id) WHERE created_at < $as_of",
        f"SELECT {ANSWER} FROM deals UNION ALL SELECT {ANSWER} FROM deals ORDER BY 1 LIMIT 5",
        f"SELECT {ANSWER} FROM deals WHERE EXISTS (SELECT 1 FROM tasks AS t WHERE t.deal_id = deals.deal_id)",
        """SELECT deal_id AS object_id, MAX(employee) AS owner, MAX(started_at) AS at, COUNT(*) AS actual,
            5::INT AS "limit"
        FROM activities WHERE kind IN ('call', 'meeting') AND lower(trim(result)) <> 'fail'
        GROUP BY deal_id HAVING COUNT(*) > 5 AND date_diff('day', MAX(started_at), $last_day) > 3""",
        """SELECT deal_id AS object_id, owner, at, n AS actual, 1 AS "limit"
        FROM (
            SELECT deal_id, owner, created_at AS at, ROW_NUMBER() OVER (PARTITION BY owner ORDER BY created_at) AS n
            FROM deals
        ) AS x WHERE n > 1""",
        f"""SELECT {ANSWER} FROM deals WHERE extract(year FROM created_at) = 2026 AND title ILIKE '%x%'
            AND CASE WHEN amount BETWEEN 1 AND 2 THEN TRUE ELSE coalesce(amount, 0) > round(3.5, 1) END""",
    ],
)
def test_what_may_run(select: str) -> None:
    assert refusal(select) is None


@pytest.mark.parametrize(
    ("select", "words"),
    [
        ("DELETE FROM deals", "нужен запрос SELECT"),
        ("CREATE TABLE a AS SELECT 1", "нужен запрос SELECT"),
        ("COPY deals TO 'a.csv'", "нужен запрос SELECT"),
        ("ATTACH 'a.db'", "нужен запрос SELECT"),
        ("PRAGMA version", "нужен запрос SELECT"),
        ("SET threads = 1", "нужен запрос SELECT"),
        ("INSTALL httpfs", "нужен запрос SELECT"),
        ("VALUES (1)", "нужен запрос SELECT"),
        ("", "ровно один SELECT"),
        (f"SELECT {ANSWER} FROM deals; DROP TABLE deals", "ровно один SELECT"),
        ("SELECT (", "не удалось разобрать"),
        ("SELECT 'a", "не удалось разобрать"),
        (f"SELECT {ANSWER} INTO x FROM deals", "конструкция Into"),
        (f"SELECT {ANSWER} FROM 'deals.csv'", "таблицы «deals.csv» нет"),
        (f'SELECT {ANSWER} FROM "/etc/passwd"', "таблицы «/etc/passwd» нет"),
        (f"SELECT {ANSWER} FROM read_csv('a.csv')", "в FROM бывают только таблицы"),
        (f"SELECT {ANSWER} FROM glob('*')", "в FROM бывают только таблицы"),
        (f"SELECT {ANSWER} FROM query('SELECT 1')", "в FROM бывают только таблицы"),
        (f"SELECT {ANSWER} FROM range(9)", ""),
        (f"SELECT {ANSWER} FROM duckdb_settings()", "в FROM бывают только таблицы"),
        (f"SELECT {ANSWER} FROM information_schema.tables", "названа со схемой"),
        (f"SELECT {ANSWER} FROM main.deals", "названа со схемой"),
        (f"SELECT {ANSWER} FROM deal_state", "таблицы «deal_state» нет"),
        (f"SELECT {ANSWER} FROM duckdb_tables", "таблицы «duckdb_tables» нет"),
        (f"SELECT {ANSWER} FROM (WITH people AS (SELECT 1) SELECT * FROM people) AS q, people", "таблицы «people» нет"),
        (
            f"WITH a AS (SELECT * FROM people), people AS (SELECT * FROM deals) SELECT {ANSWER} FROM a",
            "таблицы «people»",
        ),
        (f"WITH RECURSIVE a AS (SELECT * FROM deals) SELECT {ANSWER} FROM a", "RECURSIVE"),
        (f"SELECT {ANSWER} FROM deals WHERE getenv('HOME') = 'x'", "функция getenv"),
        (f"SELECT {ANSWER} FROM deals WHERE current_setting('threads') = 'x'", "функция current_setting"),
        (f"SELECT {ANSWER} FROM deals WHERE random() > 0.5", "функция rand"),
        (f"SELECT {ANSWER} FROM deals WHERE created_at < current_date", "пишите $as_of"),
        (f"SELECT {ANSWER} FROM deals WHERE created_at < now()", "функция now"),
        (f"SELECT {ANSWER} FROM deals WHERE created_at < $norm", "неизвестный параметр"),
        (f"SELECT {ANSWER} FROM deals WHERE created_at < ?", "неизвестный параметр"),
        (f"SELECT {ANSWER} FROM deals WHERE title = '$as_of'", "не может быть знака $"),
        (f"SELECT {ANSWER} FROM deals USING SAMPLE 3", "не разрешен"),
        (f"SELECT {ANSWER} FROM deals PIVOT (SUM(amount) FOR owner IN ('a'))", "не разрешен"),
        (f"SELECT {ANSWER} FROM (DESCRIBE deals)", "не разрешена"),
        (f"SELECT {ANSWER} FROM deals WHERE COLUMNS('a') = 1", "не разрешена"),
        ("SELECT * FROM deals", "вместо * перечислите"),
        ("SELECT deal_id AS object_id, owner FROM deals", "нет столбцов: at, actual, limit"),
        (f"SELECT {ANSWER}, title FROM deals", "лишние столбцы: title"),
        (f"SELECT {ANSWER}, owner FROM deals", "столбцы ответа повторяются"),
        ("SELECT " + "(" * 3000 + "1" + ")" * 3000, ""),
    ],
)
def test_what_is_refused(select: str, words: str) -> None:
    told = refusal(select)
    assert told is not None
    assert words in told


def test_what_a_query_reads() -> None:
    checked = check_select(
        "WITH a AS (SELECT d.deal_id, owner, d.amount FROM deals AS d JOIN clients AS c ON c.client_id = d.client_id) "
        'SELECT deal_id AS object_id, owner, 1 AS at, amount AS actual, 1 AS "limit" FROM a',
        required=REQUIRED,
    )
    assert checked.reads == {"deals": ("deal_id", "client_id", "amount"), "clients": ("client_id",)}


def test_a_query_that_fails_leaves_the_other_norms_judged() -> None:
    norms = [
        norm(id="n-bad", kind="custom_sql", select=f"SELECT {ANSWER} FROM deals WHERE nosuch > 1"),
        norm(id="n-file", kind="custom_sql", select=f"SELECT {ANSWER} FROM 'a.csv'"),
        norm(id="n-scope", kind="custom_sql", select=f"SELECT {ANSWER} FROM deals", scope={"pipelines": ["Типовые"]}),
        norm(id="n-age", kind="deal_age", max="5 d"),
    ]
    tables = {"deals": [deal("1", "2026-01-01 10:00", owner="Анна", amount=1, pipeline="Типовые")]}
    verdicts = audit(connect(), handbook(norms), tables, as_of=date(2026, 2, 1)).verdicts
    assert [item.status for item in verdicts] == [*[Status.NOT_CHECKED] * 3, Status.FAILED]
    bad, file, scope, _ = (item.reason or "" for item in verdicts)
    assert bad.startswith("запрос не выполнен: база данных ответила «")
    assert "nosuch" in bad
    assert file == "запрос отвергнут: таблицы «a.csv» нет среди канонических"
    assert scope.startswith("область своей нормы")


def test_a_query_that_never_ends_is_stopped() -> None:
    con = connect()
    con.execute("CREATE TABLE t AS SELECT range AS n FROM range(100000)")
    told = attempt(
        con, "CREATE TABLE u AS SELECT COUNT(*) AS n FROM t AS a, t AS b, t AS c WHERE a.n * b.n % 7 = c.n", {}, 1
    )
    assert told == "он шёл дольше 1 с и был прерван"
    assert con.execute("SELECT COUNT(*) FROM t").fetchone() == (100_000,)


def test_a_locked_database_opens_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("a\n1\n", encoding="utf-8")
    secret = [1]  # noqa: F841 - a variable a query must not see
    con = connect()
    lock(con)
    for sql in (
        f"SELECT * FROM read_csv('{file}')",
        f"SELECT * FROM '{file}'",
        f"COPY (SELECT 1) TO '{tmp_path / 'b.csv'}'",
        f"ATTACH '{tmp_path / 'c.db'}'",
        "SELECT * FROM secret",
        "SET enable_external_access = true",
    ):
        with pytest.raises(duckdb.Error):
            con.execute(sql)
    con.execute("CREATE OR REPLACE TABLE judged AS SELECT 1 AS a")
