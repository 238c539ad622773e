"""What may be uploaded, under which names, and what becomes of what did not come whole."""

from __future__ import annotations

import http.client
import json
import shutil
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from reglament.serve import jobs
from reglament.serve.address import HOST
from reglament.serve.limits import Limits
from reglament.serve.names import safe_path
from tests.reglament.serve.conftest import Serve, Served

SMALL = Limits(file=1000, total=1500, files=2, spare=0, jobs=3)


@pytest.fixture(scope="module")
def small(serve: Serve) -> Served:
    return serve(limits=SMALL)


def stored(served: Served, job: str) -> list[str]:
    found = served.local.jobs.find(job)
    assert found
    return sorted(path.relative_to(found.export).as_posix() for path in found.export.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("сделки.csv", "сделки.csv"),
        ("выгрузка/2026/сделки.csv", "выгрузка/2026/сделки.csv"),
        ("../../etc/passwd", "etc/passwd"),
        ("..\\..\\Windows\\win.ini", "Windows/win.ini"),
        ("C:\\выгрузка\\сделки.csv", "C_/выгрузка/сделки.csv"),
        ("/etc/passwd", "etc/passwd"),
        ("NUL", "_NUL"),
        ("con.csv", "_con.csv"),
        ("COM1 .csv", "_COM1.csv"),
        ("a\x00b\r\nc.csv", "abc.csv"),
        ("\u202egnp.csv", "gnp.csv"),
        ('<svg onload="x">.csv', "_svg onload=_x__.csv"),
        ("сделки.csv. . ", "сделки.csv"),
        ("", "файл"),
        ("...", "файл"),
        ("\x00/\x01", "файл/файл"),
        ("a/b/c/d/e/f.csv", "c/d/e/f.csv"),
        ("q?*|:.csv", "q____.csv"),
    ],
)
def test_names_are_made_such_as_any_disk_can_bear(given: str, safe: str) -> None:
    assert safe_path(given) == safe


def test_names_are_short_and_keep_their_endings() -> None:
    for name in ("я" * 300 + ".csv", "x" * 300 + ".xlsx", "😀" * 200 + ".json", "н" * 100 + "." + "d" * 300):
        safe = safe_path(name)
        assert len(safe) <= 61
        assert len(safe.encode()) <= 151
        assert safe.endswith(name.rpartition(".")[2]) or len(name.rpartition(".")[2]) > 10


def test_names_are_told_apart_whatever_their_case() -> None:
    taken = {"сделки.csv", "сделки (2).csv"}
    assert safe_path("Сделки.CSV", taken) == "Сделки (3).CSV"


def test_hostile_names_stay_inside(served: Served) -> None:
    client = served.client()
    job = client.new_job()
    for name in (
        "../../../escape.csv",
        "..\\escape.csv",
        "/etc/escape.csv",
        "nul",
        "a\x00.csv",
        "Deals.csv",
        "deals.csv",
    ):
        assert client.send(job, name, b"1")[0] == 201
    assert stored(served, job) == [
        "Deals.csv",
        "_nul",
        "a.csv",
        "deals (2).csv",
        "escape (2).csv",
        "escape.csv",
        "etc/escape.csv",
    ]
    client.ask("POST", f"/jobs/{job}/drop")


def test_too_large_too_many_and_too_much_are_told_in_russian(small: Served) -> None:
    client = small.client()
    job = client.new_job()
    status, body = client.send(job, "big.csv", b"x" * 1001)
    assert status == 413
    assert "Файл больше 1000" in json.loads(body)["message"]
    assert client.send(job, "1.csv", b"x" * 900)[0] == 201
    status, body = client.send(job, "2.csv", b"x" * 900)
    assert "вместе больше" in json.loads(body)["message"]
    assert client.send(job, "2.csv", b"x" * 10)[0] == 201
    assert "Файлов больше 2" in json.loads(client.send(job, "3.csv", b"x")[1])["message"]
    assert stored(small, job) == ["1.csv", "2.csv"]
    client.ask("POST", f"/jobs/{job}/drop")


def test_a_file_that_lies_about_its_size_is_cut_off_and_removed(small: Served) -> None:
    client = small.client()
    job = client.new_job()
    chunks = b"".join(b"1f4\r\n" + b"x" * 500 + b"\r\n" for _ in range(4)) + b"0\r\n\r\n"
    connection = http.client.HTTPConnection(HOST, small.port, timeout=20)
    try:
        connection.putrequest("PUT", f"/jobs/{job}/files?name=a.csv")
        for name, value in (
            ("Cookie", client.cookie),
            ("Origin", f"http://{HOST}:{small.port}"),
            ("Transfer-Encoding", "chunked"),
        ):
            connection.putheader(name, value)
        connection.endheaders(chunks)
        assert connection.getresponse().status == 413
    finally:
        connection.close()
    assert stored(small, job) == []
    client.ask("POST", f"/jobs/{job}/drop")


def test_an_upload_that_breaks_off_leaves_nothing(served: Served) -> None:
    client = served.client()
    job = client.new_job()
    connection = http.client.HTTPConnection(HOST, served.port, timeout=20)
    connection.putrequest("PUT", f"/jobs/{job}/files?name=half.csv")
    for name, value in (
        ("Cookie", client.cookie),
        ("Origin", f"http://{HOST}:{served.port}"),
        ("Content-Length", "9999999"),
    ):
        connection.putheader(name, value)
    connection.endheaders(b"x" * 100_000)
    deadline = time.monotonic() + 5
    while not stored(served, job) and time.monotonic() < deadline:
        time.sleep(0.02)
    connection.close()
    while stored(served, job) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert stored(served, job) == []
    found = served.local.jobs.find(job)
    assert found
    assert found.files == {}
    # The audit goes on: the file may come again.
    assert client.send(job, "half.csv", b"1")[0] == 201
    client.ask("POST", f"/jobs/{job}/drop")
    assert not found.folder.exists()


def test_one_that_is_cancelled_leaves_nothing_even_if_it_waits_its_turn(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "WORKER", "tests.reglament.serve.quick_worker")
    busy = serve()
    client = busy.client()
    first, waiting, fresh = (client.new_job() for _ in range(3))
    for job in (first, waiting, fresh):
        assert client.send(job, "a.csv", b"1")[0] == 201
    for job in (first, waiting):
        assert client.ask("POST", f"/jobs/{job}/read")[0] == 202
    for job in (waiting, fresh):
        assert client.ask("POST", f"/jobs/{job}/cancel")[0] == 303
        found = busy.local.jobs.find(job)
        assert found
        assert found.state == "cancelled"
        assert not found.export.exists()
    busy.wait(first, "asking")


def test_a_page_that_is_out_of_date_answers_nothing(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "WORKER", "tests.reglament.serve.quick_worker")
    busy = serve()
    client = busy.client()
    job = client.new_job()
    assert client.send(job, "a.csv", b"1")[0] == 201
    assert client.ask("POST", f"/jobs/{job}/read")[0] == 202
    busy.wait(job, "asking")
    assert client.ask("POST", f"/jobs/{job}", b"version=0&go=next")[0] == 303
    found = busy.local.jobs.find(job)
    assert found
    assert found.state == "asking"
    assert "Та страница устарела" in client.ask("GET", f"/jobs/{job}")[2].decode()
    assert client.ask("POST", f"/jobs/{job}", b"version=%d&go=next" % found.version)[0] == 303
    assert found.state == "working"
    busy.wait(job, "asking")


def test_a_full_disk_is_told(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    client = served.client()
    job = client.new_job()
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=0))
    status, body = client.send(job, "a.csv", b"1")
    assert status == 507
    assert "не хватает места" in json.loads(body)["message"]
    monkeypatch.undo()

    def refuse(_self: Path, *_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "open", refuse)
    status, body = client.send(job, "a.csv", b"1")
    assert "кончилось место" in json.loads(body)["message"]


def test_there_is_room_for_so_many_audits_and_finished_ones_give_way(small: Served) -> None:
    client = small.client()
    names = [client.new_job() for _ in range(3)]
    status, _, body = client.ask("POST", "/jobs")
    assert status == 429
    assert "больше нельзя" in json.loads(body)["message"]
    client.ask("POST", f"/jobs/{names[0]}/cancel")
    fresh = client.new_job()
    assert client.ask("GET", f"/jobs/{names[0]}")[0] == 404
    for name in (*names[1:], fresh):
        client.ask("POST", f"/jobs/{name}/drop")


def test_what_nobody_asks_about_is_put_away(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_TEND", 0.05)
    forgetful = serve(limits=Limits(idle=0.2))
    client = forgetful.client()
    job = client.new_job()
    found = forgetful.local.jobs.find(job)
    assert found
    deadline = time.monotonic() + 5
    while found.folder.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not found.folder.exists()
    assert client.ask("GET", f"/jobs/{job}")[0] == 404


def test_a_form_without_end_is_refused(served: Served) -> None:
    client = served.client()
    job = client.new_job()
    assert client.ask("POST", f"/jobs/{job}", b"a=" + b"x" * (3 << 20))[0] == 413
    assert client.ask("POST", f"/jobs/{job}/read")[0] == 400
