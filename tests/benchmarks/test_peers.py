"""The peers of the benchmark do the same work: the same violators by three programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.contestant import judge
from benchmarks.exports import EIGHT, make
from benchmarks.peers import bare, pandas_norms, polars_norms


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    make(folder, 2000)
    return folder


@pytest.fixture(scope="module")
def ours(export: Path) -> dict[str, list[str]]:
    result = judge(export, "company_eight")
    return {verdict.norm_id: sorted(item.key for item in verdict.violations) for verdict in result.verdicts}


@pytest.fixture(scope="module")
def by_pandas(export: Path) -> dict[str, list[str]]:
    return pandas_norms.judge(export)


@pytest.fixture(scope="module")
def by_polars(export: Path) -> dict[str, list[str]]:
    return polars_norms.judge(export)


def test_the_eight_norms_are_those_the_peers_know(
    ours: dict[str, list[str]], by_pandas: dict[str, list[str]], by_polars: dict[str, list[str]]
) -> None:
    assert set(ours) == set(by_pandas) == set(by_polars) == set(EIGHT)


@pytest.mark.parametrize("norm", EIGHT)
def test_three_programs_list_the_same_violators(
    norm: str, ours: dict[str, list[str]], by_pandas: dict[str, list[str]], by_polars: dict[str, list[str]]
) -> None:
    assert by_pandas[norm] == by_polars[norm]
    assert ours[norm] == by_pandas[norm]
    assert ours[norm]


def test_every_norm_of_the_benchmark_is_judged_on_its_export(export: Path) -> None:
    left = {verdict.norm_id: verdict.reason for verdict in judge(export).verdicts if not verdict.checked}

    assert left == {}


def test_the_bare_load_loads_every_row(export: Path) -> None:
    lines = sum(len(path.read_text(encoding="utf-8").splitlines()) - 1 for path in (export / "export").glob("*.csv"))

    assert bare.load(export / "export") == lines
