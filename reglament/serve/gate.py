"""Who may look: the bearer of a link that opens once, then of the cookie it was exchanged for."""

from __future__ import annotations

import hmac
import secrets
import threading

#: So many browsers of the one user stay let in; more would only be somebody trying.
_SESSIONS = 20
_LENGTH = 32


class Gate:
    """Makes links that open once and knows the cookies they were exchanged for.

    Attributes:
        cookie: The name of the cookie: browsers share cookies among the ports of a machine.
    """

    def __init__(self, port: int) -> None:
        self.cookie = f"reglament-{port}"
        self._lock = threading.Lock()
        self._link: str | None = None
        self._sessions: list[str] = []

    def new_link(self) -> str:
        """The secret of a fresh link; an earlier one opens nothing any more."""
        with self._lock:
            self._link = secrets.token_urlsafe(_LENGTH)
            return self._link

    def enter(self, secret: str) -> str | None:
        """Exchange a link for a cookie, once.

        Returns:
            The value of the cookie; None when the link is void.
        """
        with self._lock:
            if self._link is None or not _same(secret, self._link):
                return None
            self._link = None
            session = secrets.token_urlsafe(_LENGTH)
            self._sessions = [*self._sessions[1 - _SESSIONS :], session]
            return session

    def knows(self, session: str | None) -> bool:
        """Whether a cookie is one of ours."""
        with self._lock:
            # Every one is compared, so that the time tells nothing.
            return sum(_same(session or "", known) for known in self._sessions) > 0


def _same(given: str, known: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), known.encode())
