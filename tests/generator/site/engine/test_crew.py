"""Work shared with helpers: the same results in the same order, whatever becomes of a helper."""

import gc
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from generator.site.engine import crew
from generator.site.engine.crew import Crew, packed, unpacked
from handbook.book import Handbook
from handbook.read import read
from tests.generator.site.building import company, small


def plain(book: Handbook, names: Sequence[str]) -> list[str]:
    return [book.operations[name].title for name in names]


def titles(book: Handbook, names: Sequence[str]) -> list[str]:
    """Done here only once the helper has done some: it may start late."""
    met = Path(os.environ["REGLAMENT_TEST_MET"])
    if os.environ["REGLAMENT_TEST_HOME"] != str(os.getpid()):
        met.touch()
    for _ in range(600):
        if met.exists():
            break
        time.sleep(0.05)
    return [f"{book.operations[name].title} {os.getpid()}" for name in names]


@contextmanager
def shut(book: Handbook) -> Iterator[Callable[[Sequence[str]], list[str]]]:
    if os.environ["REGLAMENT_TEST_HOME"] != str(os.getpid()):
        raise KeyError(book)
    yield partial(failing, book)


def dying(book: Handbook, names: Sequence[str]) -> list[str]:
    if os.environ.get("REGLAMENT_TEST_HOME") != str(os.getpid()):
        os._exit(9)
    return plain(book, names)


def failing(book: Handbook, names: Sequence[str]) -> list[str]:
    if os.environ.get("REGLAMENT_TEST_HOME") != str(os.getpid()):
        raise KeyError(names)
    return plain(book, names)


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "_processors", lambda: 2)
    monkeypatch.setenv("REGLAMENT_TEST_MET", str(tmp_path / "met"))
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
        names = ["ask", "offer-it", "ask"]
        assert hands.share(work, names) == plain(book, names)
        assert hands.share(plain, names) == plain(book, names)


@pytest.mark.usefixtures("two")
def test_work_a_helper_cannot_make_ready_for_is_done_here(tmp_path: Path) -> None:
    book = company(tmp_path, small())
    names = ["ask", "offer-it"] * 9
    with Crew(book, crew.FEW) as hands:
        hands.begin(shut)
        found = hands.divide(names, partial(failing, book))
        assert found == plain(book, names)
        assert hands.share(plain, names) == plain(book, names)


@pytest.mark.usefixtures("two")
def test_a_mistake_of_the_work_itself_is_told_and_ends_it(tmp_path: Path) -> None:
    book = company(tmp_path, small())
    with Crew(book, crew.FEW) as hands, pytest.raises(KeyError, match="absent"):
        hands.share(failing, ["absent"] * 40)


@pytest.mark.parametrize("hands", [1, 2, 8])
@pytest.mark.parametrize("items", [0, 1, 7, 16, 500])
def test_parts_are_all_the_items_in_turn_and_small_at_the_end(items: int, hands: int) -> None:
    parts = list(crew._parts(items, hands))
    assert [number for part in parts for number in range(items)[part]] == list(range(items))
    sizes = [part.stop - part.start for part in parts]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1:] in ([], [1])


@pytest.mark.usefixtures("two")
def test_a_helper_runs_nothing_of_the_folder_one_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pickle.py").write_text("open('ran', 'w').close()", encoding="utf-8")
    book = company(tmp_path, small())
    monkeypatch.chdir(tmp_path)
    with Crew(book, crew.FEW) as hands:
        found = hands.share(titles, ["ask", "offer-it"] * 2)
    assert not (tmp_path / "ran").exists()
    assert len({one.rpartition(" ")[2] for one in found}) == 2


@pytest.mark.usefixtures("two")
def test_a_crew_that_cannot_begin_leaves_nobody_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_book: Handbook) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(crew, "packed", interrupted)
    hands = Crew(company(tmp_path, small()), crew.FEW)
    with pytest.raises(KeyboardInterrupt), hands:
        pytest.fail("it has begun")
    assert [helper._process.poll() is not None for helper in hands._helpers] == [True]
    assert gc.isenabled()


def test_a_handbook_keeps_its_places_on_the_way(tmp_path: Path) -> None:
    import io

    company(tmp_path, small())
    book = read(tmp_path).handbook
    other = unpacked(io.BytesIO(packed(book)))
    assert other.operations == book.operations
    assert other.spots[id(other.operations["ask"])] == book.spots[id(book.operations["ask"])]
    assert other.spots.keys() == {id(record) for record in (*other.records(), *(n.norm for n in other.norms.values()))}
