"""The benchmark of the site runs on a small company and measures what it says."""

from pathlib import Path

import pytest

from benchmarks import site
from tests.generator.site.building import company, small


def test_it_builds_in_every_way_and_weighs_the_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources = small()
    sources["processes/sell/main/ask.yaml"]["bottleneck"] = "Никто не спрашивает"
    company(tmp_path, sources)
    site.report(tmp_path, 1)
    told = capsys.readouterr().out
    assert "full against plain" in told
    assert "same against full" in told
    edited = (tmp_path / "regulations/processes/sell/main/ask.yaml").read_text(encoding="utf-8")
    assert "и ещё раз" in edited
    assert "и ещё раз" in (tmp_path / "site/operations/ask.html").read_text(encoding="utf-8")


def test_shares_are_of_pages_no_heavier_than_the_limit(tmp_path: Path) -> None:
    (tmp_path / "roles").mkdir()
    (tmp_path / "index.html").write_bytes(b"x" * 61 * 1024)
    (tmp_path / "roles/a.html").write_bytes(b"x" * 60 * 1024)
    found = {one.name: str(one).split()[-1] for one in site.weights(tmp_path)}
    assert found == {"all": "50.0%", "other": "0.0%", "roles": "100.0%"}
