"""``positions.yaml`` of a sales model: its posts in the place of those of the sample's sales department."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from handbook.book import Handbook
from handbook.sales_models import SalesModel, performers, posts, written
from handbook.source.edit import Edit, Set

_LIST = "positions"


def positions_text(text: str, sample: Handbook, chosen: SalesModel) -> str:
    """The file of the sample with the posts of a model; the texts of both stay as they are written.

    Args:
        text: ``positions.yaml`` of the sample.
        sample: The sample.
        chosen: The model.
    """
    head, items = _split(text)
    found = posts(chosen, sample)
    stays = {name: found.get(name) is post for name, post in sample.positions.items()}
    _, department = _split(written(chosen.id))
    ordered = list(zip(sample.positions, items, strict=True))
    first = next(place for place, (name, _) in enumerate(ordered) if not stays[name])
    before = [item for name, item in ordered[:first] if stays[name]]
    after = [item for name, item in ordered[first:] if stays[name]]
    return head + "".join((*before, *department, *after))


def indicators(data: dict[str, Any], sample: Handbook, chosen: SalesModel) -> Iterator[Edit]:
    """Edits of ``indicators.yaml``: whom the model does not have gives way to those who do the same work."""
    there = posts(chosen, sample)
    for index, item in enumerate(data.get("indicators", ())):
        named = item.get("positions", [])
        found = [other for post in named for other in (_instead(post, sample, chosen) if post not in there else [post])]
        if found != named:
            yield Set(("indicators", index, "positions"), found)


def _instead(post: str, sample: Handbook, chosen: SalesModel) -> list[str]:
    # The first role of a post is the one it is hired for.
    roles = sample.positions[post].roles if post in sample.positions else ()
    return [other.id for role in roles[:1] for other in performers(chosen, sample, role)]


def _split(text: str) -> tuple[str, list[str]]:
    """What stands before the items of the list, and the lines of each item."""
    lines = text.splitlines(keepends=True)
    starts = list(_starts(text))
    ends = [*starts[1:], len(lines)]
    items = ["".join(lines[start:end]) for start, end in zip(starts, ends, strict=True)]
    return "".join(lines[: starts[0]]), items


def _starts(text: str) -> Iterator[int]:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == _LIST:
            yield from (item.start_mark.line for item in value.value)
