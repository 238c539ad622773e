"""The worker's end of the pipe: the request in, events out, and an end when nobody waits for them any more."""

from __future__ import annotations

import json
import os
import threading
from typing import Any, BinaryIO

_PIECE = 1 << 16


class Pipe:
    """One line of JSON in, many out; nothing else that is printed gets among them."""

    def __init__(self) -> None:
        self._out: BinaryIO = os.fdopen(os.dup(1), "wb")
        # What libraries print goes aside.
        os.dup2(2, 1)
        # A program started from here must not be given our input: on Windows it would hang while we read from it.
        self._in = os.dup(0)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)

    def request(self) -> dict[str, Any]:
        """Wait for the request, then watch whether somebody still waits for the answer."""
        line = bytearray()
        while not line.endswith(b"\n") and (piece := os.read(self._in, _PIECE)):
            line += piece
        found: dict[str, Any] = json.loads(line)
        threading.Thread(target=_leave_when_alone, args=(self._in,), daemon=True).start()
        return found

    def tell(self, **event: object) -> None:
        """Send an event."""
        self._out.write(json.dumps(event, ensure_ascii=False).encode() + b"\n")
        self._out.flush()


def _leave_when_alone(pipe: int) -> None:
    # Read past Python's buffer: its lock would be held when the program ends.
    while os.read(pipe, 1):
        pass
    os._exit(1)
