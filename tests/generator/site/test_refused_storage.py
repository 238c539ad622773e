"""A browser that keeps nothing for a site, cookies being switched off, still searches it and counts what is done."""

import pytest

from tests.generator.site.building import Built
from tests.generator.site.visitor import Visitor, launched

REFUSED = """
for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, {
  configurable: true, get() { throw new DOMException("refused", "SecurityError"); }
});
"""


@pytest.mark.program("chromium")
def test_a_site_works_without_the_storage_of_a_browser(built: Built) -> None:
    with launched() as browser:
        page = browser.new_page()
        page.add_init_script(REFUSED)
        visitor = Visitor(page, built.site)
        visitor.open("roles/seller/nachalo.html")
        page.check("[data-task] >> nth=0")
        assert "1 из" in page.inner_text(".rg-progress__words >> nth=0")
        page.click(".md-search__input")
        page.fill(".md-search__input", "скидка")
        page.keyboard.press("End")
        page.wait_for_function(
            "document.querySelector('.md-search-result__meta').textContent.trim() !== 'Инициализация поиска'"
        )
        assert visitor.trouble == []
