"""The benchmark of the preview edits what pages show, and sees it there."""

from __future__ import annotations

import shutil
from itertools import islice
from pathlib import Path

import pytest

from benchmarks import preview
from tests.conftest import VALID


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(VALID / "regulations", tmp_path / "company" / "regulations")
    return tmp_path / "company"


def test_places_to_edit_are_of_every_kind_and_the_next_ones_in_other_files(project: Path) -> None:
    found = list(islice(preview.edits(project), 16))
    assert [one.what for one in found[:8]] == [
        "шаг",
        "операция",
        "норма",
        "процесс",
        "роль",
        "документ",
        "термин",
        "компания",
    ]
    again = {one.what for one, later in zip(found[:8], found[8:], strict=True) if one.file == later.file}
    assert again.isdisjoint({"шаг", "операция", "документ"})
    for number, one in enumerate(found):
        assert one.make(number) in one.file.read_text(encoding="utf-8")


def test_an_edit_is_seen_on_its_page_and_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    places = preview.edits(project)
    with preview.serving(project) as (browser, server):
        preview.rest(browser)
        assert browser.get("/site/")
        preview.series(browser, server, places, 1, quiet=True)
    assert "правок  1" in capsys.readouterr().out
