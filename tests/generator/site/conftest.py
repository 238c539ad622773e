"""Sites built once for all tests of the folder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from generator.site.build import build_site
from handbook.read import read
from tests.generator.browser import Browser as Chrome
from tests.generator.browser import chromium
from tests.generator.site.building import ROOT, Built, company, small
from tests.generator.site.visitor import launched
from tests.volume import in_ci

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The small company, built."""
    root = tmp_path_factory.mktemp("small")
    book = company(root, small())
    return Built(root, book, build_site(book, root))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The sample company of the product, built aside."""
    root = tmp_path_factory.mktemp("sample")
    book = read(ROOT).handbook
    result = build_site(book, ROOT, build_dir=root / "build", site_dir=root / "site")
    return Built(root, book, result)


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest) -> Built:
    """The sample in CI; at the desk the small company, which has the same kinds of pages and less on them."""
    made: Built = request.getfixturevalue("sample" if in_ci() else "built")
    return made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser of a file: Playwright bears no other beside it, so that it ends with the file."""
    with launched() as made:
        yield made


@pytest.fixture(scope="module")
def chrome() -> Iterator[Chrome]:
    """A browser of a file that is spoken to directly, sooner than through Playwright."""
    with chromium() as made:
        yield made
