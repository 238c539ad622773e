"""Two wordings as runs of a Word paragraph: what is gone is struck through, what has come is underlined."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from generator.word.words import legible
from handbook.editions.redline import Piece

_STRUCK, _UNDERLINED = Markup("<w:strike/>"), Markup('<w:u w:val="single"/>')
_NOTED, _PLAIN = Markup("<w:i/>"), Markup("")
_RUN = Markup('<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>')
#: A template prints it instead of text: the run it stands in is closed, and another is opened behind it.
_WHOLE = Markup('</w:t></w:r>{runs}<w:r><w:t xml:space="preserve">')


def before(pieces: Sequence[Piece]) -> Markup:
    """The earlier wording."""
    return _cell([run for one in pieces for run in _marked(one.before, _STRUCK, stays=one.stays)])


def after(pieces: Sequence[Piece]) -> Markup:
    """The later wording."""
    return _cell([run for one in pieces for run in _marked(one.after, _UNDERLINED, stays=one.stays)])


def noted(text: str) -> Markup:
    """A remark in place of a wording."""
    return _cell([(_NOTED, text)])


def _marked(text: str, mark: Markup, *, stays: bool) -> list[tuple[Markup, str]]:
    """A stretch of text; spaces at the ends of a change bear no line."""
    words = text.strip()
    if stays or not words:
        return [(_PLAIN, text)]
    head, _, tail = text.partition(words)
    return [(_PLAIN, head), (mark, words), (_PLAIN, tail)]


def _cell(runs: Sequence[tuple[Markup, str]]) -> Markup:
    made = (_RUN.format(properties=properties, text=legible(text)) for properties, text in runs if text)
    return _WHOLE.format(runs=Markup("").join(made))
