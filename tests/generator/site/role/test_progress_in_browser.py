"""First days in a real browser: ticks stay, progress is told, the start page goes on from there."""

from __future__ import annotations

import pytest

from tests.generator.browser import Browser
from tests.generator.site.building import Built

pytestmark = pytest.mark.program("chromium")

LIST, HOME, ROLE = "roles/seller/nachalo.html", "index.html", "roles/seller/index.html"
WORDS = "[...document.querySelectorAll('.rg-progress__words')].map(one => one.textContent)"
TICKED = "document.querySelectorAll('[data-task]:checked').length"
BOXES = "document.querySelectorAll('[data-task]').length"
FIRST = "document.querySelector('[data-task]')"


@pytest.fixture
def page(chrome: Browser, built: Built) -> Browser:
    """The list of first days, nothing ticked yet."""
    chrome.open(built.site / LIST)
    chrome.run("localStorage.clear()")
    chrome.open(built.site / LIST)
    return chrome


def test_a_tick_stays_and_is_counted(page: Browser, built: Built) -> None:
    total = page.run(BOXES)
    assert page.run(WORDS)[0] == f"сделано 0 из {total}"
    page.run(f"{FIRST}.labels[0].click()")
    first = page.run("document.querySelector('[data-stage] ul').children.length")
    assert page.run(WORDS)[:2] == [
        f"сделано 1 из {total}",
        f"сделано 1 из {first}",
    ]
    page.open(built.site / LIST)
    assert page.run(TICKED) == 1
    assert page.run(f"{FIRST}.checked")
    assert page.run("document.querySelector('[data-progress] progress').value") == 1


def test_a_key_ticks_the_box_under_the_focus(page: Browser) -> None:
    page.run(f"{FIRST}.focus()")
    page.press(" ", " ")
    assert page.run(TICKED) == 1


def test_ticks_go_only_when_it_is_confirmed(page: Browser) -> None:
    page.run(f"{FIRST}.click()")
    page.run("window.confirm = () => false; document.querySelector('[data-reset]').click()")
    assert page.run(TICKED) == 1
    page.run("window.confirm = () => true; document.querySelector('[data-reset]').click()")
    assert page.run(TICKED) == 0
    assert page.run("Object.keys(reglament.store.all('nachalo:'))") == []


def test_each_company_keeps_ticks_of_its_own(page: Browser) -> None:
    page.run(f"{FIRST}.click()")
    mark = page.run("reglament.company")
    kept = page.run("Object.keys(localStorage).filter(one => one.endsWith('nachalo:seller'))")
    assert mark
    assert kept == [f"reglament:{mark}:nachalo:seller"]


def test_the_start_page_goes_on_from_where_one_is(page: Browser, built: Built) -> None:
    page.run(f"{FIRST}.click()")
    page.open(built.site / HOME)
    assert page.run("document.querySelector('[data-continue]').hidden")
    page.run("document.querySelector('[data-door=seller] a').addEventListener('click', e => e.preventDefault())")
    page.run("document.querySelector('[data-door=seller] a').click()")
    page.open(built.site / HOME)
    told = page.run("document.querySelector('.rg-continue__words').textContent")
    assert told.startswith("Продолжить: Продавец, день 1 — сделано 1 из ")
    ways = page.run("[...document.querySelectorAll('.rg-continue a')].map(one => one.getAttribute('href'))")
    assert {ROLE, LIST, "roles/seller/normy.html"} <= set(ways)
    page.run("document.querySelector('.rg-continue button').click()")
    assert page.run("document.querySelector('[data-continue]').hidden")
    page.open(built.site / HOME)
    assert page.run("document.querySelector('[data-continue]').hidden")


def test_a_role_is_named_one_s_own_on_its_page(page: Browser, built: Built) -> None:
    page.open(built.site / ROLE)
    page.run("document.querySelector('[data-mine]').click()")
    assert page.run("document.querySelector('[data-mine]').ariaPressed") == "true"
    page.open(built.site / HOME)
    assert "Продавец" in page.run("document.querySelector('[data-continue]').textContent")


def test_a_role_is_named_one_s_own_on_the_start_page(page: Browser, built: Built) -> None:
    page.open(built.site / HOME)
    pressed = "[...document.querySelectorAll('[data-mine]')].filter(one => one.ariaPressed === 'true').length"
    assert page.run("[...document.querySelectorAll('[data-mine]')].every(one => !one.hidden)")
    page.run("document.querySelector('[data-door=seller] [data-mine]').click()")
    assert "Продавец" in page.run("document.querySelector('.rg-continue__words').textContent")
    assert page.run(pressed) == 1
    page.run("document.querySelector('.rg-continue button').click()")
    assert page.run("document.querySelector('[data-continue]').hidden")
    assert page.run(pressed) == 0


def test_refused_storage_harms_nothing(page: Browser, built: Built) -> None:
    refuse = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
    script = page.call("Page.addScriptToEvaluateOnNewDocument", source=refuse)["identifier"]
    page.open(built.site / LIST)
    page.run(f"{FIRST}.click()")
    assert page.run(WORDS)[0].startswith("сделано 1 из ")
    assert page.run("reglament.store.get('nachalo:seller') !== null")
    page.call("Page.removeScriptToEvaluateOnNewDocument", identifier=script)


def test_paper_has_boxes_and_lines_to_sign_and_no_buttons(page: Browser) -> None:
    page.call("Emulation.setEmulatedMedia", media="print")
    seen = "one => [...document.querySelectorAll(one)].filter(e => e.getClientRects().length).length"
    assert page.run(f"({seen})('[data-task]')") == page.run(BOXES)
    assert page.run(f"({seen})('.rg-signline')") > 1
    assert page.run(f"({seen})('.rg-actions button, .rg-progress, .rg-tabs')") == 0
    page.call("Emulation.setEmulatedMedia", media="")


def test_without_scripts_the_list_is_there_and_promises_nothing(chrome: Browser, built: Built) -> None:
    chrome.open(built.site / LIST, scripts=False)
    seen = "one => [...document.querySelectorAll(one)].filter(e => e.getClientRects().length).length"
    assert chrome.run(f"({seen})('[data-task]')") == chrome.run(BOXES)
    assert chrome.run(f"({seen})('[data-progress], [data-reset], [data-print]')") == 0
    assert chrome.run(f"({seen})('.rg-checklist noscript')") == 1
