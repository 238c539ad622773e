"""Names and texts of a diagram as our sources may hold them."""

from __future__ import annotations

import html
import re

from handbook.russian.numbers import counted

_TAGS = re.compile(r"<(?:/?[A-Za-z][^<>]*|!--.*?--)>", re.DOTALL)
_BREAKS = re.compile(r"</(?:p|div|li|tr|h[1-6])\s*>|<br\s*/?>", re.IGNORECASE)
_UNFIT = re.compile(
    "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u200b-\u200f\u202a-\u202e\ufeff\x7f-\x9f]"
)
_LONGEST_NAME = 300
_DURATION = re.compile(
    r"P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,4})M)?(?:(\d{1,4})S)?)?"
)
_UNITS = (
    ("год", "года", "лет"),
    ("месяц", "месяца", "месяцев"),
    ("неделю", "недели", "недель"),
    ("день", "дня", "дней"),
    ("час", "часа", "часов"),
    ("минуту", "минуты", "минут"),
    ("секунду", "секунды", "секунд"),
)
_STATE = re.compile(r"^(?P<title>.*\S)\s*\[(?P<state>[^\[\]]+)\]$")


def plain(text: str | None) -> str:
    """One line of text: no markup of documentation, no control characters, nothing our prose would take for a link."""
    if not text:
        return ""
    bare = html.unescape(_TAGS.sub(" ", text)) if "<" in text or "&" in text else text
    line = " ".join(_UNFIT.sub(" ", bare).split())
    return line.replace("[[", "[ [")


def paragraphs(text: str | None) -> str:
    """The same with its line breaks: markup that breaks lines breaks them, blank lines stay single."""
    broken = _BREAKS.sub("\n", text or "")
    lines = [plain(line) for line in re.split(r"\r\n|\r|\n", broken)]
    kept = [line for place, line in enumerate(lines) if line or (place and lines[place - 1])]
    return "\n".join(kept).strip("\n")


def name_of(text: str | None) -> str:
    """A name, not endless."""
    line = plain(text)
    return line if len(line) <= _LONGEST_NAME else f"{line[: _LONGEST_NAME - 1].rstrip()}…"


def with_state(name: str) -> tuple[str, str]:
    """The title of a document and the state it is in: «Счёт [оплачен]»."""
    found = _STATE.match(name)
    return (found["title"], found["state"].strip()) if found else (name, "")


def in_words(duration: str) -> str:
    """A duration as programs write it, «P3D», for people: «Через 3 дня»; anything else as it is."""
    found = _DURATION.fullmatch(duration)
    parts = zip(found.groups(), _UNITS, strict=True) if found else ()
    told = " ".join(counted(int(number), *unit) for number, unit in parts if number)
    return f"Через {told}" if told else duration


def comments(text: str) -> tuple[str, ...]:
    """Lines of a text that may stand in comments of YAML and stay ones; blank lines are left out."""
    return tuple(plain(line).replace("#", "№") for line in text.split("\n") if plain(line))
