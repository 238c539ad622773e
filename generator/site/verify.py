"""Checks the built site as a reader would: every link inside it arrives, and nothing is loaded from a network."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import SplitResult, unquote, urlsplit

from generator.artifact import Artifact
from handbook.finding import Finding, Place, Severity

#: Attributes that make a browser fetch something by itself, by element.
_LOADS = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "iframe": ("src",),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "input": ("src",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
}
_FETCHING_RELS = frozenset({"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "manifest"})


@dataclass
class _Page(HTMLParser):
    """Collects the anchors and addresses of one page."""

    anchors: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    whole: bool = True

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of one element."""
        values = {name: value or "" for name, value in attrs}
        self.anchors |= {values[name] for name in ("id", "name") if values.get(name)}
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag == "link" and _FETCHING_RELS & set(values.get("rel", "").split()):
            self.loads.append(values.get("href", ""))
        for name in _LOADS.get(tag, ()):
            value = values.get(name, "")
            # In `srcset` every address is followed by the size it is for.
            parts = [part.strip().partition(" ")[0] for part in value.split(",")] if name == "srcset" else [value]
            self.loads += [part for part in parts if part]

    handle_startendtag = handle_starttag


def verify(artifacts: Iterable[Artifact]) -> tuple[Finding, ...]:
    """What is wrong with a built site.

    Args:
        artifacts: All its files.
    """
    files = {one.path: one.content for one in artifacts}
    parsed = {path: _parse(content) for path, content in files.items() if path.endswith(".html")}
    faults = [finding for path, page in parsed.items() for finding in _faults(path, page, files, parsed)]
    return (*faults, *_absent(files, parsed))


def _absent(files: dict[str, bytes], parsed: dict[str, _Page]) -> Iterator[Finding]:
    """Files of the site that pages load and that are not there; each once, it may stand on every page."""
    told: set[str] = set()
    for path, page in parsed.items():
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


def _parse(content: bytes) -> _Page:
    page = _Page()
    try:
        page.feed(content.decode("utf-8", "replace"))
        page.close()
    except AssertionError:
        # So the parser says that a declaration is none; a browser passes over it.
        page.whole = False
    return page


def _faults(path: str, page: _Page, files: dict[str, bytes], parsed: dict[str, _Page]) -> Iterator[Finding]:
    if not page.whole:
        yield Finding(
            "site-link",
            Severity.WARNING,
            "страница не разбирается до конца, ссылки в её остатке не проверены: в разметке есть «<![» не к месту",
            (Place(path),),
            "Исправьте разметку страницы",
        )
    for link in dict.fromkeys(page.links):
        trouble = _dead(path, link, files, parsed)
        if trouble:
            yield Finding(
                "site-link",
                Severity.ERROR,
                f"ссылка «{link}» {trouble}",
                (Place(path),),
                "Исправьте ссылку в тексте или в своей копии шаблона",
            )
    for address in dict.fromkeys(page.loads):
        parts = _split(address)
        if parts and (parts.netloc or parts.scheme in {"http", "https"}):
            yield Finding(
                "site-external",
                Severity.WARNING,
                f"страница загружает «{address}» из сети: без неё это не откроется",
                (Place(path),),
                "Положите файл в regulations/pages/ и сошлитесь на него",
            )


def _dead(path: str, link: str, files: dict[str, bytes], parsed: dict[str, _Page]) -> str | None:
    parts = _split(link)
    if parts is None:
        return "не разбирается"
    goal = _goal(path, link)
    if goal is None:
        return None
    if goal not in files:
        return "ведёт в никуда"
    place = unquote(parts.fragment)
    if place and goal in parsed and place not in parsed[goal].anchors and not place.startswith("__"):
        return "ведёт к месту, которого на странице нет"
    return None


def _goal(path: str, link: str) -> str | None:
    """The file of the site a link on a page leads to; None when it leads elsewhere."""
    parts = _split(link)
    if parts is None or parts.scheme or parts.netloc:
        return None
    goal = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
    if parts.path in {".", "./"} or parts.path.endswith("/"):
        return posixpath.normpath(posixpath.join(goal, "index.html"))
    return goal


def _split(link: str) -> SplitResult | None:
    """The parts of an address; None when it is no address at all."""
    try:
        return urlsplit(link.strip())
    except ValueError:
        return None
