"""A glossary of very many terms: on several pages, every link to a term leading to the right one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.artifact import Artifact
from generator.site import paths
from generator.site.continued import MOST, whole
from generator.site.frame import weight
from generator.site.given import Given
from generator.site.glossary.page import glossary_pages, glossary_paths, places
from generator.site.maker import Maker, maker
from tests.generator.site.building import company, small


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    sources = small()
    sources["glossary.yaml"]["terms"] += [
        {
            "id": f"slovo-{number}",
            "term": f"{'абвгде'[number % 6].upper()} слово {number}",
            "definition": "Смысл. " * 20,
        }
        for number in range(900)
    ]
    return maker(company(tmp_path_factory.mktemp("many"), sources), None, Given())


@pytest.fixture(scope="module")
def pages(made: Maker) -> dict[str, str]:
    return {one.path: one.content.decode() for one in whole(made, lambda: glossary_pages(made))}


def test_every_page_fits_and_every_term_is_explained_once(made: Maker, pages: dict[str, str]) -> None:
    assert tuple(pages) == glossary_paths(made.book)
    assert len(pages) > 2
    assert all(weight(made.book, paths.GLOSSARY, text) <= MOST for text in pages.values())
    explained = [found for text in pages.values() for found in re.findall(r'<div id="term-([^"]+)"', text)]
    assert sorted(explained) == sorted(made.book.terms)


def test_terms_that_explain_one_another_divide_once(tmp_path: Path) -> None:
    sources = small()
    names = [f"Д{number}" for number in range(350)]
    sources["glossary.yaml"]["terms"] += [
        {"id": f"d-{number}", "term": name, "definition": " ".join(names[number - 8 : number] or names[1:9])}
        for number, name in enumerate(names)
    ]
    dense = maker(company(tmp_path, sources), None, Given())
    made = [one.path for one in whole(dense, lambda: glossary_pages(dense))]
    assert len(made) > 1
    assert tuple(made) == glossary_paths(dense.book)


def test_letters_lead_to_where_they_begin(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        letters = re.findall(r'<a href="([^"#]*)#(bukva-\d+)">', text)
        assert len(letters) >= 6
        for page, anchor in letters:
            assert f'<h2 id="{anchor}">' in pages[page.replace(".html", ".md") or path]


def test_links_of_other_pages_follow_a_term(made: Maker) -> None:
    moved, page = next(iter(places(made.book).items()))
    text = f'<a href="../glossary.html#term-{moved}">x</a> <a href="../glossary.html#term-kp">y</a>'

    (one,) = whole(made, lambda: Artifact("operations/x.md", text.encode()))

    assert f'href="../{paths.html(page)}#term-{moved}"' in one.content.decode()
    assert f'href="../{paths.html(places(made.book).get("kp", paths.GLOSSARY))}#term-kp"' in one.content.decode()
