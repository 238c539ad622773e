"""Text metrics: lines fit, short words do not dangle, nothing is lost."""

import pytest

from generator.diagram.measure import Style, clean, text_width, wrap

STYLE = Style(12)


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize(
    "text",
    [
        "Подготовить и согласовать коммерческое предложение с клиентом",
        "Руководитель отдела продаж",
        "Электроэнергетика/нефтегазодобыча железнодорожно-транспортный",
        "Я" * 90,
        "a" * 90,
    ],
)
def test_every_line_fits_and_nothing_is_lost(text: str, width: int) -> None:
    block = wrap(text, width, STYLE)
    assert all(text_width(line, STYLE) <= width for line in block.lines)
    assert block.width <= width + 0.6
    letters = "".join(block.lines).replace("-", "").replace("\u00a0", "").replace(" ", "")
    assert letters == text.replace("-", "").replace(" ", "")


def test_short_words_lean_on_the_next() -> None:
    lines = wrap("Подготовить и согласовать договор с клиентом", 90, STYLE).lines
    assert not any(line.endswith((" и", " с")) for line in lines)


def test_lines_are_even() -> None:
    lines = wrap("Согласовать условия поставки", 150, STYLE).lines
    widths = [text_width(line, STYLE) for line in lines]
    assert len(lines) == 2
    assert max(widths) < 1.6 * min(widths)


def test_known_width() -> None:
    assert text_width("Клиент", Style(1000, bold=True)) == pytest.approx(3651, abs=200)
    assert text_width("00", Style(2048)) == pytest.approx(2 * 1139)


def test_clean_drops_what_xml_forbids() -> None:
    assert clean("a\x00b\n\tc\ud800\uffff\x9bd  e") == "a b c d e"
    assert clean("10\u00a0%") == "10\u00a0%"
