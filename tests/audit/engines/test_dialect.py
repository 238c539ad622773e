"""The subset in the words of other databases: what sqlglot alone would leave different."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from audit.database import connect
from audit.engines import spark
from audit.engines.dialect import SPACES, Dialect, decimal_type, literal
from audit.engines.postgres import dialect_of

POSTGRES = dialect_of("und-x-icu")
PLAIN = Dialect("duckdb", {})


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        False,
        0,
        -7,
        2**62,
        1.5,
        -0.1,
        "",
        "it's \\ «кавычки» \"\n\t$x :y {z} %s 😀",
        date(1, 1, 1),
        date(9999, 12, 31),
        datetime(2026, 3, 1, 10, 0, 0, 250000),  # noqa: DTZ001 - naive by design
        Decimal("0.0001"),
        Decimal("-12.50"),
        Decimal(10) ** 26,
        Decimal("1E+3"),
    ],
)
def test_a_literal_is_the_value(value: object) -> None:
    sql = f"SELECT {literal(value).sql(dialect='duckdb')}"
    row = connect().execute(sql).fetchone()
    assert row == (value,)


def test_a_value_without_a_literal_is_refused() -> None:
    with pytest.raises(TypeError, match="list"):
        literal([1])


@pytest.mark.parametrize(
    ("number", "kind"),
    [("1", "DECIMAL(1, 0)"), ("0.0001", "DECIMAL(4, 4)"), ("12.50", "DECIMAL(4, 2)"), ("1E+3", "DECIMAL(4, 0)")],
)
def test_the_type_of_a_decimal(number: str, kind: str) -> None:
    assert decimal_type(Decimal(number)) == kind


def test_a_parameter_without_a_value_is_refused() -> None:
    with pytest.raises(KeyError):
        PLAIN.translate("SELECT $a AS b", {})


@pytest.mark.parametrize(
    ("sql", "postgres", "other"),
    [
        (
            "SELECT lower(a) AS b",
            'SELECT LOWER("a" COLLATE "und-x-icu") COLLATE "C" AS "b"',
            "SELECT LOWER(`a`) AS `b`",
        ),
        (
            "SELECT CAST(a AS VARCHAR) AS b",
            'SELECT CAST("a" AS TEXT) COLLATE "C" AS "b"',
            "SELECT CAST(`a` AS STRING) AS `b`",
        ),
        (
            "SELECT trim(a) AS b",
            f'SELECT TRIM(BOTH \'{SPACES}\' FROM "a") AS "b"',  # noqa: S608 - compared, not run
            f"SELECT TRIM(BOTH '{SPACES}' FROM `a`) AS `b`",  # noqa: S608 - compared, not run
        ),
        (
            "SELECT date_diff('day', a, b) AS c",
            'SELECT CAST((CAST("b" AS DATE) - CAST("a" AS DATE)) AS BIGINT) AS "c"',
            "SELECT CAST((DATEDIFF(`b`, `a`)) AS BIGINT) AS `c`",
        ),
        (
            "SELECT date_diff('second', a, b) AS c",
            (
                'SELECT CAST((FLOOR(EXTRACT(EPOCH FROM CAST("b" AS TIMESTAMP)))'
                ' - FLOOR(EXTRACT(EPOCH FROM CAST("a" AS TIMESTAMP)))) AS BIGINT) AS "c"'
            ),
            (
                "SELECT CAST((UNIX_SECONDS(CAST(`b` AS TIMESTAMP_LTZ))"
                " - UNIX_SECONDS(CAST(`a` AS TIMESTAMP_LTZ))) AS BIGINT) AS `c`"
            ),
        ),
        (
            "SELECT TRY_CAST(a AS DECIMAL(18,4)) AS b",
            'SELECT PG_TEMP.TRY_NUMBER(CAST("a" AS TEXT)) AS "b"',
            "SELECT TRY_CAST(`a` AS DECIMAL(18, 4)) AS `b`",
        ),
        (
            "SELECT 'k' AS a, COUNT(*) AS n FROM t GROUP BY 'k'",
            'SELECT \'k\' AS "a", COUNT(*) AS "n" FROM "t" GROUP BY CAST(\'k\' AS TEXT)',
            "SELECT 'k' AS `a`, COUNT(*) AS `n` FROM `t` GROUP BY 'k'",
        ),
        (
            "SELECT ROW_NUMBER() OVER (PARTITION BY a ORDER BY b DESC, c) AS n FROM t",
            'SELECT ROW_NUMBER() OVER (PARTITION BY "a" ORDER BY "b" DESC NULLS LAST, "c") AS "n" FROM "t"',
            "SELECT ROW_NUMBER() OVER (PARTITION BY `a` ORDER BY `b` DESC, `c` NULLS LAST) AS `n` FROM `t`",
        ),
        ("SELECT $v AS a", "SELECT 'a\\b' AS \"a\"", "SELECT 'a\\\\b' AS `a`"),
    ],
)
def test_what_differs(sql: str, postgres: str, other: str) -> None:
    assert POSTGRES.translate(sql, {"v": "a\\b"}) == postgres
    assert spark.DIALECT.translate(sql, {"v": "a\\b"}) == other
