"""«Что изменилось» and the acquaintance sheet in a real browser, on pages without the theme around them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from markdown import markdown

from generator import assets
from generator.site import paths
from generator.site.pages import pages
from tests.generator.browser import Browser
from tests.generator.site.changes.test_papers import SHEET, book

pytestmark = pytest.mark.program("chromium")

VISIBLE = "[...document.querySelectorAll('[data-roles]')].filter(one => one.getClientRects().length).map(one => one.id)"
CHOSEN = "document.querySelector('[aria-current]').textContent"
TICKS = "[...document.querySelectorAll('input[data-read]')]"
PROGRESS = "document.querySelector('[data-read-progress]').textContent"
REFUSE = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused') }})"


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
            path.write_text(f"{head}<body>{content}{tail}</body></html>", encoding="utf-8")
    return root


def anew(chrome: Browser, page: Path, code: str, expected: object) -> object:
    """What a page tells once it is opened anew: another process of the browser may hear of a choice a little later."""
    for _ in range(20):
        chrome.open(page)
        found: object = chrome.run(code)
        if found == expected:
            break
        time.sleep(0.1)
    return found


def test_a_role_is_chosen_and_remembered(chrome: Browser, site: Path) -> None:
    page = site / paths.html(paths.CHANGES)
    chrome.open(page)
    every = chrome.run(VISIBLE)
    assert chrome.run(CHOSEN) == "Все роли"
    assert {"document-rules-2", "process-main-1"} <= set(every)
    chrome.run("document.querySelector('[data-role][href=\"#rol-boss\"]').click()")
    # The head of the department has no post, so he signs nothing; a norm of the process is his too.
    assert chrome.run(VISIBLE) == [""]
    assert chrome.run("document.querySelector('[data-changes-state]').textContent").startswith("Показано для роли")
    assert anew(chrome, page, CHOSEN, "Начальник") == "Начальник"
    assert chrome.run(VISIBLE) == [""]
    chrome.run("document.querySelector('[data-role=\"\"]').click()")
    assert chrome.run(VISIBLE) == every


def test_by_roles_only_the_chosen_one_is_told_until_all_are_asked_for(chrome: Browser, site: Path) -> None:
    headings = "[...document.querySelectorAll('h3[id^=rol-]')]"
    told = f"{headings}.filter(one => one.getClientRects().length).map(one => one.id)"
    page = site / paths.html(paths.CHANGES)
    chrome.open(page)
    chrome.run("reglament.store.set('changes:role', null)")
    assert anew(chrome, page, CHOSEN, "Все роли") == "Все роли"
    every = chrome.run(told)
    assert {"rol-boss", "rol-seller"} <= set(every)
    chrome.run("document.querySelector('[data-role][href=\"#rol-seller\"]').click()")
    assert chrome.run(told) == ["rol-seller"]
    assert anew(chrome, page, told, ["rol-seller"]) == ["rol-seller"]
    chrome.run("location.hash = '#rol-boss'; new Promise(done => setTimeout(done, 50))")
    assert chrome.run(told) == every
    chrome.open(page)
    chrome.run("document.querySelector('.rg-pick__others button').click()")
    assert (chrome.run(told), chrome.run(CHOSEN)) == (every, "Все роли")


def test_without_scripts_everything_is_there(chrome: Browser, site: Path) -> None:
    chrome.open(site / paths.html(paths.CHANGES), scripts=False)
    text = (site / paths.html(paths.CHANGES)).read_text("utf-8")
    assert 'id="rol-seller"' in text
    assert chrome.run("document.querySelectorAll('[data-roles][hidden]').length") == 0
    chrome.open(site / paths.html(SHEET), scripts=False)
    assert chrome.run(f"{TICKS}.filter(one => one.getClientRects().length).length") == 0


def test_what_lies_ahead_is_marked_by_the_readers_calendar(chrome: Browser, site: Path) -> None:
    chrome.open(site / paths.html(paths.CHANGES))
    marked = "[...document.querySelectorAll('time[data-since]')].map(one => !!one.parentNode.querySelector('.rg-chip'))"
    ahead = (
        "document.querySelector('time[data-since]').getAttribute('datetime') > new Date().toISOString().slice(0, 10)"
    )
    assert chrome.run(marked) == [chrome.run(ahead)]


def test_ticks_are_kept_by_edition(chrome: Browser, site: Path) -> None:
    chrome.open(site / paths.html(SHEET))
    assert chrome.run(PROGRESS) == "Прочитано: 0 из 3."
    chrome.run(f"{TICKS}[1].click()")
    ticked = [False, True, False]
    assert anew(chrome, site / paths.html(SHEET), f"{TICKS}.map(one => one.checked)", ticked) == ticked
    assert chrome.run(PROGRESS) == "Прочитано: 1 из 3."
    chrome.run(f"{TICKS}.forEach(one => one.checked || one.click())")
    assert chrome.run(PROGRESS) == "Прочитано всё: 3. Осталось подписать."
    chrome.run(f"{TICKS}.forEach(one => one.click())")


def test_a_browser_that_keeps_nothing_still_counts(chrome: Browser, site: Path) -> None:
    script = chrome.call("Page.addScriptToEvaluateOnNewDocument", source=REFUSE)["identifier"]
    try:
        chrome.open(site / paths.html(SHEET))
        chrome.run(f"{TICKS}[0].click()")
        assert chrome.run(PROGRESS) == "Прочитано: 1 из 3."
    finally:
        chrome.call("Page.removeScriptToEvaluateOnNewDocument", identifier=script)


def test_only_the_sheet_is_printed(chrome: Browser, site: Path) -> None:
    chrome.open(site / paths.html(SHEET))
    chrome.call("Emulation.setEmulatedMedia", media="print")
    seen = "one => document.querySelector(one).getClientRects().length > 0"
    try:
        assert chrome.run(f"['.rg-paper', '.rg-signing__blank', 'td a'].every({seen})")
        assert not chrome.run(f"['h1', '.rg-foot', '.rg-tabs', '.rg-lead', 'input[data-read]'].some({seen})")
    finally:
        chrome.call("Emulation.setEmulatedMedia", media="")
    assert not chrome.run(f"['.rg-paper', '.rg-signing__blank'].some({seen})")
