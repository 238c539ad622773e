"""Help pages of everything with a code: mistakes of reading, lint rules, kinds of norms, measures; and of some keys."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from handbook.indicators import MEASURES
from handbook.lint import RULES
from handbook.model.base import Record
from handbook.norms import KINDS


def pages() -> dict[str, str]:
    """Help pages in Russian by code: of the sources' reader, every lint rule, kind of norm and measure."""
    return {
        **dict(pages_in("handbook")),
        **{rule.code: rule.page.strip() for rule in RULES},
        **_of_modules(KINDS, "kind"),
        **_of_modules(MEASURES, "measure"),
    }


def topics() -> dict[str, str]:
    """Pages in Russian about keys of the sources that need more than a line, by key."""
    return dict(_written(files("handbook") / "topics"))


def pages_in(package: str) -> Iterator[tuple[str, str]]:
    """The help pages a package carries as ``help/<code>.md``."""
    yield from _written(files(package) / "help")


def _written(folder: Traversable) -> Iterator[tuple[str, str]]:
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if item.name.endswith(".md"):
            yield item.name.removesuffix(".md"), item.read_text(encoding="utf-8").strip()


def _of_modules(records: Iterable[type[Record]], key: str) -> dict[str, str]:
    """Docstrings of the modules of records, by the value of the key that tells them apart."""
    return {
        str(record.model_fields[key].default): (sys.modules[record.__module__].__doc__ or "").strip()
        for record in records
    }
