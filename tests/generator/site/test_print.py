"""Paper: nothing of the screen is printed, nothing is folded away, nothing is wider than the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.generator.site.building import Built
from tests.generator.site.visitor import Visitor, some_kinds

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.program("chromium")

GONE = ".md-header, .md-tabs, .md-sidebar, .md-footer, .headerlink, .rg-diagram__bar"
SEEN = "(selector) => [...document.querySelectorAll(selector)].filter((one) => one.getClientRects().length).length"
#: The width of the text of an A4 sheet between its margins, in pixels of the style sheet.
SHEET = 688


def test_every_kind_of_page_is_fit_for_paper(browser: Browser, built: Built) -> None:
    visit = Visitor(browser.new_page(viewport={"width": SHEET, "height": 1000}), built.site)
    visit.page.emulate_media(media="print")
    for kind, path in some_kinds(built.site, 2).items():
        page = visit.open(path)
        assert page.evaluate(SEEN, GONE) == 0, kind
        assert page.evaluate(SEEN, "h1, .rg-paper__title") == 1, kind
        assert page.evaluate("document.documentElement.scrollWidth") <= SHEET, kind
        folded = "[...document.querySelectorAll('details.rg-question > p')].every((one) => one.checkVisibility())"
        assert page.evaluate(folded), kind
        lined = "[...document.querySelectorAll('.md-content a')].map((one) => getComputedStyle(one, '::after').content)"
        assert set(page.evaluate(lined)) <= {"none", "normal"}, kind
    visit.page.context.close()
