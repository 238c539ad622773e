"""PostgreSQL and Spark compute every measure as the embedded database does, to the digit."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.engines import open_engine
from audit.measures import measures_of
from audit.prepare import prepare
from handbook.indicators import MEASURES, defaults
from handbook.measure import MeasureResult
from tests.audit.engines.servers import postgres, spark, store_as_parquet, store_in_postgres
from tests.audit.measures.test_measures import WORLD, computed
from tests.audit.measures.world import AS_OF
from tests.audit.rules.world import handbook
from tests.volume import in_ci


def computed_in(url: str) -> dict[str, MeasureResult]:
    book = handbook([])
    engine, opened = open_engine(url, book)
    try:
        setting = prepare(engine, book, opened.present, AS_OF).setting
        return {item.measure: item for item in measures_of(engine, setting, defaults())}
    finally:
        engine.close()


def assert_same(found: dict[str, MeasureResult]) -> None:
    assert len(found) == len(MEASURES)
    expected = computed(WORLD)
    for name, item in found.items():
        assert item == expected[name], name


@pytest.mark.program("postgres")
def test_postgresql_says_the_same() -> None:
    with postgres() as url:
        store_in_postgres(url, "sales", WORLD)
        found = computed_in(f"{url}?schema=sales")
    assert_same(found)


@pytest.mark.skipif(not in_ci(), reason="Spark takes half a minute; at the desk PostgreSQL computes the same")
@pytest.mark.program("java")
@pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::ResourceWarning")
def test_spark_says_the_same(tmp_path: Path) -> None:
    store_as_parquet(tmp_path, WORLD)
    with spark():
        found = computed_in(f"spark://local?folder={tmp_path}")
    assert_same(found)
