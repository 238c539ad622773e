"""Identifiers made of titles: Latin letters that a Russian reader recognises, the same every time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from handbook.model.base import ID_PATTERN

_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_LATIN = "a,b,v,g,d,e,e,zh,z,i,j,k,l,m,n,o,p,r,s,t,u,f,h,c,ch,sh,shch,,y,,e,yu,ya"
_LETTERS = dict(zip(_RUSSIAN, _LATIN.split(","), strict=True)) | {"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "№": " "}
_LONGEST = 60
#: Names of files that Windows keeps for devices.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)\d)(?:[.-].*)?")


def identifier(title: str, taken: Collection[str], otherwise: str) -> str:
    """An identifier nobody else has.

    Args:
        title: What it is made of.
        taken: Identifiers that are in use.
        otherwise: What it is made of when the title has no letters Latin can tell.
    """
    latin = "".join(_LETTERS.get(letter, letter) for letter in title.casefold())
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    if len(name) > _LONGEST:
        cut = name[: _LONGEST + 1].rpartition("-")[0]
        name = (cut or name[:_LONGEST]).strip("-")
    name = name or otherwise
    if _DEVICES.fullmatch(name):
        name = f"{otherwise}-{name}"
    found, number = name, 2
    while found in taken:
        found, number = f"{name}-{number}", number + 1
    return found


def is_identifier(text: str) -> bool:
    """Whether a text may be an identifier."""
    return re.fullmatch(ID_PATTERN, text) is not None
