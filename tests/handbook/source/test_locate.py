from pathlib import Path

import pytest

from handbook.finding import Place
from handbook.source.locate import SourceFile, Spot

TEXT = """\
# Заметка
id: a
title: "Название: с двоеточием"
steps:
  - text: Первый
    role: rop
  - {text: Второй, role: client}
why: |
  Первая строка.
  Вторая, см. [[norm:n-1]] и [[norm:n-2]].
empty:
base: &base {x: 1}
one: {<<: *base, y: 2}
stage: {stage: a}
18:00: вечер
"""


def place(*pointer: str | int, on_key: bool = False, words: str | None = None, text: str = TEXT) -> Place:
    return SourceFile(Path("f.yaml"), "f.yaml", text).place(Spot("f.yaml", pointer, on_key, words))


@pytest.mark.parametrize(
    ("pointer", "on_key", "line", "column"),
    [
        ((), False, 2, 1),
        (("id",), False, 2, 5),
        (("id",), True, 2, 1),
        (("title",), False, 3, 8),
        # A list or a record is shown by its key, where the author wrote its name.
        (("steps",), False, 4, 1),
        (("steps", 0), False, 5, 5),
        (("steps", 0, "role"), False, 6, 11),
        (("steps", 0, "role"), True, 6, 5),
        (("steps", 1, "text"), False, 7, 12),
        (("steps", 1, "role"), True, 7, 20),
        (("why",), False, 8, 6),
        (("empty",), False, 11, 7),
        (("18:00",), False, 15, 8),
        (("one", "y"), False, 13, 21),
        # What came by a merge stands elsewhere: the record that took it is the nearest place.
        (("one", "x"), False, 13, 1),
        # Keys that are missing, indexes past the end and tags of unions are passed over.
        (("nothing",), False, 2, 1),
        (("steps", 0, "document"), True, 5, 5),
        (("steps", 7, "text"), False, 4, 1),
        (("steps", "operation", 0, "text"), False, 5, 11),
        (("stage", "stage", "stage"), False, 14, 16),
        (("id", 0, "x"), False, 2, 1),
    ],
)
def test_the_place_of_a_pointer(pointer: tuple[str | int, ...], on_key: bool, line: int, column: int) -> None:  # noqa: FBT001 - a case of the table
    found = place(*pointer, on_key=on_key)
    assert (found.line, found.column) == (line, column)
    assert found.excerpt == TEXT.splitlines()[line - 1]


def test_words_inside_a_long_text_are_found_where_they_stand() -> None:
    assert str(place("why", words="norm:n-1")) == "f.yaml:10:17"
    assert str(place("why", words="norm:n-2")) == "f.yaml:10:32"
    assert place("why", words="norm:n-2").excerpt == "  Вторая, см. [[norm:n-1]] и [[norm:n-2]]."


def test_words_that_only_stand_elsewhere_do_not_lead_away_from_the_value() -> None:
    assert str(place("id", words="norm:n-1")) == "f.yaml:2:5"


def test_an_empty_file_has_a_first_line() -> None:
    assert place("a", text="") == Place("f.yaml", 1, 1)
    assert place("a", text="# одни слова\n") == Place("f.yaml", 1, 1, excerpt="# одни слова")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_do_not_move_a_place(end: str) -> None:
    found = place("steps", 0, "role", text=TEXT.replace("\n", end))
    assert (found.line, found.column, found.excerpt) == (6, 11, "    role: rop")


def test_letters_beyond_the_basic_plane_count_as_one() -> None:
    found = place("a", "b", text='a: {"😀": 1, b: 2}\n')
    assert (found.line, found.column) == (1, 16)


def test_a_spot_goes_deeper() -> None:
    spot = Spot("f.yaml").at("steps", 0).at("role", on_key=True)
    assert spot == Spot("f.yaml", ("steps", 0, "role"), on_key=True)
    assert spot.at("x").on_key is False


@pytest.mark.parametrize(
    ("where", "text"),
    [
        (Place("a.yaml", 3, 7), "a.yaml:3:7"),
        (Place("a.yaml", 3), "a.yaml:3:1"),
        (Place("a.yaml"), "a.yaml"),
        (Place("deals.csv", row=12, field="Сумма"), "deals.csv, строка 12, столбец «Сумма»"),
        (Place("deals.csv", field="Сумма"), "deals.csv, столбец «Сумма»"),
    ],
)
def test_a_place_as_people_read_it(where: Place, text: str) -> None:
    assert str(where) == text
