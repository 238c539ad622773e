"""Every kind of page is for everybody: seen or heard, wide or narrow, by keyboard or finger, scripts or none."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Literal

import pytest

from tests.generator.site.building import Built
from tests.generator.site.visitor import OF_COLOUR, Visitor, kinds, some_kinds
from tests.volume import in_ci, volume

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.program("chromium")

#: Colours and widths in which a page is judged; the first two differ in both.
VIEWS: tuple[tuple[Literal["light", "dark"], int], ...] = (
    ("light", 1280),
    ("dark", 390),
    ("dark", 1280),
    ("light", 390),
)
WIDTHS = (320, 390, 600, 768, 1024, 1280, 1440)
#: Pages walked through at the desk.
WALKED = ("index.html", "operations/*.html", "processes/*/index.html")
#: Notes a walk through a page by Tab: each place that took the focus, whether it was seen, and how the focus was shown.
WALK = """(() => {
window.walked = [];
// A link of a picture shows the focus on its own outline.
const drawn = (one) => one.ownerSVGElement &&
  [...one.querySelectorAll("*")].some((part) => parseFloat(getComputedStyle(part).strokeWidth) >= 3);
document.addEventListener("focusin", (event) => {
  const one = event.target;
  const shown = one.matches(".md-option, .rg-diagram__fit, .rg-diagram__button input") ? null : one;
  const box = one.getBoundingClientRect();
  const style = shown && getComputedStyle(shown);
  walked.push({
    one,
    name: `${one.tagName} ${one.id || one.className.baseVal || one.className} ${one.textContent.trim().slice(0, 30)}`,
    away: box.right < 0 || box.left > innerWidth || box.bottom < 0 || box.top > innerHeight,
    ring: !style || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) || drawn(one),
  });
});
})()"""
#: Whether the walk has come round to its beginning.
ROUND = "walked.filter((step) => step.one === walked[0].one).length > 1"
LEFT_OUT = """
[...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: false }) && !one.disabled)
  .filter((one) => !one.closest("[hidden], .md-top, .md-search__output") && one.tabIndex >= 0 && one.type !== "radio")
  .filter((one) => !walked.some((step) => step.one === one))
  .map((one) => one.outerHTML.slice(0, 160))
"""


@pytest.fixture
def served(site: Built) -> Iterator[str]:
    """The site over http, at its own origin."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site.site)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def visitor(browser: Browser, site: Built, **options: Any) -> Visitor:  # noqa: ANN401 - options of a context
    options.setdefault("viewport", {"width": 1280, "height": 900})
    return Visitor(browser.new_context(reduced_motion="reduce", **options).new_page(), site.site)


def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(browser: Browser, site: Built) -> None:
    visit = visitor(browser, site)
    found, wide = [], []
    for place, (kind, path) in enumerate(some_kinds(site.site, 0, part=2).items()):
        page = visit.open(path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        # At the desk one page is looked at in the light and the next one in the dark.
        for number, (scheme, width) in enumerate(VIEWS if in_ci() else VIEWS[place % 2 :][:1]):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            found += [f"{kind} {scheme} {width}: {fault}" for fault in visit.faults(OF_COLOUR if number > 1 else ())]
        for width in WIDTHS[:: volume(1, 3)]:
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((kind, width))
    assert found == []
    assert wide == []
    assert visit.trouble == []
    assert [url for url in visit.asked if not url.startswith(("file:", "data:", "blob:"))] == []
    visit.page.context.close()


def test_no_request_leaves_the_origin(browser: Browser, site: Built, served: str) -> None:
    visit = visitor(browser, site)
    for path in some_kinds(site.site, 0).values():
        visit.open(path, served).wait_for_load_state("networkidle" if path == "index.html" else "load")
    assert [url for url in visit.asked if not url.startswith((served, "data:", "blob:"))] == []
    assert visit.trouble == []
    visit.page.context.close()


def test_pages_are_there_without_scripts(browser: Browser, site: Built) -> None:
    visit = visitor(browser, site, java_script_enabled=False)
    for kind, path in some_kinds(site.site, 1).items():
        page = visit.open(path)
        assert page.locator("h1").first.is_visible(), kind
        assert page.locator(".md-content").inner_text().strip(), kind
        assert page.locator(".md-tabs a").first.is_visible(), kind
    visit.open("index.html").locator(".md-content a[href*='roles/']").first.click()
    assert "roles/" in visit.page.url
    visit.page.context.close()


def walk(page: Page) -> bool:
    """Walk by Tab round the whole page; whether the end was reached."""
    page.evaluate(WALK)
    count = page.evaluate("document.querySelectorAll('a[href], button, input, summary, [tabindex]').length")
    keys = page.context.new_cdp_session(page)
    for number in range(1, count + 21):
        keys.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Tab", "windowsVirtualKeyCode": 9})
        if number % 10 == 0 and page.evaluate(ROUND):
            break
    keys.detach()
    return bool(page.evaluate(ROUND))


@pytest.mark.parametrize("width", [1280, 390])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(browser: Browser, site: Built, width: int) -> None:
    visit = visitor(browser, site, viewport={"width": width, "height": 900})
    chosen = kinds(site.site)
    for kind in list(chosen) if in_ci() else WALKED:
        page = visit.open(chosen[kind])
        assert walk(page), f"{kind}: the focus is caught at {page.evaluate('walked.at(-1).name')}"
        bad = page.evaluate(
            "walked.filter((one) => one.away || !one.ring).map((one) => [one.name, one.away, one.ring])"
        )
        assert bad == [], kind
        assert page.evaluate(LEFT_OUT) == [], kind
        assert page.evaluate("walked[0].one.matches('.md-skip')"), kind
    visit.page.context.close()


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(browser: Browser, site: Built) -> None:
    visit = visitor(browser, site, viewport={"width": 390, "height": 800})
    page = visit.open("index.html")
    button = page.locator("button[for='__drawer']")
    hidden = "getComputedStyle(document.querySelector('.md-sidebar--primary')).visibility"
    assert page.evaluate(hidden) == "hidden"
    button.focus()
    page.keyboard.press("Enter")
    assert page.evaluate(hidden) == "visible"
    assert button.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
    visit.page.context.close()


def test_a_term_is_explained_by_keyboard_and_by_finger(browser: Browser, site: Built) -> None:
    path = next(path for path in sorted(site.pages()) if path.startswith("operations/") and _explains(site, path))
    visit = visitor(browser, site)
    page = visit.open(path)
    page.locator("a.rg-term[title]").first.focus()
    tip = page.locator("[role=tooltip]").first
    tip.wait_for()
    assert tip.inner_text().strip()
    page.keyboard.press("Escape")
    tip.wait_for(state="detached")
    visit.page.context.close()
    visit = visitor(browser, site, has_touch=True, viewport={"width": 390, "height": 800})
    page = visit.open(path)
    term = page.locator("a.rg-term").first
    term.tap()
    page.locator("[role=tooltip]").first.wait_for()
    assert page.url.endswith(path)
    term.tap()
    page.wait_for_url("**/glossary.html#term-*")
    visit.page.context.close()


def _explains(site: Built, path: str) -> bool:
    return any(attrs.get("class") == "rg-term" for _, attrs in site.page(path).tags)


def test_wishes_of_the_system_are_kept(browser: Browser, site: Built) -> None:
    visit = visitor(browser, site, forced_colors="active")
    page = visit.open("index.html")
    moved = page.evaluate("getComputedStyle(document.querySelector('.md-header__button')).transitionDuration")
    assert max(float(one.removesuffix("s")) for one in moved.split(", ")) <= 0.001
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    visit.page.context.close()
