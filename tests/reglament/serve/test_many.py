"""Ten uploads at once and one that breaks off: all end, two workers share the memory, and no file stays."""

from __future__ import annotations

import os
import socket
import threading
import time

import pytest

from reglament.serve import jobs, runner
from reglament.serve.limits import Limits
from tests.reglament.serve.conftest import DEALS, Client, Serve
from tests.volume import in_ci, volume


def test_many_at_once_and_one_that_breaks_off_all_come_to_an_end(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    count = volume(10, 4)
    if not in_ci():
        # Loading a database for each of them costs more than a desk run may.
        monkeypatch.setattr(jobs, "WORKER", "tests.reglament.serve.quick_worker")
    served = serve(limits=Limits(jobs=count + 1), workers=2)
    names: list[str] = []
    most = 0
    watching = threading.Event()

    def one(number: int, client: Client) -> None:
        job = client.new_job()
        names.append(job)
        lines = DEALS.replace("Думают", "Новый запрос") if number % 3 else "%PDF-1.4"
        assert client.send(job, f"сделки {number}.csv", lines.encode())[0] == 201
        assert client.ask("POST", f"/jobs/{job}/read")[0] == 202
        if number == 1:
            client.ask("POST", f"/jobs/{job}/cancel")

    def broken(client: Client) -> None:
        job = client.new_job()
        with socket.create_connection(("127.0.0.1", served.port)) as raw:
            host = f"127.0.0.1:{served.port}"
            head = f"PUT /jobs/{job}/files?name=a.csv HTTP/1.1\r\nHost: {host}\r\nCookie: {client.cookie}\r\n"
            raw.sendall(f"{head}Origin: http://{host}\r\nContent-Length: 5000000\r\n\r\n".encode() + b"x" * 99)
        time.sleep(0.2)
        found = served.local.jobs.find(job)
        assert found
        assert not list(found.export.rglob("*.csv"))

    def watch() -> None:
        nonlocal most
        while not watching.wait(0.2):
            most = max(most, runner.taken(os.getpid()) - own)

    own = runner.taken(os.getpid())
    threads = [threading.Thread(target=one, args=(number, served.client())) for number in range(count)]
    threads += [threading.Thread(target=broken, args=(served.client(),)), threading.Thread(target=watch)]
    for thread in threads:
        thread.start()
    for thread in threads[:-1]:
        thread.join()
    ends = sorted(served.wait(job, "asking", "failed", "cancelled", seconds=120) for job in names)
    watching.set()
    threads[-1].join()
    assert ends.count("cancelled") == 1
    assert ends.count("asking") == count - ends.count("failed") - 1
    assert ends.count("failed") == len([number for number in range(count) if not number % 3])
    # Two workers at most, whatever waits.
    assert most < 1500 << 20


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (Limits(memory=1 << 20), "не уместилась в память: проверке отведено 1\xa0МБ"),
        (Limits(seconds=0.01), "не уложилась в 0 мин"),
    ],
)
def test_what_takes_too_much_is_told_with_what_to_do(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, limits: Limits, message: str
) -> None:
    monkeypatch.setattr(jobs, "WORKER", "tests.reglament.serve.quick_worker")
    served = serve(limits=limits)
    client = served.client()
    job = client.new_job()
    assert client.send(job, "сделки.csv", DEALS.encode())[0] == 201
    assert client.ask("POST", f"/jobs/{job}/read")[0] == 202
    served.wait(job, "failed")
    page = client.ask("GET", f"/jobs/{job}")[2].decode()
    assert message in page
    assert "Выгрузите период короче" in page
    found = served.local.jobs.find(job)
    assert found
    deadline = time.monotonic() + 5
    while found.export.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not found.export.exists()
