"""«Вписать» shows the whole width of any picture, on a phone as well, and says when it does."""

from __future__ import annotations

import pytest

from tests.generator.browser import Browser
from tests.generator.site.building import Built

pytestmark = pytest.mark.program("chromium")

PRESSED = """(async () => {
  const turn = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const made = [];
  for (const one of document.querySelectorAll('.rg-diagram')) {
    one.scrollIntoView();
    const seen = () => [...one.querySelectorAll('svg[role]')].find(svg => svg.getClientRects().length);
    for (let left = 300; left && !seen(); left -= 1) await new Promise(done => setTimeout(done, 10));
    const room = one.querySelector('.rg-diagram__scroll');
    const fit = one.querySelector('[data-zoom=fit]');
    const told = () => [room.scrollWidth - room.clientWidth > 1, fit.getAttribute('aria-pressed')];
    const before = told();
    fit.click();
    await turn();
    const fitted = told();
    one.querySelector('[data-zoom=one]').click();
    await turn();
    fit.click();
    await turn();
    made.push([before, fitted, told()]);
  }
  return made;
})()"""


@pytest.mark.parametrize("page", ["processes/main/index.html", "processes/main/voronka.html"])
def test_the_whole_picture_is_seen(page: str, chrome: Browser, built: Built) -> None:
    # Narrower than any phone: the pictures of a small company are small.
    chrome.open(built.site / page, 240, 700)
    made = chrome.run(PRESSED)
    assert made
    assert any(before[0] for before, _, _ in made)
    for before, fitted, again in made:
        assert before[1] == "false" or not before[0]
        assert fitted == again == [False, "true"]
