"""A test taken by the keyboard alone, from the first button to the printed sheet, in a real browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.site.quiz.data import PASS, ROLE_ASKED
from generator.site.quiz.operation import ASKED
from generator.site.quiz.role import has_proverka
from handbook.book import Handbook
from handbook.work import performers
from tests.generator.site.building import Built
from tests.generator.site.visitor import Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.program("chromium")

FOCUSED = "document.activeElement.textContent.trim()"


def busiest(book: Handbook) -> str:
    """The role that works in most operations."""
    roles = [name for name, role in book.roles.items() if has_proverka(book, role)]
    return max(roles, key=lambda name: sum(name in performers(one) for one in book.operations.values()))


def questions(site: Path) -> dict[str, dict[str, Any]]:
    """Every question of the site by its text."""
    found = {}
    for file in sorted((site / "assets/quiz").rglob("*.js")):
        told = file.read_text(encoding="utf-8").partition(",")[2].strip().removesuffix(");")
        found.update({one["text"]: one for one in json.loads(told)["questions"]})
    return found


def answer(page: Page, known: dict[str, dict[str, Any]], *, rightly: bool) -> None:
    """Answer the question that is shown: put in order, or tick, by keys alone."""
    question = known[page.inner_text(".rg-quiz legend")]
    if question["shape"] == "order":
        order = [question["options"][index] for index in question["right"]]
        for place, words in enumerate(order if rightly else reversed(order)):
            while (now := _places(page).index(words)) > place:
                page.locator(".rg-quiz__moves button:first-child").nth(now).focus()
                page.keyboard.press("Enter")
    else:
        right = {question["options"][index] for index in question["right"]}
        labels = page.locator("label.rg-quiz__option").all()
        wrong = [label for label in labels if label.inner_text() not in right]
        for label in [label for label in labels if label.inner_text() in right] if rightly else wrong[:1]:
            label.locator("input").focus()
            page.keyboard.press("Space")
    page.locator(".rg-quiz button[type=submit]").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".rg-quiz__verdict")
    assert page.get_attribute(".rg-quiz__verdict", "data-is") == ("right" if rightly else "wrong")
    assert page.inner_text(".rg-quiz__verdict") != ""


def _places(page: Page) -> list[str]:
    return page.locator(".rg-quiz__option > .rg-quiz__place + span").all_inner_texts()


def test_a_role_is_passed_by_the_keyboard_and_printed(browser: Browser, sample: Built) -> None:
    role = busiest(sample.book)
    known = questions(sample.site)
    tab = Visitor(browser.new_page(viewport={"width": 1300, "height": 900}), sample.site)
    page = tab.open(f"roles/{role}/proverka.html")
    page.evaluate("() => { window.print = () => {}; }")
    while page.evaluate(FOCUSED) != "Начать проверку":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    texts = []
    for number in range(ROLE_ASKED):
        page.wait_for_selector(f"text=Вопрос {number + 1} из {ROLE_ASKED}")
        assert page.evaluate("document.activeElement.closest('fieldset') !== null")
        texts.append(page.inner_text(".rg-quiz legend"))
        answer(page, known, rightly=number > 1)
        assert page.evaluate(FOCUSED) == ("Дальше" if number + 1 < ROLE_ASKED else "Показать результат")
        page.keyboard.press("Enter")
    assert len(set(texts)) == ROLE_ASKED
    assert f"Пройдено: верно {ROLE_ASKED - 2} из {ROLE_ASKED}" in page.inner_text(".rg-quiz__score")
    assert page.evaluate("document.activeElement.matches('.rg-quiz__score')")
    assert page.locator(".rg-quiz__repeat a").count() >= 2
    while page.evaluate("document.activeElement.tagName") != "INPUT":
        page.keyboard.press("Tab")
    page.keyboard.type("Иванова Мария")
    page.keyboard.press("Enter")
    page.emulate_media(media="print")
    assert page.evaluate(
        "[...document.body.children].filter(one => one.getClientRects().length).map(one => one.className)"
    ) == ["rg-sheet"]
    printed = page.inner_text(".rg-sheet")
    for words in ("Иванова Мария", sample.book.roles[role].title, f"{PASS} %", "пройдено", "Проверяющий", "подпись"):
        assert words in printed
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
    assert [one for one in tab.asked if not one.startswith("file:")] == []
    tab.page.close()


def test_mistakes_are_tried_again_and_tries_are_kept(browser: Browser, sample: Built) -> None:
    known = questions(sample.site)
    name = next(iter(sample.book.operations))
    page = Visitor(browser.new_page(viewport={"width": 390, "height": 900}), sample.site).open(
        f"operations/{name}.html"
    )
    page.click(".rg-quiz .rg-button--main")
    for number in range(ASKED):
        page.wait_for_selector(".rg-quiz legend")
        answer(page, known, rightly=number > 0 and number % 2 == 0)
        page.keyboard.press("Enter")
    assert "Пока не пройдено" in page.inner_text(".rg-quiz__score")
    page.click("text=Только ошибки")
    while page.locator(".rg-quiz legend").count():
        answer(page, known, rightly=True)
        page.keyboard.press("Enter")
    assert "Ошибки исправлены" in page.inner_text(".rg-quiz__score")
    page.reload()
    assert page.inner_text(".rg-quiz__past").startswith("Попыток: 1, лучшая — ")
    page.close()


@pytest.mark.parametrize(("scheme", "width"), [("default", 1300), ("slate", 390)])
def test_every_state_is_accessible(browser: Browser, sample: Built, scheme: str, width: int) -> None:
    """A question of each shape, its verdict and the result: nothing for axe-core to find in the test itself."""
    known = questions(sample.site)
    name = next(iter(sample.book.operations))
    tab = Visitor(browser.new_page(viewport={"width": width, "height": 900}), sample.site)
    page = tab.open(f"operations/{name}.html")
    page.evaluate(f"document.body.setAttribute('data-md-color-scheme', '{scheme}')")
    page.click(".rg-quiz .rg-button--main")
    shapes, found = set[str](), []
    for _ in range(ASKED):
        page.wait_for_selector(".rg-quiz legend")
        shape = str(known[page.inner_text(".rg-quiz legend")]["shape"])
        fresh = shape not in shapes
        shapes.add(shape)
        found += tab.faults(within=".rg-quiz") if fresh else []
        answer(page, known, rightly=not fresh)
        found += tab.faults(within=".rg-quiz") if fresh else []
        page.keyboard.press("Enter")
    page.wait_for_selector(".rg-quiz__score")
    assert found + tab.faults(within=".rg-quiz") == []
    page.close()


def test_without_scripts_the_page_says_what_is_needed(browser: Browser, sample: Built) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((sample.site / f"roles/{busiest(sample.book)}/proverka.html").as_uri())
    assert "JavaScript" in page.inner_text(".rg-quiz")
    context.close()
