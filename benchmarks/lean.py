"""Makes a process as lean as a user's, who has neither package that DuckDB loads wherever it is installed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from types import ModuleType

_ABSENT = frozenset({"pandas", "numpy"})


class _Absent(MetaPathFinder):
    """Says of some packages that they are not installed."""

    def find_spec(self, fullname: str, _path: Sequence[str] | None, _target: ModuleType | None = None) -> None:
        """Refuse the packages of the development environment."""
        if fullname.partition(".")[0] in _ABSENT:
            raise ModuleNotFoundError(name=fullname)


def be_lean() -> None:
    """Hide the packages from everything imported later."""
    sys.meta_path.insert(0, _Absent())
