"""Members of a ZIP unpacked piece by piece, as they really are and not as the archive says they are."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator

PIECE = 1 << 18
_LOCAL = struct.Struct("<4s22xHH")
_SIGNATURE = b"PK\x03\x04"


class TornError(Exception):
    """A member does not unpack into what the archive promises."""


def pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack a member; stops as soon as there is more of it than the archive promised.

    Other programs unpack a stream to its very end, whatever size is promised: what a check has not seen they would.

    Args:
        archive: An archive open for reading.
        member: One of its members, neither encrypted nor packed in a rare way.

    Raises:
        TornError: It is broken, or larger or smaller than promised.
    """
    stream = archive.fp
    if stream is None or member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise TornError
    stream.seek(member.header_offset)
    head = stream.read(_LOCAL.size)
    if len(head) < _LOCAL.size or not head.startswith(_SIGNATURE):
        raise TornError
    _, name, extra = _LOCAL.unpack(head)
    position, left = member.header_offset + _LOCAL.size + name + extra, member.compress_size
    engine = zlib.decompressobj(-zlib.MAX_WBITS) if member.compress_type == zipfile.ZIP_DEFLATED else None
    done = 0
    packed = b""
    while left or packed:
        if not packed:
            stream.seek(position)
            packed = stream.read(min(PIECE, left))
            position, left = position + len(packed), left - len(packed)
            if not packed:
                raise TornError
        piece, packed = _unpacked(engine, packed) if engine else (packed, b"")
        done += len(piece)
        if done > member.file_size:
            raise TornError
        yield piece
        if engine and engine.eof:
            break
    if engine:
        piece = engine.flush()
        done += len(piece)
        yield piece
    if done != member.file_size:
        raise TornError


def _unpacked(engine: zlib._Decompress, packed: bytes) -> tuple[bytes, bytes]:
    try:
        return engine.decompress(packed, PIECE * 4), engine.unconsumed_tail
    except zlib.error as error:
        raise TornError from error
