from pathlib import Path

import pytest

from handbook.book import Handbook
from tests.audit.ingest.given import Take, Taken, company


@pytest.fixture
def handbook(tmp_path: Path) -> Handbook:
    """A company of two funnels, two employees and a profile of its own."""
    return company(tmp_path)


@pytest.fixture
def take(handbook: Handbook, tmp_path: Path) -> Take:
    """Write texts (or bytes) as export files and ingest them in their order."""

    def run(
        *contents: str | bytes, names: tuple[str, ...] = (), crm: str | None = None, book: Handbook | None = None
    ) -> Taken:
        paths = []
        for number, content in enumerate(contents):
            path = tmp_path / (names[number] if number < len(names) else f"file{number}.csv")
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            paths.append(path)
        return Taken(book or handbook, paths, crm)

    return run
