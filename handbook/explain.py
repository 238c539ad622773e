"""Help pages of everything with a code: mistakes of reading, lint rules, kinds of norms."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.resources import files

from handbook.lint import RULES
from handbook.norms import KINDS


def pages() -> dict[str, str]:
    """Help pages in Russian by code: of the sources' reader, of every lint rule, of every kind of norm."""
    return {**dict(pages_in("handbook")), **{rule.code: rule.page.strip() for rule in RULES}, **_kinds()}


def pages_in(package: str) -> Iterator[tuple[str, str]]:
    """The help pages a package carries as ``help/<code>.md``."""
    folder = files(package) / "help"
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if item.name.endswith(".md"):
            yield item.name.removesuffix(".md"), item.read_text(encoding="utf-8").strip()


def _kinds() -> dict[str, str]:
    named = {}
    for kind in KINDS:
        code = str(kind.model_fields["kind"].default)
        named[code] = (sys.modules[kind.__module__].__doc__ or "").strip()
    return named
