"""reglament: sales regulations as code. The command and the public Python API.

The API is what the command itself calls::

    from pathlib import Path
    from reglament import audit, check

    reading, findings = check(Path("company"))
    result = audit(reading.handbook, [Path("deals.csv")])
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from audit.run import audit
    from handbook.check import check
    from handbook.read import read

__version__ = "0.1.0"

__all__ = ["__version__", "audit", "check", "read"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the module of that name exports
    # Reading and judging are imported when used: `reglament --help` pays for neither.
    homes = {"audit": "audit.run", "check": "handbook.check", "read": "handbook.read"}
    if name not in homes:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(homes[name]), name)
