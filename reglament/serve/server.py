"""Starts the local server, tells the address and ends it all cleanly."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from reglament.serve.address import HOST
from reglament.serve.app import Desk, application
from reglament.serve.gate import Gate
from reglament.serve.jobs import Jobs
from reglament.serve.limits import Limits
from reglament.serve.live import Live
from reglament.serve.pages import Pages, name_of
from reglament.serve.patience import Patience
from reglament.serve.storage import Storage
from reglament.serve.task import SPILL
from reglament.serve.watch import watch

#: Machines with fewer processors check one export at a time.
_PROCESSORS = 4


class Local:
    """The server of one company on one port.

    Attributes:
        gate: Who may look.
        jobs: Audits.
        live: The site.
        storage: Temporary files.
        server: What listens.
    """

    def __init__(
        self,
        project: Path,
        port: int,
        limits: Limits | None = None,
        workers: int | None = None,
        say: Callable[[str], None] = lambda _words: None,
    ) -> None:
        """Prepare everything; nothing runs yet.

        Args:
            project: The company's folder.
            port: The port of the address.
            limits: What an audit may take; None suits the machine.
            workers: How many audits work at once; None suits the machine.
            say: Shows a line in the console.

        Raises:
            OSError: Temporary files cannot be kept.
        """
        count = workers or (2 if (os.cpu_count() or 1) >= _PROCESSORS else 1)
        self.storage = Storage()
        self.gate = Gate(port)
        self.jobs = Jobs(project, self.storage, limits or Limits.of_machine(count), count)
        self.live = Live(project, self.storage.make(SPILL), say)
        self._project, self._port = project, port
        pages = Pages(name_of(project))
        desk = Desk(project, port, self.gate, self.jobs, self.live, pages, lambda: self.server.should_exit)
        config = uvicorn.Config(
            application(desk),
            loop="asyncio",
            http=Patience,
            ws="none",
            lifespan="off",
            access_log=False,
            log_config=None,
            log_level="critical",
            proxy_headers=False,
            server_header=False,
            limit_concurrency=100,
            timeout_graceful_shutdown=3,
        )
        self.server = uvicorn.Server(config)

    def link(self) -> str:
        """A fresh link that opens once."""
        return f"http://{HOST}:{self._port}/open/{self.gate.new_link()}"

    @contextmanager
    def working(self) -> Iterator[None]:
        """The site kept in step meanwhile; workers are ended and files removed in the end."""
        stop: Callable[[], None] | None = None
        try:
            self.jobs.start_tending()
            self.live.start()
            with contextlib.suppress(OSError):
                stop = watch(self._project, self.live.touch)
            yield
        finally:
            if stop:
                stop()
            self.live.close()
            self.jobs.close()

    def run(self, listening: socket.socket) -> None:
        """Serve until Ctrl+C, the end of the window, or ``server.should_exit``."""
        with self.working():
            self.server.run(sockets=[listening])


def serve(project: Path, listening: socket.socket, say: Callable[[str], None], *, browser: bool) -> None:
    """Serve a company until the user ends it.

    Args:
        project: The company's folder.
        listening: The socket.
        say: Shows a line in the console.
        browser: Whether to open the browser.

    Raises:
        OSError: Temporary files cannot be kept.
    """
    port = int(listening.getsockname()[1])
    # A browser that breaks off is an error to asyncio on Windows: its traceback tells the user nothing.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    # Ctrl+C may come at any moment: before the server listens, too.
    with _ending_alike(), contextlib.suppress(KeyboardInterrupt):
        local = Local(project, port, say=say)
        try:
            _talk(local, say, browser=browser)
            local.run(listening)
        finally:
            local.storage.close()


def _talk(local: Local, say: Callable[[str], None], *, browser: bool) -> None:
    """Tell the link, and a fresh one whenever somebody at the console asks for it."""
    invite(local, say, browser=browser)
    if sys.stdin is not None and sys.stdin.isatty():
        say("Enter — новая ссылка, Ctrl+C или закрыть это окно — остановить.")
        keys = {"browser": browser}
        threading.Thread(target=_listen_to_keys, args=(local, say), kwargs=keys, daemon=True).start()
    else:
        say("Остановить: Ctrl+C.")


def invite(local: Local, say: Callable[[str], None], *, browser: bool) -> None:
    """Tell a fresh link and open it."""
    link = local.link()
    say(f"Откройте в браузере (ссылка действует один раз): {link}")
    if browser:
        with contextlib.suppress(webbrowser.Error):
            webbrowser.open(link)


def _listen_to_keys(local: Local, say: Callable[[str], None], *, browser: bool) -> None:
    # Past Python's buffer: its lock would be held when the program ends.
    with contextlib.suppress(OSError):
        while os.read(sys.stdin.fileno(), 1024):
            invite(local, say, browser=browser)


@contextmanager
def _ending_alike() -> Iterator[None]:
    """Whatever ends the program from outside ends it as Ctrl+C does, with everything put away."""

    def leave(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    names = ("SIGTERM", "SIGHUP", "SIGBREAK")
    before = {}
    for name in names:
        number = getattr(signal, name, None)
        if number is not None:
            before[number] = signal.signal(number, leave)
    try:
        yield
    finally:
        for number, known in before.items():
            signal.signal(number, known)
