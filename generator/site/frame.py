"""What a page weighs before anything is written on it: its header, its menu and its foot, told ahead of the build."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from generator.site import paths
from generator.site.nav import Item, nav
from handbook.book import Handbook
from handbook.memo import once

#: What every page carries, and what stands around the title and the address of one entry of the menu, in bytes.
_EVERY, _ENTRY, _SECTION, _OPEN = 12_740, 86, 150, 420
#: A section leads to the first of its pages: which one it is tells only a walk further down, and the way is never long.
_WAY = 30
#: A heading stands on the page with a link to it, and twice in the contents.
_HEADING, _LISTED = 60, 130
_HEAD = re.compile(r"(?m)^#{2,3} (.*)$")
_BARE = re.compile(r"\A---\nhide:\n(?:  - .*\n)*?  - toc\n")


def weight(book: Handbook, path: str, body: str) -> int:
    """About how many bytes of HTML a page becomes; within a few hundred.

    Args:
        book: The handbook, which the menu is made of.
        path: The page, relative to ``docs/``.
        body: Its Markdown.
    """
    copies = 0 if is_bare(body) else 2
    heads = sum(heading(words, copies) for words in _HEAD.findall(body))
    return _EVERY + _menus(book).get(path, 0) + _size(body) - body.count("\n\n") + heads


def is_bare(body: str) -> bool:
    """Whether a page shows no contents beside it."""
    return _BARE.match(body) is not None


def heading(words: str, copies: int) -> int:
    """What a heading weighs besides its line.

    Args:
        words: Its words and its anchor as they are written.
        copies: How many times it stands in contents.
    """
    return _HEADING + (_LISTED + _size(words)) * copies


def _size(words: str) -> int:
    return len(words.encode())


@once
def _menus(book: Handbook) -> Mapping[str, int]:
    """What the menu of each page weighs: the theme draws the way down to the page and the neighbours at each step."""
    found: dict[str, int] = {}
    _walk(nav(book), 0, found)
    return found


def _walk(items: Iterable[Item], above: int, found: dict[str, int]) -> None:
    level = list(items)
    total = above + sum(map(_entry, level))
    for item in level:
        for words, inside in item.items() if isinstance(item, dict) else (("", item),):
            if isinstance(inside, str):
                found[inside] = total + 2 * _size(words)
            else:
                _walk(inside, total + _OPEN + 3 * _size(words), found)


def _entry(item: Item) -> int:
    if isinstance(item, str):
        return _ENTRY
    ((words, inside),) = item.items()
    if isinstance(inside, str):
        return _ENTRY + _size(words) + len(paths.html(inside))
    return _SECTION + _WAY + _size(words)
