"""The worker's end of the pipe: requests in, events out, and an end when nobody waits for them any more."""

from __future__ import annotations

import _thread
import json
import os
import queue
import signal
import sys
import threading
import time
from typing import Any, BinaryIO

_PIECE = 1 << 16
#: How long putting away what lies aside may take, in seconds.
_LEAVING = 2


class Pipe:
    """Lines of JSON in, lines of JSON out; nothing else that is printed gets among them."""

    def __init__(self, *, gently: bool = False) -> None:
        """Take the standard input and output for the pipe.

        Args:
            gently: Whether work that nobody waits for any more is interrupted, as Ctrl+C would, so that it removes
                what it has laid aside; otherwise the process ends at once.
        """
        self._out: BinaryIO = os.fdopen(os.dup(1), "wb")
        # What libraries print goes aside.
        os.dup2(2, 1)
        # A program started from here must not be given our input: on Windows it would hang while we read from it.
        self._in = os.dup(0)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        self._gently = gently
        if gently:
            # A server in the background may have been started deaf to it.
            signal.signal(signal.SIGINT, signal.default_int_handler)
        self._requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    def request(self) -> dict[str, Any]:
        """Wait for the next request.

        Raises:
            KeyboardInterrupt: There will be none.
        """
        line = self._requests.get()
        if not line:
            raise KeyboardInterrupt
        found: dict[str, Any] = json.loads(line)
        return found

    def tell(self, **event: object) -> None:
        """Send an event."""
        self._out.write(json.dumps(event, ensure_ascii=False).encode() + b"\n")
        self._out.flush()

    def _listen(self) -> None:
        """Take requests as they come, then see to it that the process ends: nobody waits for answers any more."""
        rest = b""
        # Read past Python's buffer: its lock would be held when the program ends.
        while piece := os.read(self._in, _PIECE):
            *lines, rest = (rest + piece).split(b"\n")
            for line in lines:
                self._requests.put(line)
        if self._gently:
            self._requests.put(b"")
            _interrupt()
            time.sleep(_LEAVING)
        os._exit(1)


def _interrupt() -> None:
    """Interrupt the main thread, in what it waits for too."""
    if sys.platform == "win32":
        _thread.interrupt_main()
    else:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
