"""Words of the glossary explain themselves where they stand: every form of them, and nothing that only looks alike."""

import re

import pytest
from markupsafe import Markup, escape

from generator.site import paths
from generator.site.glossary.page import shelves
from generator.site.glossary.tooltips import Glossary, glossary, thin
from generator.site.glossary.words import phrases
from handbook.model.glossary import Term
from handbook.russian.text import normalise
from tests.generator.site.building import Built

TERMS = (
    Term(id="kp", term="Коммерческое предложение", abbreviation="КП", definition="Цена"),
    Term(id="lid", term="Лид", definition="Кто спросил"),
    Term(id="rop", term="Руководитель отдела продаж", abbreviation="РОП", definition="Кто отвечает"),
    Term(id="good", term="Годный лид", definition="Наш склад"),
    Term(id="advance", term="Аванс", definition="Деньги вперёд"),
    Term(id="decider", term="Решающий", definition="Кто скажет да"),
    Term(id="as-is", term="Как есть", definition="Как было"),
    Term(id="grid", term="Матрица «клиент × продукт»", synonyms=("Матрица продаж",), definition="Таблица"),
    Term(id="credit", term="Зачёт", definition="Показ"),
    Term(id="one", term="Повтор", synonyms=("Дубль",), definition="Раз"),
    Term(id="two", term="Копия", synonyms=("Дубль",), definition="Два"),
)


@pytest.fixture(scope="module")
def known() -> Glossary:
    tips = {term.id: escape(term.definition) for term in TERMS}
    return Glossary(phrases(TERMS), tips, {term.id: escape(term.term) for term in TERMS})


def made(known: Glossary, html: str) -> str:
    return str(known.explain(Markup(html), "g.html"))  # noqa: S704 - words of the test


def explained(known: Glossary, html: str) -> list[tuple[str, str]]:
    return re.findall(r'<a class="rg-term" href="g\.html#term-([a-z-]+)"[^>]*>([^<]*)</a>', made(known, html))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Отправьте коммерческого предложения и КП", [("kp", "коммерческого предложения"), ("kp", "КП")]),
        ("лиду, лидом, о лидах", [("lid", "лиду"), ("lid", "лидом"), ("lid", "лидах")]),
        ("ЛИД и Лида звонит", [("lid", "ЛИД"), ("lid", "Лида")]),
        ("лидер, лид-магнит, лид/сделка, лид.csv, site.ru/лид", []),
        ("годного лида и лида", [("good", "годного лида"), ("lid", "лида")]),
        ("годного\u00a0лида", [("good", "годного\u00a0лида")]),
        ("годного, лида", [("lid", "лида")]),
        ("РОПу, РОПом, РОПОТ, роп, КПк, кп", [("rop", "РОПу"), ("rop", "РОПом")]),
        ("аванса, но не авансом", [("advance", "аванса")]),
        ("решающий разговор с решающим", [("decider", "решающим")]),
        ("так как есть риск; по описанию «как есть»", [("as-is", "как есть")]),
        (
            "матрицы «клиент × продукт», матрицей продаж",
            [("grid", "матрицы «клиент × продукт»"), ("grid", "матрицей продаж")],
        ),
        ("зачета и зачётом", [("credit", "зачета"), ("credit", "зачётом")]),
        ("дубля", []),
        ('<a href="лид">лид</a> <code>лид</code> <b title="лид">лид</b>', [("lid", "лид")]),
        ("&quot;лид&quot;; x", [("lid", "лид")]),
    ],
)
def test_forms_are_found_and_likenesses_are_not(known: Glossary, words: str, found: list[tuple[str, str]]) -> None:
    assert explained(known, words) == found


def test_the_text_stays_what_it_was(known: Glossary) -> None:
    html = 'Годный лид <b>и КП</b>, <a href="x">лид</a> &amp; лиду.'
    assert re.sub(r'<a class="rg-term"[^>]*>([^<]*)</a>', r"\1", made(known, html)) == html
    assert made(known, "ничего") == "ничего"
    assert made(known, "") == ""


def test_another_name_says_which_term_it_is(known: Glossary) -> None:
    assert 'title="Цена">коммерческим предложением' in made(known, "коммерческим предложением")
    assert 'title="Коммерческое предложение — Цена">КП' in made(known, "КП")


def test_a_section_explains_a_word_once_and_headings_and_links_do_not(known: Glossary) -> None:
    body = (
        f"# Лид\n\n<p>{made(known, 'лид, лида')}</p>\n\n## О {made(known, 'лиде')}\n"
        f"<a href='x'><b>{made(known, 'лид')}</b></a><p>{made(known, 'лиду')}</p><summary>{made(known, 'КП')}</summary>"
        f"\n\n### {made(known, 'КП')}\n<p>{made(known, 'КП')}</p>"
    )
    left = thin(body)
    assert re.findall(r'<a class="rg-term"[^>]*>([^<]*)</a>', left) == ["лид", "лиду", "КП"]
    assert left.count('title="Кто спросил"') == 1, "what it means stands on a page once"
    assert re.sub(r'<a class="rg-term"[^>]*>([^<]*)</a>', r"\1", left) == re.sub(
        r'<a class="rg-term"[^>]*>([^<]*)</a>', r"\1", body
    )


def test_an_entry_does_not_explain_itself(known: Glossary) -> None:
    words = made(known, "Лид и КП")
    left = thin(f'## Л\n<div id="term-lid"><dd>{words}</dd></div><div id="term-x"><dd>{words}</dd></div>')
    assert re.findall(r'#term-([a-z]+)"[^>]*>', left) == ["kp", "lid", "kp"]
    assert "title=" not in left


def test_the_page_has_letters_other_names_and_places(sample: Built) -> None:
    page = sample.page("glossary.html")
    goals = [attrs["href"] for tag, attrs in page.tags if attrs.get("href", "").startswith("#bukva-")]
    assert len(goals) > 5
    assert {goal.removeprefix("#") for goal in goals} <= set(page.ids())
    for term in sample.book.terms.values():
        assert f"term-{term.id}" in page.ids()
        for words in (term.abbreviation or "", *term.synonyms):
            assert words in page.text
    assert paths.html(shelves(sample.book)[0].path) in {attrs["href"] for tag, attrs in page.tags if tag == "a"}


def test_places_of_terms_stand_beside_the_glossary(sample: Built) -> None:
    apart = [sample.page(paths.html(shelf.path)) for shelf in shelves(sample.book)]
    assert [term for shelf in shelves(sample.book) for term in shelf.terms] == sorted(
        sample.book.terms.values(), key=lambda one: (normalise(one.term), one.id)
    )
    found = [anchor for page in apart for anchor in page.ids() if anchor.startswith("uses-")]
    assert found
    assert {anchor.removeprefix("uses-") for anchor in found} <= set(sample.book.terms)
    assert all(
        any(attrs.get("href", "").startswith("../operations/") for tag, attrs in page.tags if tag == "a")
        for page in apart
    )


def test_operations_explain_their_words(sample: Built) -> None:
    known = glossary(sample.book)
    assert known is not None
    pages = [page for path, page in sample.pages().items() if path.startswith("operations/")]
    terms = [attrs for page in pages for tag, attrs in page.tags if attrs.get("class") == "rg-term"]
    assert len(terms) > len(pages)
    assert all(attrs["href"].startswith("../glossary.html#term-") for attrs in terms)
    assert any(attrs.get("title") for attrs in terms)


def test_a_hostile_definition_draws_no_brackets() -> None:
    from generator.site.text import tip

    assert "<" not in str(tip('<img src=x onerror=alert(1)> "да"').unescape())
