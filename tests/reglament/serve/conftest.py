"""A local server of a small company, a client that speaks to it, a browser that looks at it."""

from __future__ import annotations

import http.client
import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from reglament.serve.address import HOST, listen
from reglament.serve.limits import Limits
from reglament.serve.live import Live
from reglament.serve.server import Local
from tests.conftest import VALID

DEALS = """ID;Название;Воронка;Стадия;Ответственный;Дата создания;Дата закрытия;Сумма
1;Насос;Продажи;Новый запрос;Иванова Анна Сергеевна;01.07.2026 10:00:00;;1000
2;Клапан;Продажи;Думают;Иванова Анна Сергеевна;02.07.2026 10:00:00;;2000
3;Вентиль;Продажи;Отказ;Иванова Анна Сергеевна;03.07.2026 10:00:00;05.07.2026 10:00:00;3000
4;Кран;Продажи;КП отправлено;Петров Пётр Петрович;01.09.2026 10:00:00;;4000
"""
PAGE = "<!doctype html><html><head><title>Сайт</title></head><body><h1>Страница сайта</h1></body></html>"


@dataclass
class Client:
    """Speaks to a server as a browser of this machine does, or as something worse."""

    port: int
    cookie: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def ask(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, Mapping[str, str], bytes]:
        given = {"Host": f"{HOST}:{self.port}", "Cookie": self.cookie}
        if method not in {"GET", "HEAD"}:
            given |= {"Origin": f"http://{HOST}:{self.port}", "Sec-Fetch-Site": "same-origin"}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection(HOST, self.port, timeout=20)
        try:
            connection.putrequest(method, path, skip_host=True)
            for name, value in given.items():
                if value:
                    connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def enter(self, link: str) -> int:
        status, headers, _ = self.ask("GET", urlsplit(link).path)
        self.cookie = headers.get("set-cookie", "").partition(";")[0] or self.cookie
        return status

    def new_job(self) -> str:
        status, _, body = self.ask("POST", "/jobs")
        assert status == 201, body
        name: str = json.loads(body)["id"]
        return name

    def send(self, job: str, name: str, content: bytes) -> tuple[int, bytes]:
        status, _, body = self.ask("PUT", f"/jobs/{job}/files?name={quote(name)}", content)
        return status, body


@dataclass
class Served:
    """A server that runs in a thread."""

    local: Local
    port: int
    project: Path

    def client(self, *, let_in: bool = True) -> Client:
        made = Client(self.port)
        if let_in:
            assert made.enter(self.local.link()) == 303
        return made

    def wait(self, job: str, *states: str, seconds: float = 60) -> str:
        """Wait until an audit is in one of the states."""
        found = self.local.jobs.find(job)
        deadline = time.monotonic() + seconds
        while found and found.state not in states and time.monotonic() < deadline:
            time.sleep(0.05)
        assert found
        assert found.state in states, found
        return found.state


Serve = Callable[..., Served]


def make_company(folder: Path, *, site: bool = True) -> Path:
    """A small company whose site needs no building."""
    shutil.copytree(VALID / "regulations", folder / "regulations")
    if site:
        (folder / "site" / "norms").mkdir(parents=True)
        (folder / "site" / "index.html").write_text(PAGE, encoding="utf-8")
        (folder / "site" / "norms" / "n-kp.html").write_text(PAGE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Return what starts servers; all of them end with the module, and leave no file; sites are not built anew."""
    patch = pytest.MonkeyPatch()
    patch.setattr(Live, "_turn", lambda _self, _first: None)
    started: list[tuple[Served, threading.Thread]] = []

    def start(project: Path | None = None, limits: Limits | None = None, workers: int = 1) -> Served:
        made = project or make_company(tmp_path_factory.mktemp("served") / "Компания «Ромашка»")
        listening = listen(0)
        port = int(listening.getsockname()[1])
        local = Local(made, port, limits or Limits(), workers)

        def run() -> None:
            with listening:
                local.run(listening)

        thread = threading.Thread(target=run)
        thread.start()
        while not local.server.started:
            time.sleep(0.01)
        served = Served(local, port, made)
        started.append((served, thread))
        return served

    yield start
    patch.undo()
    for served, thread in started:
        served.local.server.should_exit = True
        thread.join(30)
        assert not thread.is_alive()
        assert not served.local.storage.root.exists(), "temporary files are left"


@pytest.fixture(scope="module")
def served(serve: Serve) -> Served:
    """Return the server of a small company."""
    return serve()
