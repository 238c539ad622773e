"""Sites built once for all tests of the folder."""

import pytest

from generator.site.build import build_site
from handbook.read import read
from tests.generator.site.building import ROOT, Built, company, small


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
