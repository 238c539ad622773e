import re
from dataclasses import replace
from html import unescape

import pytest
from markdown import Markdown

from generator.report.markdown import markdown, plain
from handbook.result import Result
from tests.generator.report.conftest import NASTY
from tests.generator.report.stories import living, make_story


def rendered(text: str) -> str:
    return Markdown(extensions=["tables", "sane_lists"]).convert(text)


def test_it_says_what_the_head_asks_first(result: Result) -> None:
    known = living(result)
    text = markdown(known, make_story(known))
    assert text.startswith("# Аудит: ООО «Мера-Поток»\n\n12.01.2026 — 30.09.2026, состояние на 01.10.2026.\n")
    assert "**82,4 из 100** (+11,4 с аудита на 24.09.2026)" in text
    titles = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert titles == [
        "Что изменилось с 24.09.2026",
        "Что делать сначала",
        "Сотрудники, худшие первыми",
        "Нарушаются",
        "Не проверено",
        "Обещания прошлых планёрок",
    ]
    assert len(re.findall(r"^\d+\. \*\*", text, re.MULTILINE)) == 10
    assert re.search(r"^И ещё \d+ — в audit\.xlsx, лист «Что делать»\.$", text, re.MULTILINE)
    assert len(text) < 10_000


def test_nothing_is_said_of_what_is_not_known(result: Result) -> None:
    text = markdown(result)
    assert "Что изменилось" not in text
    assert "Что делать" not in text
    assert "Обещания" not in text
    none = replace(result, verdicts=(), owners=())
    assert "##" not in markdown(none)


def test_tables_have_as_many_cells_as_heads(hostile: Result) -> None:
    known = living(hostile, every=True)
    lines = markdown(known, make_story(known)).splitlines()
    tables = [line for line in lines if line.startswith("|")]
    assert tables
    for line in tables:
        cells = len(re.findall(r"(?<!\\)\|", line))
        assert cells in {7, 8}, line[:200]


@pytest.mark.parametrize(
    "text", [*NASTY, "@everyone", "#12", "!7", "www.evil.example", "http://evil.example", "a@b.ru"]
)
def test_text_of_the_crm_means_nothing(text: str) -> None:
    made = rendered(f"До {plain(text, 200)} после")
    assert set(re.findall(r"<(/?\w+)", made)) == {"p", "/p"}
    shown = unescape(re.sub(r"<[^>]*>", "", made)).replace("\N{WORD JOINER}", "")
    assert shown.startswith("До ")
    assert shown.endswith(" после")
    assert not re.search(r"[@#!]\w|://|www\.", unescape(made))


@pytest.mark.parametrize("text", ["# заголовок", "1. пункт", "- пункт", "> цитата", "= =", "    код", "+ пункт"])
def test_text_starts_nothing(text: str) -> None:
    assert rendered(plain(text)).startswith("<p>")
    assert rendered(f"- {plain(text)}").count("<li>") == 1


def test_hostile_text_runs_nothing(hostile: Result) -> None:
    known = living(hostile, every=True)
    made = rendered(markdown(known, make_story(known)))
    assert not re.search(r"<(script|img|svg|a|style)\b", made)


@pytest.mark.parametrize(
    ("formats", "where"),
    [
        (("xlsx", "json", "md"), "audit.xlsx и audit.json"),
        (("json", "md"), "audit.json"),
        (("md",), "отчёте вида xlsx (--format xlsx)"),
    ],
)
def test_nobody_is_sent_to_a_file_that_is_not_made(result: Result, formats: tuple[str, ...], where: str) -> None:
    text = markdown(result, formats=formats)
    assert text.endswith(f"Полные списки — в {where}.\n")
    assert ("audit.xlsx" in text) == ("xlsx" in formats)
