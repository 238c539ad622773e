"""How much memory an audit may take, and what of it is left for its database."""

from __future__ import annotations

import re

#: Megabytes: what the program takes besides its database, and the least it can work in. The database itself goes beyond
#: its bound by a part of it: what it frees is not returned at once.
_PROGRAM, _BEYOND, LEAST = 250, 1.16, 500
_WRITTEN = re.compile(r"(\d+(?:[.,]\d+)?)\s*(MB|GB|МБ|ГБ)", re.IGNORECASE)


def megabytes(text: str) -> float | None:
    """The megabytes of «800MB», «2GB» or «1,5 ГБ»; None for anything else."""
    found = _WRITTEN.fullmatch(text.strip())
    if not found:
        return None
    return float(found[1].replace(",", ".")) * (1 if found[2].upper() in {"MB", "МБ"} else 1000)


def for_database(allowed: float) -> str:
    """What the database may take of the megabytes that are allowed: the program itself needs some, too."""
    return f"{(allowed - _PROGRAM) / _BEYOND:.0f}MB"
