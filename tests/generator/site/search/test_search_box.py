"""The search box of the site in a browser, opened from a folder and over a network, next to the theme's own search."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.site.company_config import company_config, dump
from tests.generator.browser import Browser
from tests.generator.site.building import Built
from tests.generator.site.search.search_box import go, missed, queries, served, told, type_in
from tests.volume import in_ci

pytestmark = pytest.mark.program("chromium")

#: Whether the page is open and its words are marked; asked again until they are, each time a little later.
MARKED = """new Promise(done => setTimeout(
  () => done(location.pathname.includes('cenovaya-politika') && !!document.querySelector('article mark')), 20
))"""


def some() -> dict[str, frozenset[str]]:
    """The queries; at the desk every second of them."""
    every = queries("queries.txt")
    return every if in_ci() else dict(list(every.items())[::2])


def test_from_a_folder(chrome: Browser, sample: Built) -> None:
    wanted = some()
    found = missed(chrome, (sample.site / "operations/index.html").as_uri(), wanted)
    assert len(found) <= len(wanted) * 0.1, told(found)


def test_over_a_network(chrome: Browser, sample: Built) -> None:
    wanted = some()
    with served(sample.site) as address:
        found = missed(chrome, f"{address}norms/index.html", wanted)
    assert len(found) <= len(wanted) * 0.1, told(found)


def test_it_knows_the_role_the_reader_has_chosen(chrome: Browser, sample: Built) -> None:
    go(chrome, (sample.site / "index.html").as_uri())

    def first() -> str:
        """The first result; the box looks again only for another query than the last one."""
        type_in(chrome, "скидка")
        return type_in(chrome, "к кому обратиться")[1][0]

    for role in ("hanter", "buhgalter"):
        chrome.run(f"reglament.store.set('ya', {{role: '{role}', position: ''}})")
        assert first() == f"roles/{role}/svyazi"
    chrome.run("reglament.store.set('ya', {role: {}})")
    assert first() == "index"
    chrome.run("reglament.store.set('ya', null)")


def test_the_box_says_what_was_mended_and_helps_when_nothing_was_found(chrome: Browser, sample: Built) -> None:
    go(chrome, (sample.site / "index.html").as_uri())
    assert "скидк" in type_in(chrome, "скдика")[0]
    words, found = type_in(chrome, "ъюъюъюъю")
    assert found == []
    assert words.startswith("Ничего не нашлось")


@pytest.mark.parametrize(("code", "letter"), [("KeyF", "а"), ("KeyS", "Ы"), ("Slash", ".")])
def test_its_keys_open_it_in_a_russian_layout(code: str, letter: str, chrome: Browser, sample: Built) -> None:
    go(chrome, (sample.site / "index.html").as_uri())
    box = "document.querySelector('.md-search__input')"

    def pressed(**more: bool) -> bool:
        chrome.run(f"{box}.blur()")
        told = json.dumps({"key": letter, "code": code, "bubbles": True, "cancelable": True, **more})
        chrome.run(f"document.body.dispatchEvent(new KeyboardEvent('keydown', {told}))")
        return bool(chrome.run(f"document.activeElement === {box}"))

    assert pressed()
    assert not pressed(ctrlKey=True)


def test_a_page_is_opened_by_the_keyboard_with_the_words_marked(chrome: Browser, sample: Built) -> None:
    go(chrome, (sample.site / "index.html").as_uri())
    type_in(chrome, "ценовая политика")
    chrome.press("Enter", "\r")
    assert any(chrome.run(MARKED) for _ in range(300))


@pytest.mark.skipif(not in_ci(), reason="builds the sample once more")
def test_it_finds_more_than_the_theme_does(chrome: Browser, sample: Built, tmp_path: Path) -> None:
    wanted = queries("queries.txt")
    with served(stock(sample, tmp_path)) as address:
        theirs = missed(chrome, f"{address}operations/index.html", wanted)
    with served(sample.site) as address:
        ours = missed(chrome, f"{address}operations/index.html", wanted)
    assert len(ours) < len(theirs) / 3, told(theirs)


def stock(sample: Built, folder: Path) -> Path:
    """The same pages built by Material with its own search for Russian."""
    build = sample.root / "build"
    settings = company_config(build) or {}
    settings["plugins"] = [{"search": {"lang": "ru"}}]
    settings["extra"].pop("polyfills")
    settings["docs_dir"] = str(build / "docs")
    settings["site_dir"] = str(folder / "site")
    (folder / "mkdocs.yml").write_text(dump(settings), encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml")], check=True, timeout=300
    )
    return folder / "site"
