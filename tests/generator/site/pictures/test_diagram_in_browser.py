"""The diagram on the page of a process in a real browser: with and without scripts, wide and narrow, light and dark."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.generator.browser import Browser
from tests.generator.site.building import Built

pytestmark = pytest.mark.program("chromium")

PAGE = "processes/main/index.html"
SEEN = "[...document.querySelectorAll('#rg-picture .rg-diagram__view svg')].filter(one => one.getClientRects().length)"
#: Natural width of the picture that is shown, and how many times larger it is shown.
SCALE = f"{SEEN}[0].getBoundingClientRect().width / {SEEN}[0].viewBox.baseVal.width"
SHOWN = f"{SEEN}.map(one => one.id)"
FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
SCROLL = "document.querySelector('.rg-diagram__scroll')"
CONTROL = 2


@pytest.fixture(params=["default", "slate"])
def page(request: pytest.FixtureRequest, chrome: Browser, built: Built) -> Browser:
    """The page of a process in one of the two colour schemes."""
    show(chrome, built.site)
    chrome.run(f"document.body.setAttribute('data-md-color-scheme', '{request.param}')")
    return chrome


def show(chrome: Browser, site: Path, width: int = 1400, *, scripts: bool = True) -> None:
    chrome.open(site / PAGE, width, 900, scripts=scripts)
    if scripts:
        drawn(chrome)
    chrome.run("document.querySelector('.rg-diagram').scrollIntoView()")


def drawn(chrome: Browser) -> None:
    """Wait until what is shown is a picture and no longer the room for one."""
    chrome.run(
        "new Promise(done => {"
        f"const look = () => {SEEN}.every(one => one.id) ? done() : setTimeout(look, 10); look() }})"
    )


def press(chrome: Browser, name: str) -> None:
    chrome.run(f"document.querySelector('[data-zoom={name}]').click()")
    chrome.run(FRAMES)


def enlarge(chrome: Browser) -> None:
    """As large as it gets, the upper left corner in sight."""
    chrome.run("for (let n = 0; n < 12; n += 1) document.querySelector('[data-zoom=in]').click()")
    chrome.run(f"{SCROLL}.scrollTo(0, 0)")
    chrome.run(FRAMES)


def middle(chrome: Browser, selector: str) -> tuple[float, float]:
    x, y = chrome.run(f"(box => [box.x + box.width / 2, box.y + box.height / 2])({selector}.getBoundingClientRect())")
    return x, y


def test_buttons_zoom_and_say_what_is_on(page: Browser) -> None:
    names = page.run(
        "[...document.querySelector('.rg-diagram__zoom').children].map(b => b.ariaLabel || b.textContent.trim())"
    )
    assert names == ["Уменьшить", "Размер 100 %", "Увеличить", "Вписать", "Во весь экран"]
    press(page, "one")
    assert page.run(SCALE) == pytest.approx(1, abs=0.01)
    press(page, "in")
    assert page.run(SCALE) == pytest.approx(1.25, abs=0.01)
    press(page, "out")
    press(page, "out")
    assert page.run(SCALE) == pytest.approx(0.8, abs=0.01)
    press(page, "fit")
    assert page.run(f"{SCROLL}.scrollWidth - {SCROLL}.clientWidth") <= 1
    pressed = (
        "document.querySelector('[data-zoom=fit]').ariaPressed + document.querySelector('[data-zoom=one]').ariaPressed"
    )
    assert page.run(pressed) == "truefalse"
    enlarge(page)
    assert page.run(SCALE) == pytest.approx(4, abs=0.01)
    assert page.run("document.querySelector('[data-zoom=in]').disabled")


def test_keys_zoom_where_the_focus_is(page: Browser) -> None:
    page.run(f"{SCROLL}.focus()")
    page.press("0", "0")
    page.press("+", "+")
    assert page.run(SCALE) == pytest.approx(1.25, abs=0.01)
    page.press("-", "-")
    page.press("-", "-")
    assert page.run(SCALE) == pytest.approx(0.8, abs=0.01)
    page.run("document.querySelector('[data-md-component=search-query]').focus()")
    page.press("+", "+")
    assert page.run(SCALE) == pytest.approx(0.8, abs=0.01)


def test_the_focus_is_seen_and_lights_the_flows(page: Browser) -> None:
    page.run(f"{SCROLL}.focus()")
    page.press("Tab")
    seen = "(one => [one.tagName, getComputedStyle(one).outlineStyle, getComputedStyle(one).outlineWidth])"
    assert page.run(f"{seen}(document.activeElement)") == ["a", "solid", "3px"]
    names = []
    for _ in range(6):
        names.append(page.run("document.activeElement.ariaLabel || document.activeElement.textContent"))
        page.press("Tab")
    assert names.index("Операция: Расспросить. Владелец: Продавец") < names.index(
        "Операция: Предложить. Владелец: Продавец"
    )
    page.run(f"{SEEN}[0].querySelector('a[href*=ask]').focus()")
    lit = (
        f"[...{SEEN}[0].querySelectorAll('.hot')].filter(one => getComputedStyle(one).visibility === 'visible').length"
    )
    assert page.run(lit) == 1
    page.run("document.activeElement.blur()")
    assert page.run(lit) == 0
    page.mouse("mouseMoved", *middle(page, f"{SEEN}[0].querySelector('a[href*=ask]')"))
    page.run(FRAMES)
    assert page.run(lit) == 1


def test_the_wheel_zooms_at_the_pointer_only_with_control(page: Browser) -> None:
    enlarge(page)
    page.run(f"{SEEN}[0].querySelector('a[href*=offer-it]').scrollIntoView({{ block: 'center', inline: 'center' }})")
    x, y = middle(page, f"{SEEN}[0].querySelector('a[href*=offer-it]')")
    page.mouse("mouseWheel", x, y, deltaX=0, deltaY=60, modifiers=CONTROL)
    page.run(FRAMES)
    now = page.run(SCALE)
    assert 3 < now < 3.9
    assert middle(page, f"{SEEN}[0].querySelector('a[href*=offer-it]')") == pytest.approx((x, y), abs=3)
    page.mouse("mouseWheel", x, y, deltaX=0, deltaY=60)
    page.run(FRAMES)
    assert page.run(SCALE) == pytest.approx(now)


def test_a_drag_moves_the_picture_and_opens_nothing(page: Browser) -> None:
    enlarge(page)
    page.run(
        "window.opened = 0; document.addEventListener('click', event => {"
        "if (event.target.closest('a') && !event.defaultPrevented) { opened += 1; event.preventDefault(); } })"
    )
    x, y = middle(page, SCROLL)
    before = page.run(f"[{SCROLL}.scrollLeft, {SCROLL}.scrollTop]")
    page.drag((x, y), (x - 90, y - 40))
    after = page.run(f"[{SCROLL}.scrollLeft, {SCROLL}.scrollTop]")
    assert after[0] - before[0] == pytest.approx(90, abs=2)
    assert after[1] - before[1] == pytest.approx(40, abs=2)
    press(page, "fit")
    task = middle(page, f"{SEEN}[0].querySelector('a[href*=ask]')")
    page.drag(task, (task[0] + 1, task[1]))
    assert page.run("opened") == 1
    enlarge(page)
    task = middle(page, f"{SEEN}[0].querySelector('a[href*=ask]')")
    page.drag(task, (task[0] - 60, task[1]))
    assert page.run("opened") == 1


def test_full_screen_and_its_substitute(page: Browser) -> None:
    page.run(
        "new Promise(done => { document.addEventListener('fullscreenchange', done, { once: true });"
        "document.querySelector('[data-zoom=full]').click(); })"
    )
    page.run(FRAMES)
    state = "[document.fullscreenElement !== null, document.querySelector('[data-zoom=full]').textContent]"
    assert page.run(state) == [True, "Свернуть"]
    page.run(
        "new Promise(done => { document.addEventListener('fullscreenchange', done, { once: true });"
        "document.querySelector('[data-zoom=full]').click(); })"
    )
    assert page.run(state) == [False, "Во весь экран"]
    page.run("document.querySelector('.rg-diagram').requestFullscreen = null")
    press(page, "full")
    box = "(b => [b.x, b.y, b.width, b.height])(document.querySelector('.rg-diagram').getBoundingClientRect())"
    assert page.run(box) == [0, 0, 1400, 900]
    top = "document.querySelector('.rg-diagram').contains(document.elementFromPoint(300, 5))"
    assert page.run(top), "the header of the page lies over the picture"
    page.run(f"{SCROLL}.focus()")
    page.press("Escape")
    assert page.run(state)[1] == "Во весь экран"


def test_a_phone_gets_time_running_down(chrome: Browser, built: Built) -> None:
    show(chrome, built.site, 390)
    assert chrome.run(SHOWN) == ["dg-main-2d--2d-v"]
    assert chrome.run("document.documentElement.scrollWidth") <= 390
    reach = "[...document.querySelectorAll('.rg-diagram__bar button, .rg-diagram__bar a')]"
    assert chrome.run(f"{reach}.every(one => one.getBoundingClientRect().right <= 390)")
    chrome.run("document.querySelector('#rg-brief').click()")
    drawn(chrome)
    assert chrome.run(SHOWN) == ["dg-main-2d--2d-v-2d--2d-b"]
    chrome.size(1400, 900)
    chrome.run(FRAMES)
    drawn(chrome)
    assert chrome.run(SHOWN) == ["dg-main-2d--2d-b"]


def test_two_fingers_zoom(chrome: Browser, built: Built) -> None:
    show(chrome, built.site, 390)
    x, y = middle(chrome, SCROLL)
    y = min(y, 600)
    chrome.call("Emulation.setTouchEmulationEnabled", enabled=True, maxTouchPoints=2)
    before = chrome.run(SCALE)
    for kind, apart in (("touchStart", 40), ("touchMove", 60), ("touchMove", 80)):
        points = [{"x": x - apart / 2, "y": y, "id": 0}, {"x": x + apart / 2, "y": y, "id": 1}]
        chrome.call("Input.dispatchTouchEvent", type=kind, touchPoints=points)
    chrome.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
    chrome.call("Emulation.setTouchEmulationEnabled", enabled=False)
    assert chrome.run(SCALE) == pytest.approx(before * 2, rel=0.05)


def test_without_scripts_the_file_stands_in_and_switches(chrome: Browser, built: Built) -> None:
    show(chrome, built.site, 1000, scripts=False)
    assert not chrome.run("document.querySelector('.rg-diagram__zoom').getClientRects().length")
    assert chrome.run("document.querySelector('.rg-diagram__plain').getClientRects().length")
    files = "[...document.querySelectorAll('#rg-picture object')].filter(one => one.getClientRects().length)"
    assert chrome.run(f"{files}.map(one => one.data.split('/').pop())") == ["main.svg"]
    assert not chrome.run(f"{SEEN}.length"), "the room for the picture is left beside it"
    assert chrome.run(f"{SCROLL}.scrollWidth <= {SCROLL}.clientWidth + 1")
    chrome.run("document.querySelector('#rg-fit').click()")
    assert chrome.run(f"{files}[0].getBoundingClientRect().width / {files}[0].width") == pytest.approx(1, abs=0.01)
    chrome.run("document.querySelector('#rg-brief').click()")
    assert chrome.run(f"{files}.map(one => one.data.split('/').pop())") == ["main--brief.svg"]


def test_a_picture_takes_the_room_kept_for_it(chrome: Browser, built: Built) -> None:
    room = "document.querySelector('#rg-picture .rg-diagram__view--wide').getBoundingClientRect()"
    chrome.open(built.site / PAGE, 1400, 900, scripts=False)
    chrome.run("document.querySelectorAll('noscript').forEach(one => one.remove())")
    kept = chrome.run(f"[{room}.width, {room}.height]")
    show(chrome, built.site)
    assert chrome.run(f"[{room}.width, {room}.height]") == pytest.approx(kept, abs=0.5)


def test_a_picture_that_does_not_come_leaves_its_file(chrome: Browser, built: Built, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(built.site, copy)
    (copy / "assets/diagrams/main.js").unlink()
    chrome.open(copy / PAGE)
    missing = "document.querySelector('#rg-picture .rg-diagram__view--wide object')"
    chrome.run(f"new Promise(done => {{ const look = () => {missing} ? done() : setTimeout(look, 10); look() }})")
    assert chrome.run(f"{missing}.data.endsWith('assets/diagrams/main.svg')")


def test_paper_shows_the_picture_and_no_controls(chrome: Browser, built: Built) -> None:
    show(chrome, built.site, 600)
    chrome.run("document.body.setAttribute('data-md-color-scheme', 'slate')")
    chrome.call("Emulation.setEmulatedMedia", media="print")
    drawn(chrome)
    assert chrome.run(SHOWN) == ["dg-main"]
    gone = (
        "['__bar', '__files', '__legend'].map(n => document.querySelector('.rg-diagram' + n).getClientRects().length)"
    )
    assert chrome.run(gone) == [0, 0, 0]
    assert chrome.run(f"getComputedStyle({SEEN}[0].querySelector('text')).fill") == "rgb(28, 37, 48)"
    chrome.call("Emulation.setEmulatedMedia", media="")
