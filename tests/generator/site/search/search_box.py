"""Queries typed into the search box of a site, and what the box shows."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.generator.browser import Browser

HERE = Path(__file__).parent
#: The right page has to be among so many.
FIRST = 3

_LOADED = """new Promise(done => {
  const told = () => setTimeout(done, 0, location.href);
  if (document.readyState === 'complete') told(); else addEventListener('load', told);
})"""
_FOCUS = """(() => {
  const box = document.querySelector('input.md-search__input');
  box.focus();
  return document.activeElement === box;
})()"""
_CLEAR = """(() => {
  document.querySelector('input.md-search__input').select();
  document.querySelector('.md-search-result__list').innerHTML = '';
  document.querySelector('.md-search-result__meta').textContent = '';
})()"""
_SHOWN = """new Promise(done => {
  const meta = document.querySelector('.md-search-result__meta');
  const items = () => [...document.querySelectorAll('.md-search-result__item')].map(one => one.querySelector('a'));
  const look = left => {
    if (!meta.textContent.trim() && left > 0) return setTimeout(look, 5, left - 1);
    setTimeout(() => done({meta: meta.textContent, links: items().map(one => one.href)}), 5);
  };
  look(300);
})"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 - as in the library
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder over http on this machine only; its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def queries(name: str) -> dict[str, frozenset[str]]:
    """Queries of a file with their right pages."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" → ") for line in lines if line and not line.startswith("#"))
    return {query: frozenset(pages.split()) for query, pages in pairs}


def right(page: str, wanted: frozenset[str], role: str = "") -> bool:
    """Whether a page is one of those wanted, or goes on from one, or is such a page of a role."""
    folder, _, part = page.rpartition("/")
    if folder.startswith("roles/"):
        return page in wanted or (f"~{part}" in wanted and role in {"", folder.removeprefix("roles/")})
    return page in wanted or page.partition("/_part-")[0] in wanted or page.partition("--")[0] in wanted


def go(browser: Browser, address: str) -> None:
    """Open a page by its address and wait until it is there."""
    browser.size(1400, 900)
    browser.call("Page.navigate", url=address)
    assert browser.run(_LOADED) == address
    assert browser.run(_FOCUS)


def type_in(browser: Browser, query: str) -> tuple[str, list[str]]:
    """Type a query over the former one; the line above the results, and pages of the results relative to the site."""
    browser.run(_CLEAR)
    browser.call("Input.insertText", text=query)
    browser.press("Shift")
    shown = browser.run(_SHOWN)
    root = browser.run("new URL(JSON.parse(document.querySelector('#__config').textContent).base, location).href")
    return shown["meta"], [one.removeprefix(root).partition(".html")[0] for one in shown["links"]]


def missed(browser: Browser, address: str, asked: dict[str, frozenset[str]]) -> dict[str, list[str]]:
    """Queries whose right page is not among the first, with those that are."""
    go(browser, address)
    made = {}
    for query, pages in asked.items():
        first = type_in(browser, query)[1][:FIRST]
        if not any(right(page, pages) for page in first):
            made[query] = first
    return made


def told(made: dict[str, list[str]]) -> str:
    """What was missed, to be read by a person."""
    return json.dumps(made, ensure_ascii=False, indent=1)
