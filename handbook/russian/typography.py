"""Typesetting a line: no-break spaces, dashes and quotation marks."""

import re

from handbook.russian.letters import words
from handbook.russian.numbers import NBSP

_KEPT = re.compile(r"`[^`]*`|\[\[[^\]]*\]\]|\{\{.*?\}\}|https?://\S+|\S+@\S+\.\S+", re.DOTALL)
_SHORT = words("""
    в во к ко с со у о об обо от до по на за из над под при про для без не ни и а но или
    В Во К Ко С Со У О Об Обо От До По На За Из Над Под При Про Для Без Не Ни И А Но Или
""")
_MONTHS = words("января февраля марта апреля мая июня июля августа сентября октября ноября декабря")
_BINDINGS = (
    (re.compile(r"(?<=\s)(?:--?|–|—)(?=\s)"), "—"),
    (re.compile(r"[ \t]+(?=—\s)"), NBSP),
    (re.compile(rf"(?<![\w-])({'|'.join(_SHORT)})[ \t]+(?=[\w«(])"), rf"\1{NBSP}"),
    (re.compile(r"([№§])[ \t\u00a0]*(?=\w)"), rf"\1{NBSP}"),
    (re.compile(r"(?<=\d)[ \t]+(?=(?:%|₽|руб\.|коп\.|гг?\.|тыс\.|млн|млрд|шт\.|мин\.|ч\.))"), NBSP),
    (re.compile(rf"(?<=\d)[ \t]+(?=(?:{'|'.join(_MONTHS)})\b)"), NBSP),
    (re.compile(r"\b(т)\.[ \t\u00a0]*(?=[дпек]\.)"), rf"\1.{NBSP}"),
    (re.compile(r"(?<![\w.])([А-ЯЁ]\.)[ \t]*(?=[А-ЯЁ]\.)"), rf"\1{NBSP}"),
    (re.compile(r"(?<![\w.])([А-ЯЁ]\.)[ \t]*(?=[А-ЯЁ][а-яё])"), rf"\1{NBSP}"),
)
_QUOTE = re.compile(r"[\"“”„«»]")


def _quotes(text: str, depth: int) -> tuple[str, int]:
    pieces: list[str] = []
    for at, letter in enumerate(text):
        if not _QUOTE.match(letter):
            pieces.append(letter)
            continue
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        opens = letter in "«„" or (
            letter != "»" and after.strip(" \u00a0") and (not before or before in " \u00a0(\n«„—-/[")
        )
        if opens:
            pieces.append("«" if depth == 0 else "„")
            depth += 1
        elif depth == 0:
            pieces.append(letter)
        else:
            depth -= 1
            pieces.append("»" if depth == 0 else "“")
    return "".join(pieces), depth


def _typeset(text: str, depth: int) -> tuple[str, int]:
    text, depth = _quotes(text, depth)
    for pattern, replacement in _BINDINGS:
        text = pattern.sub(replacement, text)
    return text, depth


def typography(text: str) -> str:
    """Set no-break spaces, dashes and quotation marks («ёлочки»).

    Links, e-mail addresses, `code`, ``[[…]]`` and ``{{…}}`` stay as they are; a second call changes nothing.

    Args:
        text: Text of one paragraph.
    """
    pieces: list[str] = []
    end = depth = 0
    for kept in _KEPT.finditer(text):
        piece, depth = _typeset(text[end : kept.start()], depth)
        pieces += [piece, kept.group()]
        end = kept.end()
    pieces.append(_typeset(text[end:], depth)[0])
    return "".join(pieces)
