"""A real browser for tests: Chromium without a window, driven over a pipe by its own protocol."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)
#: Chromium reads commands from the third and writes answers to the fourth descriptor, whatever is there.
BRIDGE = "import os,sys\nos.dup2(int(sys.argv[1]),3)\nos.dup2(int(sys.argv[2]),4)\nos.execv(sys.argv[3],sys.argv[3:])"
KEYS = {"Tab": 9, "Enter": 13, "Escape": 27}


@dataclass
class Browser:
    """One page of one browser."""

    to: BinaryIO
    back: BinaryIO
    session: str = ""
    _number: int = 0
    _heard: bytes = b""
    events: list[dict[str, Any]] = field(default_factory=list)

    def call(self, method: str, **values: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever the protocol takes
        """Ask and wait for the answer."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": values}
        if self.session:
            message["sessionId"] = self.session
        self.to.write(json.dumps(message).encode() + b"\0")
        self.to.flush()
        while True:
            answer = self._hear()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result
            self.events.append(answer)

    def _hear(self) -> dict[str, Any]:
        while b"\0" not in self._heard:
            more = os.read(self.back.fileno(), 1 << 16)
            assert more, "the browser has gone"
            self._heard += more
        one, _, self._heard = self._heard.partition(b"\0")
        message: dict[str, Any] = json.loads(one)
        return message

    def run(self, code: str) -> Any:  # noqa: ANN401 - whatever the page answers
        """Evaluate an expression in the page, waiting for a promise."""
        answer = self.call("Runtime.evaluate", expression=code, returnByValue=True, awaitPromise=True, userGesture=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def open(self, path: Path, width: int = 1400, height: int = 900, *, scripts: bool = True) -> None:
        """Load a file and wait until it is there."""
        self.size(width, height)
        self.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.events.clear()
        self.call("Page.navigate", url=path.resolve().as_uri())
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self._hear())

    def size(self, width: int, height: int) -> None:
        """The size of the window in CSS pixels."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def press(self, key: str, text: str = "") -> None:
        """Press a key and let it go."""
        code = KEYS.get(key, ord(key[0].upper()))
        common: dict[str, Any] = {"key": key, "windowsVirtualKeyCode": code}
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **common)
        self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    def mouse(self, kind: str, x: float, y: float, **values: Any) -> None:  # noqa: ANN401 - whatever the protocol takes
        """One event of the mouse."""
        self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, **values)

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Press the left button, move, let go."""
        self.mouse("mousePressed", *start, button="left", buttons=1, clickCount=1)
        self.mouse("mouseMoved", (start[0] + end[0]) / 2, (start[1] + end[1]) / 2, button="left", buttons=1)
        self.mouse("mouseMoved", *end, button="left", buttons=1)
        self.mouse("mouseReleased", *end, button="left", buttons=0, clickCount=1)

    def shot(self, path: Path) -> None:
        """What is seen, as a PNG."""
        path.write_bytes(base64.b64decode(self.call("Page.captureScreenshot")["data"]))


@dataclass
class _Run:
    """A started Chromium and its end."""

    process: subprocess.Popen[bytes]
    browser: Browser

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.browser.to.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.browser.back.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser with an empty page; it ends with the block."""
    program = next(found for found in map(shutil.which, NAMES) if found)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        ours_in, theirs_out = os.pipe()
        theirs_in, ours_out = os.pipe()
        bridge = [sys.executable, "-c", BRIDGE, str(theirs_in), str(theirs_out), program]
        process = subprocess.Popen(
            [*bridge, *FLAGS, f"--user-data-dir={profile}", "about:blank"],
            pass_fds=(theirs_in, theirs_out),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        browser = Browser(os.fdopen(ours_out, "wb"), os.fdopen(ours_in, "rb"))
        with _Run(process, browser):
            target = browser.call("Target.createTarget", url="about:blank")["targetId"]
            browser.session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
            browser.call("Page.enable")
            yield browser
