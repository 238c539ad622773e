"""Two wordings of one clause, word by word: what stays, what goes, what comes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\w+(?:[-\u2010\u2011.,]\w+)*|[^\w\s]|\s+")
_SPACES = re.compile(r"\s+")
_MARKS = str.maketrans(
    {
        **dict.fromkeys("«»„“”‟\"'’", '"'),
        **dict.fromkeys("—–−‐‑", "-"),
        "ё": "е",
        "Ё": "Е",
        "\u00ad": None,
    }
)
#: A word that stays between two that change is read with them, unless it is longer than this many letters.
_SHORT = 3
#: Words shown on either side of a change in a long clause, and at its beginning; how many words make a clause long.
AROUND, OPENING, LONG = 8, 4, 30
_GAP = "…"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of both wordings; empty on the side where there is nothing of it.

    Attributes:
        before: How the earlier wording has it.
        after: How the later one has it; of a stretch that stays it differs at most in typography.
        stays: Whether it is in both.
    """

    before: str
    after: str
    stays: bool


def plain(text: str) -> str:
    """Text without what is typography: kinds of spaces, quotation marks and dashes, «ё», the mark at the end."""
    return _SPACES.sub(" ", text.translate(_MARKS)).strip().rstrip(" ;.,")


def redline(before: str, after: str) -> tuple[Piece, ...]:
    """Stretches in their order: the earlier sides together are the earlier wording, the later ones the later.

    «;» and «.» at the end belong to the list a clause stands in and are left off.

    Args:
        before: The earlier wording.
        after: The later one.
    """
    sides = [_TOKEN.findall(text.strip().rstrip(" ;.,\u00a0")) for text in (before, after)]
    keys = [[plain_token(token) for token in side] for side in sides]
    matcher = SequenceMatcher(None, keys[0], keys[1], autojunk=False)
    spans = [
        Piece("".join(sides[0][start:end]), "".join(sides[1][first:last]), tag == "equal")
        for tag, start, end, first, last in matcher.get_opcodes()
    ]
    return tuple(_joined(_trimmed(_joined(_absorbed(spans)))))


def plain_token(token: str) -> str:
    """A word or a mark as it is compared."""
    return " " if token.isspace() else token.translate(_MARKS)


def _absorbed(spans: Sequence[Piece]) -> Iterator[Piece]:
    """Short words between two changes become parts of them: a reader follows phrases, not letters."""
    for place, span in enumerate(spans):
        inside = 0 < place < len(spans) - 1
        words = re.findall(r"\w+", span.after)
        tiny = len(words) == 0 or (len(words) == 1 and len(words[0]) <= _SHORT)
        yield Piece(span.before, span.after, stays=False) if span.stays and inside and tiny else span


def _joined(spans: Iterator[Piece]) -> Iterator[Piece]:
    held: Piece | None = None
    for span in spans:
        if held and held.stays == span.stays:
            held = Piece(held.before + span.before, held.after + span.after, held.stays)
            continue
        if held:
            yield held
        held = span
    if held:
        yield held


def _trimmed(spans: Iterator[Piece]) -> Iterator[Piece]:
    """Spaces that both sides of a change begin or end with stay outside it: no line under an empty place."""
    for span in spans:
        if span.stays or not (span.before and span.after):
            yield span
            continue
        sides = (span.before, span.after)
        head = all(side[0].isspace() for side in sides)
        tail = all(len(side) > head and side[-1].isspace() for side in sides)
        if head:
            yield Piece(span.before[0], span.after[0], stays=True)
        before, after = (side[head : len(side) - tail] for side in sides)
        yield Piece(before, after, stays=False)
        if tail:
            yield Piece(span.before[-1], span.after[-1], stays=True)


def quoted(pieces: Sequence[Piece], around: int = AROUND, long: int = LONG) -> tuple[Piece, ...]:
    """Pieces short enough to be read: of a long clause, how it begins and the words around its changes.

    Args:
        pieces: What ``redline`` gives.
        around: How many words to leave on either side of a change.
        long: How many words a clause may have to be shown whole.
    """
    if max(len("".join(getattr(one, side) for one in pieces).split()) for side in ("before", "after")) <= long:
        return tuple(pieces)
    last = len(pieces) - 1
    return tuple(
        _shortened(one, (around if place else OPENING), (around if place < last else 0)) if one.stays else one
        for place, one in enumerate(pieces)
    )


def _shortened(piece: Piece, head: int, tail: int) -> Piece:
    return Piece(_cut(piece.before, head, tail), _cut(piece.after, head, tail), stays=True)


def _cut(text: str, head: int, tail: int) -> str:
    """The first and the last words of a stretch; a stretch with hardly more than these stays whole."""
    words = list(re.finditer(r"\S+\s*", text))
    if len(words) <= head + tail + 2:
        return text
    front = text[: words[head - 1].end()].rstrip() + " " if head else ""
    back = text[words[-tail].start() :] if tail else ""
    return f"{front}{_GAP}{' ' if back else ''}{back}"
