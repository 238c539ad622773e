import shutil
from pathlib import Path

import pytest

from tests.generator.workbook.given import Edited

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def sample_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample company as it was when the tests began, whoever edits the sources meanwhile."""
    root = tmp_path_factory.mktemp("sample")
    shutil.copytree(ROOT / "regulations", root / "regulations")
    return root


@pytest.fixture(scope="session")
def exported(sample_root: Path) -> Edited:
    """Return the workbook of the sample, to be copied and not to be edited."""
    return Edited(sample_root)


@pytest.fixture
def sample(exported: Edited) -> Edited:
    """Return the workbook of the sample for one test to edit."""
    return exported.again()
