"""Documents of companies, made once for all tests of the folder."""

import pytest

from handbook.book import Handbook
from tests.conftest import VALID
from tests.generator.documents.making import ROOT, company, made
from tests.generator.word.vector import write_company

Files = dict[str, bytes]


@pytest.fixture(scope="session")
def library() -> Handbook:
    """The company that comes with the program."""
    return company(ROOT)


@pytest.fixture(scope="session")
def papers(library: Handbook) -> Files:
    """All its documents, with blank pictures."""
    return made(library)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Handbook, Files]]:
    """Small companies with all their documents: the one of the Word tests and the one that tests spoil."""
    books = {"vector": company(write_company(tmp_path_factory.mktemp("vector"))), "valid": company(VALID)}
    return {name: (book, made(book)) for name, book in books.items()}
