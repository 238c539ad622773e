from typing import Any

import pytest

from generator.doctor.yaml_tree import Item, Patch
from handbook.source.yaml12 import load

ONE = Item(("a: 1  # заметка",), "a: 1")
TWO = Item(("b: 2",), "b: 2")
WORD = Item(("слово  # заметка",), "слово")
RECORD = Item(("x: 1", "y:", "  z: 2"), "{x: 1, y: {z: 2}}")


def extended(text: str, key: str, *items: Item) -> str:
    patch = Patch(text)
    patch.extend(patch.root, key, items)
    return patch.result()


def filled(text: str, key: str, *items: Item) -> str:
    patch = Patch(text)
    patch.fill(patch.root, key, items)
    return patch.result()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("k:\n  - a  # первое\n\n# дальше\nm: 1\n", "k:\n  - a  # первое\n  - слово  # заметка\n\n# дальше\nm: 1\n"),
        ("k:\n- a\nm: 1\n", "k:\n- a\n- слово  # заметка\nm: 1\n"),
        ("k: &x\n    - a\nm: *x\n", "k: &x\n    - a\n    - слово  # заметка\nm: *x\n"),
        ("k:\n  - {a: 1}\n  - b: 2\n    c: |\n      текст\nm: 1\n",
         "k:\n  - {a: 1}\n  - b: 2\n    c: |\n      текст\n  - слово  # заметка\nm: 1\n"),
        ("k: [a, b]  # два\n", "k: [a, b, слово]  # два\n"),
        ("k: [a, b,\n]\n", "k: [a, b,\nслово]\n"),
        ("k: []\n", "k: [слово]\n"),
        ("k:\nm: 1\n", "k:\n  - слово  # заметка\nm: 1\n"),
        ("k:  # пусто\nm: 1\n", "k:  # пусто\n  - слово  # заметка\nm: 1\n"),
        ("k: a\n", "k: [a, слово]\n"),
        ("m: &x [a, 'b: c']\nk: *x\n", 'm: &x [a, \'b: c\']\nk: [a, "b: c", слово]\n'),
        ("m: 1\n# конец\n", "m: 1\n# конец\nk:\n  - слово  # заметка\n"),
        ("m: 1", "m: 1\nk:\n  - слово  # заметка\n"),
        ("---\nm: 1\n...\n", "---\nm: 1\nk:\n  - слово  # заметка\n...\n"),
        ("{m: 1}\n", "{m: 1, k: [слово]}\n"),
        ("😀: 1\nk:\n  - 😀  # 😀\nm: 2\n", "😀: 1\nk:\n  - 😀  # 😀\n  - слово  # заметка\nm: 2\n"),
    ],
)  # fmt: skip
def test_a_list_grows_where_it_stands(before: str, after: str) -> None:
    assert extended(before, "k", WORD) == after
    load(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("k:\n  c: 3\nm: 1\n", "k:\n  c: 3\n  a: 1  # заметка\n  b: 2\nm: 1\n"),
        ("k: &x\n    c: 3\nm: *x\n", "k: &x\n    c: 3\n    a: 1  # заметка\n    b: 2\nm: *x\n"),
        ("k: {c: 3}\n", "k: {c: 3, a: 1, b: 2}\n"),
        ("k: {}\n", "k: {a: 1, b: 2}\n"),
        ("k:\nm: 1\n", "k:\n  a: 1  # заметка\n  b: 2\nm: 1\n"),
        ("m: &x {c: 3}\nk: *x\n", "m: &x {c: 3}\nk: {<<: *x, a: 1, b: 2}\n"),
        ("m: 1\n", "m: 1\nk:\n  a: 1  # заметка\n  b: 2\n"),
    ],
)
def test_a_mapping_grows_where_it_stands(before: str, after: str) -> None:
    assert filled(before, "k", ONE, TWO) == after
    load(after)


def test_a_record_is_indented_as_its_list_is() -> None:
    assert extended("k:\n    - q: 1\n", "k", RECORD) == "k:\n    - q: 1\n    - x: 1\n      y:\n        z: 2\n"
    assert extended("m: 1\n", "k", RECORD) == "m: 1\nk:\n  - x: 1\n    y:\n      z: 2\n"


def test_insertions_at_one_place_keep_their_order() -> None:
    patch = Patch("k:\n  - c:\n      d: 1\n")
    owner = patch.root.children[1].children[0]
    patch.fill(owner, "c", [ONE])
    patch.extend(patch.root, "k", [WORD])
    patch.extend(patch.root, "m", [WORD])
    assert patch.result() == (
        "k:\n  - c:\n      d: 1\n      a: 1  # заметка\n  - слово  # заметка\nm:\n  - слово  # заметка\n"
    )


@pytest.mark.parametrize("text", ["", "# одни слова\n"])
def test_a_file_without_data_begins_with_what_is_added(text: str) -> None:
    data: Any = load(extended(text, "k", WORD))[0]
    assert data == {"k": ["слово"]}
