"""Stands before every page: only a browser that was let in by the link may ask, and only our own pages may act."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from reglament.serve.gate import Gate
from reglament.serve.headers import OWN, security
from reglament.serve.pages import Pages

#: Where the link leads, and what the page that says «no» looks like.
ENTRANCE, LOOKS = "/open/", "/assets/"
_READS = frozenset({"GET", "HEAD"})
#: What a browser says of a request that no other site has made.
_OWN: tuple[list[str], ...] = ([], ["same-origin"], ["none"])
_NAMES = ("127.0.0.1", "localhost", "[::1]")


class Guard:
    """An ASGI application that lets through to another only what may pass."""

    def __init__(self, app: ASGIApp, gate: Gate, port: int, pages: Pages) -> None:
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
        trouble = self._trouble(scope, Headers(scope=scope))
        if trouble is None:
            await self._app(scope, receive, send)
            return
        # What was sent along is not read: the connection ends with the answer.
        answer = HTMLResponse(self._pages.refusal(trouble), 403, {**security(OWN), "Connection": "close"})
        await answer(scope, receive, send)

    def _trouble(self, scope: Scope, headers: Headers) -> str | None:
        """Why a request is refused, as the name of a text; None when it passes."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return "host"
        reading = scope["method"] in _READS
        if not (_is_visit(headers) if reading else self._is_ours(headers)):
            return "origin"
        if reading and scope["path"].startswith((ENTRANCE, LOOKS)):
            return None
        return None if any(map(self._gate.knows, sessions_of(headers, self._gate.cookie))) else "cookie"

    def _is_ours(self, headers: Headers) -> bool:
        """Whether a request that changes something comes from our own page.

        A form of a page that tells no referrer says «null» for its origin: then only what the browser itself says of
        the site counts, which no page can forge.
        """
        origin, site = headers.getlist("origin"), headers.getlist("sec-fetch-site")
        if site and site != ["same-origin"]:
            return False
        if origin and origin != ["null"]:
            return len(origin) == 1 and origin[0].lower() in self._origins
        return site == ["same-origin"]


def _is_visit(headers: Headers) -> bool:
    """Whether nobody but our own page or a person asks; a link of another page may be followed, not fetched from."""
    return headers.getlist("sec-fetch-site") in _OWN or headers.getlist("sec-fetch-mode") == ["navigate"]


def sessions_of(headers: Headers, name: str) -> list[str]:
    """Every value of a cookie of a request.

    Other programs of this machine set cookies for its address, too: theirs may have any form, and our name.
    """
    pairs = (pair.strip().partition("=") for line in headers.getlist("cookie") for pair in line.split(";"))
    return [value for known, _, value in pairs if known == name]
