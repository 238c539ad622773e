"""The reader's own lanes: a tint, a darker title, a thick frame; seen without colour too."""

import re

import pytest

from generator.diagram.layout import layout
from generator.diagram.manner import Manner
from generator.diagram.markup import num
from generator.diagram.palette import PRINT
from generator.diagram.png import paper_svg
from tests.generator.diagram.samples import proposal
from tests.generator.diagram.test_palette import PALETTES, TEXT, contrast, luminance


@pytest.mark.parametrize("vertical", [False, True])
def test_the_whole_lane_is_tinted_and_framed(vertical: bool) -> None:  # noqa: FBT001 - a test parameter
    geometry = layout(proposal(), Manner(vertical=vertical))
    lane = geometry.lanes[1]
    text = paper_svg(geometry, highlight=frozenset({lane.lane.id, "nobody"}))
    for css, rect in (("lane mine", lane.rect), ("pool mine-title", lane.header), ("mine-frame", lane.rect)):
        at = f'x="{num(rect.x)}" y="{num(rect.y)}" width="{num(rect.width)}" height="{num(rect.height)}"'
        assert re.findall(rf'<rect class="{css}" ([^/]*)/>', text) == [at]
    # Lines and operations are drawn over the frame, never under it.
    assert text.index('class="mine-frame"') < text.index('class="flow"')
    assert 'class="lane mine"' not in paper_svg(geometry)


@pytest.mark.parametrize("name", PALETTES)
def test_words_are_read_on_it_and_a_monochrome_printer_shows_it(name: str) -> None:
    palette = PALETTES[name]
    assert contrast(palette.text, palette.mine) >= TEXT
    assert contrast(palette.text, palette.mine_title) >= TEXT
    assert luminance(PRINT.mine_title) < luminance(PRINT.mine) < luminance(PRINT.lane) - 0.1
