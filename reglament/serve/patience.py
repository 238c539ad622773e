"""Connections on which nothing is asked are ended: they would take the place of a browser's."""

from __future__ import annotations

import asyncio
from typing import Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

#: The head of a request comes within one look or the next, in seconds.
LOOK: Final = 10


class Patience(H11Protocol):
    """Speaks HTTP as the server does, and does not wait for ever for a request to begin or to be said to the end."""

    _looking: asyncio.TimerHandle | None = None
    #: The request after which nothing was asked when it was looked last.
    _after: object = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        """Begin to look."""
        super().connection_made(transport)
        self._look_later()

    def connection_lost(self, exc: Exception | None) -> None:
        """Look no more."""
        if self._looking:
            self._looking.cancel()
        super().connection_lost(exc)

    def _look_later(self) -> None:
        self._looking = self.loop.call_later(LOOK, self._look)

    def _look(self) -> None:
        waits = self.conn.their_state is h11.IDLE
        if waits and self._after is self.cycle:
            self.transport.close()
            return
        self._after = self.cycle if waits else False
        self._look_later()
