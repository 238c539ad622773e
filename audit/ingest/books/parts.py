"""Where the sheets of a workbook lie inside its ZIP; XML is read without entities and without document types."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import NoReturn
from xml.parsers import expat

from audit.ingest.containers.inflate import pieces

Attributes = dict[str, str]
_START = "_rels/.rels"
_BOOK = "/officeDocument"
_ID = "id"


#: Texts of these encodings would hide from a search of bytes.
_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<", b"\0\0")
#: Readers make room for as many items as a part promises.
_COUNT, _MOST = ("count", "Count"), 1 << 28


class _EnoughError(Exception):
    """What was looked for has been found."""


class UnsafeXmlError(Exception):
    """The XML declares a document type (entities make gigabytes of a few bytes), or promises what cannot be."""


class BrokenXmlError(Exception):
    """It is not well-formed XML."""


def local(name: str) -> str:
    """A name without its namespace prefix."""
    return name.rpartition(":")[2]


def walk(data: Iterable[bytes], start: Callable[[str, Attributes], None], *, whole_names: bool = False) -> None:
    """Go through XML piece by piece, calling ``start`` at every element.

    Args:
        data: Pieces of the XML.
        start: Takes the name of an element and its attributes.
        whole_names: Whether names keep the prefix of their namespace.

    Raises:
        UnsafeXmlError: It declares a document type.
        BrokenXmlError: It is not well-formed.
    """
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = start if whole_names else lambda name, attributes: start(local(name), attributes)
    try:
        for piece in data:
            parser.Parse(piece, False)  # noqa: FBT003 - the parser takes it by position only
        parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as error:
        raise BrokenXmlError from error


def check_root(data: Iterable[bytes]) -> str:
    """The name of the root element, the XML read no further; empty when there is none.

    Raises:
        UnsafeXmlError: It declares a document type, is written in an encoding in which a search of bytes finds nothing,
            or promises more items than any file holds.
        BrokenXmlError: It is not well-formed.
    """
    found: list[str] = []

    def start(tag: str, attributes: Attributes) -> None:
        if any(_promised(value) > _MOST for title, value in attributes.items() if title.endswith(_COUNT)):
            raise UnsafeXmlError
        found.append(tag)
        raise _EnoughError

    with suppress(_EnoughError):
        walk(_known_encoding(data), start, whole_names=True)
    return found[0] if found else ""


def _known_encoding(data: Iterable[bytes]) -> Iterator[bytes]:
    for count, piece in enumerate(data):
        if not count and piece.startswith(_OTHER_ENCODINGS):
            raise UnsafeXmlError
        yield piece


def _promised(text: str) -> int:
    return int(text[:20]) if text.isdecimal() else 0


def _refuse(*_: object) -> NoReturn:
    raise UnsafeXmlError


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Name of every sheet → the member that holds its cells.

    Raises:
        UnsafeXmlError: A part declares a document type.
        BrokenXmlError: A part is not well-formed.
        TornError: A part cannot be unpacked.
    """
    book = next((target for kind, target in _targets(archive, _START).values() if kind.endswith(_BOOK)), None)
    if book is None:
        return {}
    folder, name = posixpath.split(book)
    targets = _targets(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    found: dict[str, str] = {}

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "sheet":
            key = next((value for title, value in attributes.items() if local(title) == _ID and ":" in title), "")
            _, target = targets.get(key, ("", ""))
            found[attributes.get("name", "")] = target

    _walk(archive, book, start)
    return found


def _targets(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    base = posixpath.dirname(posixpath.dirname(part))
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "Relationship":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(base, target))
            found[attributes.get("Id", "")] = (attributes.get("Type", ""), path)

    _walk(archive, part, start)
    return found


def _walk(archive: zipfile.ZipFile, part: str, start: Callable[[str, Attributes], None]) -> None:
    try:
        member = archive.getinfo(part)
    except KeyError:
        return
    walk(pieces(archive, member), start)
