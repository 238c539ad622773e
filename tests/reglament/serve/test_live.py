"""The site kept in step with its sources: what is watched, what a mistake comes to, what pages are told."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path

import pytest

from reglament.serve import live
from reglament.serve.live import Live, is_stale
from reglament.serve.rebuild import build
from reglament.serve.runner import Ending
from reglament.serve.watch import matters, watch
from tests.conftest import Company
from tests.reglament.serve.conftest import Served, make_company


def wait_for(event: threading.Event) -> bool:
    return event.wait(10)


def test_sources_are_watched_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "regulations").mkdir()
    (tmp_path / "build").mkdir()
    changed = threading.Event()
    stop = watch(tmp_path, changed.set)
    try:
        (tmp_path / "build" / "x.md").write_text("1")
        (tmp_path / "regulations" / ".company.yaml.swp").write_text("1")
        (tmp_path / "notes.txt").write_text("1")
        assert not changed.wait(0.5)
        (tmp_path / "regulations" / "company.yaml").write_text("1")
        assert wait_for(changed)
        changed.clear()
        time.sleep(0.3)
        changed.clear()
        (tmp_path / "regulations" / "company.yaml").read_text()
        assert not changed.wait(0.5), "reading a file is no change of it"
        (tmp_path / "mkdocs.yml").write_text("1")
        assert wait_for(changed)
    finally:
        stop()


def test_a_folder_that_appears_is_watched(tmp_path: Path) -> None:
    (tmp_path / "regulations").mkdir()
    changed = threading.Event()
    stop = watch(tmp_path, changed.set)
    try:
        (tmp_path / "templates").mkdir()
        assert wait_for(changed)
        changed.clear()
        (tmp_path / "templates" / "norm.md.j2").write_text("1")
        assert wait_for(changed)
    finally:
        stop()


def test_a_folder_of_templates_that_appears_matters(tmp_path: Path) -> None:
    assert matters(tmp_path, [tmp_path / "templates" / "site" / "norm.md.j2"])
    assert not matters(tmp_path, [tmp_path / "templates" / "norm.md.j2~", Path("elsewhere/mkdocs.yml")])


def test_a_site_is_stale_when_something_was_changed_later(tmp_path: Path) -> None:
    made = make_company(tmp_path / "c", site=False)
    assert is_stale(made)
    (made / "site").mkdir()
    (made / "site" / "index.html").write_text("1")
    assert not is_stale(made)
    import os

    os.utime(made / "regulations" / "company.yaml", (time.time() + 99, time.time() + 99))
    assert is_stale(made)


def test_a_mistake_is_told_with_its_place_and_a_way_to_mend_it(company: Company) -> None:
    company.replace("regulations/company.yaml", "city:", "cty:")
    told = build(company.root)
    assert told["errors"][0]["where"].startswith("regulations/company.yaml:")
    assert told["errors"][0]["message"]
    assert any(error["tip"] for error in told["errors"])
    assert not (company.root / "site").exists()


def test_pages_are_told_when_the_site_was_built_or_could_not_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_company(tmp_path / "c", site=False)
    outcomes: list[dict[str, object]] = [
        {"errors": [{"where": "a:1", "message": "плохо"}], "more": 2},
        {"built": 3},
        {},
    ]

    def run(_module: str, _request: object, hear: object, *_rest: object) -> Ending:
        outcome = outcomes.pop(0)
        if outcome:
            hear(outcome)  # type: ignore[operator] # a list's append
        return "done" if outcome else "memory"

    monkeypatch.setattr(live, "run", run)
    monkeypatch.setattr(live, "_PAUSE", 0.01)
    site = Live(made, tmp_path)
    site.start()
    try:
        for version, errors in ((1, 1), (2, 0), (3, 1)):
            deadline = time.monotonic() + 5
            while site.version < version and time.monotonic() < deadline:
                time.sleep(0.01)
            assert (site.version, len(site.state["errors"])) == (version, errors)
            site.touch()
    finally:
        outcomes.append({"built": 0})
        site.close()


def test_a_page_hears_of_changes(served: Served) -> None:
    import http.client

    client = served.client()
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=10)
    try:
        connection.request("GET", "/live", headers={"Cookie": client.cookie})
        answer = connection.getresponse()
        assert answer.getheader("content-type", "").startswith("text/event-stream")
        assert answer.readline() == b"retry: 1000\n"
        before = int(answer.readline().split()[1])
        served.local.live.version += 1
        assert answer.readline() == b"\n"
        assert answer.readline() == f"data: {before + 1}\n".encode()
    finally:
        connection.close()
    assert json.loads(client.ask("GET", "/live/state")[2])["version"] == before + 1
