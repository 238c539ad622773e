"""Checking pages of any make: what is loaded must be there, and odd markup stops nothing."""

import pytest

from generator.artifact import Artifact
from generator.site.engine.verify import verify


def told(markup: str | bytes, *others: str) -> list[str]:
    content = markup if isinstance(markup, bytes) else markup.encode()
    files = [Artifact("a/page.html", content), *(Artifact(name, b"") for name in others)]
    return [finding.message for finding in verify(files)]


@pytest.mark.parametrize(
    "markup",
    ['<img src="x.png">', '<img srcset="x.png 1x, x.png 2x">', '<link rel="stylesheet" href="x.png?v=1">'],
)
def test_a_file_that_is_loaded_must_be_there(markup: str) -> None:
    assert told(markup) == ["страница загружает «a/x.png», а такого файла на сайте нет"]
    assert told(markup, "a/x.png") == []


@pytest.mark.parametrize(
    "markup", ['<img src="data:image/png;base64,AAAA">', "<img src>", '<img src="http://[">', "<p>я".encode("cp1251")]
)
def test_odd_addresses_and_letters_stop_nothing(markup: str | bytes) -> None:
    assert told(markup) == []


def test_a_declaration_that_is_none_hides_nothing() -> None:
    assert told("<![bad[x]]><a href='none.html'>") == ["ссылка «none.html» ведёт в никуда"]
