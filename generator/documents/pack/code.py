"""A QR code by which a sheet is checked against the document that was signed."""

from __future__ import annotations

import io

from generator.diagram.readability import A4
from generator.word.pictures import Figure

#: Pixels of one module, and how large a module is on paper, millimetres: smaller ones telephones do not read.
_SCALE, _MODULE = 8, 0.45
#: Modules of white around the code: the standard asks for four.
_QUIET = 4
_INCH = 25.4


def code(text: str, title: str) -> Figure:
    """The picture of a code.

    Args:
        text: What it says: «ДИ-03;2;5c8dce87».
        title: The line under it.
    """
    import segno

    made = segno.make(text, error="m", micro=False, encoding="utf-8")
    stream = io.BytesIO()
    made.save(stream, kind="png", scale=_SCALE, border=_QUIET)
    width, height = made.symbol_size(scale=_SCALE, border=_QUIET)
    return Figure(
        png=stream.getvalue(),
        width_px=int(width),
        height_px=int(height),
        title=title,
        alt=f"QR-код: {text}".replace("\n", ", "),
        sheet=A4[0],
        dpi=_INCH * _SCALE / _MODULE,
    )
