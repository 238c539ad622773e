"""Words and numbers that pages of the local server share."""

from __future__ import annotations

import re

from handbook.russian.numbers import NBSP

_COMMANDS = re.compile(r"--[a-z]|команд[аеуы] [a-z]")
_ASIDE = re.compile(r"\s*\(в команде — [^)]*\)")
_FIELDS = tuple(
    (re.compile(flag), field)
    for flag, field in (
        (r",? а имена сохраняются только по --keep-names", "; без ключа имена в истории не хранятся"),
        (r"(?:ключом|в ключе|по) --as-of|--as-of", "в поле «Состояние на начало дня»"),
        (r"(?:ключом|в ключе|по) --from\b|--from\b", "в поле «С какого дня»"),
        (r"(?:ключом|в ключе|по) --to\b|--to\b", "в поле «По какой день»"),
    )
)
_STEP = 1024
_UNITS = ("байт", "КБ", "МБ", "ГБ")


def without_commands(tip: str) -> str:
    """A way to mend something for who has a page before him: what only the command line can do is left out."""
    parts = _ASIDE.sub("", tip).split("; ")
    return "; ".join(part for part in parts if not _COMMANDS.search(part))


def for_page(text: str) -> str:
    """A remark for who has a page before him: a field of it in place of a flag of the command."""
    for flag, field in _FIELDS:
        text = flag.sub(field, text)
    return "; ".join(part for part in text.split("; ") if not _COMMANDS.search(part)) or text


def size(count: float) -> str:
    """A number of bytes for a person: «1,5 ГБ»."""
    unit = 0
    while count >= _STEP and unit < len(_UNITS) - 1:
        count /= _STEP
        unit += 1
    number = f"{count:.1f}".removesuffix(".0").replace(".", ",")
    return f"{number}{NBSP}{_UNITS[unit]}"
