import shutil
from pathlib import Path

import pytest

from tests.conftest import VALID, Company


@pytest.fixture
def later(tmp_path: Path) -> Company:
    """Return the same company at a later time, for a test to change."""
    made = Company(tmp_path / "later")
    shutil.copytree(VALID / "regulations", made.root / "regulations")
    return made
