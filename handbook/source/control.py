"""Characters a text may not hold: neither XML nor Word can, and nobody sees them.

Written as they are, the YAML parser refuses them; the escapes of double quotes let them in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.source.yaml12 import Pointer
from handbook.source.yaml_error import CONTROL


@dataclass(frozen=True, slots=True)
class ControlCharacter:
    """A character that no text may hold: where, in a value or in a key, and which."""

    pointer: Pointer
    in_key: bool
    code: int

    @property
    def name(self) -> str:
        """The character as reference books name it: «U+0007»."""
        return f"U+{self.code:04X}"


def control_characters(text: str, data: object) -> Iterator[ControlCharacter]:
    """The first such character of every text in the data.

    Args:
        text: The source of the data; without a backslash in it there is nothing to look for.
        data: What was read from it.
    """
    if "\\" in text:
        yield from _in(data, ())


def _in(value: object, pointer: Pointer) -> Iterator[ControlCharacter]:
    if isinstance(value, str):
        found = CONTROL.search(value)
        if found:
            yield ControlCharacter(pointer, in_key=False, code=ord(found[0]))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _in(item, (*pointer, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            found = CONTROL.search(key) if isinstance(key, str) else None
            if found:
                yield ControlCharacter((*pointer, key), in_key=True, code=ord(found[0]))
            yield from _in(item, (*pointer, key))
