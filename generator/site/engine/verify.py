"""Checks the built site as a reader would: every link inside it arrives, and nothing is loaded from a network."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import lru_cache
from urllib.parse import SplitResult, unquote, urlsplit

from generator.artifact import Artifact
from generator.site.engine.built_page import BuiltPage, read_page, tree_of
from handbook.finding import Finding, Place, Severity


def verify(artifacts: Iterable[Artifact]) -> tuple[Finding, ...]:
    """What is wrong with a built site.

    Args:
        artifacts: All its files.
    """
    files = {one.path: one.content for one in artifacts}
    pages = {path: read_page(tree_of(content)) for path, content in files.items() if path.endswith(".html")}
    return faults(pages, files, pages)


def faults(read: Mapping[str, BuiltPage], files: Container[str], pages: Mapping[str, BuiltPage]) -> tuple[Finding, ...]:
    """What is wrong with some pages of a site.

    Args:
        read: The pages in question by path.
        files: Paths of all files of the site.
        pages: All its pages by path, or those that links may lead to.
    """
    found = [finding for path, page in read.items() for finding in _faults(path, page, files, pages)]
    return (*found, *_absent(read, files))


def _absent(read: Mapping[str, BuiltPage], files: Container[str]) -> Iterator[Finding]:
    """Files of the site that pages load and that are not there; each once, it may stand on every page."""
    told: set[str] = set()
    for path, page in read.items():
        for address in page.loads:
            goal = _goal(path, address)
            if goal and goal not in files and goal not in told:
                told.add(goal)
                yield Finding(
                    "site-link",
                    Severity.ERROR,
                    f"страница загружает «{goal}», а такого файла на сайте нет",
                    (Place(path),),
                    "Положите файл в regulations/pages/ или уберите упоминание о нём, возможно, из mkdocs.yml",
                )


def _faults(path: str, page: BuiltPage, files: Container[str], pages: Mapping[str, BuiltPage]) -> Iterator[Finding]:
    for link in page.links:
        trouble = _dead(path, link, files, pages)
        if trouble:
            yield Finding(
                "site-link",
                Severity.ERROR,
                f"ссылка «{link}» {trouble}",
                (Place(path),),
                "Исправьте ссылку в тексте или в своей копии шаблона",
            )
    for address in page.loads:
        parts = _split(address)
        if parts and (parts.netloc or parts.scheme in {"http", "https"}):
            yield Finding(
                "site-external",
                Severity.WARNING,
                f"страница загружает «{address}» из сети: без неё это не откроется",
                (Place(path),),
                "Положите файл в regulations/pages/ и сошлитесь на него",
            )


def _dead(path: str, link: str, files: Container[str], pages: Mapping[str, BuiltPage]) -> str | None:
    parts = _split(link)
    if parts is None:
        return "не разбирается"
    goal = _goal(path, link)
    if goal is None:
        return None
    if goal not in files:
        return "ведёт в никуда"
    place = unquote(parts.fragment)
    if place and goal in pages and place not in pages[goal].anchors and not place.startswith("__"):
        return "ведёт к месту, которого на странице нет"
    return None


def _goal(path: str, link: str) -> str | None:
    """The file of the site a link on a page leads to; None when it leads elsewhere."""
    parts = _split(link)
    if parts is None or parts.scheme or parts.netloc:
        return None
    return _joined(posixpath.dirname(path), parts.path) if parts.path else path


@lru_cache(maxsize=1 << 14)
def _joined(folder: str, way: str) -> str:
    """Kept, because the menu stands on every page of a folder."""
    goal = posixpath.normpath(posixpath.join(folder, unquote(way)))
    if way in {".", "./"} or way.endswith("/"):
        return posixpath.normpath(posixpath.join(goal, "index.html"))
    return goal


@lru_cache(maxsize=1 << 14)
def _split(link: str) -> SplitResult | None:
    """The parts of an address; None when it is no address at all."""
    try:
        return urlsplit(link.strip())
    except ValueError:
        return None
