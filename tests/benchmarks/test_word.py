"""The benchmark of Word documents compares documents that say the same."""

from pathlib import Path

import pytest

from benchmarks import word
from handbook.book import Handbook
from handbook.read import read
from tests.generator.word.vector import write_company


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    return read(write_company(tmp_path_factory.mktemp("vector"))).handbook


def test_everybody_makes_the_documents_we_make(handbook: Handbook) -> None:
    everybody = word.contestants(handbook)
    assert [one.name for one in everybody] == ["ours", "docxtpl", "python-docx"]
    assert {len(one.make()) for one in everybody} == {len(handbook.positions)}


def test_who_leaves_something_out_does_not_take_part(handbook: Handbook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "_table", lambda _opened, _rows: None)
    with pytest.raises(SystemExit, match="python-docx says something else"):
        word.contestants(handbook)


def test_the_pack_is_counted(tmp_path: Path) -> None:
    handbook = read(write_company(tmp_path)).handbook
    took, positions, processes = word.pack(handbook)
    assert took > 0
    assert (positions, processes) == (len(handbook.positions), len(handbook.processes))
