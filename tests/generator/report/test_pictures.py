"""The section «На схемах процессов»: self-contained, escaped, readable without the pictures."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator.report.html import html
from generator.report.pictures import DRAWN, Picture, Pictures, pictures
from generator.report.score import parts
from handbook.book import Handbook
from handbook.result import Result, Status
from tests.generator.browser import Browser, chromium

NASTY = "</title></svg><script>alert(1)</script>\" onload='x'"
#: What the section may take of the page, in bytes for a process of the sample.
MOST_PER_PROCESS = 45_000


@pytest.fixture(scope="module")
def page(book: Handbook, sample: Result) -> str:
    return html(sample, book).decode()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


def section(page: str) -> str:
    start = page.index('<section id="on-diagrams"')
    return page[start : page.index('<section id="norms"')]


def made(result: Result, book: Handbook) -> Pictures:
    found = pictures(result, book, {verdict.norm_id: f"norm-{verdict.norm_id}" for verdict in result.verdicts})
    assert found is not None
    return found


class _Parser(HTMLParser):
    """Ids, links and tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name == "href" and value:
                self.hrefs.append(value)


def parsed(text: str) -> _Parser:
    parser = _Parser()
    parser.feed(text)
    return parser


def test_every_link_of_the_pictures_leads_to_a_place_of_the_page(page: str) -> None:
    ids = parsed(page).ids
    assert len(ids) == len(set(ids))
    links = {link.removeprefix("#") for link in parsed(section(page)).hrefs}
    assert any(link.startswith("pictures-") for link in links)
    assert links <= set(ids)


def test_nothing_is_loaded_from_anywhere(page: str) -> None:
    text = section(page)
    loaded = re.findall(r"(?:src|href|xlink:href)=\"(?!#)[^\"]*\"|url\((?!#)[^)]*\)|@import[^;]*", text)
    assert loaded == []
    assert "script" not in parsed(text).tags


def test_the_table_says_all_that_the_pictures_say(book: Handbook, sample: Result) -> None:
    for item in made(sample, book).items:
        for line in item.lines:
            if line.verdict.status is Status.NOT_CHECKED:
                assert line.share is None
            elif not line.part:
                assert line.count == len(line.verdict.violations)
                assert line.share == pytest.approx(line.verdict.share)
        norms = {line.verdict.norm_id for line in item.lines}
        assert item.broken + item.unknown + item.kept == len(norms)


def test_a_picture_with_words_too_small_for_a4_is_printed_on_a3(book: Handbook, sample: Result, page: str) -> None:
    items = made(sample, book).items
    large = {item.anchor for item in items if item.large}
    assert {"pictures-prodat-proekt"} <= large < {item.anchor for item in items}
    assert large == set(re.findall(r'<details class="picture large(?: screen)?" id="([^"]+)"', page))
    assert "@page large { size: A3 landscape;" in page


def test_of_many_processes_the_costliest_are_drawn_and_the_others_have_their_tables(
    book: Handbook, sample: Result, page: str
) -> None:
    items = made(sample, book).items
    drawn = [item for item in items if item.svg]
    assert len(drawn) == DRAWN < len(items)
    assert all(item.lines for item in items)
    assert {item.anchor for item in items if item.printed} < {item.anchor for item in drawn}
    lost = {part.verdict.norm_id: part.lost for part in parts(sample.verdicts)}

    def cost(item: Picture) -> float:
        return sum(lost.get(norm, 0.0) for norm in {line.verdict.norm_id for line in item.lines})

    assert min(map(cost, drawn)) >= max(cost(item) for item in items if not item.svg) - 1e-9
    assert f"Нарисованы {DRAWN} из {len(items)}" in section(page).replace("&nbsp;", " ").replace("\u00a0", " ")


def test_norms_that_no_picture_shows_are_counted(book: Handbook, sample: Result) -> None:
    homes = [placed.home for placed in book.norms.values()]
    assert made(sample, book).elsewhere == sum(home not in {"operation", "process"} for home in homes)


def test_processes_that_are_not_drawn_are_named_once(book: Handbook, sample: Result, page: str) -> None:
    found = made(sample, book)
    drawn = {item.title for item in found.items}
    named = [*(item.title for item in found.quiet), *found.bare]
    assert sorted([*drawn, *named]) == sorted(process.title for process in book.processes.values())
    assert all(item.broken for item in found.items)
    assert found.bare
    assert f"Без норм: {'; '.join(found.bare)}." in section(page)


def test_where_nothing_is_broken_nothing_is_drawn(book: Handbook, sample: Result) -> None:
    fine = replace(
        sample,
        verdicts=tuple(
            replace(one, status=Status.PASSED if one.checked else one.status, violations=()) for one in sample.verdicts
        ),
    )
    found = made(fine, book)
    assert found.items == ()
    unknown = {one.norm_id for one in sample.verdicts if not one.checked}
    assert unknown
    assert sum(item.unknown for item in found.quiet) >= len(unknown)
    text = section(html(fine, book).decode())
    assert "Не&nbsp;нарисованы, потому что нарушенных норм" in text
    assert "<svg xmlns" not in text


def test_a_company_without_norms_in_processes_has_no_section(book: Handbook, sample: Result) -> None:
    bare = replace(sample, verdicts=tuple(replace(one, operation_id=None, process_id=None) for one in sample.verdicts))
    assert pictures(bare, book, {}) is None
    assert 'id="on-diagrams"' not in html(bare, book).decode()


def test_hostile_words_stay_words(book: Handbook, sample: Result) -> None:
    verdicts = tuple(
        replace(
            one,
            title=NASTY,
            reason=NASTY,
            violations=tuple(replace(item, object_id=NASTY, detail=NASTY) for item in one.violations),
        )
        for one in sample.verdicts
    )
    process = book.processes["prodat-tipovoe"]
    spoilt = process.model_copy(update={"title": NASTY})
    hostile = replace(book, processes={**book.processes, process.id: spoilt})
    text = section(html(replace(sample, verdicts=verdicts, currency=NASTY), hostile).decode())
    assert "<script" not in text
    assert "script" not in parsed(text).tags


def test_the_section_does_not_swell_the_page(page: str, book: Handbook, sample: Result) -> None:
    assert len(section(page).encode()) < MOST_PER_PROCESS * len(made(sample, book).items)


def test_the_same_result_makes_the_same_section(page: str, book: Handbook, sample: Result) -> None:
    assert section(html(sample, book).decode()) == section(page)


@pytest.mark.program("chromium")
def test_in_a_browser_badges_hold_their_words_and_follow_the_scheme(
    browser: Browser, page: str, tmp_path: Path
) -> None:
    file = tmp_path / "audit.html"
    file.write_text(page, encoding="utf-8")
    browser.open(file)
    browser.run("document.querySelectorAll('details.picture').forEach((one) => { one.open = true; })")
    spilt = browser.run("""[...document.querySelectorAll('.drawing .tag-text')].filter((text) => {
        const box = text.getBBox(), tag = text.parentElement.querySelector('.tag').getBBox();
        return box.width === 0 || box.x < tag.x || box.x + box.width > tag.x + tag.width;
    }).map((text) => text.textContent)""")
    assert spilt == []
    assert browser.run("document.querySelectorAll('.drawing .tag-text').length") > 40
    colour = "getComputedStyle(document.querySelector('.drawing .p-bad .task')).fill"
    light = browser.run(colour)
    browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    assert browser.run(colour) != light
    # Signs of the tables keep the look of the report: the style sheet of the pictures stays inside them.
    assert browser.run("getComputedStyle(document.querySelector('.picture summary .icon')).stroke") == "none"
    browser.call("Emulation.setEmulatedMedia", media="print")
    assert browser.run(colour) == light
    wide = browser.run("""[...document.querySelectorAll('.drawing > svg')].filter((one) =>
        one.getBoundingClientRect().width > one.parentElement.getBoundingClientRect().width + 1).length""")
    assert wide == 0
    browser.call("Emulation.setEmulatedMedia", media="", features=[])


@pytest.mark.program("chromium")
def test_a_picture_fits_the_page_and_can_be_made_larger(browser: Browser, page: str, tmp_path: Path) -> None:
    file = tmp_path / "audit.html"
    file.write_text(page, encoding="utf-8")
    browser.open(file)
    browser.run("document.querySelectorAll('details.picture').forEach((one) => { one.open = true; })")
    wider = "[...document.querySelectorAll('.drawing')].filter((one) => one.scrollWidth > one.clientWidth).length"
    assert browser.run(wider) <= 1
    for _ in range(2):
        browser.run("document.querySelector('[data-zoom=in]').click()")
    first = "document.querySelector('.drawing > svg').getBoundingClientRect().width"
    large = browser.run(first)
    assert large == browser.run("Number(document.querySelector('.drawing').dataset.w)")
    assert browser.run("document.querySelector('.zoom output').value") == "100\u00a0%"
    browser.run("document.querySelector('[data-zoom=fit]').click()")
    assert browser.run(first) < large


@pytest.mark.program("chromium")
def test_no_table_of_measures_is_wider_than_its_sheet(browser: Browser, page: str, tmp_path: Path) -> None:
    (tmp_path / "audit.html").write_text(page, encoding="utf-8")
    wide = (
        "[...document.querySelectorAll('.measure')].filter(one => (getComputedStyle(one).page === 'large') === large)"
        ".flatMap(one => [...one.querySelectorAll('table')])"
        ".filter(one => one.getBoundingClientRect().right > innerWidth).length"
    )
    browser.open(tmp_path / "audit.html")
    browser.run("document.querySelectorAll('.measure').forEach((one) => { one.open = true; })")
    browser.call("Emulation.setEmulatedMedia", media="print")
    for large, width in (("false", 703), ("true", 1496)):
        browser.size(width, 1000)
        assert browser.run(f"(large => {wide})({large})") == 0
