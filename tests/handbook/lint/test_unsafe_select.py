"""The query of a norm: what is refused while the sources are checked, and what must not be."""
# ruff: noqa: S608 - queries of users are what is tested

import pytest

from tests.conftest import Company

ANSWER = 'deal_id AS object_id, owner, created_at AS at, amount AS actual, 1 AS "limit"'


def norm(company: Company, select: str, more: str = "") -> None:
    company.append(
        "regulations/norms.yaml",
        f"  - id: n-sql\n    title: Своя\n    why: Нужна\n    kind: custom_sql\n    select: |\n      {select}\n{more}",
    )


@pytest.mark.parametrize(
    "select",
    [
        f"SELECT {ANSWER} FROM deals",
        f"with big AS (SELECT * FROM deals), own AS (SELECT * FROM big) select {ANSWER} FROM own JOIN big ON TRUE;",
        f"SELECT {ANSWER} FROM deals WHERE title = 'FROM secret; DELETE' -- FROM nowhere; DROP",
        f"SELECT {ANSWER} /* FROM nowhere */ FROM DEALS WHERE owner IS DISTINCT FROM created_by",
        f"SELECT {ANSWER} FROM deals WHERE EXTRACT(year FROM created_at) = 2026 AND trim(both 'x' FROM title) = 'glob'",
        f'SELECT {ANSWER} FROM (SELECT * FROM "deals") AS d',
        "SELECT * FROM deals",
    ],
)
def test_what_may_pass(company: Company, select: str) -> None:
    norm(company, select)
    assert company.told("unsafe-select") == []


@pytest.mark.parametrize(
    ("select", "message"),
    [
        ("DROP TABLE deals", "запрос нормы - не SELECT"),
        (f"SELECT {ANSWER} FROM deals; SELECT 1", "в запросе нормы несколько команд"),
        (f"SELECT {ANSWER} FROM read_csv('a.csv')", "функция read_csv в запросе нормы не разрешена"),
        (f"SELECT {ANSWER} FROM deals JOIN 'a.csv' ON TRUE", "запрос нормы читает файл 'a.csv'"),
        (f"SELECT {ANSWER} FROM people", "таблицы «people» нет среди канонических"),
        ("SELECT deal_id AS object_id, owner FROM deals", "в запросе нормы не названы столбцы: at, actual, limit"),
    ],
)
def test_what_is_refused(company: Company, select: str, message: str) -> None:
    norm(company, select)
    (line,) = company.told("unsafe-select")
    assert line.endswith(message)


def test_the_query_of_all_objects_and_the_scope_are_looked_at_too(company: Company) -> None:
    norm(
        company,
        f"SELECT {ANSWER} FROM deals",
        "    population: SELECT deal_id FROM deals\n    scope: {products: [Сканер]}\n",
    )
    assert [line.rpartition(": ")[2] for line in company.told("unsafe-select")] == [
        "object_id",
        "в строках ответа этого нет",
    ]
