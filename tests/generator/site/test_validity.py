"""Pages are valid HTML, as the checker of the W3C sees it; the theme's own faults are mended on the way."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.site.engine.tidy import tidy
from tests.conftest import node_program
from tests.generator.site.building import Built
from tests.generator.site.visitor import kinds


def errors(folder: Path) -> list[str]:
    """What the checker calls an error, each once with the page it was seen on first."""
    checker = node_program("vnu-jar/build/dist/vnu.jar")
    told = subprocess.run(
        ["java", "-Xss4m", "-jar", str(checker), "--errors-only", "--skip-non-html", "--format", "json", str(folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    found: dict[str, str] = {}
    for one in json.loads(told.stderr)["messages"]:
        found.setdefault(
            re.sub(r"\d+", "N", one["message"]), f"{Path(one['url']).name}: {one.get('extract', '')[:160]}"
        )
    return [f"{message} — {where}" for message, where in found.items()]


@pytest.mark.program("java")
def test_every_kind_of_page_is_valid_html(site: Built, tmp_path: Path) -> None:
    for path in kinds(site.site).values():
        goal = tmp_path / path
        goal.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(site.site / path, goal)
    assert errors(tmp_path) == []


@pytest.mark.program("java")
def test_the_checker_sees_what_is_wrong(tmp_path: Path) -> None:
    page = '<!doctype html><html lang="ru"><title>x</title><p id="a"><p id="a"><label tabindex="">y</label>'
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    assert len(errors(tmp_path)) == 2


def test_a_page_is_tidied_once(built: Built) -> None:
    for path in kinds(built.site).values():
        page = (built.site / path).read_text(encoding="utf-8")
        assert tidy(page) == page, path


def test_tidying_takes_nothing_a_person_wrote() -> None:
    page = '<p>label tabindex="" for="__toc" &lt;nav class="md-path" aria-label="Навигация"</p>'
    assert tidy(page) == page


def test_a_part_of_the_menu_is_called_by_its_title() -> None:
    page = (
        '<label class="md-nav__link " for="__nav_3" id="__nav_3_label" tabindex=""><span></span></label>'
        '<nav aria-labelledby="__nav_3_label"><label class="md-nav__title" for="__nav_3">Нормы</label></nav>'
    )
    assert tidy(page) == (
        '<label class="md-nav__link " for="__nav_3"><span></span></label>'
        '<nav aria-labelledby="__nav_3_label">'
        '<label class="md-nav__title" for="__nav_3" id="__nav_3_label">Нормы</label></nav>'
    )


def test_a_part_within_another_is_called_by_both() -> None:
    made = tidy('<nav aria-labelledby="__nav_3_label"><nav aria-labelledby="__nav_3_7_label">')
    assert made == '<nav aria-labelledby="__nav_3_label"><nav aria-labelledby="__nav_3_label __nav_3_7_label">'


def test_contents_that_are_not_there_are_not_named() -> None:
    label = '<label class="md-nav__title" for="__toc">'
    assert tidy(label) == '<label class="md-nav__title">'
    assert tidy(f'<input id="__toc">{label}') == f'<input id="__toc">{label}'
