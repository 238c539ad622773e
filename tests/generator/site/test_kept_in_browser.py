"""What stands in the storage of a browser and in titles of a page is not trusted: anybody may have written it."""

from __future__ import annotations

import pytest

from generator import assets
from tests.generator.browser import Browser
from tests.generator.site.building import Built

pytestmark = pytest.mark.program("chromium")

TEST, LIST, HOME = "roles/seller/proverka.html", "roles/seller/nachalo.html", "index.html"
NAME = "document.querySelector('.rg-quiz').getAttribute('data-quiz')"
BUTTON = "document.querySelector('.rg-quiz__buttons button').textContent"
PAST = "(document.querySelector('.rg-quiz__past') || {textContent: ''}).textContent"
WORDS = "document.querySelector('.rg-progress__words').textContent"
EVIL = '<img src=x onerror="window.harmed = true">'


def keep(chrome: Browser, key: str, value: str) -> None:
    """Keep what the expression means under a key."""
    chrome.run(f"reglament.store.set({key}, {value})")


@pytest.mark.parametrize(
    "spoilt", ["'text'", "5", "[]", "true", "{tries: '<b>9</b>', best: 50}", "{tries: 2}", "{tries: 2, best: {}}"]
)
def test_a_spoilt_result_of_a_test_is_none(spoilt: str, chrome: Browser, built: Built) -> None:
    chrome.open(built.site / TEST)
    keep(chrome, f"'quiz:' + {NAME}", spoilt)
    chrome.open(built.site / TEST)
    assert chrome.run(PAST) == ""
    assert chrome.run(BUTTON) == "Начать проверку"


def test_a_result_of_a_test_is_told(chrome: Browser, built: Built) -> None:
    chrome.open(built.site / TEST)
    keep(chrome, f"'quiz:' + {NAME}", "{tries: 2, best: 70}")
    chrome.open(built.site / TEST)
    assert chrome.run(PAST).startswith("Попыток: 2, лучшая — 70 %")
    keep(chrome, f"'quiz:' + {NAME}", "null")


@pytest.mark.parametrize("spoilt", ["'text'", "7", "[1]", "{'no-such-task': true}"])
def test_spoilt_ticks_are_none(spoilt: str, chrome: Browser, built: Built) -> None:
    chrome.open(built.site / LIST)
    keep(chrome, "'nachalo:seller'", spoilt)
    chrome.open(built.site / LIST)
    assert chrome.run(WORDS).startswith("сделано 0 из")
    keep(chrome, "'nachalo:seller'", "null")


def test_what_is_kept_is_kept_for_this_company_only(chrome: Browser, built: Built) -> None:
    chrome.open(built.site / HOME)
    chrome.run("localStorage.clear()")
    keep(chrome, "'ya'", "{role: 'seller', position: ''}")
    assert chrome.run("Object.keys(localStorage).filter(one => one.startsWith('reglament:'))") == [
        chrome.run("'reglament:' + reglament.company + ':ya'")
    ]
    chrome.run("localStorage.clear()")


def test_a_title_is_shown_as_text(chrome: Browser, built: Built) -> None:
    chrome.open(built.site / HOME)
    chrome.run(f"document.querySelector('article h1').title = {EVIL!r}")
    # Once more, as when the page comes with such a title.
    chrome.run((assets.templates() / "site/assets/access.js").read_text("utf-8"))
    titles = chrome.run("[...document.querySelectorAll('[title]')].map(one => one.title)")
    assert any("‹img" in one for one in titles)
    assert not [one for one in titles if "<" in one or ">" in one]
    assert chrome.run("window.harmed") is None
