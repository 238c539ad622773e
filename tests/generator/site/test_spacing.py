"""Search and screen readers see only text: neighbouring pieces must not grow together."""

from __future__ import annotations

import re
from pathlib import Path

from generator.site.pages import pages
from handbook.read import read

TREE = Path(__file__).resolve().parents[3]
_GROWN = re.compile(r"[а-яё»](?:</?(?:td|th|dt|dd|li|p|small|span|a|strong|b|div)[^>]*>)+[А-ЯЁ←→]")


def test_no_two_words_meet_without_a_space() -> None:
    book = read(TREE).handbook
    texts = {page.path: page.content.decode() for page in pages(book) if page.path.endswith(".md")}
    assert texts
    assert {path: match[0] for path, text in texts.items() if (match := _GROWN.search(text))} == {}
