"""How the kinds of export files begin: what a file is, is told by its content and never by its name."""

from __future__ import annotations

import re

ZIP = b"PK\x03\x04"
#: A ZIP of nothing has no members to begin with.
EMPTY_ZIP = b"PK\x05\x06"
OLE = b"\xd0\xcf\x11\xe0"
PARQUET = b"PAR1"
SQLITE = b"SQLite format 3\0"
HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?"
    rb"<(?:!doctype\s+html|html|meta|title|style|link|script|iframe|object|table|head|body|div)\b",
    re.IGNORECASE | re.DOTALL,
)
#: The whole content of an empty export of Bitrix24.
NOTHING = re.compile(r"^Список [а-яё -]+ пуст!?$", re.IGNORECASE)

_RESAVE = "Откройте его в программе, где он сделан, и сохраните таблицу как XLSX или CSV"
_UNPACK = "Распакуйте архив и дайте программе файлы из него или папку"
#: What is surely no table that can be read: how it begins, what it is, what to do.
_FOREIGN = (
    (b"%PDF", "документ PDF", "Выгрузите ту же таблицу из CRM в CSV или XLSX"),
    (b"\x89PNG", "картинка", "Нужна сама таблица: выгрузите её из CRM в CSV или XLSX"),
    (b"\xff\xd8\xff", "картинка", "Нужна сама таблица: выгрузите её из CRM в CSV или XLSX"),
    (b"GIF8", "картинка", "Нужна сама таблица: выгрузите её из CRM в CSV или XLSX"),
    (b"{\\rtf", "документ RTF", _RESAVE),
    (b"Rar!", "архив RAR", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "архив 7-Zip", _UNPACK),
    (b"\x1f\x8b", "архив GZIP", _UNPACK),
    (
        b"MOXCEL",
        "табличный документ 1С (MXL)",
        "Откройте его в 1С: «Файл» → «Сохранить как» → «Лист Excel2007 (*.xlsx)»",
    ),
)


def foreign(head: bytes) -> tuple[str, str] | None:
    """What a file is that surely holds no table we read, and what to do about it; None for any other."""
    return next(((what, tip) for begin, what, tip in _FOREIGN if head.startswith(begin)), None)
