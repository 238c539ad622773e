"""Pages that became too heavy go on: each part fits, links arrive, the reader is told where the rest is."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from lxml import html

from generator.artifact import Artifact
from generator.site import continued, paths
from generator.site.frame import weight
from generator.site.given import Given
from generator.site.maker import Maker, maker
from generator.site.nav import nav
from handbook.book import Handbook
from handbook.read import read
from tests.generator.site.building import ROOT, Built

_CLAUSE = (
    '<div class="rg-clause" id="p-{0}">\n<p class="rg-clause__number"><a href="#p-{0}">{0}</a></p>\n'
    '<p><a class="rg-term" href="../glossary.html#term-a"{1}>Слово</a> и <a href="#p-1">первый</a> {2}</p>\n</div>'
)


def _page(clauses: int) -> Artifact:
    tip = ' title="Что значит"'
    rows = "\n".join(_CLAUSE.format(number, "" if number else tip, "дело " * 40) for number in range(clauses))
    end = '<h2 id="konec">Конец</h2>\n\nВсё\n'
    text = f'# Правила\n\n<p class="rg-lead">Зачем</p>\n\n## Пункты {{ #punkty }}\n\n{rows}\n\n{end}'
    return Artifact("documents/pravila.md", f'{text}\n<div class="rg-foot">\n<p>Владелец</p>\n</div>\n'.encode())


@pytest.fixture(scope="module")
def book() -> Handbook:
    return read(ROOT).handbook


@pytest.fixture(scope="module")
def made(book: Handbook) -> Maker:
    return maker(book, None, Given())


@pytest.fixture(scope="module")
def parts(made: Maker) -> dict[str, str]:
    return {one.path: one.content.decode() for one in continued.whole(made, lambda: _page(400))}


def test_a_light_page_is_left_alone(made: Maker) -> None:
    page = _page(3)

    assert list(continued.whole(made, lambda: page)) == [page]


def test_every_part_fits(made: Maker, parts: dict[str, str]) -> None:
    assert len(parts) > 3
    for text in parts.values():
        assert weight(made.book, "documents/pravila.md", text) <= continued.MOST


def test_every_anchor_stays_on_the_first_page_and_leads_to_where_it_went(parts: dict[str, str]) -> None:
    first, *others = parts.items()
    trees = {paths.html(path): html.fromstring(text) for path, text in parts.items()}

    for path, text in others:
        for anchor in re.findall(r'<(?:div class="rg-clause"|h2) id="([^"]+)"', text):
            ((link,),) = [[one.get("href")] for one in html.fromstring(first[1]).xpath(f'//a[@id="{anchor}"]')]
            goal, _, place = link.partition("#")
            assert f"documents/{goal}" == paths.html(path)
            assert trees[paths.html(path)].xpath(f'//*[@id="{place}"]')


def test_links_within_the_page_lead_to_the_right_part(parts: dict[str, str]) -> None:
    *_, last = parts.values()

    assert '<a href="pravila.html#p-1">первый</a>' in last
    assert 'href="#p-1"' not in last


def test_every_part_explains_a_term_once(parts: dict[str, str]) -> None:
    assert [text.count('title="Что значит"') for text in parts.values()] == [1] * len(parts)


def test_every_part_leads_to_all_others_and_on(parts: dict[str, str]) -> None:
    names = [paths.html(path).removeprefix("documents/") for path in parts]
    for number, text in enumerate(parts.values(), 1):
        (way,) = html.fromstring(text).xpath('//nav[@class="rg-parts"]')
        found = set(way.xpath(".//li/a/@href"))
        assert found == {*names} - {names[number - 1]}
        assert ("rg-onward" in text) == (number < len(parts))
        assert text.count("rg-foot") == 1


def test_the_menu_has_the_parts_right_after_their_page(book: Handbook) -> None:
    page = next(path for path in _leaves(nav(book)) if path.startswith("documents/") and "index" not in path)
    goes_on = [paths.continued(page, 2), paths.continued(page, 10), paths.continued(page, 3)]

    leaves = list(_leaves(nav(book, (), goes_on)))

    at = leaves.index(page)
    assert leaves[at + 1 : at + 4] == [goes_on[0], goes_on[2], goes_on[1]]


def test_every_page_of_the_sample_is_light(sample: Built) -> None:
    for path in sample.result.files:
        if path.endswith(".html"):
            assert (sample.site / path).stat().st_size <= 60 * 1024, path


def _leaves(items: object) -> Iterator[str]:
    if isinstance(items, str):
        yield items
    elif isinstance(items, dict):
        for one in items.values():
            yield from _leaves(one)
    elif isinstance(items, list):
        for one in items:
            yield from _leaves(one)
