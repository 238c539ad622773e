"""A word of two hundred letters, wherever a company may write one, makes no page wider than a phone."""

from __future__ import annotations

import pytest

from tests.generator.browser import chromium
from tests.generator.site.building import Built
from tests.generator.site.visitor import some_kinds

#: Of each page, titles, texts and names of others get a long word; by how much the page is wider than the window then.
WIDER = """(() => {
  const small = '.rg-chip, .rg-mark, .rg-badge, .rg-label, .rg-muted, .rg-tabs, .rg-with, .rg-door__new, time';
  const ours = small + ', .rg-diagram__bar, svg, button, noscript, script';
  const walk = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) found.push(walk.currentNode);
  found.filter(one => one.textContent.trim() && !one.parentElement.closest(ours))
    .forEach(one => { one.textContent += ' ' + 'слово'.repeat(40); });
  return document.documentElement.scrollWidth - document.documentElement.clientWidth;
})()"""


@pytest.mark.program("chromium")
def test_no_page_becomes_wider(built: Built) -> None:
    wider = {}
    with chromium() as browser:
        for page in some_kinds(built.site, 1, part=2).values():
            browser.open(built.site / page, 390, 900)
            wider[page] = browser.run(WIDER)
    assert {page: most for page, most in wider.items() if most > 0} == {}
