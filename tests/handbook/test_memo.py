"""What is worked out from a handbook once."""

import gc
import weakref
from pathlib import Path

from handbook.book import Handbook
from handbook.memo import once
from handbook.model.company import Company


def empty(name: str) -> Handbook:
    return Handbook(root=Path(), company=Company(name=name, short_name=name, city="Тула", head="x"))


def test_each_handbook_is_asked_once_and_may_go() -> None:
    asked: list[str] = []

    @once
    def told(book: Handbook) -> str:
        asked.append(book.company.name)
        return book.company.name

    first, second = empty("А"), empty("Б")
    assert [told(first), told(second), told(first)] == ["А", "Б", "А"]
    assert asked == ["А", "Б"]
    gone = weakref.ref(first)
    del first
    gc.collect()
    assert gone() is None
    assert told(empty("В")) == "В"
