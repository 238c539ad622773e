"""The page in a real browser: picked, sorted and shared; without scripts; hostile; for everybody; on paper."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.report.html import html
from handbook.book import Handbook
from handbook.result import Result
from tests.conftest import node_program
from tests.generator.browser import Browser, chromium
from tests.generator.report.stories import living, make_story
from tests.volume import volume

pytestmark = pytest.mark.program("chromium")

#: What is done by hand: choose, then look at what is left.
PICK = "(name, value) => { const field = document.getElementById(`f-${name}`); field.value = value;"
PICK += " field.dispatchEvent(new Event(field.tagName === 'INPUT' ? 'input' : 'change')); }"
LEFT = "[...document.querySelectorAll('#list .list tbody tr')].filter((row) => row.getClientRects().length)"
#: What sticks out of the window, for the message.
TOO_WIDE = """[...document.querySelectorAll('body *')]
.filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.scroll, svg'))
.map((one) => `${one.closest('section')?.id} ${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 40)}`)"""
#: A telephone, a tablet either way, laptops and a desk.
WIDTHS = (320, 390, 600, 800, 1030, 1100, 1280, 1366, 1440)
VIEWS = [("light", 390), ("dark", 1400), ("light", 1400)]
LATER = "new Promise((done) => setTimeout(done, 60))"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        found.call("Runtime.enable")
        found.call("Log.enable")
        yield found


@pytest.fixture(scope="module")
def now(result: Result) -> Result:
    """A page small enough for a browser to be quick: some breaches of every norm."""
    verdicts = tuple(replace(verdict, violations=tuple(verdict.violations[:7])) for verdict in result.verdicts)
    return living(replace(result, verdicts=verdicts))


@pytest.fixture(scope="module")
def file(now: Result, shared_handbook: Handbook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "audit.html"
    path.write_bytes(html(now, shared_handbook, lambda placed: f"site/{placed.norm.id}.html", make_story(now)))
    return path


def pick(browser: Browser, name: str, value: str) -> None:
    browser.run(f"({PICK})('{name}', '{value}')")


def total(browser: Browser) -> int:
    return int(browser.run("document.querySelectorAll('#groups .list tbody tr, #flat tbody tr').length"))


def complaints(browser: Browser) -> list[dict[str, Any]]:
    told = {"Runtime.exceptionThrown", "Log.entryAdded", "Page.javascriptDialogOpening", "Runtime.consoleAPICalled"}
    return [event for event in browser.events if event.get("method") in told]


def test_breaches_are_picked_by_anything_and_counted(browser: Browser, file: Path, now: Result) -> None:
    browser.open(file)
    whole = sum(len(verdict.violations) for verdict in now.verdicts)
    assert total(browser) == whole
    lasting = sum(bool(item.standing) for verdict in now.verdicts for item in verdict.violations)
    pick(browser, "now", "yes")
    assert browser.run(f"{LEFT}.length") == lasting
    assert browser.run("document.getElementById('found').value") == f"Показано {lasting} из {whole}"
    pick(browser, "now", "")
    pick(browser, "weight", "warning")
    assert browser.run(f"{LEFT}.length") == sum(
        len(verdict.violations) for verdict in now.verdicts if verdict.severity.value == "warning"
    )
    pick(browser, "weight", "")
    pick(browser, "text", "причина отказа пусто")
    assert browser.run(f"{LEFT}.every((row) => row.textContent.includes('пусто'))")
    pick(browser, "text", "такого слова нет")
    assert browser.run("document.getElementById('found').value") == f"Показано 0 из {whole}: ничего не подошло"
    browser.run("document.querySelector('#filter [type=reset]').click()")
    browser.run(LATER)
    assert browser.run(f"{LEFT}.length") == whole
    assert complaints(browser) == []


def test_the_choice_stands_in_the_address_and_is_found_again(browser: Browser, file: Path, now: Result) -> None:
    browser.open(file)
    name = next(item.owner for item in now.verdicts[1].violations if item.owner)
    number = browser.run(f"[...document.querySelectorAll('#f-who option')].find((one) => one.text === '{name}').value")
    pick(browser, "view", "flat")
    pick(browser, "who", number)
    pick(browser, "change", "persisting")
    browser.run("document.querySelector('#flat th[data-by=m] button').click()")
    told = "document.getElementById('found').value + location.hash"
    shown = f"{LEFT}.map((row) => row.id)"
    before, rows = browser.run(told), browser.run(shown)
    assert rows
    money = browser.run(f"{LEFT}.map((row) => Number(row.dataset.k.split('|')[2]))")
    assert money == sorted(money, reverse=True)
    address = browser.run("location.href")
    browser.call("Page.navigate", url="about:blank")
    browser.events.clear()
    browser.call("Page.navigate", url=address)
    browser.run("new Promise((done) => document.readyState === 'complete' ? done() : addEventListener('load', done))")
    assert browser.run(told) == before
    assert browser.run(shown) == rows
    # Every row of the one list names its norm, the clause and the page of the handbook.
    assert browser.run(
        f"{LEFT}.every((row) => row.querySelector('.g a').hash && row.querySelector('.g small').textContent)"
    )
    browser.run("document.querySelector('#filter [type=reset]').click()")
    browser.run(LATER)
    assert total(browser) == sum(len(verdict.violations) for verdict in now.verdicts)
    assert browser.run("[...document.querySelectorAll('#groups tbody')].every((body) => body.rows.length)")
    assert complaints(browser) == []


def test_a_chip_shows_the_breaches_it_counts(browser: Browser, file: Path) -> None:
    browser.open(file)
    counted = browser.run("document.querySelector('#people .chip b').textContent.split('\\u00a0')[0]")
    browser.run("document.querySelector('#people .chip').click()")
    browser.run(LATER)
    assert browser.run(f"{LEFT}.length") == int(counted)


def test_a_number_leads_to_what_it_counts(browser: Browser, file: Path) -> None:
    browser.open(file)
    counts = "[...document.querySelectorAll('a[data-q^=\"change=\"] .n')].map((one) => Number(one.textContent))"
    for number, count in enumerate(browser.run(counts)):
        browser.run(f"document.querySelectorAll('#changes a[data-q^=\"change=\"]')[{number}].click()")
        browser.run(LATER)
        assert browser.run(f"{LEFT}.length") == count
    browser.run("document.querySelector('#summary a[data-q=\"now=yes\"]').click()")
    browser.run(LATER)
    assert browser.run(f"{LEFT}.every((row) => row.dataset.s === 'yes')")
    assert complaints(browser) == []


def test_the_search_does_not_mind_how_it_is_typed(browser: Browser, file: Path) -> None:
    """Spaces inside numbers, guillemets, clauses; a number of a clause is no part of a date."""
    browser.open(file)
    money = (
        "[...document.querySelectorAll('#groups .m')].map((one) => one.textContent).find((one) => /\\d{3}/.test(one))"
    )
    digits = browser.run(f"({money}).replace(/[^\\d]/g, '')")
    spaced = browser.run(f"({money}).replace(/[^\\d]+/g, ' ').trim()")
    found = []
    for typed in (digits, spaced, f"«{spaced}»"):
        pick(browser, "text", typed)
        found.append(browser.run(f"{LEFT}.length"))
    assert found[0] > 0
    assert len(set(found)) == 1
    pick(browser, "text", "пункт 4.2")
    norms = f"new Set({LEFT}.map((row) => row.closest('.norm').querySelector('.basis')?.textContent))"
    assert browser.run(f"[...{norms}].every((text) => text.includes('пункт 4.2'))")
    assert browser.run(f"{LEFT}.length") > 0


def test_the_menu_shows_which_section_is_read(browser: Browser, file: Path) -> None:
    browser.open(file)
    browser.run("document.getElementById('norms').scrollIntoView()")
    later = "new Promise((done) => setTimeout(done, 150))"
    browser.run(later)
    assert browser.run("[...document.querySelectorAll('.toc [aria-current]')].map((one) => one.hash)") == ["#norms"]


def test_managers_are_sorted_by_any_column(browser: Browser, file: Path) -> None:
    browser.open(file)
    order = "[...document.querySelectorAll('#team tbody')].map((body) => Number(body.dataset.k.split('|')[{0}]))"
    browser.run("document.querySelector('#team th:nth-child(6) button').click()")
    money = browser.run(order.format(4))
    assert money == sorted(money, reverse=True)
    browser.run("document.querySelector('#team th:nth-child(2) button').click()")
    scores = [value for value in browser.run(order.format(0)) if value]
    assert scores == sorted(scores)


def test_a_keyboard_is_enough(browser: Browser, file: Path) -> None:
    browser.open(file)
    browser.press("Tab")
    assert browser.run("document.activeElement.className") == "skip"
    browser.run("document.querySelector('#team th:nth-child(3) button').focus()")
    browser.press("Enter", "\r")
    assert browser.run("document.querySelector('#team th:nth-child(3)').getAttribute('aria-sort')") == "descending"
    browser.run("document.querySelector('#people summary').focus()")
    browser.press("Enter", "\r")
    assert browser.run("document.querySelector('#people details').open")
    assert browser.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_without_scripts_everything_is_there(browser: Browser, file: Path, now: Result) -> None:
    browser.open(file, scripts=False)
    root = browser.call("DOM.getDocument")["root"]["nodeId"]

    def count(selector: str) -> int:
        return len(browser.call("DOM.querySelectorAll", nodeId=root, selector=selector)["nodeIds"])

    assert count("#groups .list tbody tr") == sum(len(verdict.violations) for verdict in now.verdicts)
    assert count("#filter[hidden]") == count("#flat[hidden]") == 1
    assert count("#people details summary") == count("#people .chips")
    assert count("#people .own a[href^='#b']") > 0
    browser.call("Emulation.setScriptExecutionDisabled", value=False)


def test_no_width_makes_the_page_scroll_sideways(browser: Browser, file: Path) -> None:
    browser.open(file, WIDTHS[0])
    for width in WIDTHS:
        browser.size(width, 1000)
        assert browser.run("document.documentElement.scrollWidth") <= width, (width, browser.run(TOO_WIDE))


@pytest.mark.parametrize(("scheme", "width"), VIEWS[: volume(3, 1)])
def test_the_page_is_for_everybody(browser: Browser, file: Path, scheme: str, width: int) -> None:
    program = node_program("axe-core/axe.min.js").read_text(encoding="utf-8")
    browser.open(file, width)
    browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    # What is folded or not yet drawn is looked at, too.
    browser.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    browser.run("document.querySelectorAll('#groups .norm').forEach((one) => one.style.contentVisibility = 'visible')")
    browser.run(f"{program};1")
    found = browser.run(
        "axe.run(document, { resultTypes: ['violations'] }).then((told) => told.violations.map((one) =>"
        " `${one.id}: ${one.nodes[0].html.slice(0, 200)}`))"
    )
    assert found == []
    assert browser.run("document.documentElement.scrollWidth") <= width
    browser.call("Emulation.setEmulatedMedia", features=[])


def test_on_paper_nothing_is_cut_and_tools_are_gone(browser: Browser, file: Path) -> None:
    browser.open(file, 703)
    browser.call("Emulation.setEmulatedMedia", media="print")
    assert browser.run("getComputedStyle(document.getElementById('filter')).display") == "none"
    assert browser.run("getComputedStyle(document.querySelector('#groups .norm')).contentVisibility") == "visible"
    assert browser.run("getComputedStyle(document.querySelector('#groups .rows')).overflowY") == "visible"
    browser.call("Emulation.setEmulatedMedia", media="")


def test_hostile_text_runs_nothing_and_does_not_stretch_the_page(
    browser: Browser, hostile: Result, shared_handbook: Handbook, tmp_path: Path
) -> None:
    """Texts of a CRM and of earlier audits that are programs, formulas, turns of direction and endless names."""
    worst = living(hostile)
    verdicts = tuple(replace(verdict, violations=tuple(verdict.violations[:8])) for verdict in worst.verdicts)
    worst = replace(worst, verdicts=verdicts)
    path = tmp_path / "audit.html"
    path.write_bytes(html(worst, shared_handbook, story=make_story(worst)))
    watch = "window.alarms = []; addEventListener('securitypolicyviolation', (one) => alarms.push(one.blockedURI));"
    watch += (
        " for (const name of ['alert', 'confirm', 'prompt']) window[name] = (text) => alarms.push(`${name}: ${text}`);"
    )
    watcher = browser.call("Page.addScriptToEvaluateOnNewDocument", source=watch)["identifier"]
    for width in (1400, 390):
        browser.open(path, width)
        pick(browser, "text", "<script>")
        pick(browser, "view", "flat")
        browser.run("document.querySelector('#flat th[data-by=g] button').click()")
        browser.run("document.querySelector('#people .chip').click()")
        browser.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        browser.run(LATER)
        assert browser.run("alarms") == []
        assert complaints(browser) == []
        assert browser.run("document.scripts.length") == 1
        assert (
            browser.run(
                "document.querySelectorAll('img, iframe, object, embed, [onload], [onerror], [onclick]').length"
            )
            == 0
        )
        assert browser.run("document.documentElement.scrollWidth") <= width
    browser.call("Page.removeScriptToEvaluateOnNewDocument", identifier=watcher)
