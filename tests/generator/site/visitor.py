"""A visitor of built sites: a browser that writes down what goes wrong, and one page of every kind to look at."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.conftest import node_program
from tests.generator.browser import NAMES
from tests.volume import in_ci

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

#: Each page of it is of a kind of its own.
SINGLE = "maps"
#: What other colours may break, if nothing is wrong in the first ones.
OF_COLOUR = ("color-contrast", "link-in-text-block")


def kind(path: str) -> str:
    """The kind of a page: its path without the names of records and the numbers of parts."""
    goes_on = re.fullmatch(r"(.+)--\d+\.html", path)
    if goes_on:
        return kind(f"{goes_on[1]}.html").replace(".html", "--*.html")
    folder, *rest = path.split("/")
    if not rest:
        return re.sub(r"-\d+", "-*", path)
    if folder == SINGLE or rest == ["index.html"]:
        return path
    return "/".join([folder, "*" if len(rest) > 1 else "*.html", *rest[1:]])


def kinds(site: Path) -> dict[str, str]:
    """One page of every kind there is: the biggest, which has most to go wrong."""
    found: dict[str, tuple[int, str]] = {}
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        found[kind(path)] = max(found.get(kind(path), (0, "")), (file.stat().st_size, path))
    return {name: path for name, (_, path) in sorted(found.items())}


def some_kinds(site: Path, turn: int, part: int = 3) -> dict[str, str]:
    """One page of every kind; at the desk every third of them or so, beginning with another one in each turn."""
    found = [*kinds(site).items()]
    return dict(found if in_ci() else found[turn::part])


@dataclass
class Visitor:
    """One tab of a browser and what it complained of."""

    page: Page
    site: Path
    trouble: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("console", lambda told: self.trouble.append(told.text) if told.type == "error" else None)
        self.page.on("request", lambda request: self.asked.append(request.url))

    def open(self, path: str, root: str = "") -> Page:
        """Open a page of the site, from its folder or from a server."""
        self.page.goto(f"{root}/{path}" if root else (self.site / path).resolve().as_uri())
        return self.page

    def faults(self, rules: tuple[str, ...] = (), within: str = "html") -> list[str]:
        """What axe-core finds on the page as it stands or in a part of it, by all its rules or by some."""
        if not self.page.evaluate("window.axe !== undefined"):
            self.page.evaluate(node_program("axe-core/axe.min.js").read_text(encoding="utf-8"))
        chosen = {"runOnly": rules} if rules else {}
        found: list[dict[str, Any]] = self.page.evaluate(
            "([within, options]) => axe.run(within, options).then((all) => all.violations)",
            [within, {"resultTypes": ["violations"], "preload": False, **chosen}],
        )
        return [f"{one['id']}: {node['html'][:160]} | {node['target']}" for one in found for node in one["nodes"]]


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        program = next(found for found in map(shutil.which, NAMES) if found)
        made = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield made
        made.close()
