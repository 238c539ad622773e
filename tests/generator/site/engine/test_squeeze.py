"""Room between tags goes, as a pattern would take it out, and nothing else does."""

import re

import pytest

from generator.site.engine.squeeze import squeezed

_GAP = re.compile(r"[ \t\r\f]*\n[ \t\r\n\f]*")
_EDGE = re.compile(r"(?<=>)\s+|\s+(?=<)")
PIECES = (
    "",
    "\n",
    "  x  ",
    " \n ",
    "<b>\n  слово \n\n\t</b>",
    "a\u00a0\n\u00a0b",
    "\n\n<i> a  b </i>\r\n  c\f\n",
    "<p>1 > 2</p>\n<p> \v\n </p> ",
)


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("other", PIECES)
def test_a_gap_becomes_one_line_break(piece: str, other: str) -> None:
    kept = "<pre>\n  как \n\n  есть </pre>"
    assert squeezed(f"{piece}{kept}{other}") == f"{_GAP.sub(chr(10), piece)}{kept}{_GAP.sub(chr(10), other)}"


@pytest.mark.parametrize("piece", PIECES)
def test_around_the_content_nothing_is_left_of_it(piece: str) -> None:
    frame = f'<header class="md-header">{piece}<nav>{piece}</nav> <div class="md-content'
    assert squeezed(f'<body>\n  {frame}"> x</div>') == f'<body>\n{_GAP.sub(chr(10), _EDGE.sub("", frame))}"> x</div>'
