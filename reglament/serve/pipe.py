"""The worker's end of the pipe: the request in, events out, and an end when nobody waits for them any more."""

from __future__ import annotations

import json
import os
import sys
import threading
from typing import Any, BinaryIO


class Pipe:
    """One line of JSON in, many out; nothing else that is printed gets among them."""

    def __init__(self) -> None:
        self._out: BinaryIO = os.fdopen(os.dup(1), "wb")
        # What libraries print goes aside.
        os.dup2(2, 1)

    def request(self) -> dict[str, Any]:
        """Wait for the request, then watch whether somebody still waits for the answer."""
        found: dict[str, Any] = json.loads(sys.stdin.buffer.readline())
        threading.Thread(target=_leave_when_alone, daemon=True).start()
        return found

    def tell(self, **event: object) -> None:
        """Send an event."""
        self._out.write(json.dumps(event, ensure_ascii=False).encode() + b"\n")
        self._out.flush()


def _leave_when_alone() -> None:
    # Read past Python's buffer: its lock would be held when the program ends.
    while os.read(0, 1):
        pass
    os._exit(1)
