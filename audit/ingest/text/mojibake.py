"""UTF-8 that a program took for Windows-1251 and saved so: «РќР°СЃРѕСЃ» instead of «Насос»."""

from __future__ import annotations

import codecs
import re

from audit.ingest.error import failure
from handbook.finding import Place

TITLE = "UTF-8, дважды перекодированный"
#: A Russian letter in UTF-8 is one of two bytes and another after it; Windows reads them so.
_PAIR = re.compile(
    "[РС][\u0080-\u00bf\u0402-\u040f\u0452-\u045f\u0401\u0404\u0407\u0406\u0451\u0454\u0456"
    "\u0490\u0491\u2010-\u203a\u20ac\u2116\u2122]"
)
_RUSSIAN = re.compile("[А-Яа-яЁё]")
_PROBE = 1 << 14
_FEWEST, _SHARE = 10, 0.8
_UNDEFINED = 0x98


def is_mojibake(head: bytes) -> bool:
    """Whether the beginning of a UTF-8 text is Russian that was decoded wrongly."""
    text = head[:_PROBE].decode("utf-8", errors="ignore")
    pairs = len(_PAIR.findall(text))
    # One letter of a pair is always Russian, the other one sometimes.
    return pairs >= _FEWEST and pairs >= len(_RUSSIAN.findall(text)) * _SHARE


def undone(data: bytes, file: str) -> bytes:
    """The text as it was before.

    Args:
        data: UTF-8 text.
        file: Its name for people.

    Raises:
        IngestError: Some letters are lost for good.
    """
    try:
        text = data.decode("utf-8").encode("cp1251", errors=_KEEPING)
        text.decode("utf-8")
    except UnicodeError as error:
        raise failure(
            "not-a-text",
            "буквы испорчены: текст в UTF-8 открыли как Windows-1251 и сохранили («РќР°СЃРѕСЃ» вместо «Насос»)",
            Place(file),
            tip="Выгрузите данные из CRM ещё раз и не пересохраняйте файл; в Excel: «Данные» → «Из текста/CSV», 65001",
        ) from error
    return text


def _keep(error: UnicodeError) -> tuple[bytes, int]:
    if not isinstance(error, UnicodeEncodeError) or ord(error.object[error.start]) != _UNDEFINED:
        raise error
    return bytes([_UNDEFINED]), error.start + 1


_KEEPING = "reglament-undefined"
codecs.register_error(_KEEPING, _keep)
