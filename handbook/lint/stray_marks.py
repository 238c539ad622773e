"""Лишние знаки в тексте (stray-marks).

В тексте осталась подстановка шаблона (`{{ … }}`, `{% … %}`), которую никто не заменит, или задвоен знак: «..», «,,»,
«;;», «.;». На сайте и в подписанном документе это выйдет как есть.

Образцы документов не проверяются: подстановки в них — часть шаблона. Многоточие «...» и текст в обратных кавычках
не считаются.

Как исправить: впишите слова вместо подстановки; нужна норма или документ — поставьте ссылку `[[norm:…]]`; от двух
знаков оставьте один.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.prose import prose
from handbook.lint.rule import Remark, Rule

_CODE = re.compile(r"`[^`]*`")
_MARK = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{\{|\}\}|\{%|%\}", re.DOTALL)
_DOUBLED = re.compile(r"(?<!\.)\.\.(?!\.)|,,+|;;+|::+|;\.|,\.|\.;(?=\s*$)")
_ANY = re.compile(r"[.,;:{}%][.,;:{}%]")


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every mark of a template and every doubled mark in a text people read."""
    for written in prose(handbook):
        if not _ANY.search(written.text):
            continue
        own = _CODE.sub(lambda code: " " * len(code[0]), written.text)
        mark = _MARK.search(own)
        found = mark or _DOUBLED.search(own)
        if found:
            words = " ".join(found[0].split())
            yield Remark(
                f"осталась подстановка шаблона «{words}»" if mark else f"задвоен знак: «{words}»",
                (handbook.spot(written.record, *written.pointer, words=found[0]),),
                "Впишите слова или ссылку [[…]]: подстановку никто не заменит" if mark else "Оставьте один знак",
            )


RULE = Rule("stray-marks", Severity.WARNING, check, __doc__)
