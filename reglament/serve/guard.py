"""Stands before every page: only a browser that was let in by the link may ask, and only our own pages may act."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from reglament.serve.gate import Gate
from reglament.serve.headers import OWN, security
from reglament.serve.pages import Pages

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

#: Where the link leads, and what the page that says «no» looks like.
ENTRANCE, LOOKS = "/open/", "/assets/"
_READS = frozenset({"GET", "HEAD"})
#: What a browser says of a request that no other site has made.
_OWN: tuple[list[str], ...] = ([], ["same-origin"], ["none"])
_NAMES = ("127.0.0.1", "localhost", "[::1]")


class Guard:
    """An ASGI application that lets through to another only what may pass."""

    def __init__(self, app: App, gate: Gate, port: int, pages: Pages) -> None:
        self._app, self._gate, self._pages = app, gate, pages
        self._hosts = frozenset(f"{name}:{port}" for name in _NAMES)
        self._origins = frozenset(f"http://{host}" for host in self._hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or answer it with a page that says why not."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = _headers(scope)
        trouble = self._trouble(scope, headers)
        if trouble is None:
            await self._app(scope, receive, send)
            return
        await _answer(send, self._pages.refusal(trouble), headless=scope["method"] == "HEAD")

    def _trouble(self, scope: Scope, headers: dict[str, list[str]]) -> str | None:
        """Why a request is refused, as the name of a text; None when it passes."""
        hosts = headers.get("host", [])
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return "host"
        reading = scope["method"] in _READS
        if not (_is_visit(headers) if reading else self._is_ours(headers)):
            return "origin"
        if reading and scope["path"].startswith((ENTRANCE, LOOKS)):
            return None
        return None if any(map(self._gate.knows, sessions_of(headers, self._gate.cookie))) else "cookie"

    def _is_ours(self, headers: dict[str, list[str]]) -> bool:
        """Whether a request that changes something comes from our own page.

        A form of a page that tells no referrer says «null» for its origin: then only what the browser itself says of
        the site counts, which no page can forge.
        """
        origin, site = headers.get("origin", []), headers.get("sec-fetch-site", [])
        if site and site != ["same-origin"]:
            return False
        if origin and origin != ["null"]:
            return len(origin) == 1 and origin[0].lower() in self._origins
        return site == ["same-origin"]


def _is_visit(headers: dict[str, list[str]]) -> bool:
    """Whether nobody but our own page or a person asks; a link of another page may be followed, not fetched from."""
    return headers.get("sec-fetch-site", []) in _OWN or headers.get("sec-fetch-mode", []) == ["navigate"]


def sessions_of(headers: dict[str, list[str]], name: str) -> list[str]:
    """Every value of a cookie of a request.

    Other programs of this machine set cookies for its address, too: theirs may have any form, and our name.
    """
    pairs = (pair.strip().partition("=") for line in headers.get("cookie", []) for pair in line.split(";"))
    return [value for known, _, value in pairs if known == name]


def _headers(scope: Scope) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return found


async def _answer(send: Send, page: str, *, headless: bool) -> None:
    body = page.encode()
    lines = {**security(OWN), "Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
    # What was sent along is not read: the connection ends with the answer.
    lines["Connection"] = "close"
    head = [(name.lower().encode(), value.encode()) for name, value in lines.items()]
    await send({"type": "http.response.start", "status": 403, "headers": head})
    await send({"type": "http.response.body", "body": b"" if headless else body})
