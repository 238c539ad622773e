"""Mistakes of a Word template, told so that whoever edited it in Word can find the place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from types import TracebackType

from generator.environment import TemplateMistakeError
from generator.word.dialect import NotTextError, filters, names, records
from generator.word.kinds import KINDS
from handbook.russian import suggest

_XML = re.compile(r"<[^>]*>")
_TAG = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_NAMED = re.compile(r"'([^']+)'")
_SHOWN = 110
_NO_FILTER = "No filter named"
#: Tags that cannot stand alone, by Jinja's names, as a template writes them.
_CLOSING = {"конец": "конец", "endfor": "конец", "endif": "конец", "else": "иначе", "elif": "иначе если"}


class WordTemplateError(TemplateMistakeError):
    """A Word template cannot be filled in.

    Attributes:
        file: The template.
        what: What is wrong.
        where: The part and the paragraph, as a user sees them in Word; empty when it is the whole file.
        tip: What to do about it.
    """

    def __init__(self, file: str, what: str, *, where: str = "", tip: str = "") -> None:
        self.file, self.what, self.where, self.tip = file, what, where, tip
        place = f", {where}" if where else ""
        super().__init__(f"Шаблон «{file}»{place}: {what}" + (f". {tip[:1].upper()}{tip[1:]}" if tip else ""))


def of_structure(file: str, title: str) -> WordTemplateError:
    """A part whose tags break the document's own structure; the parser speaks of XML the user has never seen."""
    return WordTemplateError(
        file,
        "после подстановки данных получается не документ Word",
        where=title,
        tip="строки {%p …%} и {%tr …%} должны стоять парами, каждая в своём абзаце или в своей строке таблицы",
    )


def explain(error: Exception, file: str, title: str, source: str) -> WordTemplateError:
    """The mistake behind an exception of Jinja, with the paragraph it happened in.

    Args:
        error: The exception.
        file: The template.
        title: What a user calls the part.
        source: The part with its tags as the user wrote them, line for line the source Jinja was given.
    """
    line = getattr(error, "lineno", None) or _line_of(error.__traceback__)
    where = title + (f", абзац {_excerpt(source, line)}" if line else "")
    what, tip = _reason(error)
    return WordTemplateError(file, what, where=where, tip=tip)


def _reason(error: Exception) -> tuple[str, str]:
    from jinja2 import TemplateSyntaxError, UndefinedError

    if isinstance(error, NotTextError):
        tip = "выведите её по частям: {{ запись.поле }} или {%p для … %}"
        return "в {{ }} стоит список или запись, а не текст", tip
    if isinstance(error, UndefinedError):
        name = _first_quoted(str(error), last=True)
        return f"нет данных с именем «{name}»", _like(name, _all_names())
    # Under a condition Jinja finds out only when it gets there that a filter is unknown.
    if isinstance(error, TemplateSyntaxError) or _NO_FILTER in str(error):
        return _syntax(str(error))
    return "данные не подставляются", "проверьте, подходит ли фильтр к этому полю"


def _syntax(message: str) -> tuple[str, str]:
    name = _first_quoted(message)
    if _NO_FILTER in message:
        return f"нет фильтра «{name}»", _like(name, filters())
    if "end of template" in message:
        return "метка {% для %} или {% если %} не закрыта", "добавьте {% конец %}"
    if "unknown tag" not in message:
        return "метка в фигурных скобках записана с ошибкой", "проверьте скобки и пробелы: {{ имя|фильтр }}"
    if name in _CLOSING:
        return f"лишняя метка {{% {_CLOSING[name]} %}}", "у неё нет своей {% для %} или {% если %}"
    return f"неизвестная метка «{name}»", "метки: для … в …, если …, иначе, конец"


def _first_quoted(message: str, *, last: bool = False) -> str:
    found: list[str] = _NAMED.findall(message) or [message]
    return found[-1 if last else 0]


def _line_of(traceback: TracebackType | None) -> int | None:
    """The line of the template's source an exception passed through last."""
    line = None
    while traceback is not None:
        if "__jinja_exception__" in traceback.tb_frame.f_globals:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def _excerpt(source: str, line: int) -> str:
    lines = source.split("\n")
    text = lines[line - 1] if line <= len(lines) else ""
    plain = " ".join(_XML.sub("", text).split())
    tag = _TAG.search(plain)
    start = max(tag.start() - _SHOWN // 2, 0) if tag and len(plain) > _SHOWN else 0
    shown = plain[start : start + _SHOWN]
    return f"«{'…' if start else ''}{shown}{'…' if start + _SHOWN < len(plain) else ''}»"


def _all_names() -> list[str]:
    """Names of all fields of all records a template is given."""
    return sorted({name for kind in KINDS for record in records(kind.record) for name in names(record)})


def _like(name: str, known: Iterable[str]) -> str:
    hint = suggest(name, known)
    return f"возможно, «{hint}»" if hint else "все имена и фильтры — в templates/word/README.md"
