from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.source.edit import Edit, EditError, Insert, Remove, Set, apply
from handbook.source.editing import roundtrip, splice
from handbook.source.editing.records import at, difference, edited, same
from handbook.source.editing.tree import find, tree
from handbook.source.yaml12 import Pointer, load

Data: TypeAlias = Any
SAMPLE = Path(__file__).parents[3] / "regulations"

OPERATION = """\
# Шапка файла.
id: soglasovat-kp   # ключ
title: Согласовать КП
count: 3
times: "18:00"
single: 'в одинарных'
owner: menedzher  # кто отвечает
crm: {stage: Согласование, fields: [Сумма, Срок]}
tools: [CRM, Почта]
steps:
  # первый шаг
  - text: >-
      Позвоните в назначенное время. Клиент не ответил — напишите и перезвоните на следующий день в другое время, а
      затем запишите в карточку, что он сказал и к какому дню обещал решить, и поставьте себе дело на этот день с
      напоминанием за час.
    duration: 20 мин
  - text: Короткий шаг
    note: |-
      Первая строка
      вторая строка

  - {text: В скобках, role: rop}
source:
  document: reglament
  clause: "3.2"
empty:
# Конец файла.
"""


def lines_changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """Lines that are gone and lines that have come."""
    old, new = before.splitlines(), after.splitlines()
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    return old, new


class TestScalars:
    @pytest.mark.parametrize(
        ("edit", "before", "after"),
        [
            (Set(("title",), "Согласовать цену"), "title: Согласовать КП", "title: Согласовать цену"),
            (Set(("title",), "Цена: согласовать"), "title: Согласовать КП", 'title: "Цена: согласовать"'),
            (Set(("title",), "no"), "title: Согласовать КП", 'title: "no"'),
            (Set(("title",), "19:30"), "title: Согласовать КП", 'title: "19:30"'),
            (Set(("title",), "3.2"), "title: Согласовать КП", 'title: "3.2"'),
            (Set(("title",), None), "title: Согласовать КП", "title: null"),
            (Set(("title",), dt.date(2026, 1, 31)), "title: Согласовать КП", "title: 2026-01-31"),
            (Set(("count",), 4), "count: 3", "count: 4"),
            (Set(("count",), 2.5), "count: 3", "count: 2.5"),
            (Set(("count",), value=True), "count: 3", "count: true"),
            (Set(("times",), "19:00"), 'times: "18:00"', 'times: "19:00"'),
            (Set(("times",), 'с "кавычками"'), 'times: "18:00"', 'times: "с \\"кавычками\\""'),
            (Set(("single",), "it's"), "single: 'в одинарных'", "single: 'it''s'"),
            (Set(("owner",), "rop"), "owner: menedzher  # кто отвечает", "owner: rop  # кто отвечает"),
            (Set(("owner",), ["a", "b"]), "owner: menedzher  # кто отвечает", "owner: [a, b]  # кто отвечает"),
            (Set(("source", "clause"), "3.3"), '  clause: "3.2"', '  clause: "3.3"'),
            (
                Set(("steps", 2, "role"), "a, b"),
                "  - {text: В скобках, role: rop}",
                '  - {text: В скобках, role: "a, b"}',
            ),
            (Set(("empty",), "уже нет"), "empty:", "empty: уже нет"),
        ],
    )
    def test_only_its_line_changes(self, edit: Edit, before: str, after: str) -> None:
        assert lines_changed(OPERATION, apply(OPERATION, [edit])) == ([before], [after])

    def test_a_comment_stays_when_the_new_text_is_long(self) -> None:
        made = apply(OPERATION, [Set(("owner",), "слово " * 30 + "конец")])
        assert made.count("# кто отвечает") == 1
        assert len(lines_changed(OPERATION, made)[1]) == 1

    def test_a_long_text_is_folded(self) -> None:
        _, new = lines_changed(OPERATION, apply(OPERATION, [Set(("title",), "слово " * 30 + "конец")]))
        assert new[0] == "title: >-"
        assert all(len(line) <= 118 for line in new)

    def test_a_text_of_several_lines_is_literal(self) -> None:
        _, new = lines_changed(OPERATION, apply(OPERATION, [Set(("title",), "первая\n\nвторая")]))
        assert new == ["title: |-", "  первая", "", "  вторая"]


class TestBlocks:
    def test_a_word_of_a_folded_text_changes_its_line_only(self) -> None:
        text = load(OPERATION)[0]["steps"][0]["text"]
        made = apply(OPERATION, [Set(("steps", 0, "text"), text.replace("карточку", "дело"))])
        line = "      затем запишите в {}, что он сказал и к какому дню обещал решить, и поставьте себе дело на этот день с"  # noqa: E501 - a line of the text above
        assert lines_changed(OPERATION, made) == ([line.format("карточку")], [line.format("дело")])

    def test_a_long_addition_is_wrapped_and_the_rest_stays(self) -> None:
        text = load(OPERATION)[0]["steps"][0]["text"]
        made = apply(OPERATION, [Set(("steps", 0, "text"), text.replace("в карточку", "в карточку " + "слово " * 20))])
        old, new = lines_changed(OPERATION, made)
        assert len(old) == 1
        assert len(new) == 3
        assert all(len(line) <= 118 for line in new)

    def test_a_line_of_a_literal_text(self) -> None:
        made = apply(OPERATION, [Set(("steps", 1, "note"), "Первая строка\nтретья строка")])
        assert lines_changed(OPERATION, made) == (["      вторая строка"], ["      третья строка"])

    def test_a_folded_text_of_several_paragraphs_becomes_literal(self) -> None:
        made = apply(OPERATION, [Set(("steps", 0, "text"), "Раз\nДва")])
        assert "  - text: |-\n      Раз\n      Два\n    duration" in made

    def test_a_text_no_block_can_hold_is_quoted(self) -> None:
        made = apply(OPERATION, [Set(("steps", 0, "text"), " с пробелом впереди\n")])
        assert '  - text: " с пробелом впереди\\n"\n    duration' in made


class TestKeys:
    def test_a_key_is_added_behind_another(self) -> None:
        made = apply(OPERATION, [Set(("short",), "Согласовать", after="title")])
        assert lines_changed(OPERATION, made) == ([], ["short: Согласовать"])
        assert "title: Согласовать КП\nshort: Согласовать\ncount" in made

    def test_a_key_is_added_at_the_end_of_its_record(self) -> None:
        made = apply(OPERATION, [Set(("source", "page"), 7), Set(("last",), [])])
        assert '  clause: "3.2"\n  page: 7\nempty:\nlast: []\n# Конец файла.\n' in made

    def test_a_key_is_added_behind_a_block_of_text(self) -> None:
        made = apply(OPERATION, [Set(("steps", 1, "role"), "rop", after="note")])
        assert "      вторая строка\n    role: rop\n\n  - {text" in made

    def test_mappings_on_the_way_are_made(self) -> None:
        made = apply(OPERATION, [Set(("load", "per", "what"), "week", after="x")])
        assert load(made)[0]["load"] == {"per": {"what": "week"}}

    def test_a_key_in_brackets(self) -> None:
        made = apply(OPERATION, [Set(("crm", "why"), "a: b", after="stage"), Remove(("steps", 2, "text"))])
        assert 'crm: {stage: Согласование, why: "a: b", fields: [Сумма, Срок]}' in made
        assert "  - {role: rop}\n" in made

    def test_a_key_is_removed_with_its_lines(self) -> None:
        made = apply(OPERATION, [Remove(("steps", 0, "text")), Remove(("source", "clause")), Remove(("single",))])
        assert "  - duration: 20 мин\n" in made
        assert "source:\n  document: reglament\nempty:" in made
        assert "single" not in made

    def test_the_only_key_leaves_brackets(self) -> None:
        made = apply(OPERATION, [Remove(("source", "clause")), Remove(("source", "document"))])
        assert "source: {}\n" in made


class TestItems:
    def test_in_brackets(self) -> None:
        edits = [Insert(("tools",), "Телефон"), Insert(("tools",), "Чат, свой", 0), Remove(("tools", 1))]
        assert 'tools: ["Чат, свой", Почта, Телефон]' in apply(OPERATION, edits)

    def test_in_a_block(self) -> None:
        made = apply(OPERATION, [Insert(("steps",), {"text": "Новый"}, 1), Remove(("steps", 2))])
        assert "    duration: 20 мин\n  - {text: Новый}\n\n  - {text: В скобках, role: rop}\n" in made

    def test_at_the_end_of_a_file_without_a_line_break(self) -> None:
        assert apply("a:\n  - b", [Insert(("a",), "c")]) == "a:\n  - b\n  - c"
        assert apply("a:\n  - b\n  - c", [Remove(("a", 1))]) == "a:\n  - b"

    def test_the_only_item_leaves_brackets(self) -> None:
        assert apply("a:\n  - b\nc: d\n", [Remove(("a", 0))]) == "a: []\nc: d\n"

    def test_setting_a_list_changes_what_differs(self) -> None:
        steps = load(OPERATION)[0]["steps"]
        made = apply(OPERATION, [Set(("steps",), [*steps[:2], {"text": "В скобках", "role": "kam"}])])
        assert lines_changed(OPERATION, made) == (
            ["  - {text: В скобках, role: rop}"],
            ["  - {text: В скобках, role: kam}"],
        )


class TestBytes:
    def test_windows_ends_of_lines_and_the_mark_stay(self) -> None:
        text = "\ufeff" + OPERATION.replace("\n", "\r\n")
        edits = [Set(("title",), "первая\nвторая"), Insert(("steps",), {"text": "слово " * 40 + "конец"})]
        made = apply(text, edits)
        assert made.startswith("\ufeff")
        assert "\n" not in made.replace("\r\n", "")
        assert same(load(made[1:])[0], load(apply(OPERATION, edits))[0])

    def test_no_edit_no_change(self) -> None:
        assert (
            apply(OPERATION, [Set(("title",), "Согласовать КП"), Set(("source",), load(OPERATION)[0]["source"])])
            == OPERATION
        )


class TestUnusual:
    def test_a_shape_the_splice_does_not_know_is_read_and_written_anew(self) -> None:
        text = "a:\n- - b\n  - c\n# конец\n"
        made = apply(text, [Set(("a", 0), ["x"])])
        assert load(made)[0] == {"a": [["x"]]}
        assert "# конец" in made

    def test_an_anchored_value_is_not_edited_for_all_its_places(self) -> None:
        text = "a: &x {b: 1}\nc: *x\n"
        with pytest.raises(EditError, match=r"a\.b"):
            apply(text, [Set(("a", "b"), 2)])

    @pytest.mark.parametrize("edit", [Set(("steps", 9), "x"), Remove(("none",)), Insert(("title",), "x"), Set((), {})])
    def test_a_pointer_that_leads_nowhere(self, edit: Edit) -> None:
        with pytest.raises(EditError):
            apply(OPERATION, [edit])


TEXTS = st.one_of(
    st.sampled_from(
        ["no", "18:00", "null", "~", "1.0", "2026-01-01", "- тире", "ключ: текст", "# знак", "", " ", "a, b"]
    ),
    st.text(st.sampled_from("абв -:#'\"[]{},&*!|>%@`\n\té😀\u00a0x1"), max_size=30),
    st.lists(st.sampled_from(["слово", "ещё", "длинное-слово", "«да»"]), min_size=1, max_size=60).map(" ".join),
)
SCALARS = st.one_of(TEXTS, st.integers(-5, 99), st.booleans(), st.none(), st.dates(), st.floats(-9, 9))
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["id", "to", "ключ", "no"]), inner, max_size=3)
    ),
    max_leaves=4,
)


@cache
def sources() -> tuple[str, ...]:
    found = [path.read_bytes().decode() for path in sorted(SAMPLE.rglob("*.yaml")) if path.parent.name != ".schema"]
    return tuple(found)


def pointers(data: Data, here: Pointer = ()) -> list[Pointer]:
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [here] * bool(here) + [pointer for key, value in items for pointer in pointers(value, (*here, key))]


@st.composite
def edits(draw: st.DrawFn, data: Data) -> Edit:
    pointer = draw(st.sampled_from(pointers(data)))
    value = at(data, pointer)
    kinds = ["set", "remove"] + ["insert"] * isinstance(value, list) + ["add"] * isinstance(value, dict)
    match draw(st.sampled_from(kinds)):
        case "remove":
            return Remove(pointer)
        case "insert":
            return Insert(pointer, draw(VALUES), draw(st.none() | st.integers(0, len(value))))
        case "add":
            return Set((*pointer, "novyj"), draw(VALUES), draw(st.none() | st.sampled_from([*value, "нет такого"])))
    return Set(pointer, draw(VALUES))


class TestAnyEdit:
    @settings(max_examples=300, deadline=None)
    @given(data=st.data())
    def test_the_text_reads_as_the_data_edited_and_the_rest_stays(self, data: st.DataObject) -> None:
        text = data.draw(st.sampled_from(sources()))
        if data.draw(st.booleans()):
            text = text.replace("\n", "\r\n")
        before, _ = load(text)
        edit = data.draw(edits(before))
        with patch("handbook.source.edit.roundtrip", side_effect=roundtrip.roundtrip) as slow:
            made = apply(text, [edit])
        assert same(load(made)[0], edited(before, edit))
        if not slow.called:
            old, _ = lines_changed(text, made)
            assert len(old) <= self.lines_of(text, edit) + 1

    @staticmethod
    def lines_of(text: str, edit: Edit) -> int:
        """How many lines the record takes that is edited: what changes may not be more."""
        root = tree(text)
        assert root is not None
        pointer = edit.pointer
        way = find(root, pointer) or find(root, pointer[:-1])
        assert way is not None
        start = (way.key or way.node).start
        return text.count("\n", 0, max(way.node.end, start)) - text.count("\n", 0, start) + 1

    @settings(max_examples=200, deadline=None)
    @given(old=VALUES, new=VALUES)
    def test_the_difference_leads_from_one_value_to_the_other(self, old: Data, new: Data) -> None:
        data = {"a": old}
        for edit in difference({"a": old}, {"a": new}):
            data = edited(data, edit)
        assert same(data, {"a": new})


def test_the_slow_way_is_seldom_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every scalar of the sample is edited in place."""

    def refuse(*_: object) -> str:
        raise AssertionError("slow")

    monkeypatch.setattr("handbook.source.edit.roundtrip", refuse)
    made = 0
    for text in sources()[::3]:
        data, _ = load(text)
        for pointer in pointers(data)[::9]:
            if isinstance(at(data, pointer), str):
                longer = f"{at(data, pointer)} и ещё"
                assert at(load(apply(text, [Set(pointer, longer)]))[0], pointer) == longer
                made += 1
    assert made > 500


def test_both_ways_are_there() -> None:
    edit = Set(("a",), 2)
    assert splice.splice("a: 1\n", edit) == roundtrip.roundtrip("a: 1\n", edit) == "a: 2\n"
