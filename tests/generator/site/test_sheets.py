"""Cutting a page in sheets: nothing is lost, every sheet is whole HTML, cuts are where a reader would make them."""

from __future__ import annotations

import re

import pytest

from generator.site.sheets import Heading, cut

_ROWS = [f"<tr><td>Строка {number}</td></tr>" for number in range(60)]
_TABLE = [
    '<div class="rg-table"><table>',
    "<thead><tr><th>Имя</th></tr></thead>",
    "<tbody>",
    *_ROWS,
    "</tbody>",
    "</table></div>",
]
_CARDS = [
    line
    for number in range(20)
    for line in (f'<div class="rg-norm" id="n{number}">', f"<p>Почему {number}</p>", "<p>Ещё</p>", "</div>")
]
_LIST = ["<ul>", *(f"<li>Пункт {number}</li>" for number in range(60)), "</ul>"]
_PAGE = [
    "Начало",
    "",
    "## Таблица { #tab }",
    "",
    *_TABLE,
    "",
    "## Карточки",
    "",
    *_CARDS,
    "",
    "<h2>Список</h2>",
    *_LIST,
]


def _bytes(line: str) -> int:
    return len(line.encode()) + 1


def _bare(lines: list[str]) -> list[str]:
    """Lines that say something."""
    return [line for line in lines if re.sub(r"<[^>]*>", "", line).strip() and "<thead" not in line]


@pytest.mark.parametrize("room", [300, 700, 1500, 4000])
def test_nothing_is_lost_and_nothing_is_told_twice(room: int) -> None:
    sheets = cut(_PAGE, (room,), _bytes)

    assert _bare([line for sheet in sheets for line in sheet.lines]) == _bare(_PAGE)


@pytest.mark.parametrize("room", [300, 700, 1500, 4000])
def test_every_sheet_closes_what_it_opens(room: int) -> None:
    for sheet in cut(_PAGE, (room,), _bytes):
        stack: list[str] = []
        for closing, name in re.findall(r"<(/?)([a-z0-9]+)", "\n".join(sheet.lines)):
            if closing:
                assert stack.pop() == name
            else:
                stack.append(name)
        assert not stack


def test_sheets_hold_what_fits_and_a_table_keeps_its_head() -> None:
    sheets = cut(_TABLE, (900,), _bytes)

    assert len(sheets) > 2
    for sheet in sheets:
        assert sum(map(_bytes, sheet.lines)) < 1200
        assert "<thead><tr><th>Имя</th></tr></thead>" in sheet.lines


def test_a_card_is_not_cut() -> None:
    for sheet in cut(_CARDS, (250,), _bytes):
        assert sheet.lines[0].startswith('<div class="rg-norm"')


def test_a_sheet_ends_with_a_section_when_it_is_full_enough() -> None:
    page = ["## Один", "", *_LIST, "", "## Два", "", *_LIST]
    whole = sum(map(_bytes, page))

    first, second = cut(page, (int(whole * 0.7),), _bytes)

    assert (first.goes_on, first.lines[0]) == (None, "## Один")
    assert (second.goes_on, second.lines[0]) == (None, "## Два")


def test_a_sheet_says_which_section_it_goes_on_with() -> None:
    sheets = cut(["## Таблица { #tab }", "", *_TABLE], (900,), _bytes)

    assert [one.goes_on for one in sheets[1:]] == [Heading("Таблица", "tab")] * (len(sheets) - 1)


def test_a_heading_never_ends_a_sheet() -> None:
    for room in range(200, 3000, 100):
        for sheet in cut(_PAGE, (room,), _bytes):
            said = [line for line in sheet.lines if line.strip() and not line.startswith("</")]
            assert not re.match(r"## |<h2", said[-1])


def test_what_cannot_be_cut_stays_whole() -> None:
    line = "<p>" + "слово " * 500 + "</p>"

    assert [one.lines for one in cut([line], (100,), _bytes)] == [(line,)]
