"""Damage to the bytes: a file cut off, junk among them, another encoding in a part of it."""

from __future__ import annotations

from random import Random

from tests.audit.ingest.damage.drafts import ERROR_PAGE, Draft, Piece

#: Junk of more lines than this share of the file, or as many bytes, makes it a file that is no text.
_MUCH = 0.1


def truncated(dice: Random, draft: Draft, pieces: list[Piece]) -> list[Piece]:
    """Cut off at any byte; within the header nothing is left to read."""
    left = dice.randrange(1, sum(len(piece.data) for piece in pieces))
    kept: list[Piece] = []
    for piece in pieces:
        if left <= 0:
            break
        if left < len(piece.data):
            _touch(piece)
        kept.append(Piece(piece.data[:left], piece.row))
        left -= len(piece.data)
    rows = {id(piece.row) for piece in kept}
    draft.rows = [row for row in draft.rows if id(row) in rows]
    draft.refusable |= sum(piece.row is not None and piece.row.whole for piece in kept) == 0
    return kept


def tail_of_junk(dice: Random, draft: Draft, pieces: list[Piece]) -> list[Piece]:
    return [*pieces, Piece(_junk(dice, draft, pieces), None)]


def page_at_the_end(_: Random, draft: Draft, pieces: list[Piece]) -> list[Piece]:
    """The server fell over while it wrote the file."""
    return [*pieces, Piece(ERROR_PAGE.encode(draft.encoding), None)]


def junk_inside(dice: Random, draft: Draft, pieces: list[Piece]) -> list[Piece]:
    """Random bytes in the middle of a row."""
    places = [place for place, piece in enumerate(pieces) if piece.row is not None]
    place = dice.choice(places)
    piece = pieces[place]
    _touch(piece)
    unit = len("x".encode(draft.encoding))
    at = dice.randrange(len(piece.data) // unit) * unit
    data = piece.data[:at] + _junk(dice, draft, pieces) + piece.data[at:]
    return [*pieces[:place], Piece(data, piece.row), *pieces[place + 1 :]]


def junk_before(dice: Random, draft: Draft, pieces: list[Piece]) -> list[Piece]:
    """Random bytes on a line of their own above everything: nobody can be sure what but a table such a file is."""
    draft.refusable = draft.kind != "csv"
    # Signs that other kinds of files begin with would make it one of those.
    junk = _junk(dice, draft, pieces).translate(bytes.maketrans(b"[{<", b"\0\0\0"))
    return [Piece(junk + draft.end.encode(draft.encoding), None), *pieces]


def other_tail(dice: Random, draft: Draft, pieces: list[Piece]) -> list[Piece]:
    """The last rows in another encoding of the same letters."""
    other = "cp1251" if draft.encoding == "utf-8" else "utf-8"
    start = dice.randrange(len(pieces) // 2, len(pieces))
    return [
        Piece(piece.data.decode(draft.encoding).encode(other), piece.row) if place >= start else piece
        for place, piece in enumerate(pieces)
    ]


def _touch(piece: Piece) -> None:
    if piece.row is not None:
        piece.row.whole = False


def _junk(dice: Random, draft: Draft, pieces: list[Piece]) -> bytes:
    """Random bytes, NULs among them, few enough for the file to be a text still."""
    unit = len("x".encode(draft.encoding))
    size = sum(len(piece.data) for piece in pieces)
    count = dice.randrange(1, max(2, min(120, int(size * _MUCH)))) // unit * unit or unit
    junk = bytes(dice.choice((0, 0, dice.randrange(256), dice.randrange(256))) for _ in range(count))
    lines = int(len(pieces) * _MUCH)
    while junk.count(b"\n") + junk.count(b"\r") > lines:
        junk = junk.replace(b"\r", b"\0", 1).replace(b"\n", b"\0", 1)
    return junk
