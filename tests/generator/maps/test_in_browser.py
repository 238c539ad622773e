"""Every map the product ships in a real browser: no word sticks out of its shape, in light and in dark."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagram.palette import DARK, LIGHT
from tests.generator.browser import chromium
from tests.generator.maps.companies import hostile, pictures, sample

pytestmark = pytest.mark.program("chromium")

FONTS = Path(__file__).resolve().parents[3] / "generator" / "diagram" / "fonts"
#: The page's own font stack, and the bundled font for a machine that has none of it.
OURS = "".join(
    f"@font-face{{font-family:Ours;font-weight:{weight};src:url('{(FONTS / name).as_uri()}')}}"
    for weight, name in ((400, "ReglamentSans-Regular.ttf"), (700, "ReglamentSans-Bold.ttf"))
)
STACKS = ("", f"{OURS} svg text{{font-family:Ours !important}}")
CLIPPED = """
document.fonts.ready.then(() => {
  const out = (inner, outer) => inner.x < outer.x - 0.6 || inner.y < outer.y - 0.6 ||
    inner.x + inner.width > outer.x + outer.width + 0.6 || inner.y + inner.height > outer.y + outer.height + 0.6;
  const found = [];
  for (const svg of document.querySelectorAll('svg')) {
    const whole = {x: 0, y: 0, width: svg.viewBox.baseVal.width, height: svg.viewBox.baseVal.height};
    for (const text of svg.querySelectorAll('text')) {
      const group = text.closest('a, g');
      const shape = group && group.querySelector('.shape');
      const free = svg.id.startsWith('dg-map-2d-funnel-2d-shape') && text.getAttribute('text-anchor') !== 'middle';
      const outer = free || !shape ? whole : shape.getBBox();
      if (out(text.getBBox(), outer)) found.push(svg.id + ': ' + text.textContent);
    }
  }
  return [found, document.querySelectorAll('svg text').length,
          getComputedStyle(document.querySelector('svg text')).fill];
})
"""


def rgb(colour: str) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"


def test_no_text_sticks_out_of_its_shape(tmp_path: Path) -> None:
    drawn = [*pictures(sample()), *pictures(hostile(tmp_path))]
    body = "\n".join(one.svg for one in drawn)
    with chromium() as browser:
        for number, stack in enumerate(STACKS):
            for scheme, palette in (("default", LIGHT), ("slate", DARK)):
                page = tmp_path / f"maps-{number}-{scheme}.html"
                page.write_text(
                    f'<!doctype html><meta charset="utf-8"><style>{stack}</style>'
                    f'<body data-md-color-scheme="{scheme}">{body}',
                    encoding="utf-8",
                )
                browser.open(page)
                clipped, texts, fill = browser.run(CLIPPED)
                assert clipped == []
                assert texts > 1000
                assert fill == rgb(palette.text)
