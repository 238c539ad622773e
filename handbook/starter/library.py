"""The library of the sample company adapted: its sources as those of a company that is called and sells otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from handbook.book import Handbook
from handbook.layout import REGULATIONS, Entry, entries
from handbook.read import read
from handbook.sales_models import posts
from handbook.source.edit import Edit, apply
from handbook.source.yaml12 import load
from handbook.starter.choice import Choice
from handbook.starter.loads import lightened
from handbook.starter.papers import begun
from handbook.starter.posts import indicators, positions_text
from handbook.starter.words import own

#: What is a company's own affair: the skeleton has these, explained and empty.
_OF_THE_SAMPLE = frozenset({"company", "staff", "waivers", "profile"})


def library(root: Path, choice: Choice) -> dict[str, str]:
    """Sources of a new company by their path: everything of the sample but what is its own affair.

    Comments stay. Names, the city and the CRM are the company's, posts are those of its sales model, documents are
    drafts without an order, norms have the limits of today.

    Args:
        root: The folder of the sample.
        choice: What the company says of itself.
    """
    sample = read(root).handbook
    there = tuple(posts(choice.model, sample))
    made: dict[str, str] = {}
    for entry in entries(root):
        if entry.kind is None or entry.kind in _OF_THE_SAMPLE:
            continue
        text = entry.path.read_text(encoding="utf-8")
        if entry.name == f"{REGULATIONS}/positions.yaml":
            text = positions_text(text, sample, choice.model)
        made[entry.name] = own(apply(text, _edits(entry, load(text)[0], sample, choice, there)), choice)
    return made


def _edits(entry: Entry, data: Any, sample: Handbook, choice: Choice, there: tuple[str, ...]) -> Iterator[Edit]:  # noqa: ANN401 - YAML data of any shape
    if entry.kind == "positions":
        for index, post in enumerate(data["positions"]):
            yield from begun(post, choice.day, there, ("positions", index))
        return
    if entry.kind == "indicators":
        yield from indicators(data, sample, choice.model)
        return
    yield from begun(data, choice.day, there)
    if entry.kind == "operation":
        yield from lightened(sample, choice.model, data["id"])
