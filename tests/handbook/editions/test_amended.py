"""An edition compared with the next one: its own number, order and days are no change, anything like them is."""

from datetime import date

import pytest

from handbook.editions.amended import amended
from handbook.editions.approved import Approved, Clause


def kept(text: str, edition: int, order: str, on: date) -> Approved:
    """Return an edition of one clause."""
    return Approved("process", "prodat", "Продать", "РП-1", edition, order, on, on, "", (), (Clause("1.1", text),))


def changed(before: str, after: str, orders: tuple[str, str] = ("4", "42-К")) -> bool:
    """Tell whether two editions, the first and the twelfth, say different things."""
    old = kept(before, 1, orders[0], date(2026, 5, 2))
    return bool(amended(old, kept(after, 12, orders[1], date(2026, 6, 3))))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Введён приказом № 4", "Введён приказом № 42-К"),
        ("Приказ № 4 от 02.05.2026", "Приказ № 42-К от 03.06.2026"),
        ("Действует с 2 мая 2026 г.", "Действует с 3 июня 2026 г."),
        ("РП-1, редакция 1", "РП-1, редакция 12"),
    ],
)
def test_what_an_edition_calls_itself_is_no_change(before: str, after: str) -> None:
    assert not changed(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("По форме № 45", "По форме № 425"),
        ("По приказу № 4/1", "По приказу № 42-К/1"),
        ("Сдать 12 мая 2026 г.", "Сдать 13 июня 2026 г."),
        ("Редакция 11 справочника", "Редакция 121 справочника"),
    ],
)
def test_what_only_begins_like_a_name_of_the_edition_is_a_change(before: str, after: str) -> None:
    assert changed(before, after)


def test_a_document_without_an_order_keeps_its_numbers() -> None:
    assert changed("По форме № 5", "По форме 5", orders=("", ""))
