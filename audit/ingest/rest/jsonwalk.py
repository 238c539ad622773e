"""Walks a JSON text as it is written, list element by list element, and goes on behind a damaged one.

A tree of a whole answer takes many times its file, and one torn record would cost all others; here every record is
decoded alone. Numbers keep the digits they were written with, but for the «.0» that scripts put behind whole ones: a
record «12.0» is «12».
"""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

#: Where a value stands: the keys that lead to it from the top.
Path: TypeAlias = tuple[str, ...]

#: Objects nested deeper than this on the way to a list are no answers of a service.
_SPINE = 5
#: How far a record reaches that is tried as the next good one, and how often all that is tried in one file.
_REACH, _TRIES = 1 << 16, 2000
#: So many objects behind a torn first record tell what whole ones look like.
_FIRST = 50
#: Files written one after another have a byte-order mark in the middle.
_BLANK = re.compile(r"[ \t\r\n\ufeff]*")
_OBJECT = re.compile(r'\{\s*"')
_WHOLE = re.compile(r"(-?\d+)\.0")


def _number(text: str) -> str:
    whole = _WHOLE.fullmatch(text)
    return whole[1] if whole else text


_DECODER = json.JSONDecoder(parse_int=str, parse_float=_number, parse_constant=lambda _: None, strict=False)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value beside the lists: a word of the service, a count."""

    path: Path
    value: Any


@dataclass(frozen=True, slots=True)
class Opened:
    """A list begins, be it empty."""

    path: Path


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a list."""

    path: Path
    value: Any


@dataclass(frozen=True, slots=True)
class Damaged:
    """An element that cannot be read; others may follow."""

    path: Path


@dataclass(frozen=True, slots=True)
class Cut:
    """The text ends, or stops being JSON, where more was to come.

    Attributes:
        path: Where.
        position: Index in the text.
    """

    path: Path
    position: int


Event: TypeAlias = Scalar | Opened | Element | Damaged | Cut
#: Gives events and returns where the value ended; None when nothing can be read any further.
_Walk: TypeAlias = Generator[Event, None, int | None]


def decoded(text: str) -> Any:  # noqa: ANN401 - JSON before validation
    """A whole text as a tree.

    Raises:
        ValueError: It is no JSON, or nested too deeply.
    """
    try:
        return _DECODER.decode(text)
    except RecursionError as error:
        raise ValueError("too deep") from error


def walk(text: str) -> Iterator[Event]:
    """Everything a text holds, in its order; several values in a row are pages."""
    tries = [_TRIES]
    at: int | None = _skip(text, 0)
    while at is not None and at < len(text):
        at = yield from _value(text, at, (), tries)
        at = None if at is None else _skip(text, at)


def unfold(tree: Any, path: Path = ()) -> Iterator[Event]:  # noqa: ANN401 - JSON before validation
    """The events of a tree that is decoded already."""
    if isinstance(tree, list):
        yield Opened(path)
        yield from (Element(path, item) for item in tree)
    elif isinstance(tree, dict) and len(path) < _SPINE:
        for key, value in tree.items():
            yield from unfold(value, (*path, key))
    else:
        yield Scalar(path, tree)


def _skip(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _one(text: str, at: int) -> tuple[Any, int] | None:
    """A value and where it ends; None when there is none."""
    try:
        return _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError):
        return None


def _value(text: str, at: int, path: Path, tries: list[int]) -> _Walk:
    sign = text[at : at + 1]
    if sign == "[":
        return (yield from _list(text, at, path, tries))
    if sign == "{" and len(path) < _SPINE:
        return (yield from _object(text, at, path, tries))
    found = _one(text, at)
    if found is None:
        yield Cut(path, at)
        return None
    yield Scalar(path, found[0])
    return found[1]


def _object(text: str, at: int, path: Path, tries: list[int]) -> _Walk:
    at = _skip(text, at + 1)
    if text[at : at + 1] == "}":
        return at + 1
    while True:
        key = _one(text, at) if text[at : at + 1] == '"' else None
        colon = _skip(text, key[1]) if key else at
        if key is None or text[colon : colon + 1] != ":":
            yield Cut(path, colon)
            return None
        end = yield from _value(text, _skip(text, colon + 1), (*path, key[0]), tries)
        if end is None:
            return None
        at = _skip(text, end)
        sign = text[at : at + 1]
        if sign == "}":
            return at + 1
        if sign != ",":
            yield Cut(path, at)
            return None
        at = _skip(text, at + 1)


def _list(text: str, at: int, path: Path, tries: list[int]) -> _Walk:
    yield Opened(path)
    at = _skip(text, at + 1)
    like: dict[str, Any] | None = None
    while text[at : at + 1] != "]":
        if at >= len(text):
            yield Cut(path, at)
            return None
        found = _one(text, at)
        after = _skip(text, found[1]) if found else at
        if found:
            yield Element(path, found[0])
            like = found[0] if isinstance(found[0], dict) else like
            if text[after : after + 1] in {",", "]"}:
                at = _skip(text, after + 1) if text[after] == "," else after
                continue
        else:
            yield Damaged(path)
        # The record is torn, or what separates it from the next one is.
        next_one = _resumed(text, after if found else at + 1, like, tries)
        if next_one is None:
            yield Cut(path, after)
            return None
        at = next_one
    return at + 1


def _resumed(text: str, at: int, like: dict[str, Any] | None, tries: list[int]) -> int | None:
    """Where the next record begins that has the first key and half of the keys of the last good one."""
    if like is None:
        return _first_whole(text, at, tries)
    first = next(iter(like), None)
    if first is None:
        return None
    written = "|".join(re.escape(json.dumps(first, ensure_ascii=ascii_only)) for ascii_only in (True, False))
    for found in re.compile(r"\{\s*(?:" + written + r")\s*:").finditer(text, at):
        if not tries[0]:
            return None
        tries[0] -= 1
        tried = _one(text[found.start() : found.start() + _REACH], 0)
        if tried and isinstance(tried[0], dict) and len(tried[0].keys() & like.keys()) * 2 >= len(like):
            return found.start()
    return None


def _first_whole(text: str, at: int, tries: list[int]) -> int | None:
    """Where the next record begins when none is known yet: an object about as rich as the richest of those ahead."""
    found: list[tuple[int, int]] = []
    while tries[0] and len(found) < _FIRST and (begins := _OBJECT.search(text, at)):
        tries[0] -= 1
        start = begins.start()
        tried = _one(text[start : start + _REACH], 0)
        # What lies inside an object that can be read is a part of it.
        at = start + (tried[1] if tried else 1)
        if tried:
            found.append((start, len(tried[0])))
    most = max((keys for _, keys in found), default=0)
    return next((start for start, keys in found if keys * 2 >= most), None)
