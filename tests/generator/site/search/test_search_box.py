"""The search box of the site in a browser, opened from a folder and over a network, next to the theme's own search."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.generator.browser import Browser, chromium
from tests.generator.site.building import Built
from tests.generator.site.search.search_box import go, missed, queries, served, told, type_in
from tests.volume import in_ci

pytestmark = pytest.mark.program("chromium")

#: Whether the page is open and its words are marked; asked again until they are, each time a little later.
MARKED = """new Promise(done => setTimeout(
  () => done(location.pathname.includes('cenovaya-politika') && !!document.querySelector('article mark')), 20
))"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the file."""
    with chromium() as started:
        yield started


def some() -> dict[str, frozenset[str]]:
    """The queries; at the desk every second of them."""
    every = queries("queries.txt")
    return every if in_ci() else dict(list(every.items())[::2])


def test_from_a_folder(browser: Browser, sample: Built) -> None:
    wanted = some()
    found = missed(browser, (sample.site / "operations/index.html").as_uri(), wanted)
    assert len(found) <= len(wanted) * 0.1, told(found)


def test_over_a_network(browser: Browser, sample: Built) -> None:
    wanted = some()
    with served(sample.site) as address:
        found = missed(browser, f"{address}norms/index.html", wanted)
    assert len(found) <= len(wanted) * 0.1, told(found)


def test_the_box_says_what_was_mended_and_helps_when_nothing_was_found(browser: Browser, sample: Built) -> None:
    go(browser, (sample.site / "index.html").as_uri())
    assert "скидк" in type_in(browser, "скдика")[0]
    words, found = type_in(browser, "ъюъюъюъю")
    assert found == []
    assert words.startswith("Ничего не нашлось")


def test_a_page_is_opened_by_the_keyboard_with_the_words_marked(browser: Browser, sample: Built) -> None:
    go(browser, (sample.site / "index.html").as_uri())
    type_in(browser, "ценовая политика")
    browser.press("Enter", "\r")
    assert any(browser.run(MARKED) for _ in range(300))


@pytest.mark.skipif(not in_ci(), reason="builds the sample once more")
def test_it_finds_more_than_the_theme_does(browser: Browser, sample: Built, tmp_path: Path) -> None:
    wanted = queries("queries.txt")
    with served(stock(sample, tmp_path)) as address:
        theirs = missed(browser, f"{address}operations/index.html", wanted)
    with served(sample.site) as address:
        ours = missed(browser, f"{address}operations/index.html", wanted)
    assert len(ours) < len(theirs) / 3, told(theirs)


def stock(sample: Built, folder: Path) -> Path:
    """The same pages built by Material with its own search for Russian."""
    build = sample.root / "build"
    settings = yaml.safe_load((build / "mkdocs.yml").read_text(encoding="utf-8"))
    settings.pop("INHERIT", None)
    settings["plugins"] = [{"search": {"lang": "ru"}}]
    settings["extra"].pop("polyfills")
    settings["docs_dir"] = str(build / "docs")
    settings["site_dir"] = str(folder / "site")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml")], check=True, timeout=300
    )
    return folder / "site"
