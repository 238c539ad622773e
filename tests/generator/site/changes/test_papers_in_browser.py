"""«Что изменилось» and the acquaintance sheet in a real browser, on pages without the theme around them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown import markdown

from generator import assets
from generator.site import paths
from generator.site.pages import pages
from tests.generator.browser import Browser, chromium
from tests.generator.site.changes.test_papers import SHEET, book

pytestmark = pytest.mark.program("chromium")

VISIBLE = "[...document.querySelectorAll('[data-roles]')].filter(one => one.getClientRects().length).map(one => one.id)"
CHOSEN = "document.querySelector('[aria-current]').textContent"
TICKS = "[...document.querySelectorAll('input[data-read]')]"
PROGRESS = "document.querySelector('[data-read-progress]').textContent"
REFUSE = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused') }})"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two pages with the scripts and the style of papers, nothing else."""
    root = tmp_path_factory.mktemp("papers")
    looks = (assets.templates() / "site/assets/changes.css").read_text("utf-8")
    scripts = [(assets.templates() / f"site/assets/{name}.js").read_text("utf-8") for name in ("store", "changes")]
    for one in pages(book(root / "company"), only={paths.CHANGES, SHEET}):
        if one.path.endswith(".md"):
            body = markdown(one.content.decode(), extensions=["attr_list", "md_in_html"])
            head = f"<!doctype html><html lang='ru'><head><meta charset='utf-8'><style>{looks}</style></head>"
            content = f"<div class='md-content'><article class='md-typeset'>{body}</article></div>"
            tail = "".join(f"<script>{code}</script>" for code in scripts)
            path = root / paths.html(one.path)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{head}<body data-company='vektor'>{content}{tail}</body></html>", encoding="utf-8")
    return root


def test_a_role_is_chosen_and_remembered(browser: Browser, site: Path) -> None:
    page = site / paths.html(paths.CHANGES)
    browser.open(page)
    every = browser.run(VISIBLE)
    assert browser.run(CHOSEN) == "Все роли"
    assert {"document-rules-2", "process-main-1"} <= set(every)
    browser.run("document.querySelector('[data-role][href=\"#rol-boss\"]').click()")
    # The head of the department has no post, so he signs nothing; a norm of the process is his too.
    assert browser.run(VISIBLE) == [""]
    assert browser.run("document.querySelector('[data-changes-state]').textContent").startswith("Показано для роли")
    browser.open(page)
    assert (browser.run(CHOSEN), browser.run(VISIBLE)) == ("Начальник", [""])
    browser.run("document.querySelector('[data-role=\"\"]').click()")
    assert browser.run(VISIBLE) == every


def test_without_scripts_everything_is_there(browser: Browser, site: Path) -> None:
    browser.open(site / paths.html(paths.CHANGES), scripts=False)
    text = (site / paths.html(paths.CHANGES)).read_text("utf-8")
    assert 'id="rol-seller"' in text
    assert browser.run("document.querySelectorAll('[data-roles][hidden]').length") == 0
    browser.open(site / paths.html(SHEET), scripts=False)
    assert browser.run(f"{TICKS}.filter(one => one.getClientRects().length).length") == 0


def test_what_lies_ahead_is_marked_by_the_readers_calendar(browser: Browser, site: Path) -> None:
    browser.open(site / paths.html(paths.CHANGES))
    marked = "[...document.querySelectorAll('time[data-since]')].map(one => !!one.parentNode.querySelector('.rg-chip'))"
    ahead = (
        "document.querySelector('time[data-since]').getAttribute('datetime') > new Date().toISOString().slice(0, 10)"
    )
    assert browser.run(marked) == [browser.run(ahead)]


def test_ticks_are_kept_by_edition(browser: Browser, site: Path) -> None:
    browser.open(site / paths.html(SHEET))
    assert browser.run(PROGRESS) == "Прочитано: 0 из 3."
    browser.run(f"{TICKS}[1].click()")
    browser.open(site / paths.html(SHEET))
    assert browser.run(f"{TICKS}.map(one => one.checked)") == [False, True, False]
    assert browser.run(PROGRESS) == "Прочитано: 1 из 3."
    browser.run(f"{TICKS}.forEach(one => one.checked || one.click())")
    assert browser.run(PROGRESS) == "Прочитано всё: 3. Осталось подписать."
    browser.run(f"{TICKS}.forEach(one => one.click())")


def test_a_browser_that_keeps_nothing_still_counts(browser: Browser, site: Path) -> None:
    script = browser.call("Page.addScriptToEvaluateOnNewDocument", source=REFUSE)["identifier"]
    try:
        browser.open(site / paths.html(SHEET))
        browser.run(f"{TICKS}[0].click()")
        assert browser.run(PROGRESS) == "Прочитано: 1 из 3."
    finally:
        browser.call("Page.removeScriptToEvaluateOnNewDocument", identifier=script)


def test_only_the_sheet_is_printed(browser: Browser, site: Path) -> None:
    browser.open(site / paths.html(SHEET))
    browser.call("Emulation.setEmulatedMedia", media="print")
    seen = "one => document.querySelector(one).getClientRects().length > 0"
    try:
        assert browser.run(f"['.rg-paper', '.rg-signing__blank', 'td a'].every({seen})")
        assert not browser.run(f"['h1', '.rg-foot', '.rg-tabs', '.rg-lead', 'input[data-read]'].some({seen})")
    finally:
        browser.call("Emulation.setEmulatedMedia", media="")
    assert not browser.run(f"['.rg-paper', '.rg-signing__blank'].some({seen})")
