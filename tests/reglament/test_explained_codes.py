"""Every code a user may meet in an audit or a build has a help page, and no page is about a code nobody gives."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from handbook.explain import pages_in

TREE = Path(__file__).resolve().parents[2]
_CODE = re.compile(r"[a-z]+(-[a-z]+)+")
#: Kebab-case words of the packages that are not codes of findings.
_OTHERS = {"mezhdu-processami", "xml-stylesheet", "utf-be", "utf-le"}


def codes(package: str) -> set[str]:
    """Kebab-case words that stand where a finding or a failure takes its code, or in a table of such."""
    found: set[str] = set()
    for path in (TREE / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                given = name.strip("_") in {"Finding", "failure", "finding", "warn", "wrong"}
                candidates = node.args[:1] if given else []
            elif isinstance(node, ast.Tuple) and len(node.elts) == 3:
                candidates = node.elts[:1]
            else:
                candidates = []
            found |= {
                item.value
                for item in candidates
                if isinstance(item, ast.Constant) and isinstance(item.value, str) and _CODE.fullmatch(item.value)
            }
    # Norms of the sample company are named there as well.
    return {code for code in found - _OTHERS if not code.startswith("n-")}


@pytest.mark.parametrize(("package", "folders"), [("audit", ["audit"]), ("generator", ["generator"])])
def test_codes_and_pages_agree(package: str, folders: list[str]) -> None:
    given = set().union(*(codes(folder) for folder in folders))
    explained = {code for code, _ in pages_in(package)} | {"unknown-reference"}
    assert given - explained == set()
    assert explained - given - {"unknown-reference"} == set()
