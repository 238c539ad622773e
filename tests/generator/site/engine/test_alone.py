"""Two builds of one company, and a site folder that is somebody else's."""

import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from generator.site.build import build_site
from generator.site.engine.alone import alone
from generator.writer import WriteError
from tests.generator.site.building import ROOT, company, small

HOLD = """
import sys, time
from pathlib import Path
from generator.site.engine.alone import alone
with alone(Path(sys.argv[1])):
    print("mine", flush=True)
    time.sleep(60)
"""


def test_a_folder_is_waited_for_until_its_builder_ends_however_that_is(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, tmp_path], cwd=ROOT, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline().strip() == b"mine"
        with pytest.raises(WriteError, match="уже собирает другая программа"), alone(tmp_path, patience=0):
            pass
        other.kill()
    with alone(tmp_path, patience=0):
        pass


def test_whoever_waits_says_so_once(tmp_path: Path) -> None:
    told: list[str] = []
    with ExitStack() as other:
        other.enter_context(alone(tmp_path, lambda: told.append("nobody is there")))
        with pytest.raises(WriteError), alone(tmp_path, lambda: told.append("waits"), patience=0.3):
            pass
        assert told == ["waits"]
        # Whoever had the folder is ready as soon as it is waited for.
        with alone(tmp_path, other.close):
            pass


def test_a_folder_nothing_can_be_put_into_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("a file")
    told: list[str] = []
    with (
        alone(tmp_path / "build", lambda: told.append("first waits"), patience=0),
        alone(tmp_path / "build", lambda: told.append("second waits"), patience=0),
    ):
        told.append("both have it")
    assert told == ["both have it"]
    assert (tmp_path / "build").read_text() == "a file"


def test_a_whole_build_waits_for_another_and_a_page_somebody_looks_at_does_not(tmp_path: Path) -> None:
    book = company(tmp_path, small())
    build_site(book, tmp_path)
    told: list[str] = []
    with ExitStack() as other:
        other.enter_context(alone(tmp_path / "build"))
        other.callback(told.append, "waited for")
        assert build_site(book, tmp_path, only={"operations/ask.md"}, waiting=other.close).findings == ()
        assert told == []
        assert build_site(book, tmp_path, waiting=other.close).findings == ()
        assert told == ["waited for"]


def test_files_of_another_site_are_not_replaced(tmp_path: Path) -> None:
    book = company(tmp_path, small())
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("our shop")
    (site / "aside.html").write_text("our shop too")
    (found,) = build_site(book, tmp_path).findings
    assert (found.code, found.places[0].file) == ("site-foreign", "site/index.html")
    assert {path.name: path.read_text() for path in site.iterdir()} == {
        "index.html": "our shop",
        "aside.html": "our shop too",
    }
    (site / "index.html").unlink()
    assert build_site(book, tmp_path).findings == ()
    assert (site / "aside.html").read_text() == "our shop too"
