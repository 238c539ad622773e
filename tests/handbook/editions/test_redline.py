import random
from itertools import pairwise

import pytest

from handbook.editions.redline import Piece, plain, quoted, redline


def sides(pieces: tuple[Piece, ...]) -> tuple[str, str]:
    return "".join(one.before for one in pieces), "".join(one.after for one in pieces)


def changed(pieces: tuple[Piece, ...]) -> list[tuple[str, str]]:
    return [(one.before, one.after) for one in pieces if not one.stays]


def test_a_word_is_shown_and_what_is_around_it_stays() -> None:
    assert redline("Срок — не более 45 дней.", "Срок — не более 30 дней;") == (
        Piece("Срок — не более ", "Срок — не более ", stays=True),
        Piece("45", "30", stays=False),
        Piece(" дней", " дней", stays=True),
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("по «Прайсу» за 3\u00a0дня", 'по "Прайсу" за 3 дня'),
        ("Отчёт - в срок", "Отчет — в срок"),
        ("звонить клиенту;", "звонить клиенту."),
        ("звонить  клиенту ", "звонить клиенту"),
    ],
)
def test_typography_is_no_change(before: str, after: str) -> None:
    assert plain(before) == plain(after)
    assert changed(redline(before, after)) == []


@pytest.mark.parametrize("mark", [",", "!", "≤", "%", "№"])
def test_a_mark_inside_is_a_change(mark: str) -> None:
    assert plain(f"казнить{mark} нельзя") != plain("казнить нельзя")
    assert changed(redline("казнить нельзя", f"казнить{mark} нельзя")) == [("", mark)]


def test_a_short_word_between_changes_is_read_with_them() -> None:
    pieces = redline("сдать отчёт и план директору", "сдать сводку и прогноз директору")
    assert changed(pieces) == [("отчёт и план", "сводку и прогноз")]


def test_what_is_gone_or_has_come_whole() -> None:
    assert redline("звонить", "") == (Piece("звонить", "", stays=False),)
    assert redline("", "звонить") == (Piece("", "звонить", stays=False),)
    assert redline("", "") == ()


def test_dropping_what_is_new_gives_the_old_and_the_other_way_round() -> None:
    dice = random.Random(7)  # noqa: S311 - texts, no secrets
    words = ["не", "более", "45", "дней", "клиент,", "и", "«Прайс»", "—", "3\u00a0%", "отчёт;", "CRM.", "из-за"]
    for _ in range(400):
        before, after = (" ".join(dice.choices(words, k=dice.randint(0, 12))) for _ in range(2))
        pieces = redline(before, after)
        ends = " ;.,\u00a0"
        assert sides(pieces) == (before.strip().rstrip(ends), after.strip().rstrip(ends))
        assert all(plain(one.before) == plain(one.after) for one in pieces if one.stays)
        assert all(a.stays != b.stays for a, b in pairwise(pieces) if a.before and b.before)


def test_a_long_clause_is_quoted_around_its_changes() -> None:
    before = " ".join(f"слово{number}" for number in range(100))
    pieces = quoted(redline(before, before.replace("слово50", "дело")))
    was, now = sides(pieces)
    assert was.startswith("слово0 слово1 слово2 слово3 … слово42 ")
    assert was.endswith(" слово58 …")
    assert now == was.replace("слово50", "дело")
    assert quoted(redline("а б", "а в")) == redline("а б", "а в"), "a short one stays whole"


def test_the_middle_between_two_changes_is_left_out() -> None:
    before = " ".join(f"слово{number}" for number in range(60))
    pieces = quoted(redline(before, before.replace("слово0 ", "дело ").replace("слово59", "конец")), around=3)
    assert sides(pieces)[1] == "дело слово1 слово2 слово3 … слово56 слово57 слово58 конец"
