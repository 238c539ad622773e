"""Drawings kept between builds: what the same code drew of the same things before is not drawn again."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import mkstemp

_HERE = Path(__file__).resolve().parent
#: Code and fonts that drawings come from; a change of any of them makes every kept drawing old.
_SOURCES = ("diagram", "maps", "prints.py", "shelf.py", "site/pictures")
_ENGINES = ("resvg_py", "graphviz-pure")
#: More than this is not kept, in bytes: the pictures of five hundred operations take a tenth of it.
MOST = 256 << 20


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of drawings by what they were made of.

    Attributes:
        folder: Where they lie; None keeps nothing. A disk that refuses only makes the next build draw again.
    """

    folder: Path | None = field(default=None, repr=False)

    def keep(self, kind: str, what: object, make: Callable[[], bytes]) -> bytes:
        """A drawing: the kept one, or a new one that is kept from now on.

        Args:
            kind: What is made of it.
            what: What it is made of; its ``repr`` tells everything that matters.
            make: Draws.
        """
        if self.folder is None:
            return make()
        path = self.folder / _name(kind, what)
        with suppress(OSError, zlib.error):
            kept = zlib.decompress(path.read_bytes())
            os.utime(path)
            return kept
        made = make()
        with suppress(OSError):
            _put(path, zlib.compress(made, 1))
        return made

    def holds(self, kind: str, what: object) -> bool:
        """Whether a drawing is kept."""
        return self.folder is not None and (self.folder / _name(kind, what)).is_file()

    def tidy(self) -> None:
        """Throw away what nobody asked for the longest, when there is too much."""
        if self.folder is None or not self.folder.is_dir():
            return
        with suppress(OSError):
            found = sorted(((one.stat(), one) for one in self.folder.iterdir()), key=lambda pair: pair[0].st_mtime_ns)
            extra = sum(stat.st_size for stat, _ in found) - MOST
            for stat, path in found:
                if extra <= 0:
                    break
                path.unlink()
                extra -= stat.st_size


#: Keeps nothing.
NO_SHELF = Shelf()


def _name(kind: str, what: object) -> str:
    return hashlib.sha256(f"{_code()}\n{kind}\n{what!r}".encode()).hexdigest()[:40]


def _put(path: Path, content: bytes) -> None:
    """Write whole or not at all: several builds may share the folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, aside = mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(aside).replace(path)
    except OSError:
        Path(aside).unlink(missing_ok=True)
        raise


@cache
def _code() -> str:
    """What tells the drawing code of one version of the program from that of another."""
    made = hashlib.sha256()
    for name in _SOURCES:
        source = _HERE / name
        files = [source] if source.is_file() else sorted(one for one in source.rglob("*") if one.suffix != ".pyc")
        for path in files:
            if path.is_file():
                made.update(path.relative_to(_HERE).as_posix().encode() + b"\0" + path.read_bytes())
    for engine in _ENGINES:
        with suppress(PackageNotFoundError):
            made.update(f"{engine} {version(engine)}".encode())
    return made.hexdigest()
