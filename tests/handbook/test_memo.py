"""What is worked out from a handbook once."""

import gc
import weakref
from pathlib import Path

from handbook.book import Handbook
from handbook.memo import of_record, once
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


def test_each_record_is_asked_once_and_may_go() -> None:
    asked: list[str] = []

    @of_record
    def told(company: Company) -> str:
        asked.append(company.name)
        return company.name

    first, same = empty("А").company, empty("А").company
    assert [told(first), told(first), told(same)] == ["А", "А", "А"]
    assert asked == ["А", "А"], "records are told apart by what they are, not by what they say"
    gone = weakref.ref(first)
    del first
    gc.collect()
    assert gone() is None
    assert [told(empty(name).company) for name in "БВГ"] == ["Б", "В", "Г"]
