"""Another crawler than the build's own goes over the whole site: every link, file and place is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
import pytest

from tests.generator.site.building import Built
from tests.volume import volume

HERE = "http://site.invalid/"
#: Attributes that lead somewhere or load something, whatever the element.
NAMES = ("href", "src", "data", "poster", "data-picture", "action", "{http://www.w3.org/1999/xlink}href")
URL = re.compile(r"url\(\s*['\"]?([^'\")]+)")


def addresses(tree: lxml.html.HtmlElement) -> set[str]:
    found = {element.get(name) for element in tree.iter() for name in NAMES if isinstance(element.tag, str)}
    sets = (
        part.split()[0]
        for element in tree.iter("img", "source")
        for part in element.get("srcset", "").split(",")
        if part
    )
    return {one for one in (*found, *sets) if one is not None}


def dead_on(path: str, tree: lxml.html.HtmlElement, files: set[str], places: dict[str, set[str]]) -> Iterator[str]:
    followed = set(tree.xpath("//a/@href"))
    for address in addresses(tree):
        goal = urlsplit(urljoin(HERE + path, address.strip()))
        if goal.netloc != "site.invalid":
            # A link may lead out; nothing may be loaded from there.
            if goal.scheme not in {"mailto", "tel", "data"} and address not in followed:
                yield f"{path}: loads {address}"
            continue
        file, place = unquote(goal.path.lstrip("/")), unquote(goal.fragment)
        if file not in files:
            yield f"{path}: {address}"
        elif place and file in places and place not in places[file] and not place.startswith("__"):
            yield f"{path}: no place {address}"


def dead_in_style(path: str, text: str, files: set[str]) -> Iterator[str]:
    for address in URL.findall(text):
        if not address.startswith(("data:", "#")) and urljoin(HERE + path, address)[len(HERE) :] not in files:
            yield f"{path}: url({address})"


@pytest.mark.parametrize("which", ["built", "sample"][: volume(2, 1)])
def test_nothing_of_the_site_leads_nowhere(which: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(which).site
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = [path for path in sorted(files) if path.endswith(".html")]
    trees = {path: lxml.html.document_fromstring((site / path).read_bytes()) for path in pages}
    places = {path: {*tree.xpath("//@id"), *tree.xpath("//a/@name")} for path, tree in trees.items()}
    bad = [fault for path, tree in trees.items() for fault in dead_on(path, tree, files, places)]
    for path in sorted(files):
        if path.endswith(".css"):
            bad += dead_in_style(path, (site / path).read_text(encoding="utf-8"), files)
    assert bad == []


def test_the_crawler_sees_every_address() -> None:
    tree = lxml.html.document_fromstring(
        '<p><a href="a"></a><img src="b" srcset="c 1x, d 2x"><object data="e"></object>'
    )
    assert addresses(tree) == set("abcde")


def test_no_page_asks_the_network(built: Built) -> None:
    for path in built.site.rglob("*.js"):
        text = path.read_text(encoding="utf-8")
        if path.parent.name != "javascripts" and path.name != "search_index.js":
            assert not re.search(r"""(fetch|importScripts|src\s*=)\s*\(?\s*["']https?:""", text), path.name


def test_the_crawler_tells_what_is_dead() -> None:
    tree = lxml.html.document_fromstring(
        '<a href="b.html#x"></a><a href="c.html"></a><img src="http://far.invalid/p.png">'
    )
    told = sorted(dead_on("a.html", tree, {"a.html", "b.html"}, {"b.html": set()}))
    assert told == ["a.html: c.html", "a.html: loads http://far.invalid/p.png", "a.html: no place b.html#x"]
