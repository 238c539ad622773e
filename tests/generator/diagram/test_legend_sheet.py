"""The legend on paper: signs that occur, each once, in a picture no wider than the page."""

from generator.diagram import legend
from generator.diagram.legend_sheet import SHORT, legend_sheet
from tests.generator.diagram.samples import proposal
from tests.generator.diagram.test_svg import signs


def test_signs_of_several_drawings_are_explained_once() -> None:
    one, both = legend_sheet([proposal()], 170), legend_sheet([proposal(), signs()], 170)
    words = both.words.split("; ")
    assert len(words) == len(set(words))
    assert set(one.words.split("; ")) <= set(words)
    assert "Операция" in words
    assert "Дорожка работника" not in words
    assert legend_sheet([proposal()], 170, highlight=True).words.startswith("Дорожка работника; ")


def test_a_broader_page_has_fewer_rows() -> None:
    narrow, broad = (legend_sheet([signs()], room) for room in (170, 380))
    assert broad.height < narrow.height
    assert broad.width > narrow.width
    assert broad.height < 90


def test_short_words_are_of_signs_there_are() -> None:
    known = {*legend._EVENTS.values(), *legend._WORDS.values()}
    known |= {sign.words for sign in legend.legend(signs())}
    assert set(SHORT) - known == {"Документ, который готовит операция"} - known
