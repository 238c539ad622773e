"""The whole way in a browser: the link, the export, the questions, the report, the files."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from reglament.serve import jobs
from tests.conftest import node_program
from tests.generator.browser import NAMES
from tests.reglament.serve.conftest import DEALS, Served
from tests.volume import in_ci

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.program("chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        program = next(found for found in map(shutil.which, NAMES) if found)
        made = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield made
        made.close()


def open_page(browser: Browser, served: Served, **options: object) -> tuple[Page, list[str]]:
    """A page that was let in, and what its scripts complain of."""
    page = browser.new_context(**options).new_page()  # type: ignore[arg-type] # options of a context by their names
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
    page.goto(served.local.link())
    return page, trouble


def faults(page: Page) -> list[str]:
    """What axe-core finds, in the light and in the dark, wide and narrow."""
    # What a test evaluates the policy of the page does not bind.
    script = node_program("axe-core/axe.min.js").read_text(encoding="utf-8")
    page.evaluate(script)
    found = []
    for scheme, width in (("light", 1200), ("dark", 390)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # one of its words
        page.set_viewport_size({"width": width, "height": 800})
        answer = page.evaluate(
            "axe.run(document, {resultTypes: ['violations']}).then((r) => JSON.stringify(r.violations))"
        )
        found += [f"{scheme}: {one['id']}: {one['nodes'][0]['html']}" for one in json.loads(answer)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{width}: wider than the window")
    return found


def until(page: Page, condition: str) -> None:
    """Wait for a condition; the policy of our pages forbids the driver's own way to."""
    for _ in range(200):
        with contextlib.suppress(Exception):  # the page is just being replaced
            if page.evaluate(condition):
                return
        page.wait_for_timeout(50)
    raise AssertionError(condition)


def drop(page: Page, files: dict[str, str]) -> None:
    """Drop files on the page as a person does."""
    data = page.evaluate_handle(
        """(files) => {
        const data = new DataTransfer();
        for (const [name, text] of Object.entries(files)) data.items.add(new File([text], name));
        return data;
        }""",
        files,
    )
    page.dispatch_event("#drop", "drop", {"dataTransfer": data})


def answer_by_keyboard(page: Page) -> None:
    """Say what the stage is, ask to remember it, and go on, without the mouse."""
    page.focus("select")
    for _ in range(10):
        if page.evaluate("document.querySelector('select').selectedOptions[0].text").startswith("КП отправлено"):
            break
        page.keyboard.press("ArrowDown")
    else:
        raise AssertionError("the stage cannot be chosen by the keyboard")
    page.focus("#remember")
    page.keyboard.press("Space")
    page.focus("button[value=next]")
    page.keyboard.press("Enter")


def save_book(page: Page, book: Path) -> None:
    with page.expect_download() as waiting:
        page.click("nav.local-bar >> text=Excel")
    waiting.value.save_as(book)
    assert waiting.value.suggested_filename == "audit.xlsx"
    with ZipFile(book) as archive:
        assert archive.testzip() is None


def test_from_the_link_to_the_files(browser: Browser, served: Served, tmp_path: Path) -> None:
    link = served.local.link()
    page, trouble = open_page(browser, served)
    assert page.title() == "Проверить выгрузку — ООО «Пример»"
    assert faults(page) == []
    drop(page, {"сделки <img src=x onerror=alert(1)>.csv": DEALS})
    page.wait_for_selector("#answers", timeout=60_000)
    assert page.inner_text("h1") == "Как читать выгрузку"
    assert "Вопросы: 1" in page.inner_text("main")
    assert "Ответственный" in page.inner_text("table")
    assert faults(page) == []

    answer_by_keyboard(page)
    page.wait_for_url("**/audit.html", timeout=60_000)
    assert "Аудит CRM" in page.title()
    assert "К итогам проверки" in page.inner_text("nav.local-bar")
    norms = page.locator("a[href*='/site/'], a[href^='../../site/']")
    assert norms.count() > 0
    # A link of the report leads to the page of the site beside it.
    page.goto(norms.first.evaluate("one => one.href"))
    assert page.inner_text("h1") == "Страница сайта"
    page.go_back()

    save_book(page, tmp_path / "audit.xlsx")
    page.click("text=К итогам проверки")
    kept = page.inner_text(".kept")
    assert kept.startswith("Записано, как читать такую выгрузку: regulations/crm/")
    profile = served.project / kept.partition(": ")[2]
    assert "{crm: Думают, stage: КП отправлено, pipeline: Продажи}" in profile.read_text(encoding="utf-8")
    profile.unlink()
    assert not (served.project / "build" / "audit").exists()
    assert not (served.project / "history").exists()
    assert faults(page) == []
    assert trouble == []

    job = served.local.jobs.all()[0]
    assert [path.name for path in job.folder.iterdir() if path.name != "report"] == ["state.json"]
    page.click("text=Удалить эту проверку")
    page.wait_for_url("**/")
    assert not job.folder.exists()

    # The link that was made before the one that was used is void.
    stranger = browser.new_context().new_page()
    answer = stranger.goto(link)
    assert answer
    assert answer.status == 403
    assert "Ссылка уже использована" in stranger.inner_text("main")
    assert faults(stranger) == []


def test_what_cannot_be_read_is_said_with_a_way_to_mend_it(
    browser: Browser, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not in_ci():
        monkeypatch.setattr(jobs, "WORKER", "tests.reglament.serve.quick_worker")
    page, trouble = open_page(browser, served)
    drop(page, {"письмо.csv": "%PDF-1.4 \n"})
    page.wait_for_selector(".trouble h2, .trouble .lead", timeout=60_000)
    page.wait_for_selector(".remarks", timeout=60_000)
    assert "PDF" in page.inner_text("main")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    assert not in_ci() or faults(page) == []
    page.click("text=Начать заново")
    page.wait_for_selector("#drop")
    page.wait_for_load_state()
    drop(page, {})
    page.wait_for_selector("#trouble")
    assert "Здесь нет файлов" in page.inner_text("#trouble")
    assert trouble == []


def test_a_page_of_another_site_can_do_nothing(browser: Browser, served: Served) -> None:
    page, _ = open_page(browser, served)
    before = len(served.local.jobs.all())
    other = page.context.new_page()
    address = f"http://127.0.0.1:{served.port}"
    other.route("http://evil.example/**", lambda route: route.fulfill(body="<h1>evil</h1>", content_type="text/html"))
    other.goto("http://evil.example/")
    code = (
        f"fetch('{address}/jobs', {{method: 'POST', mode: 'no-cors', credentials: 'include'}}).then(() => 1, () => 0)"
    )
    other.evaluate(code)
    read = f"fetch('{address}/live/state', {{credentials: 'include'}}).then((r) => r.text(), () => 'refused')"
    assert other.evaluate(read) == "refused"
    framed = (
        "new Promise((done) => { const f = document.createElement('iframe'); f.onload = () => done(f.contentDocument); "
        f"f.src = '{address}/'; document.body.append(f); }})"
    )
    assert other.evaluate(framed) is None
    assert len(served.local.jobs.all()) == before


@pytest.mark.skipif(not in_ci(), reason="a context of its own for a page that hardly changes")
def test_without_scripts_the_page_says_what_to_do(browser: Browser, served: Served) -> None:
    page, _ = open_page(browser, served, java_script_enabled=False)
    assert "отключены скрипты" in page.inner_text("main")
    assert "reglament audit" in page.inner_text("main")


def test_the_site_reloads_at_its_place_and_shows_mistakes(browser: Browser, served: Served) -> None:
    file, live = served.project / "site" / "long.html", served.local.live
    lines = "".join(f"<p>строка {number}</p>" for number in range(300))
    text = f"<!doctype html><html><head><title>т</title></head><body>{lines}<details>да</details></body></html>"
    file.write_text(text, encoding="utf-8")
    page, trouble = open_page(browser, served)
    page.goto(f"http://127.0.0.1:{served.port}/site/long.html")
    until(page, "performance.getEntriesByType('resource').some((one) => one.name.includes('/live/state'))")
    page.evaluate("scrollTo(0, 2000); document.querySelector('details').open = true; window.old = true")
    told = {"where": "regulations/x.yaml:3:1", "message": "<b>плохо</b>", "tip": "поправьте"}
    live.errors = [{**told, "excerpt": "", "code": "x"}]
    live.version += 1
    page.wait_for_selector("aside[role=alert]")
    shown = page.inner_text("aside[role=alert]")
    assert "regulations/x.yaml:3:1" in shown
    assert "<b>плохо</b>" in shown
    live.errors = []
    live.version += 1
    page.wait_for_selector("aside[role=alert]", state="detached")
    assert page.evaluate("window.old"), "a page that is what it was is not loaded anew"
    file.write_text(text.replace("строка 70<", "строка семьдесят<"), encoding="utf-8")
    live.version += 1
    until(page, "window.old === undefined && document.readyState === 'complete'")
    assert page.inner_text("p:nth-of-type(71)") == "строка семьдесят"
    assert page.evaluate("[scrollY, document.querySelector('details').open]") == [2000, True]
    assert not trouble
