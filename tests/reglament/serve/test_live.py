"""The site kept in step with its sources: what is watched, what a mistake comes to, what pages are told."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import pytest

from reglament.serve import live
from reglament.serve.builder import LostError
from reglament.serve.live import Live, is_stale
from reglament.serve.rebuild import build
from reglament.serve.runner import Event
from reglament.serve.watch import sources_among, watch
from tests.conftest import Company
from tests.reglament.serve.conftest import Served, make_company

FIRST, WHOLE = "reglament.serve.first", "reglament.serve.rebuild"
ROP, COMPANY = "regulations/roles/rop.yaml", "regulations/company.yaml"
MISTAKE = {"where": "a:1", "message": "плохо"}


class Heard:
    """Remembers which files have changed."""

    def __init__(self) -> None:
        self.event = threading.Event()
        self.names: set[str] = set()

    def __call__(self, names: Collection[str]) -> None:
        self.names |= set(names)
        self.event.set()


def wait_for(event: threading.Event) -> bool:
    return event.wait(10)


def test_sources_are_watched_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "regulations").mkdir()
    (tmp_path / "build").mkdir()
    changed = Heard()
    stop = watch(tmp_path, changed)
    try:
        (tmp_path / "build" / "x.md").write_text("1")
        (tmp_path / "regulations" / ".company.yaml.swp").write_text("1")
        (tmp_path / "notes.txt").write_text("1")
        assert not changed.event.wait(0.5)
        (tmp_path / "regulations" / "company.yaml").write_text("1")
        assert wait_for(changed.event)
        time.sleep(0.3)
        assert changed.names == {"regulations/company.yaml"}
        changed.event.clear()
        (tmp_path / "regulations" / "company.yaml").read_text()
        assert not changed.event.wait(0.5), "reading a file is no change of it"
        (tmp_path / "mkdocs.yml").write_text("1")
        assert wait_for(changed.event)
        assert "mkdocs.yml" in changed.names
    finally:
        stop()


def test_a_folder_that_appears_is_watched(tmp_path: Path) -> None:
    (tmp_path / "regulations").mkdir()
    changed = Heard()
    stop = watch(tmp_path, changed)
    try:
        (tmp_path / "templates").mkdir()
        assert wait_for(changed.event)
        changed.event.clear()
        (tmp_path / "templates" / "norm.md.j2").write_text("1")
        assert wait_for(changed.event)
        assert "templates/norm.md.j2" in changed.names
    finally:
        stop()


def test_scratch_files_and_files_elsewhere_are_no_sources(tmp_path: Path) -> None:
    ours = tmp_path / "templates" / "site" / "norm.md.j2"
    others = [tmp_path / "templates" / "norm.md.j2~", Path("elsewhere/mkdocs.yml")]
    assert sources_among(tmp_path, [ours, *others]) == ("templates/site/norm.md.j2",)


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


class Builders:
    """Stands for both processes: it notes what they are asked and answers as the test has laid down."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, object]] = []
        self.answers: dict[str, list[Event | None]] = {FIRST: [], WHOLE: []}
        self.closed: list[str] = []
        #: What happens while the whole site is being built.
        self.meanwhile: list[Callable[[], None]] = []

    def __call__(self, module: str, _bounds: object, _spill: object) -> Builders.One:
        return Builders.One(self, module)

    class One:
        def __init__(self, all_of_them: Builders, module: str) -> None:
            self.all, self.module, self.alive = all_of_them, module, False

        def ask(self, request: Event, give_up: threading.Event) -> Event:
            self.alive = True
            self.all.asked.append((self.module, request.get("files")))
            if self.module == WHOLE and self.all.meanwhile:
                self.all.meanwhile.pop(0)()
            answer = self.all.answers[self.module].pop(0) if self.all.answers[self.module] else {"built": 0}
            if answer is None or (give_up.is_set() and self.module == WHOLE):
                raise LostError("given up")
            return answer

        def send(self, request: Event) -> None:
            self.alive = True
            self.all.asked.append((self.module, request["files"]))

        def close(self) -> None:
            self.alive = False
            self.all.closed.append(self.module)


@pytest.fixture
def builders(monkeypatch: pytest.MonkeyPatch) -> Builders:
    made = Builders()
    monkeypatch.setattr(live, "Builder", made)
    monkeypatch.setattr(live, "_PAUSE", 0.01)
    monkeypatch.setattr(live, "_DOUBT", 0.01)
    return made


@pytest.fixture
def site(tmp_path: Path, builders: Builders) -> Iterator[Live]:
    """Return the site of a company that is built and looked after."""
    del builders
    made = Live(make_company(tmp_path / "c"), tmp_path)
    made.start()
    yield made
    made.close()


def until(seen: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not seen() and time.monotonic() < deadline:
        time.sleep(0.005)
    assert seen()


def test_an_edit_is_answered_twice(site: Live, builders: Builders) -> None:
    builders.answers = {FIRST: [{"built": 1}], WHOLE: [{"built": 4}]}
    site.touch([ROP])
    until(lambda: site.version == 2)
    assert builders.asked == [(FIRST, [ROP]), (WHOLE, None)]


def test_the_page_somebody_looks_at_is_asked_for_after_that_of_the_edit(site: Live, builders: Builders) -> None:
    builders.answers = {FIRST: [{"built": 1}, {"built": 1}, {"built": 1}], WHOLE: []}
    with site.looking("index.md"), site.looking(None):
        site.touch([ROP])
        until(lambda: len(builders.asked) == 3)
    assert builders.asked == [(FIRST, [ROP]), (FIRST, None), (WHOLE, None)]
    until(lambda: site.version == 2)
    site.touch([ROP])
    until(lambda: len(builders.asked) == 5)
    assert builders.asked[3:] == [(FIRST, [ROP]), (WHOLE, None)], "nobody looks any more"


def test_pages_hear_only_what_is_news(site: Live, builders: Builders) -> None:
    builders.answers = {FIRST: [{"built": 0}], WHOLE: [{"built": 0}]}
    site.touch([ROP])
    until(lambda: len(builders.asked) == 2)
    assert site.version == 0


def test_mistakes_are_told_and_nothing_is_built_until_they_are_mended(site: Live, builders: Builders) -> None:
    builders.answers = {FIRST: [{"errors": [MISTAKE], "more": 2}, {"built": 0}], WHOLE: [{"built": 0}]}
    site.touch([ROP])
    until(lambda: site.version == 1)
    assert (site.state["errors"], site.state["more"]) == ([MISTAKE], 2)
    assert builders.asked == [(FIRST, [ROP])]
    site.touch([ROP])
    until(lambda: (FIRST, [ROP]) in builders.asked[1:] and (WHOLE, None) in builders.asked)
    assert (site.version, site.state["errors"]) == (2, [])


def test_an_edit_while_everything_is_built_goes_first(site: Live, builders: Builders) -> None:
    builders.meanwhile = [lambda: site.touch([COMPANY])]
    builders.answers = {FIRST: [{"built": 1}, {"built": 1}], WHOLE: [{"built": 9}, {"built": 5}]}
    site.touch([ROP])
    until(lambda: len(builders.asked) == 4)
    assert builders.asked == [(FIRST, [ROP]), (WHOLE, None), (FIRST, [COMPANY]), (WHOLE, None)]
    until(lambda: site.version == 3)
    assert not site.state["errors"]


def test_a_changed_template_or_setting_takes_fresh_processes(site: Live, builders: Builders) -> None:
    for name in ("templates/site/norm.md.j2", "mkdocs.yml"):
        builders.asked.clear()
        builders.closed.clear()
        site.touch([name, ROP])
        until(lambda: builders.closed == [FIRST, WHOLE])
        assert builders.asked == [(FIRST, []), (WHOLE, None)], "a fresh one gets ready"


def test_one_that_is_lost_is_told_only_of_the_whole_site(site: Live, builders: Builders) -> None:
    builders.answers = {FIRST: [None], WHOLE: [None]}
    site.touch([ROP])
    until(lambda: site.version == 1)
    assert "не хватило" in site.errors[0]["message"]
    assert builders.asked == [(FIRST, [ROP]), (WHOLE, None)]


def test_the_first_to_look_at_a_page_lets_the_process_get_ready(site: Live, builders: Builders) -> None:
    assert builders.asked == []
    site.attend()
    until(lambda: builders.asked == [(FIRST, [])])
    site.attend()
    site.touch([ROP])
    until(lambda: len(builders.asked) == 3)
    assert builders.asked[1:] == [(FIRST, [ROP]), (WHOLE, None)]


def test_what_is_doubtful_is_said_once_until_it_is_another_thing(tmp_path: Path, builders: Builders) -> None:
    said: list[str] = []
    site = Live(make_company(tmp_path / "c", site=False), tmp_path, said.append)
    told = ("", "раз\n", "раз\n", "два\n", "", "два\n")
    builders.answers[WHOLE] = [{"built": 1, "doubts": words} for words in told]
    # A build that failed says nothing of what was doubtful before it.
    builders.answers[WHOLE].insert(2, {"errors": [{"text": "нет"}]})
    site.start()
    try:
        until(lambda: not site.building)
        while builders.answers[WHOLE]:
            left = len(builders.answers[WHOLE])
            site.touch([ROP])
            until(lambda: len(builders.answers[WHOLE]) < left)  # noqa: B023 - called at once
            until(lambda: not site.building)
    finally:
        site.close()
    assert [words.splitlines()[1:] for words in said] == [["раз"], ["два"], ["два"]]


def test_an_edition_that_cannot_be_read_is_doubtful(company: Company) -> None:
    assert build(company.root)["doubts"] == ""
    company.write("history/approved/document-reglament-kp/001.json", "{}")
    told = build(company.root)
    assert told["built"] == 0
    assert "history/approved/document-reglament-kp" in told["doubts"]


def test_without_a_site_there_is_only_the_whole_answer(tmp_path: Path, builders: Builders) -> None:
    site = Live(make_company(tmp_path / "c", site=False), tmp_path)
    builders.answers[WHOLE] = [{"built": 3}]
    site.start()
    try:
        until(lambda: site.version == 1)
        site.touch([ROP])
        until(lambda: len(builders.asked) == 2)
        assert builders.asked == [(WHOLE, None), (WHOLE, None)]
    finally:
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
