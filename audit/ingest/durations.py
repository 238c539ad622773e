"""How long something took, as telephony, spreadsheets and trackers write it; always seconds in the canonical tables."""

from __future__ import annotations

import re
from decimal import Decimal

from audit.ingest.values import BEYOND, UNREAD, Unread

#: Canonical columns whose numbers are seconds.
COLUMNS = frozenset({"duration_s"})

_DAY, _HOUR, _MINUTE = 86_400, 3_600, 60
_BLANK = frozenset({"", "-", "—", "–"})
_NUMBER = r"\d{1,9}(?:[.,]\d{1,6})?"
#: «26:10:00», «1 day, 2:10:00», «2 дн. 1:00:00.5»: hours may pass a day, minutes and seconds never an hour.
_CLOCK = re.compile(
    r"(?:(?P<d>\d{1,6}) ?(?:days?|дн(?:\.|ей|я)?|день|д\.?),? )?"
    r"(?P<h>\d{1,6}):(?P<m>[0-5]\d):(?P<s>[0-5]\d(?:[.,]\d{1,6})?)"
)
#: «1 ч 02 мин», «1 мин, 35 сек», «95 сек.», «1m 35s»; the larger unit comes first.
_WORDS = re.compile(
    rf"(?:(?P<d>{_NUMBER}) ?(?:д|дн|дня|дней|день|d|days?)\b[.,]* ?)?"
    rf"(?:(?P<h>{_NUMBER}) ?(?:ч|час|часа|часов|h|hrs?|hours?)\b[.,]* ?)?"
    rf"(?:(?P<m>{_NUMBER}) ?(?:м|мин|минут|минуты|минута|m|mins?|minutes?)\b[.,]* ?)?"
    rf"(?:(?P<s>{_NUMBER}) ?(?:с|сек|секунд|секунды|секунда|s|secs?|seconds?)\b[.,]*)?"
)
#: ISO 8601: «PT1M35S».
_ISO = re.compile(rf"p(?:(?P<d>{_NUMBER})d)?(?:t(?:(?P<h>{_NUMBER})h)?(?:(?P<m>{_NUMBER})m)?(?:(?P<s>{_NUMBER})s)?)?")
_PLAIN = re.compile(rf"(?P<s>{_NUMBER})")
_SIZES = {"d": _DAY, "h": _HOUR, "m": _MINUTE, "s": 1}


def read_duration(text: str) -> Decimal | Unread | None:
    """Seconds of a duration.

    Args:
        text: «1 мин, 35 сек», «0:01:35», «PT1M35S», «1 day, 2:10:00», «95».

    Returns:
        Seconds, None for an agreed blank, UNREAD for anything else; «1:35» too: minutes or hours, nobody knows.
    """
    plain = " ".join(text.casefold().split())
    if plain in _BLANK:
        return None
    for shape in (_CLOCK, _WORDS, _ISO, _PLAIN):
        match = shape.fullmatch(plain)
        parts = {key: part for key, part in match.groupdict().items() if part} if match else {}
        if parts:
            found = sum((Decimal(part.replace(",", ".")) * _SIZES[key] for key, part in parts.items()), Decimal(0))
            return found if found < BEYOND else UNREAD
    return UNREAD
