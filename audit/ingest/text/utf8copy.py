"""A large text of another encoding, copied in UTF-8 so that the database can read it itself."""

from __future__ import annotations

import os
import tempfile
import weakref
from collections.abc import Iterator
from pathlib import Path

from audit.ingest.text.encoding import TITLES, encoding_of, looks_plain, recoded_chunks, single_byte

#: A smaller file is read the long way as quickly.
LEAST = 1 << 20
#: Pieces that fit in the processor's own memory are recoded twice as fast as large ones.
_CHUNK = 1 << 16


class Copy:
    """A temporary file that lives as long as this object.

    Attributes:
        path: The file.
        lines: Number of its lines; the last one may lack its end.
    """

    def __init__(self, chunks: Iterator[bytes]) -> None:
        """Write the chunks.

        Args:
            chunks: The text.

        Raises:
            OSError: There is no room for it.
            UnicodeError: The chunks turn out to be no text of their encoding.
        """
        handle, name = tempfile.mkstemp(prefix="reglament-", suffix=".csv")
        self.path = Path(name)
        weakref.finalize(self, self.path.unlink, missing_ok=True)
        self.lines, last = 0, b"\n"
        with os.fdopen(handle, "wb", buffering=0) as stream:
            for chunk in chunks:
                stream.write(chunk)
                self.lines += chunk.count(b"\n")
                last = chunk[-1:] or last
        self.lines += last != b"\n"


def copy_in_utf8(path: Path, head: bytes) -> tuple[Copy, str] | None:
    """The copy and the name of the file's encoding; None when the file is small, UTF-8, damaged, or no text.

    Args:
        path: The file.
        head: Its beginning.

    Raises:
        OSError: The file cannot be read.
    """
    if path.stat().st_size < LEAST:
        return None
    name, mark = encoding_of(head)
    if name is None:
        if mark or b"\n" not in head or not _is_cyrillic(head):
            return None
        name = "cp1251"
    try:
        return Copy(recoded_chunks(_chunks(path, mark), name)), TITLES[name]
    except UnicodeError:
        return None


def _is_cyrillic(head: bytes) -> bool:
    """Whether the beginning of a text that is not UTF-8 is Windows-1251."""
    lines = head[: head.rfind(b"\n") + 1]
    return not lines.isascii() and not looks_plain(lines) and single_byte(lines) == "cp1251"


def _chunks(path: Path, start: int) -> Iterator[bytes]:
    with path.open("rb", buffering=0) as stream:
        stream.seek(start)
        while chunk := stream.read(_CHUNK):
            yield chunk
