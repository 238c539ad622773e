"""Where people write about the handbook: a mail address, the address of a form, or words of the company."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import urlsplit

Kind = Literal["mail", "form", "words"]

_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_MAIL = re.compile(rf"[\w.!#$%&'*+/=?^`{{|}}~-]+@(?:{_LABEL}\.)+{_LABEL}")
#: What somebody writes who means an address of the web, right or wrong.
_WEB = re.compile(r"(?:h?t?tps?:|www\.|https?[/.])", re.IGNORECASE)
_BARE = re.compile(rf"(?:{_LABEL}\.)+[a-zрф]{{2,}}(?:/\S*)?", re.IGNORECASE)


def kind_of(feedback: str) -> Kind:
    """What the company's ``feedback`` is."""
    text = feedback.strip()
    if _MAIL.fullmatch(text):
        return "mail"
    return "form" if _is_form(text) else "words"


def trouble_of(feedback: str) -> str | None:
    """Why what looks like an address is none, in Russian; None when it is one, or plain words."""
    text = feedback.strip()
    if kind_of(feedback) != "words" or " " in text:
        return None
    if "@" in text.lstrip("@"):
        return "похоже на почту, но письмо по такому адресу не дойдёт"
    if _WEB.match(text) or _BARE.fullmatch(text):
        return "похоже на адрес страницы, но ссылкой не станет"
    return None


def _is_form(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme.lower() in {"http", "https"} and bool(parts.hostname) and not re.search(r"\s", text)
    except ValueError:
        return False
