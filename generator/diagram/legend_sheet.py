"""The legend as a picture for paper: signs with their meanings side by side, as many in a row as the page is wide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.diagram import markup
from generator.diagram.flow import Flow
from generator.diagram.geometry import Align, Rect, Text
from generator.diagram.labels import SMALL
from generator.diagram.legend import ROOM, Sign, legend
from generator.diagram.measure import wrap
from generator.diagram.palette import PRINT
from generator.diagram.png import DPI, rasterise
from generator.diagram.svg import NAMESPACE
from generator.diagram.svg_style import style

#: How much smaller than in the drawing a sign stands here.
_SCALE = 0.45
_COLUMN, _GAP, _BETWEEN = 160.0, 6.0, 3.0
_NAME = "dg-legend"
#: What a page says at length, and what paper has room for.
SHORT = {
    "Начало: пришло сообщение": "Начало по сообщению",
    "Одно из начал: наступило условие": "Начало по условию",
    "Завершение: толстое кольцо": "Завершение",
    "Завершение: отправлено сообщение": "Завершение сообщением",
    "Операция; у каждой своя страница": "Операция",
    "Другой процесс со своей схемой": "Другой процесс",
    "Выбор: дальше одним из путей": "Выбор одного пути",
    "Все пути сразу, дальше — когда пройдены все": "Все пути сразу",
    "Один или несколько путей сразу": "Один или несколько путей",
    "Срок вышел: операция прерывается": "Срок вышел, операция прервана",
    "Срок вышел: операция продолжается, рядом начинается ещё одна": "Срок вышел, операция продолжается",
    "Что делают дальше": "Дальше",
    "Обычный путь: по нему идут, если не выполнено условие других ветвей": "Обычный путь",
    "Сообщение: от кружка к стрелке": "Сообщение",
    "Документ, который готовит операция": "Документ операции",
    "Контрольная точка: сведения уходят руководителю": "Контрольная точка",
}
_PIXELS_PER_MM = 96 / 25.4


@dataclass(frozen=True, slots=True)
class LegendSheet:
    """A legend for paper.

    Attributes:
        svg: The picture, with fixed colours.
        width: Its width in CSS pixels.
        height: Its height.
        words: The same in words.
    """

    svg: str
    width: float
    height: float
    words: str

    def png(self) -> bytes:
        """The picture at its size on paper."""
        return rasterise(self.svg, DPI)


def legend_sheet(flows: Iterable[Flow], room: float, *, highlight: bool = False) -> LegendSheet:
    """The legend of several drawings: each of their signs once.

    Args:
        flows: What is drawn.
        room: Width of the page, millimetres.
        highlight: Whether a lane of theirs is highlighted.
    """
    signs = {sign.words: sign for flow in flows for sign in legend(flow)}
    shown = [*([_mine()] if highlight else []), *signs.values()]
    width = room * _PIXELS_PER_MM
    columns = min(max(int(width // _COLUMN), 1), len(shown) or 1)
    column = width / columns
    small = ROOM[0] * _SCALE, ROOM[1] * _SCALE
    blocks = [wrap(_words(sign), column - small[0] - 2 * _GAP, SMALL) for sign in shown]
    body: list[str] = []
    top = 0.0
    for start in range(0, len(shown), columns):
        row = list(zip(shown, blocks, strict=True))[start : start + columns]
        height = max([small[1], *(block.height for _, block in row)])
        for at, (sign, block) in enumerate(row):
            left, middle = at * column, top + height / 2
            place = f"translate({markup.num(left)} {markup.num(middle - small[1] / 2)}) scale({_SCALE})"
            rect = Rect(left + small[0] + _GAP, middle - block.height / 2, block.width, block.height)
            body.append(f'<g transform="{place}">{sign.body}</g>')
            body.append(markup.text(Text(block.lines, rect, SMALL, Align.START)))
        top += height + _BETWEEN
    size = f'width="{markup.num(width)}" height="{markup.num(top)}"'
    box = f'viewBox="0 0 {markup.num(width)} {markup.num(top)}"'
    head = f'<svg xmlns="{NAMESPACE}" id="{_NAME}" {size} {box}>{style(_NAME, standalone=True, palette=PRINT)}'
    return LegendSheet("\n".join((head, *body, "</svg>")), width, top, "; ".join(map(_words, shown)))


def _words(sign: Sign) -> str:
    return SHORT.get(sign.words, sign.words)


def _mine() -> Sign:
    """A lane of the reader."""
    band = Rect(3, 8, ROOM[0] - 6, ROOM[1] - 16)
    title = Rect(band.x, band.y, 14, band.height)
    body = markup.box(band, "lane mine") + markup.box(title, "pool mine-title") + markup.box(band, "mine-frame")
    return Sign(body, "Дорожка работника")
