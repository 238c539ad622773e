from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

TESTS = """
import pytest

@pytest.mark.skip(reason="no soffice here")
def test_marked(): ...

def test_halfway():
    pytest.importorskip("no_such_module")

@pytest.mark.program("chromium")
def test_browser(): ...

@pytest.mark.xfail(reason="known")
def test_known():
    assert False

def test_good(): ...
"""


@pytest.fixture
def house(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    conftest = Path(__file__).parents[1] / "conftest.py"
    pytester.makeconftest(conftest.read_text(encoding="utf-8"))
    monkeypatch.setenv("PATH", str(pytester.path))
    return pytester


def test_in_ci_a_skipped_test_fails_and_says_why(house: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    house.makepyfile(TESTS)
    result = house.runpytest_inprocess("-p", "no:cacheprovider", "-p", "no:xdist")
    result.assert_outcomes(passed=1, failed=1, errors=2, xfailed=1)
    result.stdout.fnmatch_lines_random(
        [
            "*CI=true allows no skipped test, and this one says: Skipped: no soffice here",
            "*this one says: Skipped: could not import 'no_such_module'*",
            "*this one says: Skipped: needs chromium: apt-get install chromium",
        ]
    )


def test_in_ci_a_module_that_skips_itself_fails(house: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    house.makepyfile("import pytest\npytest.skip('not today', allow_module_level=True)\n")
    result = house.runpytest_inprocess("-p", "no:cacheprovider", "-p", "no:xdist")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*this one says: Skipped: not today"])


def test_elsewhere_skips_stay_skips(house: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    house.makepyfile(TESTS)
    result = house.runpytest_inprocess("-p", "no:cacheprovider", "-p", "no:xdist", "-rs")
    result.assert_outcomes(passed=1, skipped=3, xfailed=1)
    result.stdout.fnmatch_lines(["*needs chromium: apt-get install chromium"])
