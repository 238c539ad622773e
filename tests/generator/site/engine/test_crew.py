"""Work shared with helpers: the same results in the same order, whatever becomes of a helper."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.site.engine import crew
from generator.site.engine.crew import Crew, packed, unpacked
from handbook.book import Handbook
from handbook.read import read
from tests.generator.site.building import company, small


def titles(book: Handbook, names: Sequence[str]) -> list[str]:
    return [f"{book.operations[name].title} {os.getpid()}" for name in names]


def dying(book: Handbook, names: Sequence[str]) -> list[str]:
    if os.environ.get("REGLAMENT_TEST_HOME") != str(os.getpid()):
        os._exit(9)
    return [book.operations[name].title for name in names]


def failing(book: Handbook, names: Sequence[str]) -> list[str]:
    if os.environ.get("REGLAMENT_TEST_HOME") != str(os.getpid()):
        raise KeyError(names)
    return [book.operations[name].title for name in names]


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "_processors", lambda: 2)
    monkeypatch.setenv("REGLAMENT_TEST_HOME", str(os.getpid()))


@pytest.mark.usefixtures("two")
def test_work_is_shared_and_results_keep_their_order(tmp_path: Path) -> None:
    book = company(tmp_path, small())
    names = ["ask", "offer-it"] * 3
    with Crew(book, crew.FEW) as hands:
        found = hands.share(titles, names)
    assert [one.rpartition(" ")[0] for one in found] == [book.operations[name].title for name in names]
    assert len({one.rpartition(" ")[2] for one in found}) == 2


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("work", [dying, failing])
def test_the_part_of_a_lost_helper_is_done_here(tmp_path: Path, work: crew.Work[str, str]) -> None:
    book = company(tmp_path, small())
    with Crew(book, crew.FEW) as hands:
        assert hands.share(work, ["ask", "offer-it", "ask"]) == [
            book.operations[name].title for name in ("ask", "offer-it", "ask")
        ]
        assert hands.share(titles, ["ask", "offer-it"])


@pytest.mark.usefixtures("two")
def test_a_helper_runs_nothing_of_the_folder_one_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pickle.py").write_text("open('ran', 'w').close()", encoding="utf-8")
    book = company(tmp_path, small())
    monkeypatch.chdir(tmp_path)
    with Crew(book, crew.FEW) as hands:
        found = hands.share(titles, ["ask", "offer-it"])
    assert not (tmp_path / "ran").exists()
    assert len({one.rpartition(" ")[2] for one in found}) == 2


def test_a_handbook_keeps_its_places_on_the_way(tmp_path: Path) -> None:
    import io

    company(tmp_path, small())
    book = read(tmp_path).handbook
    other = unpacked(io.BytesIO(packed(book)))
    assert other.operations == book.operations
    assert other.spots[id(other.operations["ask"])] == book.spots[id(book.operations["ask"])]
    assert other.spots.keys() == {id(record) for record in (*other.records(), *(n.norm for n in other.norms.values()))}
