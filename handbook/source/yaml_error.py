"""What is wrong with a text that is no YAML, in Russian: where, what, how to mend it."""

from __future__ import annotations

import re

import yaml


class YamlError(Exception):
    """A text that is not one YAML document a source may be; line and column count from 1."""

    def __init__(self, message: str, line: int | None, column: int | None, tip: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column
        self.tip = tip


#: What the parser says in English, and what a methodologist should read instead: message and tip.
_TRANSLATIONS: tuple[tuple[str, str, str], ...] = (
    (
        "tab character",
        "отступ сделан табуляцией",
        "Замените табуляцию пробелами",
    ),
    (
        "cannot start any token",
        "недопустимый знак в начале значения",
        "Отступы делайте пробелами, не табуляцией; текст со знаком @ ` % & * ! | впереди возьмите в кавычки",
    ),
    (
        "mapping values are not allowed",
        "двоеточие там, где его не ждали",
        "Если двоеточие — часть текста, возьмите текст в кавычки; проверьте отступ",
    ),
    (
        "could not find expected ':'",
        "после ключа нет двоеточия",
        "Напишите «ключ: значение»; длинный текст переносите через |- с отступом",
    ),
    (
        "did not find expected key",
        "нарушен отступ или не закрыты кавычки",
        "Выровняйте строку по соседним ключам и проверьте кавычки выше",
    ),
    (
        "did not find expected '-' indicator",
        "в списке строка без «- »",
        "Начните пункт с «- » или выровняйте строку по пункту выше",
    ),
    (
        "did not find expected ',' or",
        "в списке [ ] или { } пропущена запятая или скобка",
        "Закройте скобку или поставьте запятую",
    ),
    (
        "unexpected end of stream",
        "файл оборвался: не закрыты кавычки или скобка",
        "Закройте кавычки или скобку, открытую здесь",
    ),
    (
        "undefined alias",
        "ссылка * на метку, которой нет",
        "Объявите метку через & или возьмите текст в кавычки",
    ),
    (
        "block sequence entries are not allowed",
        "список начат там, где ждали значение",
        "Перенесите «- » на новую строку с отступом",
    ),
    (
        "block mapping entries are not allowed",
        "ключ стоит там, где ждали значение",
        "Перенесите ключ на новую строку",
    ),
    *(
        (words, "в файле несколько документов YAML", "Уберите разделитель --- или ...: один файл — одно описание")
        for words in ("but found another document", "did not find expected <document start>")
    ),
    (
        "unknown escape character",
        "неизвестное сочетание с обратной косой чертой",
        "В двойных кавычках удваивайте \\ или возьмите текст в одинарные",
    ),
    *(
        (words, "в тексте есть управляющий знак", "Удалите невидимый знак")
        for words in ("control characters are not allowed", "special characters are not allowed")
    ),
    *(
        (words, "неизвестная пометка !", "Уберите пометку или возьмите текст в кавычки")
        for words in (
            "could not determine a constructor",
            "expected a scalar node",
            "expected a sequence node",
            "expected a mapping node",
            "did not find expected tag URI",
            "did not find the expected '>'",
        )
    ),
    *(
        (words, "после << ждали метку записи", "Напишите «<<: *метка», где метка объявлена через & у записи")
        for words in ("expected a mapping or list of mappings for merging", "expected a mapping for merging")
    ),
    (
        "did not find expected alphabetic or numeric character",
        "после & или * ждали имя метки",
        "Если это текст, возьмите его в кавычки",
    ),
    (
        "did not find expected comment or line break",
        "после | или > в той же строке стоит текст",
        "Перенесите текст на следующую строку с отступом",
    ),
    (
        "did not find expected hexdecimal number",
        "после \\x, \\u или \\U ждали код знака",
        "В двойных кавычках удваивайте \\ или возьмите текст в одинарные",
    ),
    (
        "found invalid Unicode character escape code",
        "после \\u или \\U стоит код, которого не бывает",
        "В двойных кавычках удваивайте \\ или возьмите текст в одинарные",
    ),
    (
        "did not find expected node content",
        "скобка открыта, а значения в ней нет",
        "Закройте скобку или возьмите текст в кавычки",
    ),
)

#: Control characters, which YAML allows only as escapes; the parser does not tell the line of one.
CONTROL = re.compile("[^\\t\\n\\r -~\\x85\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def problem_of(error: yaml.YAMLError, text: str) -> YamlError:
    """What the parser refused, in the words of a methodologist.

    Args:
        error: The parser's complaint, in English.
        text: The text it read, for the place of a control character, which it does not tell.
    """
    english = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if "unexpected end of stream" in english or "could not find expected ':'" in english:
        # What was left open is more telling than where the parser noticed.
        mark = getattr(error, "context_mark", None) or mark
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (None, None)
    control = CONTROL.search(text) if mark is None else None
    if control:
        line = text.count("\n", 0, control.start()) + 1
        column = control.start() - text.rfind("\n", 0, control.start())
    for part, message, tip in _TRANSLATIONS:
        if part in english:
            return YamlError(message, line, column, tip)
    return YamlError(
        f"файл не читается как YAML ({english})",
        line,
        column,
        "Проверьте отступы, кавычки и двоеточия около этого места",
    )
